//! Sessions: who is logged in. Only the SHA-256 of a session's token is kept.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::store::columns::{At, Id};
use crate::store::schema::sessions;
use crate::store::{Db, StoreError};

/// A session as stored: of an account, or of a person of a claim.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct StoredSession {
    /// Its id.
    pub id: Uuid,
    /// SHA-256 of its token, unique.
    pub hash: Vec<u8>,
    /// The account, for a user's.
    pub account_id: Option<Uuid>,
    /// The claim, for a family's.
    pub claim_id: Option<Uuid>,
    /// The person in that claim.
    pub person_id: Option<Uuid>,
    /// What the browser says it is.
    pub device: String,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it was last used, as far as was noted.
    pub last_seen_at: DateTime<Utc>,
    /// When it ends whatever happens.
    pub expires_at: DateTime<Utc>,
    /// When it was ended.
    pub ended_at: Option<DateTime<Utc>>,
}

/// Whose sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionOwner {
    /// A user's.
    Account(Uuid),
    /// Those of a person of a claim.
    Person {
        /// The claim.
        claim: Uuid,
        /// The person.
        person: Uuid,
    },
}

/// Adds a session; its hash must be free.
pub fn add_session(db: &mut Db, session: &StoredSession) -> Result<(), StoreError> {
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(Id(session.id)),
            sessions::hash.eq(&session.hash),
            sessions::account_id.eq(session.account_id.map(Id)),
            sessions::claim_id.eq(session.claim_id.map(Id)),
            sessions::person_id.eq(session.person_id.map(Id)),
            sessions::device.eq(&session.device),
            sessions::created_at.eq(At(session.created_at)),
            sessions::last_seen_at.eq(At(session.last_seen_at)),
            sessions::expires_at.eq(At(session.expires_at)),
            sessions::ended_at.eq(session.ended_at.map(At)),
        ))
        .execute(db)?;
    Ok(())
}

/// The session with the hash of a token, whether it has ended or not.
pub fn session_by_hash(db: &mut Db, hash: &[u8]) -> Result<Option<StoredSession>, StoreError> {
    Ok(sessions::table.filter(sessions::hash.eq(hash)).first(db).optional()?)
}

/// The session with an id.
pub fn session_by_id(db: &mut Db, id: Uuid) -> Result<Option<StoredSession>, StoreError> {
    Ok(sessions::table.filter(sessions::id.eq(Id(id))).first(db).optional()?)
}

/// The sessions of an owner that were neither ended nor have expired at `now`, oldest first.
pub fn open_sessions(db: &mut Db, owner: SessionOwner, now: DateTime<Utc>) -> Result<Vec<StoredSession>, StoreError> {
    let open = sessions::table.filter(sessions::ended_at.is_null()).filter(sessions::expires_at.gt(At(now)));
    let order = (sessions::created_at, sessions::id);
    Ok(match owner {
        SessionOwner::Account(account) => {
            open.filter(sessions::account_id.eq(Some(Id(account)))).order(order).load(db)?
        }
        SessionOwner::Person { claim, person } => open
            .filter(sessions::claim_id.eq(Some(Id(claim))))
            .filter(sessions::person_id.eq(Some(Id(person))))
            .order(order)
            .load(db)?,
    })
}

/// Notes that a session was used.
pub fn touch_session(db: &mut Db, id: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    let earlier = sessions::table.filter(sessions::id.eq(Id(id))).filter(sessions::last_seen_at.lt(At(now)));
    diesel::update(earlier).set(sessions::last_seen_at.eq(At(now))).execute(db)?;
    Ok(())
}

/// Ends a session. Says whether it had not been ended before.
pub fn end_session(db: &mut Db, id: Uuid, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let open = sessions::table.filter(sessions::id.eq(Id(id))).filter(sessions::ended_at.is_null());
    Ok(diesel::update(open).set(sessions::ended_at.eq(Some(At(now)))).execute(db)? > 0)
}

/// Ends the sessions of an owner, all but `kept`; says how many there were.
pub fn end_sessions(
    db: &mut Db,
    owner: SessionOwner,
    kept: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let mut ended = 0;
    for session in open_sessions(db, owner, now)? {
        if Some(session.id) != kept && end_session(db, session.id, now)? {
            ended += 1;
        }
    }
    Ok(ended)
}

/// Removes sessions that ended before `before`; says how many.
pub fn forget_sessions(db: &mut Db, before: DateTime<Utc>) -> Result<usize, StoreError> {
    let old = sessions::expires_at.lt(At(before));
    let ended = sessions::ended_at.is_not_null().and(sessions::ended_at.lt(Some(At(before))));
    Ok(diesel::delete(sessions::table.filter(old)).execute(db)?
        + diesel::delete(sessions::table.filter(ended)).execute(db)?)
}
