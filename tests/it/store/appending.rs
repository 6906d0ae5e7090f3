//! What a committed change leaves behind.

use santun::store::ledger::{
    AppendError, ChainEnd, ChainFault, InboundAnswer, NO_DEADLINE, NewAlert, NewDeadline, NewFile, SettledAlert, verify,
};
use santun::store::queries::{self, AlertFilter, DeliveryFilter};
use uuid::Uuid;

use super::fixture::{Desk, Read, after_hours, answer, event, now};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    a_change_is_stored_whole,
    a_claim_is_found_by_its_keys,
    deadlines_start_and_end,
    findings_are_raised_and_settled,
    an_alarm_keeps_its_moment_and_is_raised_again_after_its_end,
    a_good_chain_verifies_and_a_spoilt_one_does_not,
    numbers_are_given_once,
);

async fn a_change_is_stored_whole(database: TestDatabase) {
    let desk = Desk::new(&database);
    let mut change = desk.opening("JKM-1");
    change.events.push(event("fact_recorded"));
    change.row.assignee_id = None;
    change.row.active_key = Some("jkm:1".into());
    change.enqueue = vec![desk.delivery("mail:1")];
    change.answer = Some(answer("k1"));
    change.inbound = Some(InboundAnswer {
        webhook_id: "msg_1".into(),
        received_at: now(),
        body: "{}".into(),
        result: "acknowledged".into(),
        again: None,
    });
    change.files = vec![NewFile {
        id: desk.id(),
        sha256: "ff".repeat(32),
        size: 12,
        media_type: "image/jpeg".into(),
        file_name: "ktp.jpg".into(),
        received_at: now(),
    }];
    let appended = desk.store.append(change.clone()).await.unwrap();
    assert_eq!(appended.version, 2);

    let claim = desk.store.read(move |db| queries::claim_by_id(db, change.claim)).await.unwrap().unwrap();
    assert_eq!((claim.version, claim.last_hash.as_slice()), (2, appended.last_hash.as_slice()));
    assert_eq!(claim.row, change.row);
    desk.store
        .read_now(|db| -> Read<()> {
            let events = queries::events_of(db, change.claim, 0, 10)?;
            assert_eq!(events.iter().map(|event| event.seq).collect::<Vec<_>>(), [1, 2]);
            assert_eq!(events[1].opened()?, change.events[1].body);
            assert_eq!((events[1].at, events[1].actor.as_str()), (now(), "user:1"));
            assert_eq!(queries::events_of(db, change.claim, 1, 10)?, events[1..]);
            let filter = DeliveryFilter { claim: Some(change.claim), ..DeliveryFilter::default() };
            let deliveries = queries::list_deliveries(db, &filter, None, 10)?;
            assert_eq!(
                (deliveries.len(), deliveries[0].0.state.as_str(), deliveries[0].1.as_deref()),
                (1, "pending", Some("JKM-1"))
            );
            let saved = queries::saved_answer(db, "user:1", "POST", "/api/v1/claims", "k1")?;
            assert_eq!(saved, change.answer);
            assert_eq!(queries::inbound_answer(db, "msg_1")?.unwrap().claim_id, Some(change.claim));
            assert!(queries::claim_has_file(db, change.claim, &"ff".repeat(32))?);
            assert_eq!(queries::same_file_elsewhere(db, &"ff".repeat(32), change.claim)?, []);
            assert_eq!(queries::same_file_elsewhere(db, &"ff".repeat(32), Uuid::nil())?[0].1, "JKM-1");
            Ok(())
        })
        .unwrap();
}

