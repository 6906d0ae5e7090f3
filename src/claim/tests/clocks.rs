//! What follows from events outside of the claim: which clock starts when, and when it ends.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::desk::{Desk, at_noon, date, rina};
use crate::claim::{Clock, Command, Effect};
use crate::workflow::DeadlineStart;

fn started(desk: &Desk) -> Option<&Clock> {
    desk.effects.iter().find_map(|effect| match effect {
        Effect::StartClock(clock) => Some(clock),
        _ => None,
    })
}

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn every_waiting_state_starts_its_clock_and_the_end_starts_none() {
    // Everything happens on Tuesday 2025-11-04 at noon in Jakarta; a day ends there at 16:59:59.999999 UTC.
    for (state, name, due) in [
        ("reported", "first_contact", "2025-11-06"),
        ("intake", "first_check", "2025-11-07"),
        ("documents", "papers", "2025-12-04"),
        ("heirs", "heirs_check", "2025-11-11"),
        ("assessment", "calculation", "2025-11-06"),
        ("approval", "second_check", "2025-11-06"),
        ("approved", "delivery", "2025-11-06"),
        ("handed_over", "insurer_pays", "2025-11-07"),
        ("returned", "answer_insurer", "2025-11-13"),
        ("disputed", "objection", "2025-11-11"),
        ("paid", "money_arrived", "2025-11-11"),
        ("rejected", "complaint", "2025-12-04"),
        ("withdrawn", "change_of_mind", "2025-12-04"),
        ("lapsed", "late_answer", "2025-12-04"),
    ] {
        let desk = Desk::at(state);
        let clock = started(&desk).unwrap_or_else(|| panic!("{state} starts a clock"));
        assert_eq!((clock.state.as_str(), clock.name.as_str()), (state, name));
        assert_eq!(clock.due_at, moment(&format!("{due}T16:59:59.999999Z")), "{state}");
        assert_eq!(Some(clock.waiting_on), desk.claim.waiting_on);
        assert_eq!((clock.started_at, clock.calendar_missing), (desk.now, false), "{state}");
        let stops = desk.effects.iter().filter(|effect| **effect == Effect::StopClocks).count();
        assert_eq!(stops, usize::from(state != "reported"), "{state}");
    }
    let closed = Desk::at("closed");
    assert_eq!(closed.effects, [Effect::StopClocks]);
}

#[test]
fn the_insurers_clock_runs_from_the_date_on_the_receipt() {
    let mut desk = Desk::at("approved");
    desk.now = at_noon("2026-12-29");
    desk.accept("tanda_terima", None);
    let document = desk.claim.documents.last().unwrap().id;
    let inputs =
        json!({ "channel": "paper", "received_on": "2026-12-23", "receipt_number": "TT-1", "document": document });
    desk.step(&rina(), "hand_over", &inputs);
    let clock = started(&desk).unwrap();
    // 24 December is joint leave, 25 is Christmas, 26 and 27 a weekend: the third working day is Wednesday the 30th.
    assert_eq!(clock.started_at, moment("2026-12-22T17:00:00Z"));
    assert_eq!(clock.due_at, moment("2026-12-30T16:59:59.999999Z"));
    assert!(!clock.calendar_missing);
}

#[test]
fn a_year_without_decreed_holidays_is_said() {
    let mut desk = Desk::unopened();
    desk.now = at_noon("2031-11-04");
    desk.does(&rina(), &desk.opening());
    let clock = started(&desk).unwrap();
    assert!(clock.calendar_missing);
    assert_eq!(clock.due_at, moment("2031-11-06T16:59:59.999999Z"));
}

#[test]
fn a_clock_from_the_event_starts_at_its_time_or_at_midnight() {
    for (time, started_at, due_at) in [
        (None, "2025-11-02T17:00:00Z", "2025-11-04T17:00:00Z"),
        (Some("14:30:00"), "2025-11-03T07:30:00Z", "2025-11-05T07:30:00Z"),
    ] {
        let mut desk = Desk::unopened();
        let procedure = Arc::make_mut(&mut desk.procedure);
        let deadline = procedure.states.get_mut("reported").unwrap().deadline.as_mut().unwrap();
        deadline.from = DeadlineStart::Event;
        deadline.within = "48 clock_hours".to_owned();
        let Command::Open(mut wish) = desk.opening() else { panic!("an opening") };
        wish.event.time = time.map(|time| time.parse().unwrap());
        assert_eq!(wish.event.date, date("2025-11-03"));
        desk.does(&rina(), &Command::Open(wish));
        let clock = started(&desk).unwrap();
        assert_eq!((clock.started_at, clock.due_at), (moment(started_at), moment(due_at)), "{time:?}");
    }
}
