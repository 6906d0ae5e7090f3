//! A claim's history.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::store::columns::Id;
use crate::store::schema::events;
use crate::store::{Db, StoreError, seal};

/// An event as it stands in the table.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct StoredEvent {
    /// The claim it belongs to.
    pub claim_id: Uuid,
    /// Its place in the history, from 1.
    pub seq: i64,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub actor: String,
    /// Its type.
    pub kind: String,
    /// Its body as stored and hashed, that is, sealed; [`StoredEvent::opened`] reads it.
    pub body: Vec<u8>,
    /// The hash of the event before it.
    pub previous_hash: Vec<u8>,
    /// Its own hash.
    pub hash: Vec<u8>,
}

impl StoredEvent {
    /// The body as the writer gave it.
    pub fn opened(&self) -> Result<Vec<u8>, StoreError> {
        seal::open(self.claim_id, self.body.clone())
    }
}

/// Up to `limit` events of a claim behind `after_seq` (0 for the first), oldest first.
pub fn events_of(db: &mut Db, claim: Uuid, after_seq: i64, limit: i64) -> Result<Vec<StoredEvent>, StoreError> {
    Ok(events::table
        .filter(events::claim_id.eq(Id(claim)))
        .filter(events::seq.gt(after_seq))
        .order(events::seq)
        .limit(limit)
        .load(db)?)
}

/// The whole history of a claim, oldest first.
pub fn all_events_of(db: &mut Db, claim: Uuid) -> Result<Vec<StoredEvent>, StoreError> {
    Ok(events::table.filter(events::claim_id.eq(Id(claim))).order(events::seq).load(db)?)
}
