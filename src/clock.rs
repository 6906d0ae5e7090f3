//! Where moments come from. Everything else takes `now` as an argument, so that any day can be tried in a test
//! and a demo can live in another year. Every clock answers in whole microseconds, which is what both databases
//! keep: a moment that was stored and read again is equal to itself.

use chrono::{DateTime, SubsecRound as _, TimeDelta, Utc};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// A source of the present moment, in UTC and whole microseconds.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> DateTime<Utc>;
}

/// The clock of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where the machine's clock is read")]
    fn now(&self) -> DateTime<Utc> {
        whole_micros(Utc::now())
    }
}

/// The clock of the machine plus a fixed offset: a whole office that lives on another date.
#[derive(Clone, Copy, Debug)]
pub struct ShiftedClock {
    offset: TimeDelta,
}

impl ShiftedClock {
    /// A clock that shows `start` now and runs on from there.
    pub fn starting_at(start: DateTime<Utc>) -> Self {
        Self { offset: start - SystemClock.now() }
    }
}

impl Clock for ShiftedClock {
    fn now(&self) -> DateTime<Utc> {
        // Beyond the calendar's end there is no sensible answer; the machine's own time is the least surprising.
        let now = SystemClock.now();
        now.checked_add_signed(self.offset).map_or(now, whole_micros)
    }
}

/// A clock that is ahead of another one by the whole days that stand in a file: for a demo that plays years in minutes.
/// It only goes forward: a smaller number, or what is no number, changes nothing.
pub struct AheadClock {
    base: Arc<dyn Clock>,
    file: PathBuf,
    days: AtomicI64,
}

impl AheadClock {
    /// Days that a clock may be ahead at most: a century.
    pub const DAYS_MAX: i64 = 36_525;

    /// A clock ahead of `base` by the days in `file`; none where the file holds no such number now.
    pub fn reading(base: Arc<dyn Clock>, file: PathBuf) -> Option<Self> {
        let days = AtomicI64::new(days_in(&file)?);
        Some(Self { base, file, days })
    }
}

impl Clock for AheadClock {
    fn now(&self) -> DateTime<Utc> {
        let written = days_in(&self.file).unwrap_or_default();
        let days = self.days.fetch_max(written, Ordering::Relaxed).max(written);
        let now = self.base.now();
        now.checked_add_signed(TimeDelta::days(days)).unwrap_or(now)
    }
}

fn days_in(file: &Path) -> Option<i64> {
    let days: i64 = std::fs::read_to_string(file).ok()?.trim().parse().ok()?;
    (0..=AheadClock::DAYS_MAX).contains(&days).then_some(days)
}

/// A clock that stands still until it is told otherwise, for tests and replays.
#[derive(Debug)]
pub struct ManualClock {
    now: Mutex<DateTime<Utc>>,
}

impl ManualClock {
    /// A clock that shows `start`.
    pub fn new(start: DateTime<Utc>) -> Self {
        Self { now: Mutex::new(whole_micros(start)) }
    }

    /// Puts the clock to a moment, earlier or later.
    pub fn set(&self, moment: DateTime<Utc>) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = whole_micros(moment);
    }

    /// Moves the clock by a span and answers with the new moment.
    pub fn advance(&self, span: TimeDelta) -> DateTime<Utc> {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        *now = whole_micros(*now + span);
        *now
    }
}

impl Clock for ManualClock {
    fn now(&self) -> DateTime<Utc> {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn whole_micros(moment: DateTime<Utc>) -> DateTime<Utc> {
    moment.trunc_subsecs(6)
}

#[cfg(test)]
mod tests;
