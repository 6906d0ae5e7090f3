//! The program is killed at every place of the ledger: afterwards a change is there whole or not at all, and the
//! same request goes on as if nothing had been.

use santun::store::halt;
use santun::store::ledger::{AppendError, Change, NO_DEADLINE, NewDeadline};
use santun::store::queries;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use uuid::Uuid;

use super::fixture::{Desk, Read, answer, now};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(a_killed_change_is_whole_or_absent);

const URL: &str = "SANTUN_CRASH_URL";
const CLAIM: Uuid = Uuid::from_u128(0x0195_0000_0000_7000_8000_0000_0000_0042);

async fn a_killed_change_is_whole_or_absent(database: TestDatabase) {
    let desk = Desk::new(&database);
    desk.store.append_now(&opening(&desk)).unwrap();
    let mut version = 1;
    for point in halt::POINTS {
        kill_at(&database, point, version);
        let done = *point == "ledger.committed";
        version += i64::from(done);
        let key = format!("key {point}");
        assert_eq!(what_is_there(&desk, version, &key), (version, version, done, done), "{point}");
        // The client, who heard nothing, asks again.
        let again = desk.store.append_now(&change(&desk, point, version));
        if done {
            assert!(matches!(again, Err(AppendError::KeyTaken)), "{again:?}");
        } else {
            version += 1;
            assert_eq!(again.unwrap().version, version, "{point}");
            assert_eq!(what_is_there(&desk, version, &key), (version, version, true, true), "{point}");
        }
    }
}

/// The claim's version, its number of events, and whether the answer and the delivery of a version are there.
fn what_is_there(desk: &Desk, version: i64, key: &str) -> (i64, i64, bool, bool) {
    desk.store
        .read_now(|db| -> Read<_> {
            let (stored, _) = queries::claim_version(db, CLAIM)?.unwrap();
            let events = i64::try_from(queries::all_events_of(db, CLAIM)?.len()).unwrap();
            let answered = queries::saved_answer(db, "user:1", "POST", "/api/v1/claims", key)?.is_some();
            let enqueued = queries::delivery_by_dedup_key(db, &format!("{key} {version}"))?.is_some();
            Ok((stored, events, answered, enqueued))
        })
        .unwrap()
}

fn opening(desk: &Desk) -> Change {
    Change { claim: CLAIM, ..desk.opening("JKM-1") }
}

/// The change that follows on a version; its key names the point, its delivery the version it leads to.
fn change(desk: &Desk, point: &str, version: i64) -> Change {
    let mut change = desk.next(CLAIM, "JKM-1", version);
    let key = format!("key {point}");
    // Ids that no earlier process can have given.
    let id = |salt: u128| Uuid::from_u128(CLAIM.as_u128() + (u128::from(version.unsigned_abs()) << 8) + salt);
    let mut delivery = desk.delivery(&format!("{key} {}", version + 1));
    delivery.id = id(1);
    change.answer = Some(answer(&key));
    change.enqueue = vec![delivery];
    change.arm = vec![NewDeadline {
        id: id(2),
        name: "intake".into(),
        state: "reported".into(),
        waiting_on: "caseworker".into(),
        started_at: now(),
        due_at: now(),
        calendar_missing: false,
        rungs: "[]".to_owned(),
        next_rung_at: NO_DEADLINE,
        stands_still_since: None,
    }];
    change
}

/// Runs [`halted_writer`] in a process of its own until it stands at `point`, and kills it there.
fn kill_at(database: &TestDatabase, point: &str, version: i64) {
    let mut writer = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "store::crash::halted_writer", "--nocapture", "--ignored"])
        .env(URL, database.url())
        .env("SANTUN_HALT_AT", point)
        .env("SANTUN_CRASH_VERSION", version.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let said = BufReader::new(writer.stderr.take().unwrap()).lines().map_while(Result::ok);
    let halted = said.into_iter().any(|line| line == format!("halted {point}"));
    writer.kill().unwrap();
    writer.wait().unwrap();
    assert!(halted, "the writer never came to {point}");
}

#[test]
#[ignore = "runs as a child of a_killed_change_is_whole_or_absent"]
fn halted_writer() {
    let (Ok(url), Ok(point)) = (std::env::var(URL), std::env::var("SANTUN_HALT_AT")) else { return };
    let version = std::env::var("SANTUN_CRASH_VERSION").unwrap().parse().unwrap();
    let desk = Desk::of(&url);
    desk.store.append_now(&change(&desk, &point, version)).unwrap();
}
