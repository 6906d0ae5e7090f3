//! Clocks that stand still, are given more time, and explain themselves.

use chrono::{DateTime, Utc};
use santun::claim::{Actor, Claim, Command, OVERDUE, Refused, Severity};
use santun::desk::{DeskError, Extra, FiredRungs, Obligation, ObligationKind, Wish, WorkList};
use serde_json::json;

use super::post::{BUDI, Office, SITI, morning};
use crate::support::database::{TestDatabase, on_each_database};
use crate::support::walk::{change, whole_claim};

on_each_database!(
    a_clock_that_stands_still_reminds_of_nothing_and_ends_later,
    a_stopped_clock_is_looked_at_again,
    a_passed_clock_that_is_stopped_waits_for_its_review,
    more_time_is_given_by_a_supervisor_with_a_reason,
    a_deadline_that_has_passed_begins_anew_with_more_time,
    a_deadline_that_moved_since_it_was_read_does_not_fire,
    a_clock_explains_itself,
);

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// The rule that refused something, and what would help.
fn rule(error: &DeskError) -> (String, String) {
    match error {
        DeskError::Refused(Refused::Rules(rules)) => (rules[0].rule.as_str().to_owned(), rules[0].remedy.en.clone()),
        other => (format!("{other:?}"), String::new()),
    }
}

async fn a_clock_that_stands_still_reminds_of_nothing_and_ends_later(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    let number = claim.number.clone();
    assert_eq!(office.clock(&claim).due_at, moment("2025-12-04T16:59:59.999999Z"));
    office.at("2025-11-17T09:00");
    let suspend = Command::SuspendClock { reason: "Kantor Dukcapil kebakaran.".to_owned(), review_on: None };
    office.walk.work(number.as_str(), suspend.clone()).await;
    let again = change(office.desk(), number.as_str(), &office.rina, suspend, None).await;
    assert!(matches!(again, Err(DeskError::Refused(_))), "{again:?}");
    assert!(office.clock(&claim).stands_still_since.is_some());
    office.at("2025-11-21T09:00");
    assert_eq!(office.desk().fire_due_rungs(100).await.unwrap(), FiredRungs::default());
    let view = office.desk().claim(number.as_str(), &office.rina).await.unwrap().1;
    assert!(view["deadlines"][0]["due_at"].is_null(), "{}", view["deadlines"]);
    office.walk.work(number.as_str(), Command::ResumeClock { note: None }).await;
    // The 17th to the 20th did not count: four days.
    assert_eq!(office.clock(&claim).due_at, moment("2025-12-08T16:59:59.999999Z"));
    office.at("2025-11-24T09:00");
    assert_eq!(office.desk().fire_due_rungs(100).await.unwrap().fired, 1, "fourteen days before the new end");
    let clock = office.desk().clock_reading(number.as_str(), &office.rina).await.unwrap().unwrap();
    let said: Vec<String> = clock.explanation.iter().map(|text| text.id.clone()).collect();
    assert!(said.iter().any(|line| line.contains("4 hari") && line.contains("kebakaran")), "{said:?}");
    office.audit().await;
}

