//! A calendar changes: which open deadlines move, told before it is done, and moved when it is.

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

use crate::store::queries::{self, ALL_OFFICES};

use super::super::context::Desk;
use super::super::error::DeskError;
use super::calendar_change::{CalendarChange, rows, scope};
use super::calendars::{OfficeCalendar, Stored, stored};
use super::counting::Counting;

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
    /// [`DeskError::Invalid`] when the year is none that can be entered, a day lies outside of it or stands there twice, or no
    /// day is given for a year that is not known otherwise.
    pub async fn preview_calendar(&self, change: &CalendarChange) -> Result<CalendarPreview, DeskError> {
        self.check_calendar(change).await?;
        let mut preview = CalendarPreview::default();
        for office in self.offices_of(change).await? {
            let calendar = self.changed_calendar(office, change).await?;
            self.count_again(Some(office), &Counting::Wish(&calendar), &mut preview).await?;
        }
        Ok(preview)
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
