//! Working days (hari kerja): Monday to Friday, without public holidays (libur nasional) and, by a switch, without
//! joint leave (cuti bersama). Holidays are decreed year by year, so a calendar knows only some years; outside them
//! it still answers, with weekends only, and says that the calendar is missing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

mod rows;
#[cfg(test)]
mod tests;

pub use rows::{CalendarError, parse_days, parse_days_of};

/// The most days one computation walks; longer spans are cut here so that no input can stall the service.
const DAYS_MAX: u32 = 36_500;

/// From this month on the decree of the next year's holidays is usually out.
const DECREED_BY_MONTH: u32 = 10;

/// The holidays of the years decreed so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    holidays: BTreeMap<NaiveDate, Holiday>,
    years: BTreeSet<i32>,
    count_joint_leave_as_holiday: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Holiday {
    name: String,
    joint_leave: bool,
}

/// Why a day is not a working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// Saturday or Sunday.
    Weekend,
    /// Public holiday (libur nasional).
    Holiday,
    /// Joint leave (cuti bersama).
    JointLeave,
}

/// A day that was passed over while counting working days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkippedDay {
    /// The day.
    pub date: NaiveDate,
    /// Why it does not count.
    pub reason: SkipReason,
    /// Name of the holiday, as decreed; absent for a plain weekend.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<String>,
}

/// Where a count of working days ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkingDays {
    /// The last day of the count.
    pub date: NaiveDate,
    /// Days passed over, in order.
    pub skipped: Vec<SkippedDay>,
    /// Whether a day of a year without decreed holidays was counted: the date is then only a guess.
    pub calendar_missing: bool,
}

/// A day that is not as other days, of the decreed calendar or of an office's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarDay {
    /// The day.
    pub date: NaiveDate,
    /// What it is.
    pub kind: CalendarDayKind,
    /// Its name, as decreed.
    pub name: String,
}

/// What a day of a calendar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CalendarDayKind {
    /// A public holiday (libur nasional, or one of the place).
    Holiday,
    /// Joint leave (cuti bersama).
    JointLeave,
    /// A working day after all (hari kerja): takes a decreed day off the list.
    WorkingDay,
}

impl CalendarDayKind {
    /// The word for it in data.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Holiday => "holiday",
            Self::JointLeave => "joint_leave",
            Self::WorkingDay => "working_day",
        }
    }

    /// The kind of a word in data.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Holiday, Self::JointLeave, Self::WorkingDay].into_iter().find(|kind| kind.as_str() == word)
    }
}

impl Calendar {
    /// Reads `date,name,kind` rows, kind being `libur_nasional` or `cuti_bersama`. Every year of which the file
    /// holds a day counts as decreed. Joint leave counts as holiday until told otherwise.
    pub fn parse(csv: &str) -> Result<Self, CalendarError> {
        let years = BTreeSet::new();
        let mut calendar = Self { holidays: BTreeMap::new(), years, count_joint_leave_as_holiday: true };
        for day in parse_days(csv)? {
            calendar.years.insert(day.date.year());
            calendar.put(&day);
        }
        Ok(calendar)
    }

    /// This calendar with the days of an office on top, the later ones above the earlier, and with more years that are
    /// complete.
    #[must_use]
    pub fn amended(&self, days: &[CalendarDay], years: &[i32]) -> Self {
        let mut amended = self.clone();
        amended.years.extend(years);
        for day in days {
            amended.put(day);
        }
        amended
    }

    fn put(&mut self, day: &CalendarDay) {
        if day.kind == CalendarDayKind::WorkingDay {
            self.holidays.remove(&day.date);
            return;
        }
        let joint_leave = day.kind == CalendarDayKind::JointLeave;
        self.holidays.insert(day.date, Holiday { name: day.name.clone(), joint_leave });
    }

