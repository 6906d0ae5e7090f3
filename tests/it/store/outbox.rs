//! Leases of deliveries.

use chrono::TimeDelta;
use santun::store::queries::{self, Delivery, DeliveryFilter};
use std::collections::BTreeSet;
use std::sync::Arc;

use super::fixture::{Desk, Read, after_hours, now};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    a_lease_ends_and_another_worker_takes_over,
    a_failed_delivery_waits_dies_and_is_revived,
    no_delivery_is_held_twice,
);

fn lease(desk: &Desk, minutes: i64, owner: &str) -> Vec<Delivery> {
    let at = now() + TimeDelta::minutes(minutes);
    desk.store.write_now(|db| queries::lease(db, "mail", at, TimeDelta::minutes(5), owner, 10)).unwrap()
}

fn enqueue(desk: &Desk, key: &str) -> uuid::Uuid {
    let delivery = desk.delivery(key);
    desk.store.write_now(|db| queries::enqueue(db, &delivery, now())).unwrap();
    delivery.id
}

async fn a_lease_ends_and_another_worker_takes_over(database: TestDatabase) {
    let desk = Desk::new(&database);
    let id = enqueue(&desk, "mail:1");
    let due = || desk.store.read_now(|db| queries::any_due(db, "mail", now())).unwrap();
    assert!(due());
    let taken = lease(&desk, 0, "first");
    assert!(!due());
    assert_eq!((taken.len(), taken[0].attempts, taken[0].leased_by.as_deref()), (1, 1, Some("first")));
    assert_eq!(lease(&desk, 4, "second"), [], "the lease runs");
    let taken = lease(&desk, 5, "second");
    assert_eq!((taken[0].id, taken[0].attempts), (id, 2));
    let late = desk.store.write_now(|db| queries::mark_delivered(db, id, "first", now())).unwrap();
    assert!(!late, "who lost the lease may not end the delivery");
    assert!(desk.store.write_now(|db| queries::mark_delivered(db, id, "second", now())).unwrap());
    assert_eq!(lease(&desk, 60, "third"), []);
}

async fn a_failed_delivery_waits_dies_and_is_revived(database: TestDatabase) {
    let desk = Desk::new(&database);
    let id = enqueue(&desk, "mail:1");
    lease(&desk, 0, "w");
    assert!(desk.store.write_now(|db| queries::retry_at(db, id, "w", now(), after_hours(1), "no route")).unwrap());
    assert_eq!(lease(&desk, 59, "w"), []);
    let again = lease(&desk, 60, "w");
    assert_eq!(again[0].last_error.as_deref(), Some("no route"));
    assert!(desk.store.write_now(|db| queries::mark_dead(db, id, "w", now(), "no such address")).unwrap());
    let dead = DeliveryFilter { state: Some("dead".into()), ..DeliveryFilter::default() };
    desk.store
        .write_now(|db| -> Read<()> {
            assert_eq!(queries::list_deliveries(db, &dead, None, 10)?.len(), 1);
            assert_eq!(queries::deliveries_by_state(db)?, [("mail".into(), "dead".into(), 1)]);
            assert!(queries::requeue(db, id, now())?);
            assert!(!queries::requeue(db, id, now())?, "only what is dead is revived");
            Ok(())
        })
        .unwrap();
    assert_eq!(lease(&desk, 0, "w")[0].attempts, 1);
}

async fn no_delivery_is_held_twice(database: TestDatabase) {
    let desk = Arc::new(Desk::new(&database));
    for number in 0..30 {
        enqueue(&desk, &format!("mail:{number}"));
    }
    let threads: Vec<_> = (0..6)
        .map(|worker| {
            let desk = Arc::clone(&desk);
            std::thread::spawn(move || lease(&desk, 0, &format!("worker-{worker}")))
        })
        .collect();
    let taken: Vec<_> = threads.into_iter().flat_map(|thread| thread.join().unwrap()).map(|one| one.id).collect();
    assert_eq!(taken.iter().collect::<BTreeSet<_>>().len(), taken.len());
    assert!(taken.len() >= 10);
}
