//! One of two replicas is killed in the middle of a sweep, on PostgreSQL, as real processes: no rung is lost, none is
//! doubled, and no letter is written twice.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use santun::claim::{Claim, Command as Wish};
use santun::store::queries;
use santun::store::{OpenMode, Store};
use serde_json::json;

use crate::support::database::{TestDatabase, run};
use crate::support::walk::{Walk, change, mailing_desk, open, step};

/// Claims whose families are reminded in the sweep.
const CLAIMS: usize = 30;

/// The claim at whose commit the first replica is killed.
const KILLED_AT: usize = 11;

/// When fourteen days are left: Thursday morning.
const SWEEP: &str = "2025-11-20T03:00:00Z";

/// Later, when every lease of the dead replica is over.
const LATER: &str = "2025-11-20T04:00:00Z";

#[test]
fn a_replica_killed_in_the_middle_of_a_sweep_loses_and_doubles_nothing() {
    let name = "a_replica_killed_in_the_middle_of_a_sweep_loses_and_doubles_nothing";
    let Some(database) = TestDatabase::postgres(name) else { return };
    run(async move {
        let walk = Walk::new(&database).await;
        let claims = prepared(&walk).await;
        let mails = tempfile::tempdir().unwrap();
        let sweep = |at: &str, halt: Option<String>| program(&walk, mails.path(), at, halt);

        let mut first = sweep(SWEEP, Some(format!("ledger.before_commit:{KILLED_AT}")));
        stands_still(&mut first);
        // It holds a claim; the second replica waits for that one, and for no other.
        let mut second = sweep(SWEEP, None);
        fired_but_one(&walk, &claims, &mut second);
        first.kill().unwrap();
        first.wait().unwrap();
        let second = second.wait_with_output().unwrap();
        assert!(second.status.success(), "{}", String::from_utf8_lossy(&second.stderr));
        let third = sweep(LATER, None).wait_with_output().unwrap();
        assert!(third.status.success(), "{}", String::from_utf8_lossy(&third.stderr));
        look(&walk, &claims, mails.path());
        assert_eq!(walk.desk.audit(None).await.unwrap().faults, []);
    });
}

/// Claims that wait for papers, each of a family with an address.
async fn prepared(walk: &Walk) -> Vec<Claim> {
    let desk = mailing_desk(&walk.url, walk.folder.path(), Arc::clone(&walk.clock) as _, 5);
    let mut claims = Vec::new();
    for nth in 0..CLAIMS {
        let claim = open(&desk, &walk.caseworker, nth, None).await.unwrap();
        let number = claim.number.as_str();
        let person = json!({ "name": "Siti", "relation": "spouse", "email": format!("siti{nth}@warga.example") });
        for wish in [
            step("accept", &json!({})),
            Wish::SetFacts([("died_at_work".into(), json!("no"))].into()),
            Wish::AddPerson(serde_json::from_value(person).unwrap()),
        ] {
            change(&desk, number, &walk.caseworker, wish, None).await.unwrap();
        }
        claims
            .push(change(&desk, number, &walk.caseworker, step("request_documents", &json!({})), None).await.unwrap());
    }
    claims
}

fn program(walk: &Walk, mails: &Path, at: &str, halt: Option<String>) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_santun"));
    let names = std::env::vars_os().map(|(name, _)| name);
    for name in names.filter(|name| name.to_string_lossy().starts_with("SANTUN_")) {
        command.env_remove(name);
    }
    command
        .args(["sweep", "--at", at])
        .current_dir(mails)
        .env("SANTUN_DATABASE_URL", &walk.url)
        .env("SANTUN_FILES", walk.folder.path())
        .env("SANTUN_MAIL", format!("file://{}", mails.display()))
        .env("SANTUN_MAIL_FROM", "Kantor Santun <santun@kantor.example>")
        .envs(halt.map(|point| ("SANTUN_HALT_AT", point)))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn stands_still(child: &mut Child) {
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
    let halted = lines.any(|line| line.starts_with("halted "));
    assert!(halted, "it never came to the place where it is killed");
}

fn rungs(store: &Store, claims: &[Claim]) -> BTreeMap<String, Vec<String>> {
    let fired = |claim: &Claim| {
        let id = claim.id.0;
        let rungs = store.read_now(|db| queries::fired_rungs_of(db, id)).unwrap();
        (claim.number.to_string(), rungs.into_iter().map(|rung| rung.rung).collect())
    };
    claims.iter().map(fired).collect()
}

/// Looks at what was fired before it is taken for certain that the second replica waits for more than one claim.
const LOOKS_MAX: usize = 20_000;

/// Waits until both replicas together have fired everything but what the dead one holds, or the second has come to an end.
fn fired_but_one(walk: &Walk, claims: &[Claim], second: &mut Child) {
    let store = Store::open_sized(&walk.url, OpenMode::MustExist, 1).unwrap();
    let fired = || rungs(&store, claims).values().filter(|rungs| !rungs.is_empty()).count();
    for _ in 0..LOOKS_MAX {
        if fired() >= CLAIMS - 1 {
            return;
        }
        assert_eq!(second.try_wait().unwrap(), None, "it ended before it had fired the others");
        std::thread::yield_now();
    }
    assert!(fired() >= CLAIMS - 1, "of {CLAIMS} claims {} were fired, and then nothing more", fired());
}

fn look(walk: &Walk, claims: &[Claim], mails: &Path) {
    let store = Store::open_sized(&walk.url, OpenMode::MustExist, 1).unwrap();
    for (number, rungs) in rungs(&store, claims) {
        assert_eq!(rungs, ["remind_before_14_calendar_days"], "{number}");
    }
    for claim in claims {
        let id = claim.id.0;
        let (letters, events) = store
            .read_now(|db| {
                Ok::<_, santun::store::StoreError>((
                    queries::letters_of(db, id, None, 200)?,
                    queries::all_events_of(db, id)?,
                ))
            })
            .unwrap();
        let reminders: Vec<_> = letters.iter().filter(|(letter, _)| letter.kind == "reminder").collect();
        assert_eq!(reminders.len(), 1, "{}", claim.number);
        assert_eq!(events.iter().filter(|event| event.kind == "rung_fired").count(), 1, "{}", claim.number);
        for (letter, delivery) in letters.iter().filter(|(letter, _)| letter.channel == "mail") {
            let state = delivery.as_ref().map(|delivery| delivery.state.as_str());
            assert_eq!(state, Some("delivered"), "{} of {}", letter.kind, claim.number);
        }
    }
    // Each claim's wish for papers and its reminder, each under one Message-ID.
    let ids: Vec<String> = std::fs::read_dir(mails)
        .unwrap()
        .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
        .filter(|mail| mail.contains("@warga.example"))
        .filter_map(|mail| mail.lines().find(|line| line.starts_with("Message-ID:")).map(str::to_owned))
        .collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "a letter lies there twice");
    assert_eq!(ids.len(), 2 * CLAIMS);
}
