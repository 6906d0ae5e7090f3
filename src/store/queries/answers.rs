//! Answers kept for repeats: ours to callers, and the insurer's to us.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::store::columns::At;
use crate::store::ledger::{self, InboundAnswer, SavedAnswer};
use crate::store::schema::{answers, inbound_answers};
use crate::store::{Db, StoreError};

/// A call-back of the insurer as stored.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct StoredInbound {
    /// Id of the webhook.
    pub webhook_id: String,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// What it said.
    pub body: String,
    /// The claim it was about, if that was found.
    pub claim_id: Option<Uuid>,
    /// What we made of it.
    pub result: String,
}

/// The answer kept for a request.
pub fn saved_answer(
    db: &mut Db,
    caller: &str,
    method: &str,
    path: &str,
    key: &str,
) -> Result<Option<SavedAnswer>, StoreError> {
    Ok(answers::table
        .filter(answers::caller.eq(caller))
        .filter(answers::method.eq(method))
        .filter(answers::path.eq(path))
        .filter(answers::key.eq(key))
        .first(db)
        .optional()?)
}

/// Keeps the answer to a request that changed no claim; a conflict if its key is taken.
pub fn save_answer(db: &mut Db, answer: &SavedAnswer) -> Result<(), StoreError> {
    ledger::save_answer(db, answer)?;
    Ok(())
}

/// Forgets answers older than `before`; says how many.
pub fn forget_answers(db: &mut Db, before: DateTime<Utc>) -> Result<usize, StoreError> {
    Ok(diesel::delete(answers::table.filter(answers::created_at.lt(At(before)))).execute(db)?)
}

/// The call-back with the id of a webhook.
pub fn inbound_answer(db: &mut Db, webhook_id: &str) -> Result<Option<StoredInbound>, StoreError> {
    Ok(inbound_answers::table.filter(inbound_answers::webhook_id.eq(webhook_id)).first(db).optional()?)
}

/// Keeps a call-back that changed no claim; a conflict if it was taken before. Says no if it is taken again by a
/// delivery that has ended.
pub fn save_inbound_answer(db: &mut Db, inbound: &InboundAnswer, claim: Option<Uuid>) -> Result<bool, StoreError> {
    Ok(ledger::write_inbound(db, inbound, claim)?)
}
