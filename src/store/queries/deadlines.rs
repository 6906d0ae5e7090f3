//! Deadlines (tenggat). They start and end through the ledger only.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use super::page::After;
use crate::store::columns::{At, Id};
use crate::store::ledger::MovedDeadline;
use crate::store::schema::{claims, deadline_rungs, deadlines};
use crate::store::{Db, StoreError};

/// A deadline as stored; open while none of its three ends is set.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Deadline {
    /// Its id.
    pub id: Uuid,
    /// The claim it belongs to.
    pub claim_id: Uuid,
    /// Its name in the procedure.
    pub name: String,
    /// The state it belongs to.
    pub state: String,
    /// Who is waited for.
    pub waiting_on: String,
    /// When it started to run.
    pub started_at: DateTime<Utc>,
    /// When it is over.
    pub due_at: DateTime<Utc>,
    /// Whether it was computed without the holidays of its year.
    pub calendar_missing: bool,
    /// When it was called off.
    pub cancelled_at: Option<DateTime<Utc>>,
    /// When it was met. Not written any more: what is done in time is called off.
    pub met_at: Option<DateTime<Utc>>,
    /// When it fired.
    pub fired_at: Option<DateTime<Utc>>,
    /// Its rungs as planned, in the writer's format.
    pub rungs: String,
    /// When the next of them fires; far away when none does.
    pub next_rung_at: DateTime<Utc>,
    /// Since when its clock stands still; its end is then far away.
    pub stands_still_since: Option<DateTime<Utc>>,
}

/// A rung that has fired.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct StoredRung {
    /// The deadline.
    pub deadline_id: Uuid,
    /// Its name.
    pub rung: String,
    /// The claim.
    pub claim_id: Uuid,
    /// When it was to fire.
    pub planned_at: DateTime<Utc>,
    /// When it did.
    pub fired_at: DateTime<Utc>,
    /// The later rung that told of this one too.
    pub collapsed_into: Option<String>,
}

/// The rungs of a claim's deadlines that have fired, oldest first.
pub fn fired_rungs_of(db: &mut Db, claim: Uuid) -> Result<Vec<StoredRung>, StoreError> {
    Ok(deadline_rungs::table
        .filter(deadline_rungs::claim_id.eq(Id(claim)))
        .order((deadline_rungs::fired_at, deadline_rungs::deadline_id, deadline_rungs::rung))
        .load(db)?)
}

/// The rungs of these deadlines that have fired, in one query.
pub fn fired_rungs_of_deadlines(db: &mut Db, deadlines: &[Uuid]) -> Result<Vec<StoredRung>, StoreError> {
    let ids: Vec<Id> = deadlines.iter().copied().map(Id).collect();
    Ok(deadline_rungs::table
        .filter(deadline_rungs::deadline_id.eq_any(ids))
        .order((deadline_rungs::deadline_id, deadline_rungs::rung))
        .load(db)?)
}

/// Up to `limit` live deadlines of claims of some offices of which a rung is due at `now`, the longest due first,
/// behind `after` (moment of the rung and id). As [`deadlines_due`], this takes nothing.
pub fn rungs_due(
    db: &mut Db,
    offices: &[Uuid],
    now: DateTime<Utc>,
    after: Option<After>,
    limit: i64,
) -> Result<Vec<Deadline>, StoreError> {
    let offices: Vec<Id> = offices.iter().copied().map(Id).collect();
    let mut query = deadlines::table
        .inner_join(claims::table)
        .filter(deadlines::cancelled_at.is_null())
        .filter(deadlines::met_at.is_null())
        .filter(deadlines::next_rung_at.le(At(now)))
        .filter(claims::office_id.eq_any(offices))
        .select(deadlines::all_columns)
        .into_boxed();
    if let Some((at, id)) = after {
        query = query
            .filter(deadlines::next_rung_at.ge(At(at)))
            .filter(deadlines::next_rung_at.gt(At(at)).or(deadlines::id.gt(Id(id))));
    }
    Ok(query.order((deadlines::next_rung_at, deadlines::id)).limit(limit).load(db)?)
}

