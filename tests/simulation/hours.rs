//! When the office is open, by a table of the simulation's own: what is tried must not be its own witness.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike as _, NaiveDate, TimeDelta, Timelike as _, Utc, Weekday};

/// Holidays and joint leave of 2026, by the decree of the three ministers, as month and day.
const FREE_2026: [(u32, u32); 25] = [
    (1, 1),
    (1, 16),
    (2, 16),
    (2, 17),
    (3, 18),
    (3, 19),
    (3, 20),
    (3, 21),
    (3, 22),
    (3, 23),
    (3, 24),
    (4, 3),
    (4, 5),
    (5, 1),
    (5, 14),
    (5, 15),
    (5, 27),
    (5, 28),
    (5, 31),
    (6, 1),
    (6, 16),
    (8, 17),
    (8, 25),
    (12, 24),
    (12, 25),
];

/// The hour at which it opens.
const OPENS: u32 = 8;

/// The hours and days of the office.
pub(crate) struct Hours {
    /// From when on it closes at which hour, in order.
    closes: Vec<(DateTime<Utc>, u32)>,
    /// Days of its own without work.
    free: BTreeSet<NaiveDate>,
}

impl Hours {
    /// Eight to four.
    pub(crate) fn usual() -> Self {
        Self { closes: vec![(DateTime::<Utc>::MIN_UTC, 16)], free: BTreeSet::new() }
    }

    /// From a moment on it closes at another hour.
    pub(crate) fn close_at(&mut self, from: DateTime<Utc>, hour: u32) {
        self.closes.push((from, hour));
    }

    /// These days are without work too.
    pub(crate) fn free_too(&mut self, days: impl IntoIterator<Item = NaiveDate>) {
        self.free.extend(days);
    }

    /// Whether it works on a day.
    pub(crate) fn works_on(&self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        // What is lived is 2026, and a few days of the year after it, whose first day is free as well.
        let decreed = FREE_2026.contains(&(day.month(), day.day()));
        !weekend && !decreed && !self.free.contains(&day)
    }

    /// Whether it is open at a moment.
    pub(crate) fn is_open(&self, at: DateTime<Utc>) -> bool {
        // Jambi is seven hours ahead, summer and winter.
        let local = (at + TimeDelta::hours(7)).naive_utc();
        let closes = self.closes.iter().rev().find(|(from, _)| *from <= at).map_or(16, |(_, hour)| *hour);
        (OPENS..closes).contains(&local.hour()) && self.works_on(local.date())
    }
}

#[test]
fn the_office_is_open_by_its_own_table() {
    let mut hours = Hours::usual();
    let open = |hours: &Hours, at: &str| hours.is_open(format!("{at}:00+07:00").parse().unwrap());
    for (at, is_open) in [
        ("2026-01-05T07:59", false),
        ("2026-01-05T08:00", true),
        ("2026-01-05T15:59", true),
        ("2026-01-05T16:00", false),
        ("2026-01-04T10:00", false),
        ("2026-03-24T10:00", false),
        ("2026-03-25T10:00", true),
        ("2026-12-24T10:00", false),
    ] {
        assert_eq!(open(&hours, at), is_open, "{at}");
    }
    hours.close_at("2026-01-06T00:00:00+07:00".parse().unwrap(), 15);
    hours.free_too(["2026-01-07".parse().unwrap()]);
    assert!(open(&hours, "2026-01-05T15:30") && open(&hours, "2026-01-06T14:30"));
    assert!(!open(&hours, "2026-01-06T15:30") && !open(&hours, "2026-01-07T10:00"));
}
