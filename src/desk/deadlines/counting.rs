//! Open deadlines are counted again, by other holidays than before.
//!
//! A deadline is what its claim, its procedure and the calendar make of it, so that counting again is safe to repeat: a
//! replica that dies half way through leaves the rest to the next look.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::claim::{self, Actor, Claim};
use crate::store::ledger::{MovedDeadline, NO_DEADLINE};
use crate::store::queries::{self, Deadline};
use crate::store::{Db, StoreError};

use super::super::claims::{Loaded, Wanted, moved_deadline, running};
use super::super::context::Desk;
use super::super::error::DeskError;
use super::calendars::{CALENDAR_STAMP, OfficeCalendar};
use super::recount::{CalendarPreview, MovedClaim};

/// The stamp by which all open deadlines were counted last.
const RECOUNTED: &str = "calendar_recounted";

/// That stamp with the last deadline of the pages that were counted by it, while they are.
const COUNTED_UP_TO: &str = "calendar_counted_up_to";

/// The alarm that a deadline cannot be counted again.
const NOT_COUNTED: &str = "deadline_not_counted";

/// How often a deadline is counted anew whose claim changes meanwhile.
const TRIES: u32 = 4;

/// Deadlines that are read at a time.
const PAGE: i64 = 200;

/// Moved deadlines that a preview lists.
const LISTED_MAX: usize = 50;

/// By what deadlines are counted again, and what for.
pub(super) enum Counting<'a> {
    /// By a calendar that is only a wish, to see what would move.
    Wish(&'a OfficeCalendar),
    /// By the stored ones, to move what does.
    Keep {
        /// Their stamp.
        stamp: String,
    },
}

impl Desk {
    /// Counts all open deadlines again if a calendar has changed since they were; says what moved. What another replica
    /// has counted, or this one before it died, is not counted again.
    pub async fn recount_deadlines(&self) -> Result<Option<CalendarPreview>, DeskError> {
        let Some(stamp) = self.store().read(uncounted).await? else { return Ok(None) };
        let mut moved = CalendarPreview::default();
        self.count_again(None, &Counting::Keep { stamp: stamp.clone() }, &mut moved).await?;
        self.store().write(move |db| queries::put_setting(db, RECOUNTED, &stamp)).await?;
        Ok(Some(moved))
    }

    /// Reads every open deadline anew. One that cannot be read keeps no other waiting: the administrator has the alarm.
    pub(super) async fn count_again(
        &self,
        office: Option<Uuid>,
        counting: &Counting<'_>,
        counted: &mut CalendarPreview,
    ) -> Result<(), DeskError> {
        let mut after = self.counted_up_to(counting).await?;
        loop {
            let page = self.store().read(move |db| queries::open_deadlines_after(db, office, after, PAGE)).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after = Some(last.id);
            for row in &page {
                match self.read_again(row, counting, counted).await {
                    Ok(()) => {}
                    Err(error @ DeskError::Store(_)) => return Err(error),
                    Err(error) => self.cannot_be_counted(row, counting, &error).await?,
                }
            }
            if let Counting::Keep { stamp } = counting {
                let place = format!("{stamp} {}", last.id);
                self.store().write(move |db| queries::put_setting(db, COUNTED_UP_TO, &place)).await?;
            }
        }
    }

    /// Behind which deadline a count by this stamp goes on; one that begins takes back what the last one complained of.
    async fn counted_up_to(&self, counting: &Counting<'_>) -> Result<Option<Uuid>, DeskError> {
        let Counting::Keep { stamp } = counting else { return Ok(None) };
        let (stamp, now) = (stamp.clone(), self.now());
        let look = move |db: &mut Db| -> Result<_, StoreError> {
            let place = queries::setting(db, COUNTED_UP_TO)?;
            let id = place.as_deref().and_then(|place| place.strip_prefix(&stamp)?.trim().parse().ok());
            if id.is_none() {
                for alarm in queries::raised_alarms(db)?.iter().filter(|alarm| alarm.kind == NOT_COUNTED) {
                    queries::settle_alarm(db, &alarm.key, now)?;
                }
            }
            Ok(id)
        };
        Ok(self.store().write(look).await?)
    }