async fn a_claim_is_found_by_its_keys(database: TestDatabase) {
    let desk = Desk::new(&database);
    let mut change = desk.opening("JKM-1");
    change.row.active_key = Some("jkm:p".into());
    desk.store.append_now(&change).unwrap();
    let other = desk.open("JKM-2");
    desk.store
        .read_now(|db| -> Read<()> {
            assert_eq!(queries::claim_by_number(db, "JKM-1")?.unwrap().id, change.claim);
            assert_eq!(queries::claim_by_active_key(db, "jkm:p")?.unwrap().id, change.claim);
            assert_eq!(queries::claim_by_number(db, "JKM-9")?, None);
            assert_eq!(queries::claims_of_participant(db, desk.participant)?.len(), 2);
            assert_eq!(queries::claim_version(db, other)?, Some((1, now())));
            assert_eq!(queries::claims_by_state(db)?, [("jkm".into(), "reported".into(), 2)]);
            let (mut seen, mut after) = (0, None);
            while let Some(claim) = queries::claims_after(db, after, 1)?.pop() {
                assert!(after < Some(claim.id));
                (seen, after) = (seen + 1, Some(claim.id));
            }
            assert_eq!(seen, 2);
            Ok(())
        })
        .unwrap();
}

async fn deadlines_start_and_end(database: TestDatabase) {
    let desk = Desk::new(&database);
    let deadline = |name: &str, hours: i64| NewDeadline {
        id: desk.id(),
        name: name.into(),
        state: "reported".into(),
        waiting_on: "caseworker".into(),
        started_at: now(),
        due_at: after_hours(hours),
        calendar_missing: false,
        rungs: "[]".to_owned(),
        next_rung_at: NO_DEADLINE,
        stands_still_since: None,
    };
    let mut opening = desk.opening("JKM-1");
    opening.arm = vec![deadline("first", 1), deadline("second", 2), deadline("third", 3), deadline("fourth", 4)];
    desk.store.append_now(&opening).unwrap();
    let due = |hours| desk.store.read_now(|db| queries::deadlines_due(db, after_hours(hours), None, 10)).unwrap();
    let names = |hours| due(hours).into_iter().map(|deadline| deadline.name).collect::<Vec<_>>();
    assert_eq!(names(2), ["first", "second"]);
    let first = &due(1)[0];
    let rest = desk.store.read_now(|db| queries::deadlines_due(db, after_hours(9), Some((first.due_at, first.id)), 2));
    assert_eq!(rest.unwrap().iter().map(|deadline| deadline.name.as_str()).collect::<Vec<_>>(), ["second", "third"]);

    let mut next = desk.next(opening.claim, "JKM-1", 1);
    next.fire_deadlines = vec![first.id];
    // What is not due by the moment of the change does not fire by it, whoever thinks so.
    assert!(matches!(desk.store.append_now(&next), Err(AppendError::DeadlineEnded(id)) if id == first.id));
    next.row.updated_at = after_hours(1);
    desk.store.append_now(&next).unwrap();
    assert_eq!(names(9), ["second", "third", "fourth"]);

    let mut last = desk.next(opening.claim, "JKM-1", 2);
    last.cancel_deadlines = true;
    last.arm = vec![deadline("fifth", 5)];
    desk.store.append_now(&last).unwrap();
    assert_eq!(names(9), ["fifth"]);
    let all = desk.store.read_now(|db| queries::deadlines_of(db, opening.claim)).unwrap();
    let ends: Vec<_> = all.iter().map(|one| (one.fired_at.is_some(), one.cancelled_at.is_some())).collect();
    let (passed, cancelled) = ((true, true), (false, true));
    assert_eq!(ends, [passed, cancelled, cancelled, cancelled, (false, false)]);
}

async fn an_alarm_keeps_its_moment_and_is_raised_again_after_its_end(database: TestDatabase) {
    let desk = Desk::new(&database);
    let raise = |detail: &'static str, hours| {
        let raised = desk.store.write_now(|db| queries::raise_alarm(db, "a", "b", detail, after_hours(hours)));
        raised.unwrap()
    };
    let raised = || {
        let all = desk.store.read_now(queries::raised_alarms).unwrap();
        all.into_iter().map(|alarm| (alarm.detail, alarm.raised_at)).collect::<Vec<_>>()
    };
    assert!(raise("one", 1) && !raise("two", 2));
    assert_eq!(raised(), [("one".to_owned(), after_hours(1))]);
    assert!(desk.store.write_now(|db| queries::settle_alarm(db, "a", after_hours(3))).unwrap());
    assert_eq!(raised(), []);
    assert!(raise("four", 4));
    assert_eq!(raised(), [("four".to_owned(), after_hours(4))]);
}

