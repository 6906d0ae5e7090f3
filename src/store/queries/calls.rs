//! Calls that somebody of the desk has to make, because no letter reaches the family.

use chrono::{DateTime, Utc};
use diesel::dsl::{InnerJoin, IntoBoxed};
use diesel::prelude::*;
use uuid::Uuid;

use super::page::{After, page_size};
use crate::store::columns::{At, Id};
use crate::store::schema::{call_tasks, claims, letters};
use crate::store::{Db, StoreError};

/// A call as stored.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct StoredCall {
    /// Its id.
    pub id: Uuid,
    /// The letter that it stands for.
    pub letter_id: Uuid,
    /// The claim.
    pub claim_id: Uuid,
    /// The claim's office.
    pub office_id: Uuid,
    /// Who is to call.
    pub account_id: Option<Uuid>,
    /// Whom to call.
    pub name: String,
    /// Their telephone when the call was asked for, or last tried.
    pub phone: Option<String>,
    /// Why no letter reaches them.
    pub reason: String,
    /// Since when it waits.
    pub created_at: DateTime<Utc>,
    /// Until when.
    pub due_at: DateTime<Utc>,
    /// When it was made.
    pub done_at: Option<DateTime<Utc>>,
    /// Who made it.
    pub done_by: Option<Uuid>,
    /// How it went; while it waits, how the last try did.
    pub outcome: Option<String>,
    /// When its claim got the alert that nobody has made it in time.
    pub alarmed_at: Option<DateTime<Utc>>,
}

/// An open call with what is said in it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct OpenCall {
    /// The call.
    pub call: StoredCall,
    /// The claim's number.
    pub claim: String,
    /// The letter's kind.
    pub kind: String,
    /// The person of the claim whom the letter is for; none for who reported the event.
    pub person: Option<Uuid>,
    /// The letter's language: `id` or `en`.
    pub language: String,
    /// The letter in few words.
    pub message: String,
}

/// Which open calls to list; `None` is any.
#[derive(Clone, Debug, Default)]
pub struct CallFilter {
    /// Of one office.
    pub office: Option<Uuid>,
    /// Of these members of staff, and of nobody yet.
    pub accounts: Option<Vec<Uuid>>,
    /// Of one claim.
    pub claim: Option<Uuid>,
}

/// Open calls, the longest waiting first, behind `after` (moment asked for and id).
pub fn open_calls(
    db: &mut Db,
    filter: &CallFilter,
    after: Option<After>,
    limit: i64,
) -> Result<Vec<OpenCall>, StoreError> {
    let mut query = filtered(filter).select((
        call_tasks::all_columns,
        claims::number,
        letters::kind,
        letters::person_id,
        letters::language,
        letters::message,
    ));
    if let Some((at, id)) = after {
        query = query
            .filter(call_tasks::created_at.ge(At(at)))
            .filter(call_tasks::created_at.gt(At(at)).or(call_tasks::id.gt(Id(id))));
    }
    Ok(query.order((call_tasks::created_at, call_tasks::id)).limit(page_size(limit)).load(db)?)
}

/// The call with an id.
pub fn call_by_id(db: &mut Db, id: Uuid) -> Result<Option<StoredCall>, StoreError> {
    Ok(call_tasks::table.filter(call_tasks::id.eq(Id(id))).first(db).optional()?)
}

/// The calls of a claim, oldest first.
pub fn calls_of(db: &mut Db, claim: Uuid) -> Result<Vec<StoredCall>, StoreError> {
    Ok(call_tasks::table
        .filter(call_tasks::claim_id.eq(Id(claim)))
        .order((call_tasks::created_at, call_tasks::id))
        .load(db)?)
}

/// How many open calls a filter finds.
pub fn count_open_calls(db: &mut Db, filter: &CallFilter) -> Result<i64, StoreError> {
    Ok(filtered(filter).count().get_result(db)?)
}

type Filtered = IntoBoxed<
    'static,
    InnerJoin<call_tasks::table, InnerJoin<letters::table, claims::table>>,
    <Db as Connection>::Backend,
