//! Every reason for which a change is refused, and that a refused change leaves nothing behind.

use chrono::TimeDelta;
use santun::store::ledger::{AppendError, Change, InboundAnswer, NewAlert, SettledAlert};
use santun::store::queries;
use uuid::Uuid;

use super::fixture::{Desk, Read, answer, now};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    an_old_version_is_told_the_current_one,
    a_taken_value_is_told_by_its_meaning,
    a_delivery_under_way_cannot_be_called_back,
    what_has_ended_cannot_end_again,
    a_refused_change_leaves_nothing,
);

async fn an_old_version_is_told_the_current_one(database: TestDatabase) {
    let desk = Desk::new(&database);
    let claim = desk.open("JKM-1");
    desk.store.append_now(&desk.next(claim, "JKM-1", 1)).unwrap();
    let current = |change: &Change| match desk.store.append_now(change) {
        Err(AppendError::VersionConflict { current }) => Some(current),
        _ => None,
    };
    assert_eq!(current(&desk.next(claim, "JKM-1", 1)), Some(2));
    assert_eq!(current(&desk.next(claim, "JKM-1", 3)), Some(2));
    assert_eq!(current(&desk.next(Uuid::nil(), "JKM-9", 1)), Some(0));
    // To open what is open already is the same mistake.
    let mut again = desk.opening("JKM-2");
    again.claim = claim;
    assert_eq!(current(&again), Some(2));
}

async fn a_taken_value_is_told_by_its_meaning(database: TestDatabase) {
    let desk = Desk::new(&database);
    let mut first = desk.opening("JKM-1");
    first.row.active_key = Some("jkm:p".into());
    first.answer = Some(answer("k1"));
    first.enqueue = vec![desk.delivery("mail:1")];
    let inbound = InboundAnswer {
        webhook_id: "msg".into(),
        received_at: now(),
        body: "{}".into(),
        result: "paid".into(),
        again: None,
    };
    first.inbound = Some(inbound.clone());
    desk.store.append_now(&first).unwrap();

    let check = |expected: &str, spoil: &dyn Fn(&mut Change)| {
        let mut change = desk.opening("JKM-2");
        spoil(&mut change);
        let refused = desk.store.append_now(&change).unwrap_err();
        assert!(format!("{refused:?}").starts_with(expected), "{refused:?} is not {expected}");
    };
    check("NumberTaken", &|change| change.row.number = "JKM-1".into());
    check("KeyTaken", &|change| change.answer = Some(answer("k1")));
    check("DeliveryTaken", &|change| change.enqueue = vec![desk.delivery("mail:1")]);
    check("InboundTaken", &|change| change.inbound = Some(inbound.clone()));
    check("NoEvent", &|change| change.events.clear());
    let holder = format!("ActiveKeyTaken {{ claim: {:?} }}", first.claim);
    check(&holder, &|change| change.row.active_key = Some("jkm:p".into()));

    // The key is free once its holder gives it up.
    let end = desk.next(first.claim, "JKM-1", 1);
    desk.store.append_now(&end).unwrap();
    let mut second = desk.opening("JKM-2");
    second.row.active_key = Some("jkm:p".into());
    desk.store.append_now(&second).unwrap();
}

async fn a_delivery_under_way_cannot_be_called_back(database: TestDatabase) {
    let desk = Desk::new(&database);
    let mut opening = desk.opening("JKM-1");
    opening.enqueue = vec![desk.delivery("handover:1"), desk.delivery("handover:2")];
    desk.store.append_now(&opening).unwrap();
    let [held, free] = [opening.enqueue[0].id, opening.enqueue[1].id];
    let taken = desk
        .store
        .write_now(|db| queries::lease(db, "mail", now() - TimeDelta::minutes(1), TimeDelta::minutes(2), "w", 9));
    assert_eq!(taken.unwrap(), [], "nothing is due yet");
    let taken = desk.store.write_now(|db| queries::lease(db, "mail", now(), TimeDelta::minutes(2), "w", 1)).unwrap();
    assert_eq!(taken[0].id, held);

    let call_back = |id: Uuid| {
        let mut change = desk.next(opening.claim, "JKM-1", 1);
        change.cancel_deliveries = vec![id];
        desk.store.append_now(&change)
    };
    assert!(matches!(call_back(held), Err(AppendError::DeliveryUnderWay(id)) if id == held));
    call_back(free).unwrap();
    let ended = desk.store.read_now(|db| queries::delivery_by_id(db, free)).unwrap().unwrap();
    assert_eq!((ended.state.as_str(), ended.finished_at), ("cancelled", Some(now())));

    let mut finish = desk.next(opening.claim, "JKM-1", 2);
    finish.finish_deliveries = vec![held];
    desk.store.append_now(&finish).unwrap();
    let ended = desk.store.read_now(|db| queries::delivery_by_id(db, held)).unwrap().unwrap();
    assert_eq!((ended.state.as_str(), ended.leased_by), ("delivered", None));
    finish.expected_version = 3;
    assert!(matches!(desk.store.append_now(&finish), Err(AppendError::DeliveryEnded(id)) if id == held));
}

async fn what_has_ended_cannot_end_again(database: TestDatabase) {
    let desk = Desk::new(&database);
    let mut opening = desk.opening("JKM-1");
    let id = desk.id();
    opening.alerts_raised =
        vec![NewAlert { id, kind: "twin".into(), severity: "notice".into(), evidence: "{}".into(), raised_at: now() }];
    desk.store.append_now(&opening).unwrap();
    let mut settle = desk.next(opening.claim, "JKM-1", 1);
    settle.alerts_settled = vec![SettledAlert { id, settled_at: now(), settlement: "harmless".into() }];
    desk.store.append_now(&settle).unwrap();
    settle.expected_version = 2;
    assert!(matches!(desk.store.append_now(&settle), Err(AppendError::AlertEnded(one)) if one == id));

    let mut fire = desk.next(opening.claim, "JKM-1", 2);
    fire.fire_deadlines = vec![id];
    assert!(matches!(desk.store.append_now(&fire), Err(AppendError::DeadlineEnded(one)) if one == id));
}

async fn a_refused_change_leaves_nothing(database: TestDatabase) {
    let desk = Desk::new(&database);
    let mut change = desk.opening("JKM-1");
    change.answer = Some(answer("k1"));
    change.enqueue = vec![desk.delivery("mail:1")];
    // Refused at the very end, when everything else has been written.
    change.alerts_settled = vec![SettledAlert { id: Uuid::nil(), settled_at: now(), settlement: String::new() }];
    assert!(matches!(desk.store.append(change.clone()).await, Err(AppendError::AlertEnded(_))));
    desk.store
        .read_now(|db| -> Read<()> {
            assert_eq!(queries::claim_by_id(db, change.claim)?, None);
            assert_eq!(queries::all_events_of(db, change.claim)?, []);
            assert_eq!(queries::saved_answer(db, "user:1", "POST", "/api/v1/claims", "k1")?, None);
            assert_eq!(queries::delivery_by_dedup_key(db, "mail:1")?, None);
            Ok(())
        })
        .unwrap();
    change.alerts_settled.clear();
    desk.store.append(change).await.unwrap();
}
