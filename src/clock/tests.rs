use super::{Clock, ManualClock, ShiftedClock, SystemClock};
use chrono::{DateTime, TimeDelta, Utc};

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn moments_are_whole_microseconds() {
    let clock = ManualClock::new(moment("2026-03-01T00:00:00.123456789Z"));
    assert_eq!(clock.now(), moment("2026-03-01T00:00:00.123456Z"));
    assert_eq!(SystemClock.now().timestamp_subsec_nanos() % 1_000, 0);
}

#[test]
fn a_manual_clock_moves_only_when_told() {
    let clock = ManualClock::new(moment("2026-03-01T00:00:00Z"));
    assert_eq!(clock.now(), clock.now());
    assert_eq!(clock.advance(TimeDelta::days(2)), moment("2026-03-03T00:00:00Z"));
    clock.set(moment("2025-01-01T00:00:00Z"));
    assert_eq!(clock.now(), moment("2025-01-01T00:00:00Z"));
}

#[test]
fn a_shifted_clock_starts_where_told_and_runs() {
    let start = moment("2027-03-01T08:00:00Z");
    let clock = ShiftedClock::starting_at(start);
    let first = clock.now();
    assert!(first >= start && first < start + TimeDelta::hours(1), "{first}");
    assert!(clock.now() >= first);
}
