//! A change of a calendar: what can be asked for, and keeping it. Whoever says which version of the calendars they looked at
//! overwrites nothing that they have not seen.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use chrono::{DateTime, Datelike as _, Utc};
use uuid::Uuid;

use crate::claim::AccountId;
use crate::law::{CalendarDay, FieldError, Text, WorkingHours};
use crate::store::Db;
use crate::store::queries::{self, ALL_OFFICES, OfficeHours, StoredDay};

use super::super::context::Desk;
use super::super::error::DeskError;
use super::calendars::{CALENDAR_STAMP, version};
use super::recount::CalendarPreview;

/// Years whose holidays may be entered: a typing error must not make a calendar of the year 20260.
const YEARS: RangeInclusive<i32> = 2000..=2100;

/// A change of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalendarChange {
    /// The days of a year that are not in the program's calendar, or differ from it; the year is complete with them.
    Year {
        /// The office; none: all.
        office: Option<Uuid>,
        /// The year.
        year: i32,
        /// All such days of it.
        days: Vec<CalendarDay>,
    },
    /// When an office works, and whether joint leave (cuti bersama) is a holiday there.
    Hours {
        /// The office.
        office: Uuid,
        /// When it works.
        hours: WorkingHours,
        /// Whether joint leave is a holiday.
        joint_leave_is_holiday: bool,
    },
}

impl Desk {
    /// Changes a calendar and moves every open deadline that goes by it; `seen` is the version of the calendars that was
    /// looked at, none: whatever it is now.
    ///
    /// # Errors
    /// As [`Desk::preview_calendar`]; [`DeskError::CalendarChanged`] when the calendars are at another version.
    pub async fn change_calendar(
        &self,
        change: &CalendarChange,
        seen: Option<i64>,
        by: Option<AccountId>,
    ) -> Result<CalendarPreview, DeskError> {
        self.check_calendar(change).await?;
        let (wanted, now) = (change.clone(), self.now());
        self.store().write(move |db| keep(db, &wanted, seen, by.map(|by| by.0), now)).await?;
        tracing::info!("a calendar was changed; open deadlines are counted again");
        Ok(self.recount_deadlines().await?.unwrap_or_default())
    }

    /// Whether the calendars are already as a change would make them.
    pub async fn calendar_says(&self, change: &CalendarChange) -> Result<bool, DeskError> {
        match change {
            CalendarChange::Year { office, year, days } => {
                let found = self.calendar_year(*office, *year).await?;
                let mut wanted: Vec<&CalendarDay> = days.iter().collect();
                wanted.sort_by_key(|day| day.date);
                Ok(found.known && found.entered.iter().eq(wanted))
            }
            CalendarChange::Hours { office, hours, joint_leave_is_holiday } => {
                let known = self.office_calendar(*office).await?;
                Ok(known.hours == *hours && known.joint_leave_is_holiday == *joint_leave_is_holiday)
            }
        }
    }

    /// Whether a change can be made at all.
    pub(super) async fn check_calendar(&self, change: &CalendarChange) -> Result<(), DeskError> {
        let CalendarChange::Year { office, year, days } = change else { return Ok(()) };
        let mut errors = wrong_days(*year, days);
        if errors.is_empty() && days.is_empty() && !self.is_known_without(*office, *year).await? {
            let id = format!("Tulis hari libur tahun {year}; tanpa isi, tahun itu tetap belum diketahui.");
            let en = format!("Write the holidays of {year}; without any, that year stays unknown.");
            errors.push(FieldError::new("days", "required", Text::new(id, en)));
        }
        if errors.is_empty() { Ok(()) } else { Err(DeskError::Invalid(errors)) }
    }

    /// Whether a year is known without what is entered for this office, or for all where none is named: an empty list then takes
    /// back additions. Otherwise it would declare a year complete that has no holidays at all, and silence the alarm.
    async fn is_known_without(&self, office: Option<Uuid>, year: i32) -> Result<bool, DeskError> {
        if self.law().calendar.covers(year) {
            return Ok(true);
        }
        // Nothing is entered for an office that is none: what is left is entered for all.
        let of_all = self.store().read(|db| queries::calendar_years(db, Uuid::nil())).await?;
        Ok(office.is_some() && of_all.contains(&year))
    }
}

fn wrong_days(year: i32, days: &[CalendarDay]) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let mut wrong = |field: String, code: &str, id: String, en: String| {
        errors.push(FieldError::new(field, code, Text::new(id, en)));
    };
    if !YEARS.contains(&year) {
        let (first, last) = (YEARS.start(), YEARS.end());
        let (id, en) = (format!("Isi tahun {first} sampai {last}."), format!("Give a year from {first} to {last}."));
        wrong("year".to_owned(), "out_of_range", id, en);
    }
    let mut seen = BTreeSet::new();
    for (at, day) in days.iter().enumerate() {
        let (field, date) = (format!("days[{at}].date"), day.date);
        if date.year() != year {
            let (id, en) =
                (format!("{date} bukan hari dalam tahun {year}."), format!("{date} is not a day of the year {year}."));
            wrong(field, "day_outside_year", id, en);
        } else if !seen.insert(date) {
            wrong(field, "repeated", format!("{date} ditulis dua kali."), format!("{date} is given twice."));
        }
    }
    errors
}

pub(super) fn scope(office: Option<Uuid>) -> String {
    office.map_or_else(|| ALL_OFFICES.to_owned(), |office| office.to_string())
}

pub(super) fn rows(scope: &str, days: &[CalendarDay], by: Option<Uuid>, now: DateTime<Utc>) -> Vec<StoredDay> {
    let row = |day: &CalendarDay| StoredDay {
        scope: scope.to_owned(),
        day: day.date.to_string(),
        kind: day.kind.as_str().to_owned(),
        name: day.name.clone(),
        added_at: now,
        added_by: by,
    };
    days.iter().map(row).collect()
}

/// Compares and writes in one: the version is held until the transaction ends, so that of two who saw the same one wins.
fn keep(
    db: &mut Db,
    change: &CalendarChange,
    seen: Option<i64>,
    by: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<(), DeskError> {
    let current = version(queries::setting_to_change(db, CALENDAR_STAMP)?.as_deref());
    if seen.is_some_and(|seen| seen != current) {
        return Err(DeskError::CalendarChanged { current });
    }
    match change {
        CalendarChange::Year { office, year, days } => {
            let scope = scope(*office);
            queries::replace_year(db, &scope, *year, &rows(&scope, days, by, now), by, now)?;
        }
        CalendarChange::Hours { office, hours, joint_leave_is_holiday } => {
            let known = queries::hours_of_office(db, *office)?.ok_or(DeskError::NotFound("office"))?;
            let wanted = OfficeHours {
                zone: hours.zone.name().to_owned(),
                hours: hours.span(),
                joint_leave_is_holiday: *joint_leave_is_holiday,
                ..known
            };
            queries::set_office_hours(db, &wanted)?;
        }
    }
    Ok(queries::put_setting(db, CALENDAR_STAMP, &(current + 1).to_string())?)
}
