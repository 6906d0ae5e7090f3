//! A length of time as law states it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The longest span, in its own unit. Keeps every due date inside the years that dates can hold.
pub(super) const AMOUNT_MAX: u32 = 36_500;

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
