use super::{AheadClock, Clock, ManualClock, ShiftedClock, SystemClock};
use chrono::{DateTime, TimeDelta, Utc};
use std::sync::Arc;

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

#[test]
fn a_clock_that_is_ahead_goes_forward_only() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("days");
    let base = Arc::new(ManualClock::new(moment("2026-03-01T08:00:00Z")));
    let open = || AheadClock::reading(base.clone(), file.clone());
    for nothing in ["", "soon", "-1", "1.5", "36526", "99999999999999999999"] {
        std::fs::write(&file, nothing).unwrap();
        assert!(open().is_none(), "{nothing}");
    }
    std::fs::write(&file, "0\n").unwrap();
    let clock = open().unwrap();
    assert_eq!(clock.now(), moment("2026-03-01T08:00:00Z"));
    let check = |written: &str, now: &str| {
        std::fs::write(&file, written).unwrap();
        assert_eq!(clock.now(), moment(now), "{written}");
    };
    check("124", "2026-07-03T08:00:00Z");
    check("0", "2026-07-03T08:00:00Z");
    check("", "2026-07-03T08:00:00Z");
    check("36526", "2026-07-03T08:00:00Z");
    base.advance(TimeDelta::hours(1));
    check("365", "2027-03-01T09:00:00Z");
    std::fs::remove_file(&file).unwrap();
    assert_eq!(clock.now(), moment("2027-03-01T09:00:00Z"));
}
