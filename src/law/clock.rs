//! The statutory clock: when a span of hours, days, months or years that began at a moment ends.
//!
//! Hours run from the moment itself, through nights and holidays ("2 x 24 jam"). Every other unit runs from the
//! date in Asia/Jakarta and ends with that day's last microsecond. A clock that stood still for a while (a
//! suspension) is not known here: who keeps the ledger of suspensions moves the start.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Days, Months, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Asia::Jakarta;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Calendar;

#[cfg(test)]
mod tests;

/// The longest span, in its own unit. Keeps every due date inside the years that dates can hold.
const AMOUNT_MAX: u32 = 36_500;

/// The unit a legal span is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Hours by the clock (jam), nights and holidays included.
    ClockHours,
    /// Working days (hari kerja), the day after the start being the first.
    WorkingDays,
    /// Days of the calendar (hari kalender).
    CalendarDays,
    /// Months (bulan); a day that the month does not have becomes its last.
    Months,
    /// Years (tahun).
    Years,
}

impl Unit {
    const ALL: [(Self, &str); 5] = [
        (Self::ClockHours, "clock_hours"),
        (Self::WorkingDays, "working_days"),
        (Self::CalendarDays, "calendar_days"),
        (Self::Months, "months"),
        (Self::Years, "years"),
    ];

    /// The name used in data files.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(unit, _)| *unit == self).map_or("", |(_, name)| name)
    }
}

/// A length of time as law states it, written `3 working_days`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Span {
    /// How many, 0 to 36500; more is cut to that.
    pub amount: u32,
    /// Of what.
    pub unit: Unit,
}

/// A span that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "`{0}` is not a span; write a number up to 36500 and clock_hours, working_days, calendar_days, \
        months or years, such as `3 working_days`"
)]
pub struct SpanError(pub String);

/// When a span ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The last moment that is still in time.
    pub at: DateTime<Utc>,
    /// Whether working days were counted in a year without decreed holidays, so that the moment may be too early.
    pub calendar_missing: bool,
}

/// The date in Asia/Jakarta (WIB) at a moment: the date that law and reader mean.
pub fn jakarta_date(moment: DateTime<Utc>) -> NaiveDate {
    moment.with_timezone(&Jakarta).date_naive()
}

/// The last microsecond of a date in Asia/Jakarta.
pub fn end_of_jakarta_day(date: NaiveDate) -> DateTime<Utc> {
    let last = NaiveTime::from_hms_micro_opt(23, 59, 59, 999_999).unwrap_or(NaiveTime::MIN);
    // Jakarta has had one offset since 1964; should a local time ever be ambiguous, the later moment is in time.
    Jakarta
        .from_local_datetime(&date.and_time(last))
        .latest()
        .map_or(DateTime::<Utc>::MAX_UTC, |moment| moment.with_timezone(&Utc))
}

/// When a span that began at `start` ends.
pub fn due(start: DateTime<Utc>, span: &Span, calendar: &Calendar) -> Due {
    let amount = span.amount.min(AMOUNT_MAX);
    let from = jakarta_date(start);
    let date = match span.unit {
        Unit::ClockHours => {
            let at = start.checked_add_signed(TimeDelta::hours(i64::from(amount)));
            return Due { at: at.unwrap_or(DateTime::<Utc>::MAX_UTC), calendar_missing: false };
        }
        Unit::WorkingDays => {
            let count = calendar.add_working_days(from, amount);
            return Due { at: end_of_jakarta_day(count.date), calendar_missing: count.calendar_missing };
        }
        Unit::CalendarDays => from.checked_add_days(Days::new(u64::from(amount))),
        Unit::Months => from.checked_add_months(Months::new(amount)),
        Unit::Years => from.checked_add_months(Months::new(amount.saturating_mul(12))),
    };
    Due { at: end_of_jakarta_day(date.unwrap_or(NaiveDate::MAX)), calendar_missing: false }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount, self.unit.name())
    }
}

impl FromStr for Span {
    type Err = SpanError;

    fn from_str(text: &str) -> Result<Self, SpanError> {
        let read = || {
            let (amount, unit) = text.trim().split_once(' ')?;
            let amount = amount.parse().ok().filter(|amount| *amount <= AMOUNT_MAX)?;
            let (unit, _) = Unit::ALL.into_iter().find(|(_, name)| *name == unit.trim())?;
            Some(Self { amount, unit })
        };
        read().ok_or_else(|| SpanError(text.to_owned()))
    }
}

impl TryFrom<String> for Span {
    type Error = SpanError;

    fn try_from(text: String) -> Result<Self, SpanError> {
        text.parse()
    }
}

impl From<Span> for String {
    fn from(span: Span) -> Self {
        span.to_string()
    }
}