/// Moves an open deadline that is counted by other holidays now, and the claim's nearest end with it. Says whether the claim
/// is still at the version that it was counted at; else nothing is written. One that has ended meanwhile stays as it is. The
/// history of the claim does not change: its clock follows from it and from the calendar.
pub fn recount_deadline(db: &mut Db, claim: Uuid, version: i64, moved: &MovedDeadline) -> Result<bool, StoreError> {
    // The claim's row first, as every change of a claim takes it: two that take rows in two orders would block each other.
    let as_counted = claims::table.filter(claims::id.eq(Id(claim))).filter(claims::version.eq(version));
    if diesel::update(as_counted).set(claims::next_deadline.eq(claims::next_deadline)).execute(db)? == 0 {
        return Ok(false);
    }
    let open = deadlines::table
        .filter(deadlines::id.eq(Id(moved.id)))
        .filter(deadlines::fired_at.is_null())
        .filter(deadlines::cancelled_at.is_null())
        .filter(deadlines::met_at.is_null());
    let changed = diesel::update(open)
        .set((
            deadlines::due_at.eq(At(moved.due_at)),
            deadlines::calendar_missing.eq(moved.calendar_missing),
            deadlines::rungs.eq(&moved.rungs),
            deadlines::next_rung_at.eq(At(moved.next_rung_at)),
            deadlines::stands_still_since.eq(moved.stands_still_since.map(At)),
        ))
        .execute(db)?;
    if changed > 0 {
        diesel::update(claims::table.filter(claims::id.eq(Id(claim))))
            .set(claims::next_deadline.eq(At(moved.due_at)))
            .execute(db)?;
    }
    Ok(true)
}

/// Says when the next rung of a deadline is to be looked for, if nobody has said otherwise since it was `read`.
pub fn look_for_rung_at(db: &mut Db, id: Uuid, read: DateTime<Utc>, at: DateTime<Utc>) -> Result<(), StoreError> {
    let same = deadlines::table.filter(deadlines::id.eq(Id(id))).filter(deadlines::next_rung_at.eq(At(read)));
    diesel::update(same).set(deadlines::next_rung_at.eq(At(at))).execute(db)?;
    Ok(())
}

/// Up to `limit` open deadlines of the claims of one office, or of all, in the order of their ids, behind `after`.
pub fn open_deadlines_after(
    db: &mut Db,
    office: Option<Uuid>,
    after: Option<Uuid>,
    limit: i64,
) -> Result<Vec<Deadline>, StoreError> {
    let mut query = deadlines::table
        .inner_join(claims::table)
        .filter(deadlines::fired_at.is_null())
        .filter(deadlines::cancelled_at.is_null())
        .filter(deadlines::met_at.is_null())
        .select(deadlines::all_columns)
        .into_boxed();
    if let Some(office) = office {
        query = query.filter(claims::office_id.eq(Id(office)));
    }
    if let Some(after) = after {
        query = query.filter(deadlines::id.gt(Id(after)));
    }
    Ok(query.order(deadlines::id).limit(limit).load(db)?)
}

/// All deadlines of a claim, by the moment they are due.
pub fn deadlines_of(db: &mut Db, claim: Uuid) -> Result<Vec<Deadline>, StoreError> {
    Ok(deadlines::table.filter(deadlines::claim_id.eq(Id(claim))).order((deadlines::due_at, deadlines::id)).load(db)?)
}

/// Up to `limit` open deadlines that are due at `now`, oldest first, behind `after` (moment due and id).
///
/// This takes nothing: a deadline fires by a change that names it in `fire_deadlines`, and of two such changes one
/// is refused. So a crash between looking and firing loses nothing.
pub fn deadlines_due(
    db: &mut Db,
    now: DateTime<Utc>,
    after: Option<After>,
    limit: i64,
) -> Result<Vec<Deadline>, StoreError> {
    let mut query = deadlines::table
        .filter(deadlines::fired_at.is_null())
        .filter(deadlines::cancelled_at.is_null())
        .filter(deadlines::met_at.is_null())
        .filter(deadlines::due_at.le(At(now)))
        .into_boxed();
    if let Some((due_at, id)) = after {
        query = query
            .filter(deadlines::due_at.ge(At(due_at)))
            .filter(deadlines::due_at.gt(At(due_at)).or(deadlines::id.gt(Id(id))));
    }
    Ok(query.order((deadlines::due_at, deadlines::id)).limit(limit).load(db)?)
}
