//! A calendar changes: which open deadlines move, told before it is done, and moved when it is.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use chrono::{DateTime, Datelike as _, Utc};
use serde::Serialize;
use uuid::Uuid;

use crate::claim::AccountId;
use crate::law::{CalendarDay, FieldError, Text, WorkingHours};
use crate::store::Db;
use crate::store::queries::{self, ALL_OFFICES, OfficeHours, StoredDay};

use super::super::context::Desk;
use super::super::error::DeskError;
use super::calendars::{CALENDAR_STAMP, OfficeCalendar, Stored, stored};
use super::counting::Counting;

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

/// What a change of a calendar would do to the open deadlines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CalendarPreview {
    /// Open deadlines looked at.
    pub open: u64,
    /// Of these, the ones whose end moves.
    pub moved: u64,
    /// Of these, the ones that have then passed and had not before.
    pub become_overdue: u64,
    /// The first of those that move.
    pub claims: Vec<MovedClaim>,
}

/// A claim whose deadline moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MovedClaim {
    /// Its number.
    pub number: String,
    /// Until when it was.
    pub before: Option<DateTime<Utc>>,
    /// Until when it is.
    pub after: Option<DateTime<Utc>>,
}

impl Desk {
    /// What a change of a calendar would do. Writes nothing.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] when the year is none that can be entered, a day lies outside of it, or stands there twice.
    pub async fn preview_calendar(&self, change: &CalendarChange) -> Result<CalendarPreview, DeskError> {
        check(change)?;
        let mut preview = CalendarPreview::default();
        for office in self.offices_of(change).await? {
            let calendar = self.changed_calendar(office, change).await?;
            self.count_again(Some(office), &Counting::Wish(&calendar), &mut preview).await?;
        }
        Ok(preview)
    }

    /// Changes a calendar and moves every open deadline that goes by it.
    ///
    /// # Errors
    /// As [`Desk::preview_calendar`].
    pub async fn change_calendar(
        &self,
        change: &CalendarChange,
        by: Option<AccountId>,
    ) -> Result<CalendarPreview, DeskError> {
        check(change)?;
        let (wanted, now, stamp) = (change.clone(), self.now(), self.new_id().to_string());
        self.store().write(move |db| keep(db, &wanted, by.map(|by| by.0), now, &stamp)).await?;
        tracing::info!("a calendar was changed; open deadlines are counted again");
        Ok(self.recount_deadlines().await?.unwrap_or_default())
    }

    /// The offices that a change is about.
    async fn offices_of(&self, change: &CalendarChange) -> Result<Vec<Uuid>, DeskError> {
        match change {
            CalendarChange::Year { office: Some(office), .. } | CalendarChange::Hours { office, .. } => {
                Ok(vec![*office])
            }
            CalendarChange::Year { office: None, .. } => {
                let all = self.store().read(queries::offices).await?;
                Ok(all.into_iter().map(|office| office.id).collect())
            }
        }
    }

    /// The calendar of an office as it would be.
    async fn changed_calendar(&self, office: Uuid, change: &CalendarChange) -> Result<OfficeCalendar, DeskError> {
        let (wanted, now) = (change.clone(), self.now());
        let found: Stored = self.store().read(move |db| stored(db, office)).await?;
        self.calendar_from(office, changed(found, &wanted, now))
    }
}

fn check(change: &CalendarChange) -> Result<(), DeskError> {
    let CalendarChange::Year { year, days, .. } = change else { return Ok(()) };
    let mut errors = Vec::new();
    let mut wrong = |field: String, code: &str, id: String, en: String| {
        errors.push(FieldError::new(field, code, Text::new(id, en)));
    };
    if !YEARS.contains(year) {
        let (first, last) = (YEARS.start(), YEARS.end());
        let (id, en) = (format!("Isi tahun {first} sampai {last}."), format!("Give a year from {first} to {last}."));
        wrong("year".to_owned(), "out_of_range", id, en);
    }
    let mut seen = BTreeSet::new();
    for (at, day) in days.iter().enumerate() {
        let (field, date) = (format!("days[{at}].date"), day.date);
        if date.year() != *year {
            let (id, en) =
                (format!("{date} bukan hari dalam tahun {year}."), format!("{date} is not a day of the year {year}."));
            wrong(field, "day_outside_year", id, en);
        } else if !seen.insert(date) {
            wrong(field, "repeated", format!("{date} ditulis dua kali."), format!("{date} is given twice."));
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(DeskError::Invalid(errors)) }
}

fn changed(mut found: Stored, change: &CalendarChange, now: DateTime<Utc>) -> Stored {
    match change {
        CalendarChange::Year { office, year, days } => {
            let scope = scope(*office);
            let own = format!("{year:04}-");
            found.days.retain(|day| day.scope != scope || !day.day.starts_with(&own));
            found.days.extend(rows(&scope, days, None, now));
            found.days.sort_by_key(|day| day.scope != ALL_OFFICES);
            found.years.push(*year);
        }
        CalendarChange::Hours { hours, joint_leave_is_holiday, .. } => {
            if let Some(known) = found.hours.as_mut() {
                (known.zone, known.hours) = (hours.zone.name().to_owned(), hours.span());
                known.joint_leave_is_holiday = *joint_leave_is_holiday;
            }
        }
    }
    found
}

fn scope(office: Option<Uuid>) -> String {
    office.map_or_else(|| ALL_OFFICES.to_owned(), |office| office.to_string())
}

fn rows(scope: &str, days: &[CalendarDay], by: Option<Uuid>, now: DateTime<Utc>) -> Vec<StoredDay> {
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

fn keep(
    db: &mut Db,
    change: &CalendarChange,
    by: Option<Uuid>,
    now: DateTime<Utc>,
    stamp: &str,
) -> Result<(), DeskError> {
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
    Ok(queries::put_setting(db, CALENDAR_STAMP, stamp)?)
}
