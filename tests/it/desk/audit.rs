//! `audit verify` names what was changed behind the desk's back.

use diesel::RunQueryDsl as _;
use santun::claim::Command;
use santun::desk::DeskError;
use santun::store::{OpenMode, Store, StoreError};

use crate::support::database::{TestDatabase, on_each_database};
use crate::support::walk::{self, Walk};

on_each_database!(
    an_untouched_history_has_no_fault,
    a_tampered_event_is_named,
    a_deleted_event_is_named,
    a_deleted_newest_event_is_named,
    two_swapped_bodies_are_named,
    a_changed_state_is_named,
    a_changed_claim_is_named,
    a_claim_of_another_history_is_named,
    an_unreadable_claim_is_named,
    an_audit_beside_a_working_office_finds_nothing,
);

/// Does as somebody with the database's password could.
fn tamper(walk: &Walk, sql: &'static str) {
    let store = Store::open_sized(&walk.url, OpenMode::MustExist, 1).unwrap();
    store.write_now(|db| diesel::sql_query(sql).execute(db).map_err(StoreError::from)).unwrap();
}

/// The faults, as `seq: reason`, after tampering with the one claim.
async fn faults(database: TestDatabase, sql: &[&'static str]) -> Vec<String> {
    let walk = Walk::new(&database).await;
    let claim = walk.to_approval(0).await;
    for statement in sql {
        tamper(&walk, statement);
    }
    let report = walk.desk.audit(None).await.unwrap();
    assert_eq!(report.claims, 1);
    assert!(report.faults.iter().all(|fault| fault.claim == claim.number.as_str()), "{:?}", report.faults);
    report.faults.iter().map(|fault| format!("{}: {}", fault.seq, fault.reason)).collect()
}

async fn an_untouched_history_has_no_fault(database: TestDatabase) {
    assert_eq!(faults(database, &[]).await, Vec::<String>::new());
}

async fn a_tampered_event_is_named(database: TestDatabase) {
    let found = faults(database, &["update events set actor = 'system' where seq = 2"]).await;
    assert!(found.iter().any(|fault| fault.starts_with("2: ")), "{found:?}");
}

async fn a_deleted_event_is_named(database: TestDatabase) {
    let found = faults(database, &["delete from events where seq = 3"]).await;
    assert!(found.iter().any(|fault| fault.starts_with("3: ")), "{found:?}");
}

async fn a_deleted_newest_event_is_named(database: TestDatabase) {
    let newest = "delete from events where seq = (select max(version) from claims)";
    let walk = Walk::new(&database).await;
    let claim = walk.to_approval(0).await;
    tamper(&walk, newest);
    let found = walk.desk.audit(Some(claim.number.as_str())).await.unwrap().faults;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].seq, found[0].reason.as_str()), (claim.version, "the newest events are missing"));
}

async fn two_swapped_bodies_are_named(database: TestDatabase) {
    let swap = [
        "create table kept as select seq, body from events",
        "update events set body = (select body from kept where kept.seq = 5 - events.seq) where seq in (2, 3)",
    ];
    let found = faults(database, &swap).await;
    assert!(found.iter().any(|fault| fault.starts_with("2: ")), "{found:?}");
    assert!(found.iter().any(|fault| fault.starts_with("3: ")), "{found:?}");
}

async fn a_changed_state_is_named(database: TestDatabase) {
    let found = faults(database, &["update claims set state = 'paid'"]).await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("state"), "{found:?}");
}

async fn a_changed_claim_is_named(database: TestDatabase) {
    // An outcome is written into the row; the history knows of none.
    let found = faults(database, &["update claims set outcome = 'paid', ended = not ended"]).await;
    assert!(found.iter().any(|fault| fault.contains("outcome")), "{found:?}");
    assert!(found.iter().any(|fault| fault.contains("ended")), "{found:?}");
}

async fn a_claim_of_another_history_is_named(database: TestDatabase) {
    let walk = Walk::new(&database).await;
    let claim = walk::open(&walk.desk, &walk.caseworker, 0, None).await.unwrap();
    walk::open(&walk.desk, &walk.caseworker, 1, None).await.unwrap();
    tamper(&walk, "create table kept as select number, snapshot from claims");
    let swap = "update claims set snapshot = (select snapshot from kept where kept.number <> claims.number)";
    tamper(&walk, swap);
    let report = walk.desk.audit(Some(claim.number.as_str())).await.unwrap();
    assert_eq!((report.claims, report.faults.len()), (1, 1));
    assert_eq!(report.faults[0].reason, "the stored claim is not the fold of its events");
    assert_eq!(walk.desk.audit(None).await.unwrap().faults.len(), 2);
}

async fn an_unreadable_claim_is_named(database: TestDatabase) {
    let walk = Walk::new(&database).await;
    let claim = walk::open(&walk.desk, &walk.caseworker, 0, None).await.unwrap();
    tamper(&walk, "update claims set snapshot = (select hash from events where seq = 1)");
    let lower = claim.number.as_str().to_lowercase();
    for number in [None, Some(claim.number.as_str()), Some(lower.as_str())] {
        let faults = walk.desk.audit(number).await.unwrap().faults;
        assert_eq!(faults.len(), 1, "{number:?}");
        assert_eq!((faults[0].claim.as_str(), faults[0].seq), (claim.number.as_str(), claim.version));
        assert!(faults[0].reason.starts_with("the stored claim cannot be read"), "{}", faults[0].reason);
    }
    for unknown in ["JKM-2025-000009-0", "nonsense"] {
        assert!(matches!(walk.desk.audit(Some(unknown)).await, Err(DeskError::NotFound("claim"))), "{unknown}");
    }
}

/// Notes are written as fast as they can be, and each audit meets the claim in the middle of it.
async fn an_audit_beside_a_working_office_finds_nothing(database: TestDatabase) {
    let walk = Walk::new(&database).await;
    let claim = walk::open(&walk.desk, &walk.caseworker, 0, None).await.unwrap();
    let done = std::cell::Cell::new(false);
    let writing = async {
        for count in 0..150 {
            walk.work(claim.number.as_str(), Command::AddNote { text: format!("note {count}"), contact: None }).await;
        }
        done.set(true);
    };
    let auditing = async {
        let mut faults = Vec::new();
        while !done.get() {
            faults.extend(walk.desk.audit(None).await.unwrap().faults);
            faults.extend(walk.desk.audit(Some(claim.number.as_str())).await.unwrap().faults);
        }
        faults
    };
    let ((), faults) = futures_util::future::join(writing, auditing).await;
    assert_eq!(faults, []);
}
