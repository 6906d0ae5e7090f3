//! The process that is killed.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use santun::clock::ManualClock;
use santun::workflow::Role;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::outbox::setting::worker;
use crate::support::database::run;
use crate::support::walk::{change, desk, key, open, send_paper, staff, step};

/// What a child is told, as JSON.
const ORDER: &str = "SANTUN_CRASH_CHILD";

/// One thing to be done.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) enum Deed {
    /// Open the claim of the nth person.
    Open(usize),
    /// Send a paper for a claim.
    Paper(String),
    /// Approve a claim.
    Approve(String),
    /// Deliver what is due to an address.
    Deliver(String),
    /// Fire the deadlines that are due.
    Fire,
}

/// What a child needs to know.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Order {
    pub(crate) url: String,
    pub(crate) files: PathBuf,
    pub(crate) now: DateTime<Utc>,
    pub(crate) seed: u64,
    pub(crate) key: String,
    pub(crate) deed: Deed,
}

/// Does one thing. The parent does it again in the same way when the child is dead.
pub(crate) async fn carry_out(order: &Order) {
    let clock = Arc::new(ManualClock::new(order.now));
    let desk = desk(&order.url, &order.files, clock, order.seed);
    let office = desk.ensure_office("Jambi").await.unwrap().id;
    let (caseworker, supervisor) = (staff(Role::Caseworker, 1, office), staff(Role::Supervisor, 2, office));
    let key = Some(key(&order.key));
    match &order.deed {
        Deed::Open(nth) => {
            open(&desk, &caseworker, *nth, key).await.unwrap();
        }
        Deed::Paper(number) => {
            send_paper(&desk, number, &caseworker, "ktp", None, key).await.unwrap();
        }
        Deed::Approve(number) => {
            change(&desk, number, &supervisor, step("approve", &json!({})), key).await.unwrap();
        }
        Deed::Deliver(url) => {
            worker(&desk, url, &format!("worker {}", order.seed)).run_once().await.unwrap();
        }
        Deed::Fire => {
            desk.fire_due_deadlines(100).await.unwrap();
        }
    }
}

/// Runs [`act`] in a process of its own until it stands at `point`, and kills it there. Blocks meanwhile.
pub(crate) fn kill_at(order: &Order, point: &str) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::child::act", "--nocapture", "--ignored"])
        .env(ORDER, serde_json::to_string(order).unwrap())
        .env("SANTUN_HALT_AT", point)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = String::new();
    let mut halted = false;
    for line in BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok) {
        if line == format!("halted {point}") {
            halted = true;
            break;
        }
        said.push_str(&line);
        said.push('\n');
    }
    // SIGKILL: no destructor runs, no buffer is flushed, no rollback is asked for.
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(halted, "{:?} never came to {point}:\n{said}", order.deed);
}

#[test]
#[ignore = "runs as the child of the tests beside it"]
fn act() {
    let Ok(order) = std::env::var(ORDER) else { return };
    run(async move { carry_out(&serde_json::from_str(&order).unwrap()).await });
}
