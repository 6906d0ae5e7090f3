//! When an office works: letters that nobody asked for go out in these hours only, never at night or on a holiday.

use std::fmt;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone as _, Utc};
use chrono_tz::Tz;
use thiserror::Error;

use super::Calendar;

/// The days that are looked ahead for the next opening: no calendar leaves more without work.
const DAYS_MAX: u32 = 400;

/// The hours of an office, Monday to Friday. Indonesia has three zones, so that the zone is the office's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkingHours {
    /// Its time zone.
    pub zone: Tz,
    /// When it opens.
    pub opens: NaiveTime,
    /// When it closes.
    pub closes: NaiveTime,
}

/// Hours that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum WorkingHoursError {
    /// Not two times of a day, the first before the second.
    #[error("`{0}` are no hours; write the opening and the closing time, such as 08:00-16:00")]
    Hours(String),
    /// Not a zone.
    #[error("`{0}` is no time zone; Indonesia has Asia/Jakarta, Asia/Makassar and Asia/Jayapura")]
    Zone(String),
}

impl WorkingHours {
    /// Reads hours such as `08:00-16:00` in a zone such as `Asia/Jakarta`.
    ///
    /// # Errors
    /// When either cannot be read, or it closes before it opens.
    pub fn parse(hours: &str, zone: &str) -> Result<Self, WorkingHoursError> {
        let zone = zone.trim().parse().map_err(|_| WorkingHoursError::Zone(zone.to_owned()))?;
        let time = |text: &str| NaiveTime::parse_from_str(text.trim(), "%H:%M").ok();
        let read = || {
            let (opens, closes) = hours.split_once('-')?;
            let (opens, closes) = (time(opens)?, time(closes)?);
            (opens < closes).then_some(Self { zone, opens, closes })
        };
        read().ok_or_else(|| WorkingHoursError::Hours(hours.to_owned()))
    }

    /// The hours as they are written: `08:00-16:00`.
    pub fn span(&self) -> String {
        format!("{}-{}", self.opens.format("%H:%M"), self.closes.format("%H:%M"))
    }

    /// Whether the office works at a moment.
    pub fn is_open(&self, at: DateTime<Utc>, calendar: &Calendar) -> bool {
        let local = at.with_timezone(&self.zone);
        let time = local.time();
        time >= self.opens && time < self.closes && calendar.is_working_day(local.date_naive())
    }

    /// The moment itself while the office works, else when it opens next.
    pub fn next_open(&self, at: DateTime<Utc>, calendar: &Calendar) -> DateTime<Utc> {
        if self.is_open(at, calendar) {
            return at;
        }
        let mut date = at.with_timezone(&self.zone).date_naive();
        for _ in 0..DAYS_MAX {
            let opening = self.opening(date);
            if opening >= at && calendar.is_working_day(date) {
                return opening;
            }
            let Some(next) = date.succ_opt() else { break };
            date = next;
        }
        at
    }

    /// The moment itself while the office works, else when it closed last; none when that is long ago.
    pub fn last_open(&self, at: DateTime<Utc>, calendar: &Calendar) -> Option<DateTime<Utc>> {
        if self.is_open(at, calendar) {
            return Some(at);
        }
        let mut date = at.with_timezone(&self.zone).date_naive();
        for _ in 0..DAYS_MAX {
            let local = self.zone.from_local_datetime(&date.and_time(self.closes));
            let closing = local.latest().map_or(DateTime::<Utc>::MAX_UTC, |closing| closing.to_utc());
            if closing <= at && calendar.is_working_day(date) {
                return Some(closing);
            }
            date = date.pred_opt()?;
        }
        None
    }

    fn opening(&self, date: NaiveDate) -> DateTime<Utc> {
        let local = self.zone.from_local_datetime(&date.and_time(self.opens));
        local.earliest().map_or(DateTime::<Utc>::MAX_UTC, |opening| opening.to_utc())
    }
}

impl Default for WorkingHours {
    fn default() -> Self {
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or(NaiveTime::MIN);
        Self { zone: Tz::Asia__Jakarta, opens: hour(8), closes: hour(16) }
    }
}

impl fmt::Display for WorkingHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.span(), self.zone.name())
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};

    use super::{WorkingHours, WorkingHoursError};
    use crate::law::LawBook;

    fn check(at: &str, next: &str) {
        let calendar = LawBook::embedded().unwrap().calendar;
        let (at, next): (DateTime<Utc>, DateTime<Utc>) = (at.parse().unwrap(), next.parse().unwrap());
        let hours = WorkingHours::default();
        assert_eq!(hours.next_open(at, &calendar), next, "{at}");
        assert_eq!(hours.is_open(at, &calendar), at == next, "{at}");
    }

    #[test]
    fn an_office_works_by_day_and_not_on_holidays() {
        check("2026-12-23T09:00:00+07:00", "2026-12-23T09:00:00+07:00");
        check("2026-12-23T07:59:59+07:00", "2026-12-23T08:00:00+07:00");
        // 24 December is joint leave, then Christmas and a weekend.
        check("2026-12-23T16:00:00+07:00", "2026-12-28T08:00:00+07:00");
        check("2026-12-26T12:00:00+07:00", "2026-12-28T08:00:00+07:00");
    }

    #[test]
    fn the_zone_is_the_offices_own() {
        let calendar = LawBook::embedded().unwrap().calendar;
        let east = WorkingHours::parse("08:00-16:00", "Asia/Jayapura").unwrap();
        let at = "2026-12-22T23:30:00Z".parse().unwrap();
        assert!(east.is_open(at, &calendar), "half past eight in Jayapura");
        assert!(!WorkingHours::default().is_open(at, &calendar), "half past six in Jakarta");
        assert_eq!(east.span(), "08:00-16:00");
    }

    #[test]
    fn what_is_no_hours_is_refused() {
        for wrong in ["", "8-16", "16:00-08:00", "08:00", "08:00-25:00"] {
            assert_eq!(
                WorkingHours::parse(wrong, "Asia/Jakarta"),
                Err(WorkingHoursError::Hours(wrong.to_owned())),
                "{wrong}"
            );
        }
        let wrong = WorkingHours::parse("08:00-16:00", "Jambi");
        assert_eq!(wrong, Err(WorkingHoursError::Zone("Jambi".to_owned())));
    }
}