>;

fn filtered(filter: &CallFilter) -> Filtered {
    let mut query = call_tasks::table
        .inner_join(letters::table.inner_join(claims::table))
        .into_boxed()
        .filter(call_tasks::done_at.is_null());
    if let Some(office) = filter.office {
        query = query.filter(claims::office_id.eq(Id(office)));
    }
    if let Some(accounts) = &filter.accounts {
        let accounts: Vec<Option<Id>> = accounts.iter().map(|account| Some(Id(*account))).collect();
        query = query.filter(call_tasks::account_id.eq_any(accounts).or(call_tasks::account_id.is_null()));
    }
    if let Some(claim) = filter.claim {
        query = query.filter(call_tasks::claim_id.eq(Id(claim)));
    }
    query
}

/// The claims about which a member of staff has open calls, each once.
pub fn claims_with_calls_of(db: &mut Db, account: Uuid) -> Result<Vec<Uuid>, StoreError> {
    Ok(call_tasks::table
        .filter(call_tasks::account_id.eq(Some(Id(account))))
        .filter(call_tasks::done_at.is_null())
        .select(call_tasks::claim_id)
        .distinct()
        .order(call_tasks::claim_id)
        .load(db)?)
}

/// How many open calls each member of staff of an office has.
pub fn open_calls_by_account(db: &mut Db, office: Uuid) -> Result<Vec<(Option<Uuid>, i64)>, StoreError> {
    Ok(call_tasks::table
        .filter(call_tasks::office_id.eq(Id(office)))
        .filter(call_tasks::done_at.is_null())
        .group_by(call_tasks::account_id)
        .select((call_tasks::account_id, diesel::dsl::count_star()))
        .load(db)?)
}

/// Open calls whose time is over and of which no alert tells yet, the longest over first, behind `after` (moment due and
/// id).
pub fn calls_overdue(
    db: &mut Db,
    now: DateTime<Utc>,
    after: Option<After>,
    limit: i64,
) -> Result<Vec<StoredCall>, StoreError> {
    let mut query = call_tasks::table
        .filter(call_tasks::done_at.is_null())
        .filter(call_tasks::alarmed_at.is_null())
        .filter(call_tasks::due_at.lt(At(now)))
        .into_boxed();
    if let Some((due_at, id)) = after {
        query = query
            .filter(call_tasks::due_at.ge(At(due_at)))
            .filter(call_tasks::due_at.gt(At(due_at)).or(call_tasks::id.gt(Id(id))));
    }
    Ok(query.order((call_tasks::due_at, call_tasks::id)).limit(limit).load(db)?)
}

/// Notes that an alert tells of a call.
pub fn call_alarmed(db: &mut Db, id: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::update(call_tasks::table.filter(call_tasks::id.eq(Id(id))))
        .set(call_tasks::alarmed_at.eq(Some(At(now))))
        .execute(db)?;
    Ok(())
}

/// Gives the open calls that a member of staff has about a claim to another one, or to nobody.
pub fn pass_calls_on(db: &mut Db, claim: Uuid, from: Uuid, to: Option<Uuid>) -> Result<(), StoreError> {
    let open = call_tasks::table
        .filter(call_tasks::claim_id.eq(Id(claim)))
        .filter(call_tasks::account_id.eq(Some(Id(from))))
        .filter(call_tasks::done_at.is_null());
    diesel::update(open).set(call_tasks::account_id.eq(to.map(Id))).execute(db)?;
    Ok(())
}

/// Gives an open call to another member of staff. Says whether it was open.
pub fn assign_call(db: &mut Db, id: Uuid, account: Uuid) -> Result<bool, StoreError> {
    let open = call_tasks::table.filter(call_tasks::id.eq(Id(id))).filter(call_tasks::done_at.is_null());
    Ok(diesel::update(open).set(call_tasks::account_id.eq(Some(Id(account)))).execute(db)? > 0)
}