async fn findings_are_raised_and_settled(database: TestDatabase) {
    let desk = Desk::new(&database);
    let mut opening = desk.opening("JKM-1");
    let raise = |kind: &str| NewAlert {
        id: desk.id(),
        kind: kind.into(),
        severity: "blocking".into(),
        evidence: "{}".into(),
        raised_at: now(),
    };
    opening.alerts_raised = vec![raise("twin_document"), raise("name_differs")];
    desk.store.append_now(&opening).unwrap();
    let list = |filter: AlertFilter| desk.store.read_now(|db| queries::list_alerts(db, &filter, None, 10)).unwrap();
    assert_eq!(list(AlertFilter { claim: Some(opening.claim), ..AlertFilter::default() }).len(), 2);
    assert_eq!(list(AlertFilter { office: Some(Uuid::nil()), ..AlertFilter::default() }), []);

    let mut next = desk.next(opening.claim, "JKM-1", 1);
    let id = opening.alerts_raised[0].id;
    next.alerts_settled = vec![SettledAlert { id, settled_at: now(), settlement: "harmless".into() }];
    desk.store.append_now(&next).unwrap();
    let open = list(AlertFilter { open: Some(true), office: Some(desk.office), ..AlertFilter::default() });
    assert_eq!((open.len(), open[0].0.kind.as_str(), open[0].1.as_str()), (1, "name_differs", "JKM-1"));
    let settled = list(AlertFilter { open: Some(false), ..AlertFilter::default() });
    assert_eq!(settled[0].0.settlement.as_deref(), Some("harmless"));
}

async fn a_good_chain_verifies_and_a_spoilt_one_does_not(database: TestDatabase) {
    let desk = Desk::new(&database);
    let claim = desk.open("JKM-1");
    for version in 1..4 {
        desk.store.append_now(&desk.next(claim, "JKM-1", version)).unwrap();
    }
    let faults = || {
        let (stored, events) = desk
            .store
            .read_now(|db| -> Read<_> {
                Ok((queries::claim_by_id(db, claim)?.unwrap(), queries::all_events_of(db, claim)?))
            })
            .unwrap();
        let end = ChainEnd { claim, version: stored.version, last_hash: &stored.last_hash };
        verify(&events, end).into_iter().map(|problem| (problem.seq, problem.reason)).collect::<Vec<_>>()
    };
    assert_eq!(faults(), []);
    database.execute("UPDATE events SET actor = 'user:2' WHERE seq = 2");
    assert_eq!(faults(), [(2, ChainFault::Altered)]);
    database.execute("UPDATE events SET actor = 'user:1' WHERE seq = 2");
    database.execute("DELETE FROM events WHERE seq = 4");
    assert_eq!(faults(), [(4, ChainFault::NewestMissing)]);
    database.execute("DELETE FROM events WHERE seq = 2");
    assert_eq!(faults(), [(2, ChainFault::Missing), (4, ChainFault::NewestMissing)]);
}

async fn numbers_are_given_once(database: TestDatabase) {
    let desk = Desk::new(&database);
    let threads: Vec<_> = (0..8)
        .map(|_| {
            let store = desk.store.clone();
            std::thread::spawn(move || (0..5).map(|_| store.next_number_now("jkm", 2026).unwrap()).collect::<Vec<_>>())
        })
        .collect();
    let mut given: Vec<_> = threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect();
    given.sort_unstable();
    assert_eq!(given, (1..=40).collect::<Vec<_>>());
    assert_eq!(desk.store.next_number("jkm", 2027).await.unwrap(), 1);
    assert_eq!(desk.store.next_number("jkk", 2026).await.unwrap(), 1);
}