    async fn cannot_be_counted(
        &self,
        row: &Deadline,
        counting: &Counting<'_>,
        error: &DeskError,
    ) -> Result<(), DeskError> {
        tracing::error!(deadline.id = %row.id, claim.id = %row.claim_id, %error, "a deadline could not be counted again");
        if matches!(counting, Counting::Keep { .. }) {
            let (key, detail, now) = (format!("{NOT_COUNTED}/{}", row.id), row.claim_id.to_string(), self.now());
            self.store().write(move |db| queries::raise_alarm(db, &key, NOT_COUNTED, &detail, now)).await?;
        }
        Ok(())
    }

    /// Reads a deadline anew, and again when its claim or a calendar has changed before it was kept.
    async fn read_again(
        &self,
        row: &Deadline,
        counting: &Counting<'_>,
        counted: &mut CalendarPreview,
    ) -> Result<(), DeskError> {
        let claim = row.claim_id;
        for _ in 0..TRIES {
            let loaded = self.load(&Wanted::Id(claim), &Actor::system()).await?;
            let fired = self.store().read(move |db| queries::fired_rungs_of(db, claim)).await?;
            let mut situation = self.situation(&loaded, self.now())?;
            if let Counting::Wish(wish) = counting {
                situation.calendar = &wish.calendar;
            }
            let own = running(&loaded, &loaded.claim).filter(|own| own.id == row.id && own.fired_at.is_none());
            let reading = own.and_then(|own| claim::reading(&situation, &loaded.claim, own.started_at));
            let Some((own, reading)) = own.zip(reading) else { return Ok(()) };
            let moved = moved_deadline(own, &reading, &fired)?;
            let kept = match counting {
                Counting::Keep { .. } if differs(own, &moved) => self.keep_recount(&loaded, &moved).await?,
                _ => true,
            };
            if kept {
                counted.count(&loaded.claim, own, &moved, situation.now);
                return Ok(());
            }
        }
        Err(DeskError::Busy)
    }

    /// Keeps what was counted, if the claim and the calendars are as they were.
    async fn keep_recount(&self, loaded: &Loaded, moved: &MovedDeadline) -> Result<bool, DeskError> {
        let (claim, version) = (loaded.claim.id.0, loaded.claim.version);
        let (stamp, moved) = (loaded.calendar_stamp.clone(), moved.clone());
        let keep = move |db: &mut Db| -> Result<bool, StoreError> {
            let same = queries::setting(db, CALENDAR_STAMP)? == stamp;
            Ok(same && queries::recount_deadline(db, claim, version, &moved)?)
        };
        Ok(self.store().write(keep).await?)
    }
}

impl CalendarPreview {
    fn count(&mut self, claim: &Claim, row: &Deadline, moved: &MovedDeadline, now: DateTime<Utc>) {
        self.open += 1;
        if moved.due_at == row.due_at {
            return;
        }
        self.moved += 1;
        self.become_overdue += u64::from(moved.due_at < now && row.due_at >= now);
        if self.claims.len() < LISTED_MAX {
            let shown = |at: DateTime<Utc>| (at < NO_DEADLINE).then_some(at);
            let number = claim.number.to_string();
            self.claims.push(MovedClaim { number, before: shown(row.due_at), after: shown(moved.due_at) });
        }
    }
}

/// Whether there is anything to write.
fn differs(row: &Deadline, moved: &MovedDeadline) -> bool {
    let as_stored = (row.due_at, row.calendar_missing, &row.rungs, row.next_rung_at, row.stands_still_since);
    as_stored != (moved.due_at, moved.calendar_missing, &moved.rungs, moved.next_rung_at, moved.stands_still_since)
}

/// The stamp of the calendars by which open deadlines are still to be counted again; none when all are.
pub(in super::super) fn uncounted(db: &mut Db) -> Result<Option<String>, StoreError> {
    let (stamp, counted) = (queries::setting(db, CALENDAR_STAMP)?, queries::setting(db, RECOUNTED)?);
    Ok(stamp.filter(|stamp| counted.as_ref() != Some(stamp)))
}
