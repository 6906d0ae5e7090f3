//! What was accepted and has not ended, as the rows say it: open claims, deliveries, calls; each oldest first.

use chrono::{DateTime, Utc};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use uuid::Uuid;

use super::calls::StoredCall;
use super::deadlines::Deadline;
use super::outbox::Delivery;
use super::page::{After, page_size};
use crate::store::columns::{At, Id};
use crate::store::ledger::NO_DEADLINE;
use crate::store::schema::{call_tasks, claims, deadlines, letters, outbox};
use crate::store::{Db, StoreError};

/// An open claim, as a list of obligations shows it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct OpenClaim {
    /// Its id.
    pub id: Uuid,
    /// Its number.
    pub number: String,
    /// Its procedure.
    pub workflow: String,
    /// The version of that.
    pub workflow_version: i64,
    /// Its state.
    pub state: String,
    /// Whose turn it is.
    pub waiting_on: Option<String>,
    /// Who works on it.
    pub assignee_id: Option<Uuid>,
    /// Since when it is open.
    pub opened_at: DateTime<Utc>,
}

const OPEN_CLAIM: (
    claims::id,
    claims::number,
    claims::workflow,
    claims::workflow_version,
    claims::state,
    claims::waiting_on,
    claims::assignee_id,
    claims::opened_at,
) = (
    claims::id,
    claims::number,
    claims::workflow,
    claims::workflow_version,
    claims::state,
    claims::waiting_on,
    claims::assignee_id,
    claims::opened_at,
);

/// Claims that have not ended, oldest first, of one office or of all, behind `after` (moment opened and id).
pub fn open_claims(
    db: &mut Db,
    office: Option<Uuid>,
    after: Option<After>,
    limit: i64,
) -> Result<Vec<OpenClaim>, StoreError> {
    let mut query = claims::table.filter(claims::ended.eq(false)).select(OPEN_CLAIM).into_boxed();
    if let Some(office) = office {
        query = query.filter(claims::office_id.eq(Id(office)));
    }
    if let Some((at, id)) = after {
        query =
            query.filter(claims::opened_at.ge(At(at))).filter(claims::opened_at.gt(At(at)).or(claims::id.gt(Id(id))));
    }
    Ok(query.order((claims::opened_at, claims::id)).limit(page_size(limit)).load(db)?)
}

/// Claims that have not ended and that no live deadline waits for: one that fired counts, and one that stands still. Oldest
/// first, behind `after` (moment opened and id).
pub fn claims_without_clock(
    db: &mut Db,
    office: Option<Uuid>,
    after: Option<After>,
    limit: i64,
) -> Result<Vec<OpenClaim>, StoreError> {
    let live = deadlines::table
        .filter(deadlines::claim_id.eq(claims::id))
        .filter(deadlines::state.eq(claims::state))
        .filter(deadlines::cancelled_at.is_null())
        .filter(deadlines::met_at.is_null());
    let mut query = claims::table
        .filter(claims::ended.eq(false))
        .filter(claims::next_deadline.ge(At(NO_DEADLINE)))
        .filter(not(exists(live)))
        .select(OPEN_CLAIM)
        .into_boxed();
    if let Some(office) = office {
        query = query.filter(claims::office_id.eq(Id(office)));
    }
    if let Some((at, id)) = after {
        query =
            query.filter(claims::opened_at.ge(At(at))).filter(claims::opened_at.gt(At(at)).or(claims::id.gt(Id(id))));
    }
    Ok(query.order((claims::opened_at, claims::id)).limit(page_size(limit)).load(db)?)
}

/// The deadlines of some claims that are neither met nor called off.
pub fn live_deadlines_of(db: &mut Db, claims: &[Uuid]) -> Result<Vec<Deadline>, StoreError> {
    let ids: Vec<Id> = claims.iter().copied().map(Id).collect();
    Ok(deadlines::table
        .filter(deadlines::claim_id.eq_any(ids))
        .filter(deadlines::cancelled_at.is_null())
        .filter(deadlines::met_at.is_null())
        .order((deadlines::claim_id, deadlines::started_at, deadlines::id))
        .load(db)?)
}

