//! `audit verify` names what was changed behind the desk's back.

use diesel::RunQueryDsl as _;
use santun::store::{OpenMode, Store, StoreError};

use crate::support::database::{TestDatabase, on_each_database};
use crate::support::walk::Walk;

on_each_database!(
    an_untouched_history_has_no_fault,
    a_tampered_event_is_named,
    a_deleted_event_is_named,
    a_deleted_newest_event_is_named,
    two_swapped_bodies_are_named,
    a_changed_state_is_named,
    a_changed_claim_is_named,
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
    let newest = "delete from events where seq = (select max(seq) from events)";
    let found = faults(database, &[newest]).await;
    assert!(!found.is_empty(), "a missing newest event was not found");
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
