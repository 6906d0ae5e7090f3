//! A calendar changes: which open deadlines move, told before it is done, and moved when it is.
//!
//! A deadline is what its claim, its procedure and the calendar make of it, so that counting again is safe to repeat: a
//! replica that dies half way through leaves the rest to the next look.

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

use crate::claim::{self, Actor};
use crate::store::ledger::NO_DEADLINE;
use crate::store::queries::{self, ALL_OFFICES, Deadline};
use crate::store::{Db, StoreError};

use super::super::claims::{Wanted, moved_deadline};
use super::super::context::Desk;
use super::super::error::DeskError;
use super::calendar_change::{CalendarChange, rows, scope};
use super::calendars::{CALENDAR_STAMP, OfficeCalendar, Stored, stored};

/// The stamp by which all open deadlines were counted last.
pub(super) const RECOUNTED: &str = "calendar_recounted";

/// Deadlines that are read at a time.
const PAGE: i64 = 200;

/// Moved deadlines that a preview lists.
const LISTED_MAX: usize = 50;

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
            self.count_again(Some(office), Some(&calendar), &mut preview).await?;
        }
        Ok(preview)
    }

    /// Counts all open deadlines again if a calendar has changed since they were; says what moved.
    pub async fn recount_deadlines(&self) -> Result<Option<CalendarPreview>, DeskError> {
        let read = |db: &mut Db| -> Result<_, StoreError> {
            Ok((queries::setting(db, CALENDAR_STAMP)?, queries::setting(db, RECOUNTED)?))
        };
        let (stamp, counted) = self.store().read(read).await?;
        let Some(stamp) = stamp.filter(|stamp| counted.as_ref() != Some(stamp)) else { return Ok(None) };
        let mut moved = CalendarPreview::default();
        self.count_again(None, None, &mut moved).await?;
        self.store().write(move |db| queries::put_setting(db, RECOUNTED, &stamp)).await?;
        Ok(Some(moved))
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

    /// Reads every open deadline anew: by a calendar that is only a wish, to count, or by the stored ones, to move.
    async fn count_again(
        &self,
        office: Option<Uuid>,
        wish: Option<&OfficeCalendar>,
        counted: &mut CalendarPreview,
    ) -> Result<(), DeskError> {
        let mut after = None;
        loop {
            let page = self.store().read(move |db| queries::open_deadlines_after(db, office, after, PAGE)).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after = Some(last.id);
            for row in &page {
                self.read_again(row, wish, counted).await?;
            }
        }
    }

    async fn read_again(
        &self,
        row: &Deadline,
        wish: Option<&OfficeCalendar>,
        counted: &mut CalendarPreview,
    ) -> Result<(), DeskError> {
        let loaded = self.load(&Wanted::Id(row.claim_id), &Actor::system()).await?;
        let mut situation = self.situation(&loaded, self.now())?;
        if let Some(wish) = wish {
            situation.calendar = &wish.calendar;
        }
        let own = loaded.claim.state.as_str() == row.state;
        let Some(reading) = claim::reading(&situation, &loaded.claim, row.started_at).filter(|_| own) else {
            return Ok(());
        };
        let Some(moved) = moved_deadline(row, &reading)? else { return Ok(()) };
        counted.open += 1;
        if moved.due_at != row.due_at {
            counted.moved += 1;
            let now = situation.now;
            counted.become_overdue += u64::from(moved.due_at < now && row.due_at >= now);
            if counted.claims.len() < LISTED_MAX {
                let shown = |at: DateTime<Utc>| (at < NO_DEADLINE).then_some(at);
                let number = loaded.claim.number.to_string();
                counted.claims.push(MovedClaim { number, before: shown(row.due_at), after: shown(moved.due_at) });
            }
        }
        if wish.is_none() {
            let claim = row.claim_id;
            self.store().write(move |db| queries::recount_deadline(db, claim, &moved)).await?;
        }
        Ok(())
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
