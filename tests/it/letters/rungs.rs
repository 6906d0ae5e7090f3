//! Rungs: each fires once, in working hours, however many replicas look; missed ones collapse into one honest letter.

use chrono::TimeDelta;
use santun::desk::FiredRungs;
use serde_json::json;

use super::post::{BUDI, Office, SITI};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    a_reminder_goes_out_once_while_two_replicas_race,
    nothing_goes_out_at_night_or_on_holidays,
    missed_rungs_collapse_into_one_letter,
    what_stands_behind_the_end_waits_for_the_deadline,
    a_claim_that_moves_on_is_reminded_of_nothing,
    who_has_sent_everything_is_not_reminded,
    a_supervisor_is_asked_to_step_in,
);

async fn a_reminder_goes_out_once_while_two_replicas_race(database: TestDatabase) {
    let office = Office::new(database).await;
    // Asked for on 4 November, due on 4 December; fourteen days before that is Thursday, 20 November.
    let claim = office.wants_papers(0, Some(SITI)).await;
    office.at("2025-11-19T15:59");
    assert_eq!(office.desk().fire_due_rungs(100).await.unwrap(), FiredRungs::default());
    office.at("2025-11-20T08:00");
    let other = office.replica(2);
    let (one, two) = tokio::join!(office.desk().fire_due_rungs(100), other.fire_due_rungs(100));
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!((one.fired + two.fired, one.failed + two.failed), (1, 0), "{one:?} {two:?}");
    assert_eq!(office.fired(&claim), [("remind_before_14_calendar_days".to_owned(), None)]);
    assert_eq!(other.fire_due_rungs(100).await.unwrap(), FiredRungs::default());
    let (first, second) = (office.worker(office.desk(), "first"), office.worker(&other, "second"));
    let (first, second) = tokio::join!(first.send_letters(), second.send_letters());
    assert_eq!(first.unwrap().delivered + second.unwrap().delivered, 2, "the wish for papers, and one reminder");
    let taken = office.post.taken();
    let reminder = taken.iter().find(|mail| mail.unsubscribe.is_some()).unwrap();
    assert!(reminder.subject.contains("Pengingat"), "{}", reminder.subject);
    office.audit().await;
}

async fn nothing_goes_out_at_night_or_on_holidays(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    // Seven days before the end is Thursday 27 November, two are Tuesday 2 December.
    for closed in ["2025-11-20T07:59", "2025-11-20T16:00", "2025-11-22T12:00", "2025-11-23T12:00"] {
        office.at(closed);
        assert_eq!(office.desk().fire_due_rungs(100).await.unwrap(), FiredRungs::default(), "{closed}");
    }
    office.at("2025-11-24T08:00");
    assert_eq!(office.desk().fire_due_rungs(100).await.unwrap().fired, 1, "on Monday morning");
    assert_eq!(office.fired(&claim).len(), 1);
}

async fn missed_rungs_collapse_into_one_letter(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    office.send().await;
    // Nobody looked for six weeks: three reminders, the end, and one reminder behind it have passed.
    office.at("2025-12-16T09:00");
    office.desk().fire_due_deadlines(100).await.unwrap();
    let fired = office.desk().fire_due_rungs(100).await.unwrap();
    assert_eq!(fired, FiredRungs { fired: 2, collapsed: 4, failed: 0 }, "one to the family, one to the supervisor");
    let last = "remind_after_7_calendar_days".to_owned();
    let into = Some(last.clone());
    let expected = [
        ("escalation".to_owned(), None),
        ("overdue".to_owned(), into.clone()),
        (last, None),
        ("remind_before_14_calendar_days".to_owned(), into.clone()),
        ("remind_before_2_calendar_days".to_owned(), into.clone()),
        ("remind_before_7_calendar_days".to_owned(), into),
    ];
    assert_eq!(office.fired(&claim), expected);
    office.send().await;
    let subjects = office.post.subjects(SITI);
    assert_eq!(subjects.len(), 2, "the wish for papers, and one letter for all that was missed: {subjects:?}");
    assert!(subjects[1].contains("terlewat"), "{subjects:?}");
    assert_eq!(office.post.subjects(BUDI).len(), 1);
    // The last rung is still to come, and then there are none.
    office.at("2025-12-29T09:00");
    assert_eq!(office.desk().fire_due_rungs(100).await.unwrap().fired, 1);
    office.pass_days(400);
    office.at("2027-02-10T10:00");
    assert_eq!(office.desk().fire_due_rungs(100).await.unwrap(), FiredRungs::default());
    office.audit().await;
}

async fn what_stands_behind_the_end_waits_for_the_deadline(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    // Whoever looks at the rungs first after weeks may be faster than who takes the step of the deadline.
    office.at("2025-12-16T09:00");
    let before = FiredRungs { fired: 1, collapsed: 2, failed: 0 };
    assert_eq!(office.desk().fire_due_rungs(100).await.unwrap(), before, "what stands before the end");
    assert_eq!(office.desk().fire_due_rungs(100).await.unwrap(), FiredRungs::default());
    office.desk().fire_due_deadlines(100).await.unwrap();
    let behind = FiredRungs { fired: 2, collapsed: 1, failed: 0 };
    assert_eq!(office.desk().fire_due_rungs(100).await.unwrap(), behind);
    assert_eq!(office.fired(&claim).len(), 6);
}

async fn a_claim_that_moves_on_is_reminded_of_nothing(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    // It was late already when it was withdrawn.
    office.at("2025-12-10T09:00");
    office.desk().fire_due_deadlines(100).await.unwrap();
    office.desk().fire_due_rungs(100).await.unwrap();
    let before = office.fired(&claim).len();
    office.walk.step(claim.number.as_str(), "withdraw", &json!({ "reason": "Keluarga pindah." })).await;
    office.at("2026-01-06T09:00");
    office.desk().fire_due_rungs(100).await.unwrap();
    assert_eq!(office.fired(&claim).len(), before, "papers are not wanted any more");
}

async fn who_has_sent_everything_is_not_reminded(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    let number = claim.number.clone();
    let case = office.desk().case(number.as_str(), &office.rina).await.unwrap();
    for paper in case.papers {
        let (kind, person) = (paper.kind.as_str().to_owned(), paper.person);
        crate::support::walk::send_paper(office.desk(), number.as_str(), &office.rina, &kind, person, None)
            .await
            .unwrap();
    }
    office.at("2025-11-20T09:00");
    assert_eq!(office.desk().fire_due_rungs(100).await.unwrap().fired, 1, "the rung has fired");
    assert_eq!(office.letters(&claim).await.len(), 2, "but it is not the family's turn, so nobody writes to them");
}

async fn a_supervisor_is_asked_to_step_in(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.open(0, None, None).await;
    office.at("2025-11-07T09:00");
    office.desk().fire_due_deadlines(100).await.unwrap();
    let fired = office.desk().fire_due_rungs(100).await.unwrap();
    assert_eq!((fired.fired, fired.collapsed), (2, 1), "{fired:?}");
    office.send().await;
    let taken = office.post.taken();
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0].to.email.as_str(), BUDI);
    assert!(taken[0].text.contains(claim.number.as_str()) && taken[0].text.contains("Rina"), "{}", taken[0].text);
    // In the digest the caseworker reads of it too, and the supervisor as long as nobody has it: each once.
    office.walk.pass(TimeDelta::minutes(1));
    assert_eq!(office.desk().send_digests().await.unwrap(), 2);
    assert_eq!(office.desk().send_digests().await.unwrap(), 0);
}
