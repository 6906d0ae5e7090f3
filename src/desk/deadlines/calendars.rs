//! The holidays and hours that an office goes by: those of the program, with what was entered for all offices and for this
//! one.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;

use crate::claim::Actor;
use crate::law::clock::jakarta_date;
use crate::law::{Calendar, CalendarDay, CalendarDayKind, WorkingHours};
use crate::store::queries::{self, OfficeHours, StoredDay};
use crate::store::{Db, StoreError};
use crate::workflow::Role;

use super::super::context::Desk;
use super::super::error::DeskError;
use super::super::letters::of_the_desk;

/// The setting that changes with every change of any calendar, so that no replica goes by an old one: a [`version`].
pub(in super::super) const CALENDAR_STAMP: &str = "calendar_stamp";

/// The version of all calendars by their stamp: one more with every change, 0 before the first.
pub(super) fn version(stamp: Option<&str>) -> i64 {
    stamp.and_then(|stamp| stamp.parse().ok()).unwrap_or_default()
}

/// The holidays and hours of one office.
#[derive(Clone, Debug)]
pub struct OfficeCalendar {
    /// The office.
    pub office: Uuid,
    /// Its name.
    pub name: String,
    /// Its holidays.
    pub calendar: Calendar,
    /// When it works.
    pub hours: WorkingHours,
    /// Whether joint leave (cuti bersama) is a holiday there.
    pub joint_leave_is_holiday: bool,
}

/// A calendar with the stamp as of which it was read.
type Known = (Option<String>, Arc<OfficeCalendar>);

/// Calendars as they were last read, by office, each with the stamp of that moment.
#[derive(Debug, Default)]
pub(in super::super) struct CalendarCache {
    known: Mutex<BTreeMap<Uuid, Known>>,
}

/// What is stored of an office's calendar.
pub(super) struct Stored {
    pub(super) hours: Option<OfficeHours>,
    pub(super) days: Vec<StoredDay>,
    pub(super) years: Vec<i32>,
}

pub(super) fn stored(db: &mut Db, office: Uuid) -> Result<Stored, StoreError> {
    Ok(Stored {
        hours: queries::hours_of_office(db, office)?,
        days: queries::calendar_days(db, office)?,
        years: queries::calendar_years(db, office)?,
    })
}

impl CalendarCache {
    fn get(&self, office: Uuid, stamp: Option<&String>) -> Option<Arc<OfficeCalendar>> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let (as_of, calendar) = known.get(&office)?;
        (as_of.as_ref() == stamp).then(|| Arc::clone(calendar))
    }

    fn keep(&self, stamp: Option<String>, calendar: &Arc<OfficeCalendar>) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(calendar.office, (stamp, Arc::clone(calendar)));
    }
}

impl Desk {
    /// The holidays and hours of an office.
    pub async fn office_calendar(&self, office: Uuid) -> Result<Arc<OfficeCalendar>, DeskError> {
        let stamp = self.store().read(|db| queries::setting(db, CALENDAR_STAMP)).await?;
        self.office_calendar_as_of(office, stamp).await
    }

    /// The same, for who has just read the stamp.
    pub(in super::super) async fn office_calendar_as_of(
        &self,
        office: Uuid,
        stamp: Option<String>,
    ) -> Result<Arc<OfficeCalendar>, DeskError> {
        if let Some(known) = self.calendars().get(office, stamp.as_ref()) {
            return Ok(known);
        }
        let found = self.store().read(move |db| stored(db, office)).await?;
        let calendar = Arc::new(self.calendar_from(office, found)?);
        self.calendars().keep(stamp, &calendar);
        Ok(calendar)
    }

    /// The calendars of all offices, by name.
    pub async fn office_calendars(&self) -> Result<Vec<Arc<OfficeCalendar>>, DeskError> {
        let read = |db: &mut Db| -> Result<_, StoreError> {
            Ok((queries::setting(db, CALENDAR_STAMP)?, queries::offices(db)?))
        };
        let (stamp, offices) = self.store().read(read).await?;
        let mut all = Vec::with_capacity(offices.len());
        for office in offices {
            all.push(self.office_calendar_as_of(office.id, stamp.clone()).await?);
        }
        Ok(all)
    }

    /// The calendars of the offices that an actor sees, by name.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`] for who is not of the desk.
    pub async fn calendars_seen(&self, actor: &Actor) -> Result<Vec<Arc<OfficeCalendar>>, DeskError> {
        of_the_desk(actor)?;
        let mut all = self.office_calendars().await?;
        all.retain(|calendar| actor.office.is_none_or(|own| own.0 == calendar.office));
        Ok(all)
    }

    /// The office of that name whose calendar an administrator wants to change; without a name all of them, which is for
    /// an administrator of all offices.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`] for everybody else; [`DeskError::NotFound`] when there is no such office that they see.
    pub async fn office_to_change(&self, actor: &Actor, name: Option<&str>) -> Result<Option<Uuid>, DeskError> {
        if !matches!(actor.role, Role::Admin | Role::System) || (name.is_none() && actor.office.is_some()) {
            return Err(DeskError::Forbidden);
        }
        let Some(name) = name.map(str::trim) else { return Ok(None) };
        let offices = self.store().read(queries::offices).await?;
        let own = |id: Uuid| actor.office.is_none_or(|own| own.0 == id);
        let found = offices.into_iter().find(|office| office.name == name && own(office.id));
        found.map(|office| Some(office.id)).ok_or(DeskError::NotFound("office"))
    }

    /// The years, next one and this one, whose holidays some office does not know though it should: from 1 October on
    /// those of the next year are decreed.
    pub async fn missing_years(&self) -> Result<Vec<(String, i32)>, DeskError> {
        let today = jakarta_date(self.now());
        let missing =
            |office: Arc<OfficeCalendar>| Some((office.name.clone(), office.calendar.next_year_missing(today)?));
        Ok(self.office_calendars().await?.into_iter().filter_map(missing).collect())
    }

    /// What is stored, on top of the calendar of the program.
    pub(super) fn calendar_from(&self, office: Uuid, stored: Stored) -> Result<OfficeCalendar, DeskError> {
        let hours = stored.hours.ok_or(DeskError::NotFound("office"))?;
        let days: Vec<CalendarDay> = stored.days.iter().map(day).collect::<Result<_, _>>()?;
        let unreadable = |what: String| DeskError::Unreadable(what);
        let working_hours = WorkingHours::parse(&hours.hours, &hours.zone)
            .map_err(|error| unreadable(format!("the hours of office {}: {error}", hours.name)))?;
        let base = self.law().calendar.clone().with_joint_leave_as_holiday(hours.joint_leave_is_holiday);
        Ok(OfficeCalendar {
            office,
            name: hours.name,
            calendar: base.amended(&days, &stored.years),
            hours: working_hours,
            joint_leave_is_holiday: hours.joint_leave_is_holiday,
        })
    }
}

pub(super) fn day(stored: &StoredDay) -> Result<CalendarDay, DeskError> {
    let unreadable = || DeskError::Unreadable(format!("the calendar's day {} ({})", stored.day, stored.kind));
    let kind = CalendarDayKind::parse(&stored.kind).ok_or_else(unreadable)?;
    Ok(CalendarDay { date: stored.day.parse().map_err(|_| unreadable())?, kind, name: stored.name.clone() })
}