    /// The days of a year that are not as other days, in order.
    pub fn days(&self, year: i32) -> Vec<CalendarDay> {
        let of_year = self.holidays.iter().filter(|(date, _)| date.year() == year);
        let day = |(date, holiday): (&NaiveDate, &Holiday)| CalendarDay {
            date: *date,
            kind: if holiday.joint_leave { CalendarDayKind::JointLeave } else { CalendarDayKind::Holiday },
            name: holiday.name.clone(),
        };
        of_year.map(day).collect()
    }

    /// The year whose holidays should be known on a day and are not: this year at any time, the next from 1 October on,
    /// when its decree is usually out.
    pub fn next_year_missing(&self, today: NaiveDate) -> Option<i32> {
        let year = today.year();
        if !self.covers(year) {
            return Some(year);
        }
        (today.month() >= DECREED_BY_MONTH && !self.covers(year + 1)).then_some(year + 1)
    }

    /// The same calendar with joint leave (cuti bersama) as holiday or as working day. Whether the insurer's
    /// branches are open on joint leave is not established.
    #[must_use]
    pub fn with_joint_leave_as_holiday(mut self, count: bool) -> Self {
        self.count_joint_leave_as_holiday = count;
        self
    }

    /// Whether the holidays of a year are known.
    pub fn covers(&self, year: i32) -> bool {
        self.years.contains(&year)
    }

    /// The years whose holidays are known, in order.
    pub fn years(&self) -> Vec<i32> {
        self.years.iter().copied().collect()
    }

    /// The last year whose holidays are known.
    pub fn last_year(&self) -> Option<i32> {
        self.years.last().copied()
    }

    /// Whether people work that day. Outside the known years only weekends are free.
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        self.skip(date).is_none()
    }

    /// Counts working days: `start` is day 0 and the count begins with the next day, as the insurer's three
    /// working days do. With `days` 0 the answer is `start` itself, whatever day that is.
    pub fn add_working_days(&self, start: NaiveDate, days: u32) -> WorkingDays {
        let mut count = WorkingDays { date: start, skipped: Vec::new(), calendar_missing: false };
        let mut left = days.min(DAYS_MAX);
        while left > 0 {
            let Some(next) = count.date.succ_opt() else { break };
            count.date = next;
            count.calendar_missing |= !self.covers(next.year());
            match self.skip(next) {
                Some(skipped) => count.skipped.push(skipped),
                None => left -= 1,
            }
        }
        count
    }

    /// Counts working days back from a day, which does not count itself.
    pub fn subtract_working_days(&self, end: NaiveDate, days: u32) -> NaiveDate {
        let (mut date, mut left) = (end, days.min(DAYS_MAX));
        while left > 0 {
            let Some(before) = date.pred_opt() else { break };
            date = before;
            left -= u32::from(self.is_working_day(date));
        }
        date
    }

    /// The day itself if people work on it, else the next on which they do.
    pub fn next_working_day(&self, date: NaiveDate) -> NaiveDate {
        let mut day = date;
        for _ in 0..DAYS_MAX {
            match day.succ_opt() {
                Some(next) if !self.is_working_day(day) => day = next,
                _ => break,
            }
        }
        day
    }

    /// The day itself if people work on it, else the last before it on which they did.
    pub fn previous_working_day(&self, date: NaiveDate) -> NaiveDate {
        let mut day = date;
        for _ in 0..DAYS_MAX {
            match day.pred_opt() {
                Some(before) if !self.is_working_day(day) => day = before,
                _ => break,
            }
        }
        day
    }

    /// Why nobody works on a day; none if they do.
    pub fn why_free(&self, date: NaiveDate) -> Option<SkippedDay> {
        self.skip(date)
    }

    fn skip(&self, date: NaiveDate) -> Option<SkippedDay> {
        let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        let holiday =
            self.holidays.get(&date).filter(|holiday| !holiday.joint_leave || self.count_joint_leave_as_holiday);
        let reason = match holiday {
            Some(holiday) if holiday.joint_leave => SkipReason::JointLeave,
            Some(_) => SkipReason::Holiday,
            None if weekend => SkipReason::Weekend,
            None => return None,
        };
        Some(SkippedDay { date, reason, name: holiday.map(|holiday| holiday.name.clone()) })
    }
}
