//! Claims one by one, and all of them in pages.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::store::columns::Id;
use crate::store::ledger::ClaimRow;
use crate::store::schema::{claims, participants};
use crate::store::{Db, StoreError, seal};

/// A claim as stored.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct StoredClaim {
    /// Its id.
    pub id: Uuid,
    /// Its version: the seq of its newest event.
    pub version: i64,
    /// The hash of its newest event.
    pub last_hash: Vec<u8>,
    /// Everything else.
    pub row: ClaimRow,
}

type Columns = (
    claims::id,
    claims::version,
    claims::last_hash,
    (
        claims::number,
        claims::workflow,
        claims::workflow_version,
        claims::participant_id,
        claims::office_id,
        claims::state,
        claims::waiting_on,
        claims::outcome,
        claims::ended,
        claims::unreviewed,
        claims::event_date,
        claims::opened_at,
        claims::updated_at,
        claims::assignee_id,
        claims::next_deadline,
        claims::search_text,
        claims::active_key,
        claims::snapshot,
    ),
);

/// The columns of a [`StoredClaim`], in its order.
pub(super) const COLUMNS: Columns = (
    claims::id,
    claims::version,
    claims::last_hash,
    (
        claims::number,
        claims::workflow,
        claims::workflow_version,
        claims::participant_id,
        claims::office_id,
        claims::state,
        claims::waiting_on,
        claims::outcome,
        claims::ended,
        claims::unreviewed,
        claims::event_date,
        claims::opened_at,
        claims::updated_at,
        claims::assignee_id,
        claims::next_deadline,
        claims::search_text,
        claims::active_key,
        claims::snapshot,
    ),
);

/// A claim whose snapshot has been opened.
pub(super) fn opened(mut claim: StoredClaim) -> Result<StoredClaim, StoreError> {
    claim.row.snapshot = seal::open(claim.id, std::mem::take(&mut claim.row.snapshot))?;
    Ok(claim)
}

/// The claim with an id.
pub fn claim_by_id(db: &mut Db, id: Uuid) -> Result<Option<StoredClaim>, StoreError> {
    claims::table.filter(claims::id.eq(Id(id))).select(COLUMNS).first(db).optional()?.map(opened).transpose()
}

/// The claims with these ids, in no order.
pub fn claims_by_ids(db: &mut Db, ids: &[Uuid]) -> Result<Vec<StoredClaim>, StoreError> {
    let ids: Vec<Id> = ids.iter().copied().map(Id).collect();
    let found: Vec<StoredClaim> = claims::table.filter(claims::id.eq_any(ids)).select(COLUMNS).load(db)?;
    found.into_iter().map(opened).collect()
}

/// The numbers of the claims with these ids, in no order.
pub fn claim_numbers(db: &mut Db, ids: &[Uuid]) -> Result<Vec<(Uuid, String)>, StoreError> {
    let ids: Vec<Id> = ids.iter().copied().map(Id).collect();
    Ok(claims::table.filter(claims::id.eq_any(ids)).select((claims::id, claims::number)).load(db)?)
}

/// The claim with a number.
pub fn claim_by_number(db: &mut Db, number: &str) -> Result<Option<StoredClaim>, StoreError> {
    claims::table.filter(claims::number.eq(number)).select(COLUMNS).first(db).optional()?.map(opened).transpose()
}

/// The claim that holds an active key.
pub fn claim_by_active_key(db: &mut Db, key: &str) -> Result<Option<StoredClaim>, StoreError> {
    claims::table.filter(claims::active_key.eq(key)).select(COLUMNS).first(db).optional()?.map(opened).transpose()
}

/// All claims of a participant, oldest first.
pub fn claims_of_participant(db: &mut Db, participant: Uuid) -> Result<Vec<StoredClaim>, StoreError> {
    let found = claims::table
        .filter(claims::participant_id.eq(Id(participant)))
        .order((claims::opened_at, claims::id))
        .select(COLUMNS)
        .load(db)?;
    found.into_iter().map(opened).collect()
}

/// The procedure and number of every claim of other people with this search name and birth date, by number.
pub fn claims_of_namesakes(
    db: &mut Db,
    search_name: &str,
    birth_date: &str,
    except: Uuid,
) -> Result<Vec<(String, String)>, StoreError> {
    Ok(claims::table
        .inner_join(participants::table)
        .filter(participants::search_name.eq(search_name))
        .filter(participants::birth_date.eq(birth_date))
        .filter(participants::id.ne(Id(except)))
        .order(claims::number)
        .select((claims::workflow, claims::number))
        .load(db)?)
}

/// Up to `limit` claims behind `after`, in the order of their ids: the way through all of them.
pub fn claims_after(db: &mut Db, after: Option<Uuid>, limit: i64) -> Result<Vec<StoredClaim>, StoreError> {
    let found = claims::table
        .filter(claims::id.gt(Id(after.unwrap_or(Uuid::nil()))))
        .order(claims::id)
        .limit(limit)
        .select(COLUMNS)
        .load(db)?;
    found.into_iter().map(opened).collect()
}

/// Up to `limit` ids of claims behind `after`, in their order: the way through all of them, one at a time.
pub fn claim_ids_after(db: &mut Db, after: Option<Uuid>, limit: i64) -> Result<Vec<Uuid>, StoreError> {
    Ok(claims::table
        .filter(claims::id.gt(Id(after.unwrap_or(Uuid::nil()))))
        .order(claims::id)
        .limit(limit)
        .select(claims::id)
        .load(db)?)
}

/// How many claims are in each state, by procedure and state.
pub fn claims_by_state(db: &mut Db) -> Result<Vec<(String, String, i64)>, StoreError> {
    Ok(claims::table
        .group_by((claims::workflow, claims::state))
        .select((claims::workflow, claims::state, diesel::dsl::count_star()))
        .order((claims::workflow, claims::state))
        .load(db)?)
}

/// When the claim with an id last changed, and its version: enough to tell whether a page is stale.
pub fn claim_version(db: &mut Db, id: Uuid) -> Result<Option<(i64, DateTime<Utc>)>, StoreError> {
    Ok(claims::table
        .filter(claims::id.eq(Id(id)))
        .select((claims::version, claims::updated_at))
        .first(db)
        .optional()?)
}
