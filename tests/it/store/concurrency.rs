//! Many at once.

use santun::store::ledger::AppendError;
use santun::store::queries;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::fixture::{Desk, answer};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    each_version_has_one_winner,
    twins_of_a_request_meet,
    many_claims_open_at_once,
    a_fault_takes_no_other_change_with_it,
);

async fn each_version_has_one_winner(database: TestDatabase) {
    let desk = Arc::new(Desk::new(&database));
    let claim = desk.open("JKM-1");
    let threads: Vec<_> = (0..16)
        .map(|_| {
            let desk = Arc::clone(&desk);
            std::thread::spawn(move || {
                let mut won = Vec::new();
                for version in 1..=5 {
                    let result = desk.store.append_now(&desk.next(claim, "JKM-1", version));
                    assert!(matches!(result, Ok(_) | Err(AppendError::VersionConflict { .. })), "{result:?}");
                    won.extend(result.map(|appended| appended.version));
                }
                won
            })
        })
        .collect();
    let mut winners: BTreeMap<i64, u32> = BTreeMap::new();
    for version in threads.into_iter().flat_map(|thread| thread.join().unwrap()) {
        *winners.entry(version).or_default() += 1;
    }
    assert!(winners.values().all(|&count| count == 1), "{winners:?}");
    let events = desk.store.read_now(|db| queries::all_events_of(db, claim)).unwrap();
    assert_eq!(events.len(), winners.len() + 1, "every winner has its event");
    assert!(winners.contains_key(&2), "somebody wins the first version");
}

async fn twins_of_a_request_meet(database: TestDatabase) {
    let desk = Arc::new(Desk::new(&database));
    let threads: Vec<_> = (0..50)
        .map(|number| {
            let desk = Arc::clone(&desk);
            std::thread::spawn(move || {
                let mut change = desk.opening(&format!("JKM-{number}"));
                change.answer = Some(answer("the same key"));
                let result = desk.store.append_now(&change);
                assert!(matches!(result, Ok(_) | Err(AppendError::KeyTaken)), "{result:?}");
                u32::from(result.is_ok())
            })
        })
        .collect();
    let opened: u32 = threads.into_iter().map(|thread| thread.join().unwrap()).sum();
    assert_eq!(opened, 1);
    let claims = desk.store.read_now(|db| queries::claims_after(db, None, 10)).unwrap();
    assert_eq!(claims.len(), 1);
}

async fn many_claims_open_at_once(database: TestDatabase) {
    let desk = Arc::new(Desk::new(&database));
    let tasks: Vec<_> = (0..20)
        .map(|number| {
            let change = desk.opening(&format!("JKM-{number}"));
            let store = desk.store.clone();
            tokio::spawn(async move { store.append(change).await })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.unwrap().unwrap().version, 1);
    }
}

/// Many different changes at once, one of each fault among them: each gets its own outcome, and a refused one takes
/// no other with it.
async fn a_fault_takes_no_other_change_with_it(database: TestDatabase) {
    let desk = Arc::new(Desk::new(&database));
    let mut holder = desk.opening("JKM-0");
    holder.row.active_key = Some("jkm:p".into());
    holder.answer = Some(answer("k"));
    holder.enqueue = vec![desk.delivery("mail:0")];
    desk.store.append_now(&holder).unwrap();
    let threads: Vec<_> = (1..=100)
        .map(|number| {
            let desk = Arc::clone(&desk);
            std::thread::spawn(move || {
                let mut change = desk.opening(&format!("JKM-{number}"));
                let expected = match number {
                    10 => {
                        change.row.active_key = Some("jkm:p".into());
                        "Err(ActiveKeyTaken"
                    }
                    20 => {
                        change.answer = Some(answer("k"));
                        "Err(KeyTaken"
                    }
                    30 => {
                        change.enqueue = vec![desk.delivery("mail:0")];
                        "Err(DeliveryTaken"
                    }
                    40 => {
                        change.row.number = "JKM-0".into();
                        "Err(NumberTaken"
                    }
                    50 => {
                        change.expected_version = 7;
                        "Err(VersionConflict { current: 0 }"
                    }
                    60 => {
                        change.row.participant_id = uuid::Uuid::nil();
                        "Err(Store(Broken("
                    }
                    _ => "Ok(",
                };
                let outcome = format!("{:?}", desk.store.append_now(&change));
                assert!(outcome.starts_with(expected), "{number}: {outcome}");
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    let claims = desk.store.read_now(|db| queries::claims_after(db, None, 200)).unwrap();
    assert_eq!(claims.len(), 1 + 100 - 6);
}