/// Live deadlines that have not fired although they were due before a moment, with their claims' numbers, in the order in
/// which they started, behind `after` (that moment and the claim's id).
pub fn deadlines_not_fired(
    db: &mut Db,
    office: Option<Uuid>,
    before: DateTime<Utc>,
    after: Option<After>,
    limit: i64,
) -> Result<Vec<(Deadline, String)>, StoreError> {
    let mut query = deadlines::table
        .inner_join(claims::table)
        .filter(deadlines::fired_at.is_null())
        .filter(deadlines::cancelled_at.is_null())
        .filter(deadlines::met_at.is_null())
        .filter(deadlines::due_at.lt(At(before)))
        .select((deadlines::all_columns, claims::number))
        .into_boxed();
    if let Some(office) = office {
        query = query.filter(claims::office_id.eq(Id(office)));
    }
    if let Some((at, id)) = after {
        query = query
            .filter(deadlines::started_at.ge(At(at)))
            .filter(deadlines::started_at.gt(At(at)).or(deadlines::claim_id.gt(Id(id))));
    }
    Ok(query.order((deadlines::started_at, deadlines::claim_id)).limit(page_size(limit)).load(db)?)
}

/// Live deadlines of one office of which a rung was to be told before a moment and was not, with their claims' numbers, in
/// the order of [`deadlines_not_fired`]. A rung behind the end of a deadline that has not fired waits for that.
pub fn rungs_left_lying(
    db: &mut Db,
    office: Uuid,
    before: DateTime<Utc>,
    after: Option<After>,
    limit: i64,
) -> Result<Vec<(Deadline, String)>, StoreError> {
    let mut query = deadlines::table
        .inner_join(claims::table)
        .filter(deadlines::state.eq(claims::state))
        .filter(deadlines::cancelled_at.is_null())
        .filter(deadlines::met_at.is_null())
        .filter(deadlines::next_rung_at.lt(At(before)))
        .filter(deadlines::fired_at.is_not_null().or(deadlines::next_rung_at.le(deadlines::due_at)))
        .filter(claims::office_id.eq(Id(office)))
        .select((deadlines::all_columns, claims::number))
        .into_boxed();
    if let Some((at, id)) = after {
        query = query
            .filter(deadlines::started_at.ge(At(at)))
            .filter(deadlines::started_at.gt(At(at)).or(deadlines::claim_id.gt(Id(id))));
    }
    Ok(query.order((deadlines::started_at, deadlines::claim_id)).limit(page_size(limit)).load(db)?)
}

/// Deliveries that have neither arrived nor been called back, oldest first, with the numbers of their claims, behind
/// `after` (moment enqueued and id).
pub fn open_deliveries(
    db: &mut Db,
    office: Option<Uuid>,
    after: Option<After>,
    limit: i64,
) -> Result<Vec<(Delivery, Option<String>)>, StoreError> {
    let mut query = outbox::table
        .left_join(claims::table)
        .filter(outbox::state.eq_any(["pending", "dead"]))
        .select((outbox::all_columns, claims::number.nullable()))
        .into_boxed();
    if let Some(office) = office {
        query = query.filter(claims::office_id.nullable().eq(Some(Id(office))));
    }
    if let Some((at, id)) = after {
        query =
            query.filter(outbox::created_at.ge(At(at))).filter(outbox::created_at.gt(At(at)).or(outbox::id.gt(Id(id))));
    }
    Ok(query.order((outbox::created_at, outbox::id)).limit(page_size(limit)).load(db)?)
}

/// Pending deliveries that nobody holds although they were to be tried before `due_before`, or that are older than
/// `made_before`; oldest first, behind `after` (moment enqueued and id).
pub fn deliveries_left_lying(
    db: &mut Db,
    office: Option<Uuid>,
    due_before: DateTime<Utc>,
    made_before: DateTime<Utc>,
    after: Option<After>,
    limit: i64,
) -> Result<Vec<(Delivery, Option<String>)>, StoreError> {
    let free = outbox::lease_until.is_null().or(outbox::lease_until.lt(Some(At(due_before))));
    let mut query = outbox::table
        .left_join(claims::table)
        .filter(outbox::state.eq("pending"))
        .filter(outbox::created_at.lt(At(made_before)).or(outbox::next_attempt_at.lt(At(due_before)).and(free)))
        .select((outbox::all_columns, claims::number.nullable()))
        .into_boxed();
    if let Some(office) = office {
        query = query.filter(claims::office_id.nullable().eq(Some(Id(office))));
    }
    if let Some((at, id)) = after {
        query =
            query.filter(outbox::created_at.ge(At(at))).filter(outbox::created_at.gt(At(at)).or(outbox::id.gt(Id(id))));
    }
    Ok(query.order((outbox::created_at, outbox::id)).limit(page_size(limit)).load(db)?)
}

