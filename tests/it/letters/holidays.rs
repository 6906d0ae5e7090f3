//! A calendar changes: what moves is told before, and moved after.

use chrono::{DateTime, Utc};
use santun::desk::CalendarChange;
use santun::law::{CalendarDay, CalendarDayKind, WorkingHours};

use super::post::{Office, SITI};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    what_a_new_holiday_moves_is_told_and_then_moved,
    a_recount_that_died_half_way_is_taken_up,
    hours_are_an_offices_own,
    joint_leave_counts_by_a_switch,
);

fn day(date: &str, kind: CalendarDayKind) -> CalendarDay {
    CalendarDay { date: date.parse().unwrap(), kind, name: "Pilkada".to_owned() }
}

fn election() -> CalendarChange {
    CalendarChange::Year { office: None, year: 2025, days: vec![day("2025-11-05", CalendarDayKind::Holiday)] }
}

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

async fn what_a_new_holiday_moves_is_told_and_then_moved(database: TestDatabase) {
    let office = Office::new(database).await;
    let first = office.open(0, Some(SITI), None).await;
    let papers = office.wants_papers(1, Some(SITI)).await;
    assert_eq!(office.clock(&first).due_at, moment("2025-11-06T16:59:59.999999Z"));
    let preview = office.desk().preview_calendar(&election()).await.unwrap();
    assert_eq!((preview.open, preview.moved, preview.become_overdue), (2, 1, 0), "thirty calendar days stay");
    assert_eq!(preview.claims[0].number, first.number.to_string());
    assert_eq!(office.clock(&first).due_at, moment("2025-11-06T16:59:59.999999Z"), "nothing has moved yet");
    let done = office.desk().change_calendar(&election(), None, None).await.unwrap();
    assert_eq!(done.moved, 1);
    assert_eq!(office.clock(&first).due_at, moment("2025-11-07T16:59:59.999999Z"));
    assert_eq!(office.clock(&papers).due_at, moment("2025-12-04T16:59:59.999999Z"));
    let listed = office.desk().claim(first.number.as_str(), &office.rina).await.unwrap().1;
    assert_eq!(listed["deadlines"][0]["due_at"], "2025-11-07T16:59:59.999999Z");
    // A claim that starts now goes by it as well, at every replica.
    let next = office.replica(4);
    let report = crate::support::walk::report(&crate::support::walk::nik(2));
    next.open_claim(&office.rina, &report, None, &crate::support::walk::whole_claim).await.unwrap();
    let overdue = next.preview_calendar(&CalendarChange::Year { office: None, year: 2025, days: Vec::new() }).await;
    assert_eq!(overdue.unwrap().moved, 2, "taken back, both would move back");
    let wrong =
        CalendarChange::Year { office: None, year: 2026, days: vec![day("2025-11-05", CalendarDayKind::Holiday)] };
    assert!(office.desk().preview_calendar(&wrong).await.is_err());
    office.audit().await;
}

async fn a_recount_that_died_half_way_is_taken_up(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.open(0, Some(SITI), None).await;
    // What a replica leaves behind that died after it had written the days.
    let store = santun::store::Store::open_sized(&office.walk.url, santun::store::OpenMode::MustExist, 1).unwrap();
    let row = santun::store::queries::StoredDay {
        scope: "all".to_owned(),
        day: "2025-11-05".to_owned(),
        kind: "holiday".to_owned(),
        name: "Pilkada".to_owned(),
        added_at: office.desk().now(),
        added_by: None,
    };
    let now = office.desk().now();
    store
        .write_now(|db| {
            santun::store::queries::replace_year(db, "all", 2025, &[row], None, now)?;
            santun::store::queries::put_setting(db, "calendar_stamp", "1")
        })
        .unwrap();
    assert_eq!(office.desk().recount_deadlines().await.unwrap().unwrap().moved, 1);
    assert_eq!(office.clock(&claim).due_at, moment("2025-11-07T16:59:59.999999Z"));
    assert_eq!(office.desk().recount_deadlines().await.unwrap(), None, "once");
}

async fn hours_are_an_offices_own(database: TestDatabase) {
    let office = Office::new(database).await;
    office.wants_papers(0, Some(SITI)).await;
    let id = office.rina.office.unwrap().0;
    let hours = WorkingHours::parse("09:00-15:00", "Asia/Jayapura").unwrap();
    let change = CalendarChange::Hours { office: id, hours, joint_leave_is_holiday: true };
    office.desk().change_calendar(&change, None, None).await.unwrap();
    office.at("2025-11-20T13:00");
    assert_eq!(office.desk().fire_due_rungs(10).await.unwrap().fired, 0, "three o'clock in Jayapura");
    office.at("2025-11-21T07:00");
    assert_eq!(office.desk().fire_due_rungs(10).await.unwrap().fired, 1, "nine o'clock there");
}

async fn joint_leave_counts_by_a_switch(database: TestDatabase) {
    let office = Office::new(database).await;
    office.at("2025-12-24T09:00");
    // The 25th is Christmas and the 26th joint leave: with it the second working day is Tuesday the 30th.
    let claim = office.open(0, Some(SITI), None).await;
    assert_eq!(office.clock(&claim).due_at, moment("2025-12-30T16:59:59.999999Z"));
    let id = office.rina.office.unwrap().0;
    let hours = WorkingHours::default();
    let change = CalendarChange::Hours { office: id, hours, joint_leave_is_holiday: false };
    let preview = office.desk().preview_calendar(&change).await.unwrap();
    assert_eq!((preview.moved, preview.become_overdue), (1, 0));
    office.desk().change_calendar(&change, None, None).await.unwrap();
    assert_eq!(office.clock(&claim).due_at, moment("2025-12-29T16:59:59.999999Z"));
}