async fn a_stopped_clock_is_looked_at_again(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    let number = claim.number.as_str();
    office.at("2025-11-17T09:00");
    let stop = |reason: &str, on: Option<&str>| {
        let review_on = on.map(|day| day.parse().unwrap());
        Command::SuspendClock { reason: reason.to_owned(), review_on }
    };
    for wrong in ["2025-11-17", "2026-02-16"] {
        let refused = change(office.desk(), number, &office.rina, stop("Kebakaran.", Some(wrong)), None).await;
        assert!(matches!(refused, Err(DeskError::Refused(Refused::Invalid(_)))), "{refused:?}");
    }
    change(office.desk(), number, &office.rina, stop("Kebakaran.", None), None).await.unwrap();
    let view = office.desk().claim(number, &office.rina).await.unwrap().1;
    assert_eq!(view["deadlines"][0]["review_on"], "2025-12-01");
    office.send().await;
    office.at("2025-11-30T10:00");
    assert_eq!(office.desk().fire_due_rungs(100).await.unwrap(), FiredRungs::default());
    let early = change(office.desk(), number, &office.rina, stop("Sidang.", None), None).await;
    let (_, remedy) = rule(&early.unwrap_err());
    assert!(remedy.ends_with("stop it anew from 1 Dec 2025 on."), "{remedy}");
    office.at("2025-12-01T08:30");
    let owed = |items: Vec<Obligation>| items.into_iter().find(|item| item.kind == ObligationKind::Claim);
    let page = office.desk().obligations(&office.budi, 50, None).await.unwrap();
    let own = owed(page.items).unwrap();
    assert_eq!((own.limit, own.over_limit, own.alarmed), (Some(moment("2025-11-30T17:00:00Z")), true, false));
    assert!(owed(office.desk().neglected(&office.budi).await.unwrap()).is_some(), "nobody has asked");
    let other = office.replica(2);
    let (one, two) = tokio::join!(office.desk().fire_due_rungs(100), other.fire_due_rungs(100));
    assert_eq!(one.unwrap().fired + two.unwrap().fired, 1);
    assert_eq!(owed(office.desk().neglected(&office.budi).await.unwrap()), None);
    office.send().await;
    let taken = office.post.taken();
    let asked = taken.iter().find(|mail| mail.to.email.as_str() == BUDI).unwrap();
    let text = asked.text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("berhenti sejak Senin, 17 November 2025, karena: Kebakaran."), "{text}");
    // It may stand on, for another reason and until another day, and what it stood counts as one time.
    change(office.desk(), number, &office.rina, stop("Sidang.", Some("2025-12-10")), None).await.unwrap();
    assert_eq!(office.desk().fire_due_rungs(100).await.unwrap(), FiredRungs::default());
    office.at("2025-12-10T09:00");
    assert_eq!(office.desk().fire_due_rungs(100).await.unwrap().fired, 1, "and it is asked again");
    office.walk.work(number, Command::ResumeClock { note: None }).await;
    // The 17 November to the 9 December did not count: 23 days.
    assert_eq!(office.clock(&claim).due_at, moment("2025-12-27T16:59:59.999999Z"));
    office.audit().await;
}

async fn a_passed_clock_that_is_stopped_waits_for_its_review(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    let number = claim.number.as_str();
    office.at("2025-12-05T07:00");
    assert_eq!(office.desk().fire_due_deadlines(100).await.unwrap().fired, 1);
    let before = office.clock(&claim);
    let review_on = Some("2025-12-22".parse().unwrap());
    let stop = Command::SuspendClock { reason: "Sidang.".to_owned(), review_on };
    change(office.desk(), number, &office.rina, stop, None).await.unwrap();
    let still = office.clock(&claim);
    assert_eq!((still.due_at, still.next_rung_at), (before.due_at, moment("2025-12-21T17:00:00Z")));
    let view = office.desk().claim(number, &office.rina).await.unwrap().1;
    assert_eq!(
        (&view["deadlines"][0]["overdue"], &view["deadlines"][0]["review_on"]),
        (&json!(true), &json!("2025-12-22"))
    );
    office.at("2025-12-08T09:00");
    assert_eq!(office.desk().fire_due_rungs(100).await.unwrap(), FiredRungs::default());
    office.walk.work(number, Command::ResumeClock { note: None }).await;
    let on = office.clock(&claim);
    assert_eq!((on.rungs, on.next_rung_at, on.stands_still_since), (before.rungs, before.next_rung_at, None));
    assert_eq!(office.desk().fire_due_rungs(100).await.unwrap().fired, 2);
}

async fn more_time_is_given_by_a_supervisor_with_a_reason(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    let number = claim.number.as_str();
    let extend =
        |reason: &str| Command::ExtendDeadline { span: "14 calendar_days".parse().unwrap(), reason: reason.to_owned() };
    let not_allowed = change(office.desk(), number, &office.rina, extend("Sidang."), None).await;
    assert!(matches!(not_allowed, Err(DeskError::Refused(_))), "{not_allowed:?}");
    let no_reason = change(office.desk(), number, &office.budi, extend(" "), None).await;
    assert!(matches!(no_reason, Err(DeskError::Refused(_))), "{no_reason:?}");
    change(office.desk(), number, &office.budi, extend("Sidang isbat nikah."), None).await.unwrap();
    assert_eq!(office.clock(&claim).due_at, moment("2025-12-18T16:59:59.999999Z"));
}

