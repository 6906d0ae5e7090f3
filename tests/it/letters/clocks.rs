//! Clocks that stand still, are given more time, and explain themselves.

use chrono::{DateTime, Utc};
use santun::claim::Command;
use santun::desk::{DeskError, FiredRungs};

use super::post::{Office, SITI, morning};
use crate::support::database::{TestDatabase, on_each_database};
use crate::support::walk::change;

on_each_database!(
    a_clock_that_stands_still_reminds_of_nothing_and_ends_later,
    more_time_is_given_by_a_supervisor_with_a_reason,
    a_clock_explains_itself,
);

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

async fn a_clock_that_stands_still_reminds_of_nothing_and_ends_later(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    let number = claim.number.clone();
    assert_eq!(office.clock(&claim).due_at, moment("2025-12-04T16:59:59.999999Z"));
    office.at("2025-11-17T09:00");
    let suspend = Command::SuspendClock { reason: "Kantor Dukcapil kebakaran.".to_owned() };
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
