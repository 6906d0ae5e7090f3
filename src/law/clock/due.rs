//! When a span of hours, days, months or years that began at a moment ends.

use chrono::{DateTime, Days, Months, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Asia::Jakarta;
use serde::{Deserialize, Serialize};

use super::span::{AMOUNT_MAX, Span, Unit};
use crate::law::Calendar;

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

/// A date and time of day in Asia/Jakarta as a moment. The zone has no summer time: every one exists once.
pub fn jakarta_moment(date: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
    let local = date.and_time(time).and_local_timezone(Jakarta);
    local.earliest().map_or(DateTime::<Utc>::MAX_UTC, |moment| moment.to_utc())
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