async fn a_deadline_that_has_passed_begins_anew_with_more_time(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    let number = claim.number.as_str();
    office.at("2025-12-10T09:00");
    assert_eq!(office.desk().fire_due_deadlines(100).await.unwrap().fired, 1);
    office.desk().fire_due_rungs(100).await.unwrap();
    let passed = office.clock(&claim);
    let extend = |span: &str| Command::ExtendDeadline { span: span.parse().unwrap(), reason: "Banjir.".to_owned() };
    // It passed on the 4th: five days more would have passed as well.
    let short = change(office.desk(), number, &office.budi, extend("5 calendar_days"), None).await;
    let (refused_by, remedy) = rule(&short.unwrap_err());
    assert_eq!((refused_by.as_str(), remedy.as_str()), ("extension_passed", "Add at least 6 calendar days."));
    change(office.desk(), number, &office.budi, extend("30 calendar_days"), None).await.unwrap();
    let end = "2026-01-03T16:59:59.999999Z";
    let begun = office.clock(&claim);
    assert_eq!((begun.due_at, begun.started_at, begun.fired_at), (moment(end), passed.started_at, None));
    assert_ne!(begun.id, passed.id);
    let view = office.desk().claim(number, &office.rina).await.unwrap().1;
    assert_eq!((&view["deadlines"][0]["due_at"], &view["deadlines"][0]["overdue"]), (&json!(end), &json!(false)));
    assert_eq!(
        (view["deadlines"].as_array().unwrap().len(), &view["alerts"][0]["settled"]["note"]),
        (1, &json!("Banjir."))
    );
    let read = office.desk().clock_reading(number, &office.rina).await.unwrap().unwrap();
    assert_eq!(read.reading.due_at, Some(moment(end)));
    let late = WorkList { overdue: Some(true), limit: 9, ..WorkList::default() };
    assert_eq!(office.desk().work(&office.rina, &late).await.unwrap().items.len(), 0);
    // Nothing of before comes again; what stands before the new end does.
    assert_eq!(office.desk().fire_due_rungs(100).await.unwrap(), FiredRungs::default());
    let told = office.fired(&claim).len();
    office.at("2025-12-19T09:00");
    assert_eq!(office.desk().fire_due_rungs(100).await.unwrap().fired, 1, "fourteen days before the new end");
    assert_eq!(office.fired(&claim).len(), told + 1);
    office.at("2026-01-05T09:00");
    assert_eq!(office.desk().fire_due_deadlines(100).await.unwrap().fired, 1, "and it passes again");
    let view = office.desk().claim(number, &office.rina).await.unwrap().1;
    assert!(view["alerts"][1]["settled"].is_null() && view["deadlines"][0]["overdue"] == true, "{view}");
    office.audit().await;
}

async fn a_deadline_that_moved_since_it_was_read_does_not_fire(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    let number = claim.number.as_str();
    office.at("2025-12-05T09:00");
    let read = office.clock(&claim);
    let span = "14 calendar_days".parse().unwrap();
    let extend = Command::ExtendDeadline { span, reason: "Banjir.".to_owned() };
    change(office.desk(), number, &office.budi, extend, None).await.unwrap();
    // As a replica does that looked before.
    let system = Actor::system();
    let overdue = |_: &Claim| {
        let (kind, severity, evidence) = (OVERDUE.to_owned(), Severity::Info, json!({}));
        Ok(Command::RaiseAlert { kind, severity, evidence })
    };
    let mut extra = Extra::default();
    (extra.due, extra.fires) = (Some(read), true);
    let wish =
        Wish { claim: number, actor: &system, expected: None, lenient: false, command: &overdue, key: None, extra };
    let fired = office.desk().change(&wish, &whole_claim).await;
    assert!(matches!(fired, Err(DeskError::NotFound("deadline"))), "{fired:?}");
    assert_eq!(office.clock(&claim).fired_at, None);
}

async fn a_clock_explains_itself(database: TestDatabase) {
    let office = Office::new(database).await;
    assert_eq!(office.desk().now(), morning());
    let claim = office.open(0, None, None).await;
    let clock = office.desk().clock_reading(claim.number.as_str(), &office.rina).await.unwrap().unwrap();
    let said: Vec<&str> = clock.explanation.iter().map(|text| text.en.as_str()).collect();
    assert_eq!(
        said,
        [
            "Day 0 is Tuesday 4 November 2025.",
            "It is 2 working days long.",
            "Due Thursday 6 November 2025, at the end of the day.",
        ]
    );
    let names: Vec<&str> = clock.rungs.iter().map(|rung| rung.name.as_str()).collect();
    assert_eq!(names, ["remind_before_1_working_days", "escalation", "overdue"]);
}
