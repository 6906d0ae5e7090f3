//! How much memory a process needs that does nothing but fire what is due, by the number of claims that are not.

use std::process::Command;

use chrono::{DateTime, Utc};

use crate::copies::{self, Copies};
use crate::firing::Kind;
use crate::stage::{self, Place};

/// The first argument of such a process.
const FIRE: &str = "--fire";

/// A process that fires and says what memory it needed.
pub(crate) struct Child {
    url: String,
    moments: [DateTime<Utc>; 2],
}

impl Child {
    /// Whether this is one.
    pub(crate) fn parse(arguments: &[String]) -> Option<Self> {
        let [_, fire, url, rungs, ends] = arguments else { return None };
        (fire == FIRE).then(|| Self { url: url.clone(), moments: [rungs, ends].map(|moment| moment.parse().unwrap()) })
    }

    /// Fires rungs, then ends.
    pub(crate) fn run(self) {
        let place = Place { name: self.url.clone(), url: self.url, folder: stage::folder() };
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        let mut line = format!("{} before", resident("VmRSS"));
        for (kind, moment) in Kind::ALL.into_iter().zip(self.moments) {
            let (fired, _) = runtime.block_on(kind.fire(&copies::desk(&place, moment)));
            line = format!("{line}, {} after {fired} {}", resident("VmRSS"), kind.name());
        }
        println!("{line}; never more than {}", resident("VmHWM"));
    }
}

/// Fires in a process for each number of claims.
pub(crate) fn compare(all: &[&Copies]) {
    println!();
    for copies in all {
        let [rungs, ends] = Kind::ALL.map(|kind| kind.moment(copies).to_rfc3339());
        let mut child = Command::new(std::env::current_exe().unwrap());
        let output = child.args([FIRE, &copies.place.url, &rungs, &ends]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        print!("Memory with {} claims: {}", copies.claims, String::from_utf8_lossy(&output.stdout));
    }
}

/// A line of the process's status.
fn resident(name: &str) -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let found = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    found.map_or_else(|| "unknown".to_owned(), |value| value.trim().to_owned())
}