/// Open calls, oldest first, with the numbers of their claims, behind `after` (moment asked for and id).
pub fn calls_waiting(
    db: &mut Db,
    office: Option<Uuid>,
    after: Option<After>,
    limit: i64,
) -> Result<Vec<(StoredCall, String)>, StoreError> {
    let mut query = call_tasks::table
        .inner_join(letters::table.inner_join(claims::table))
        .filter(call_tasks::done_at.is_null())
        .select((call_tasks::all_columns, claims::number))
        .into_boxed();
    if let Some(office) = office {
        query = query.filter(claims::office_id.eq(Id(office)));
    }
    if let Some((at, id)) = after {
        query = query
            .filter(call_tasks::created_at.ge(At(at)))
            .filter(call_tasks::created_at.gt(At(at)).or(call_tasks::id.gt(Id(id))));
    }
    Ok(query.order((call_tasks::created_at, call_tasks::id)).limit(page_size(limit)).load(db)?)
}

/// Open calls whose time was over before a moment and of which no alert tells yet, as [`calls_waiting`].
pub fn calls_left_lying(
    db: &mut Db,
    office: Option<Uuid>,
    before: DateTime<Utc>,
    after: Option<After>,
    limit: i64,
) -> Result<Vec<(StoredCall, String)>, StoreError> {
    let mut query = call_tasks::table
        .inner_join(letters::table.inner_join(claims::table))
        .filter(call_tasks::done_at.is_null())
        .filter(call_tasks::alarmed_at.is_null())
        .filter(call_tasks::due_at.lt(At(before)))
        .select((call_tasks::all_columns, claims::number))
        .into_boxed();
    if let Some(office) = office {
        query = query.filter(claims::office_id.eq(Id(office)));
    }
    if let Some((at, id)) = after {
        query = query
            .filter(call_tasks::created_at.ge(At(at)))
            .filter(call_tasks::created_at.gt(At(at)).or(call_tasks::id.gt(Id(id))));
    }
    Ok(query.order((call_tasks::created_at, call_tasks::id)).limit(page_size(limit)).load(db)?)
}

/// Of a letter that was told: its claim, its kind, whom it was for, when.
pub type ToldBy = (Option<Uuid>, String, String, DateTime<Utc>);

/// The same of one of which it is not known yet when it was.
type Letter = (Option<Uuid>, String, String, Option<DateTime<Utc>>);

/// Letters of some kinds about some claims that have reached somebody: by a mail that was taken and did not come back, or by
/// a call that was made. Newest first.
pub fn letters_told(db: &mut Db, claims: &[Uuid], kinds: &[&str]) -> Result<Vec<ToldBy>, StoreError> {
    let ids: Vec<Option<Id>> = claims.iter().copied().map(|id| Some(Id(id))).collect();
    let kinds: Vec<String> = kinds.iter().map(|kind| (*kind).to_owned()).collect();
    let mails: Vec<Letter> = letters::table
        .inner_join(outbox::table.on(outbox::id.eq(letters::id)))
        .filter(letters::claim_id.eq_any(ids.clone()))
        .filter(letters::kind.eq_any(kinds.clone()))
        .filter(letters::bounced_at.is_null())
        .filter(outbox::state.eq("delivered"))
        .select((letters::claim_id, letters::kind, letters::name, outbox::finished_at))
        .load(db)?;
    let calls: Vec<Letter> = call_tasks::table
        .inner_join(letters::table)
        .filter(letters::claim_id.eq_any(ids))
        .filter(letters::kind.eq_any(kinds))
        .filter(call_tasks::done_at.is_not_null())
        .select((letters::claim_id, letters::kind, call_tasks::name, call_tasks::done_at))
        .load(db)?;
    let told = mails.into_iter().chain(calls).filter_map(|(claim, kind, name, at)| Some((claim, kind, name, at?)));
    let mut told: Vec<ToldBy> = told.collect();
    told.sort_by(|one, other| (other.3, &one.1, &one.2).cmp(&(one.3, &other.1, &other.2)));
    Ok(told)
}
