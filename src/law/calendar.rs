//! Working days (hari kerja): Monday to Friday, without public holidays (libur nasional) and, by a switch, without
//! joint leave (cuti bersama). Holidays are decreed year by year, so a calendar knows only some years; outside them
//! it still answers, with weekends only, and says that the calendar is missing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use thiserror::Error;

#[cfg(test)]
mod tests;

/// The most days one computation walks; longer spans are cut here so that no input can stall the service.
const DAYS_MAX: u32 = 36_500;

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

/// A calendar file that cannot be read: the line (the header is line 1) and the cause.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: {cause}")]
pub struct CalendarError {
    /// Line of the file.
    pub line: u64,
    /// What is wrong there.
    pub cause: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    date: NaiveDate,
    name: String,
    kind: Kind,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    LiburNasional,
    CutiBersama,
}

impl Calendar {
    /// Reads `date,name,kind` rows, kind being `libur_nasional` or `cuti_bersama`. Every year of which the file
    /// holds a day counts as decreed. Joint leave counts as holiday until told otherwise.
    pub fn parse(csv: &str) -> Result<Self, CalendarError> {
        let mut calendar =
            Self { holidays: BTreeMap::new(), years: BTreeSet::new(), count_joint_leave_as_holiday: true };
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let headers = reader.headers().map_err(|error| at_line(1, &error))?.clone();
        if headers != ["date", "name", "kind"][..] {
            return Err(CalendarError { line: 1, cause: "the header must be `date,name,kind`".to_owned() });
        }
        for record in reader.records() {
            let record = record.map_err(|error| at_line(error.position().map_or(0, csv::Position::line), &error))?;
            let line = record.position().map_or(0, csv::Position::line);
            let row: Row = record.deserialize(Some(&headers)).map_err(|error| at_line(line, &error))?;
            let holiday = Holiday { name: row.name, joint_leave: matches!(row.kind, Kind::CutiBersama) };
            calendar.years.insert(row.date.year());
            if calendar.holidays.insert(row.date, holiday).is_some() {
                return Err(CalendarError { line, cause: format!("{} stands in the file twice", row.date) });
            }
        }
        Ok(calendar)
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

fn at_line(line: u64, error: &csv::Error) -> CalendarError {
    CalendarError { line, cause: error.to_string() }
}
