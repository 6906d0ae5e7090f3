//! The days of one year as an office goes by them: decreed, added, taken off, and by whom.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use uuid::Uuid;

use crate::claim::Actor;
use crate::law::{CalendarDay, CalendarDayKind};
use crate::store::queries::{self, ALL_OFFICES, StoredDay};
use crate::store::{Db, StoreError};
use crate::workflow::Role;

use super::super::context::Desk;
use super::super::error::DeskError;
use super::calendar_change::{CalendarChange, scope};
use super::calendars::{CALENDAR_STAMP, day, version};
use super::recount::RECOUNTED;

/// The days of a year, of one office or of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarYear {
    /// The year.
    pub year: i32,
    /// Whether its holidays are known.
    pub known: bool,
    /// Whether the program itself knows them.
    pub decreed: bool,
    /// Every day of it that is or was not as other days, in order.
    pub days: Vec<YearDay>,
    /// What was entered for this office, or for all where none is named.
    pub entered: Vec<CalendarDay>,
}

/// A day of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearDay {
    /// The day. Of the kind [`CalendarDayKind::WorkingDay`] it was taken off.
    pub day: CalendarDay,
    /// Who says so.
    pub origin: DayOrigin,
}

/// Where a day of a calendar comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrigin {
    /// The calendar of the program: the joint decree (SKB tiga menteri).
    Decreed,
    /// Entered for all offices.
    AllOffices,
    /// Entered for this office.
    Office,
}

/// How the calendars stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarState {
    /// One more with every change of any calendar.
    pub version: i64,
    /// Whether open deadlines are still to be counted again after the last change.
    pub counting: bool,
}

impl CalendarYear {
    /// The days of it that are free.
    pub fn free_days(&self) -> Vec<CalendarDay> {
        let free = self.days.iter().filter(|day| day.day.kind != CalendarDayKind::WorkingDay);
        free.map(|day| day.day.clone()).collect()
    }

    /// What a list of days in the place of what was entered would add, and what it would take away.
    pub fn difference(&self, days: &[CalendarDay]) -> (Vec<CalendarDay>, Vec<CalendarDay>) {
        let without = |these: &[CalendarDay], those: &[CalendarDay]| -> Vec<CalendarDay> {
            these.iter().filter(|day| !those.contains(day)).cloned().collect()
        };
        (without(days, &self.entered), without(&self.entered, days))
    }
}

impl Desk {
    /// The days of a year of one office, or of all where none is named.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] when there is no such office.
    pub async fn calendar_year(&self, office: Option<Uuid>, year: i32) -> Result<CalendarYear, DeskError> {
        // Nothing is entered for an office that is none: what is left is entered for all.
        let of = office.unwrap_or(Uuid::nil());
        let read = move |db: &mut Db| -> Result<_, StoreError> {
            let known = office.is_none() || queries::hours_of_office(db, of)?.is_some();
            Ok(known.then_some((queries::calendar_days(db, of)?, queries::calendar_years(db, of)?)))
        };
        let (rows, years) = self.store().read(read).await?.ok_or(DeskError::NotFound("office"))?;
        let scope = scope(office);
        let base = &self.law().calendar;
        let mut days: BTreeMap<NaiveDate, YearDay> = BTreeMap::new();
        for day in base.days(year) {
            days.insert(day.date, YearDay { day, origin: DayOrigin::Decreed });
        }
        let mut entered = Vec::new();
        for row in &rows {
            let read = day(row)?;
            if read.date.year() != year {
                continue;
            }
            if row.scope == scope {
                entered.push(read.clone());
            }
            let name = name_of(&read, &days);
            days.insert(read.date, YearDay { origin: origin(row), day: CalendarDay { name, ..read } });
        }
        let decreed = base.covers(year);
        Ok(CalendarYear {
            year,
            known: decreed || years.contains(&year),
            decreed,
            days: days.into_values().collect(),
            entered,
        })
    }

    /// How the calendars stand.
    pub async fn calendar_state(&self) -> Result<CalendarState, DeskError> {
        let read = |db: &mut Db| -> Result<_, StoreError> {
            Ok((queries::setting(db, CALENDAR_STAMP)?, queries::setting(db, RECOUNTED)?))
        };
        let (stamp, counted) = self.store().read(read).await?;
        Ok(CalendarState { version: version(stamp.as_deref()), counting: stamp.is_some() && stamp != counted })
    }

    /// Whether an actor may change a calendar: administrators, each that of their own office, and those of all offices any.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`] when not.
    pub fn check_changes_calendar(&self, actor: &Actor, change: &CalendarChange) -> Result<(), DeskError> {
        let office = match change {
            CalendarChange::Year { office, .. } => *office,
            CalendarChange::Hours { office, .. } => Some(*office),
        };
        let own = actor.office.is_none_or(|own| Some(own.0) == office);
        if actor.role == Role::Admin && own { Ok(()) } else { Err(DeskError::Forbidden) }
    }
}

fn origin(row: &StoredDay) -> DayOrigin {
    if row.scope == ALL_OFFICES { DayOrigin::AllOffices } else { DayOrigin::Office }
}

/// A day that was taken off keeps the name it had, where no other was given.
fn name_of(day: &CalendarDay, known: &BTreeMap<NaiveDate, YearDay>) -> String {
    let before = known.get(&day.date).filter(|_| day.kind == CalendarDayKind::WorkingDay && day.name.is_empty());
    before.map_or_else(|| day.name.clone(), |before| before.day.name.clone())
}
