//! Letters as they were composed, with what became of them.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use super::outbox::Delivery;
use super::page::{After, page_size};
use crate::store::columns::{At, Id};
use crate::store::ledger::{self, NewDelivery, NewLetter};
use crate::store::schema::{letters, notices, outbox};
use crate::store::{Db, StoreError};

/// The kind of the delivery of a letter by mail.
pub const MAIL: &str = "mail";

/// A letter as stored.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct StoredLetter {
    /// Its id; also of the delivery that carries it.
    pub id: Uuid,
    /// The claim it is about.
    pub claim_id: Option<Uuid>,
    /// Its kind.
    pub kind: String,
    /// `id` or `en`.
    pub language: String,
    /// The person of the claim it is for.
    pub person_id: Option<Uuid>,
    /// The member of staff it is for.
    pub account_id: Option<Uuid>,
    /// Whom it is for, by name.
    pub name: String,
    /// The e-mail address.
    pub address: Option<String>,
    /// `mail`, `call` or `declined`.
    pub channel: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub body: String,
    /// The same as HTML.
    pub html: String,
    /// The same in a few words.
    pub message: String,
    /// The event that caused it.
    pub cause_seq: Option<i64>,
    /// When it was composed.
    pub created_at: DateTime<Utc>,
    /// When it came back.
    pub bounced_at: Option<DateTime<Utc>>,
}

/// The letter with an id.
pub fn letter_by_id(db: &mut Db, id: Uuid) -> Result<Option<StoredLetter>, StoreError> {
    Ok(letters::table.filter(letters::id.eq(Id(id))).first(db).optional()?)
}

/// The letters of a claim with their deliveries, newest first, before `before` (moment composed and id).
pub fn letters_of(
    db: &mut Db,
    claim: Uuid,
    before: Option<After>,
    limit: i64,
) -> Result<Vec<(StoredLetter, Option<Delivery>)>, StoreError> {
    let mut query = letters::table
        .left_join(outbox::table.on(outbox::id.eq(letters::id)))
        .filter(letters::claim_id.eq(Some(Id(claim))))
        .select((letters::all_columns, outbox::all_columns.nullable()))
        .into_boxed();
    if let Some((at, id)) = before {
        query = query
            .filter(letters::created_at.le(At(at)))
            .filter(letters::created_at.lt(At(at)).or(letters::id.lt(Id(id))));
    }
    Ok(query.order((letters::created_at.desc(), letters::id.desc())).limit(page_size(limit)).load(db)?)
}

/// Keeps a letter that no claim's change causes, with its delivery.
pub fn post_letter(db: &mut Db, letter: &NewLetter, delivery: &NewDelivery) -> Result<(), StoreError> {
    ledger::write_letter(db, letter, None)?;
    super::outbox::enqueue(db, delivery, letter.created_at)
}

/// Notes that a letter came back. Says whether this is the first time that it does.
pub fn mark_bounced(db: &mut Db, id: Uuid, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let first = letters::table.filter(letters::id.eq(Id(id))).filter(letters::bounced_at.is_null());
    Ok(diesel::update(first).set(letters::bounced_at.eq(Some(At(now)))).execute(db)? > 0)
}

/// Keeps the address that a letter is sent to, where it is not the one it was written for.
pub fn readdress(db: &mut Db, id: Uuid, address: &str) -> Result<(), StoreError> {
    diesel::update(letters::table.filter(letters::id.eq(Id(id))))
        .set(letters::address.eq(Some(address)))
        .execute(db)?;
    Ok(())
}

/// Whether a member of staff was written a letter of a kind behind a moment.
pub fn any_letter_after(db: &mut Db, account: Uuid, kind: &str, after: DateTime<Utc>) -> Result<bool, StoreError> {
    let newer = letters::table
        .filter(letters::account_id.eq(Some(Id(account))))
        .filter(letters::created_at.gt(At(after)))
        .filter(letters::kind.eq(kind))
        .select(letters::id);
    Ok(newer.first::<Uuid>(db).optional()?.is_some())
}

/// Takes the one-time secrets out of a delivery that has arrived.
pub fn forget_payload(db: &mut Db, id: Uuid) -> Result<(), StoreError> {
    diesel::update(outbox::table.filter(outbox::id.eq(Id(id)))).set(outbox::payload.eq("{}")).execute(db)?;
    Ok(())
}

/// Whether the mail server took a letter from a moment on: one to a family, or one to anybody.
pub fn letter_taken_since(db: &mut Db, since: DateTime<Utc>, to_family: bool) -> Result<bool, StoreError> {
    let mut taken = letters::table
        .inner_join(outbox::table.on(outbox::id.eq(letters::id)))
        .filter(outbox::kind.eq(MAIL))
        .filter(outbox::state.eq("delivered"))
        .filter(outbox::finished_at.ge(Some(At(since))))
        .select(letters::id)
        .into_boxed();
    if to_family {
        taken = taken.filter(letters::account_id.is_null());
    }
    Ok(taken.first::<Uuid>(db).optional()?.is_some())
}

/// Whether a letter waits that the mail server refuses in doubtful words. A letter of `but` does not count.
pub fn any_letter_refused(db: &mut Db, but: &str) -> Result<bool, StoreError> {
    let refused = letters::table
        .inner_join(outbox::table.on(outbox::id.eq(letters::id)))
        .filter(outbox::kind.eq(MAIL))
        .filter(outbox::state.eq("pending"))
        .filter(outbox::refused_since.is_not_null())
        .filter(letters::kind.ne(but))
        .select(letters::id);
    Ok(refused.first::<Uuid>(db).optional()?.is_some())
}

/// Whether something was told.
pub fn was_told(db: &mut Db, key: &str) -> Result<bool, StoreError> {
    Ok(told_at(db, key)?.is_some())
}

/// When something was told.
pub fn told_at(db: &mut Db, key: &str) -> Result<Option<DateTime<Utc>>, StoreError> {
    Ok(notices::table.filter(notices::key.eq(key)).select(notices::at).first(db).optional()?)
}

/// Notes that something was told; says whether nobody had before. Of two at the same time one hears yes.
pub fn tell_once(db: &mut Db, key: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
    if was_told(db, key)? {
        return Ok(false);
    }
    diesel::insert_into(notices::table).values((notices::key.eq(key), notices::at.eq(At(now)))).execute(db)?;
    Ok(true)
}

/// Forgets that something was told, so that it can be told again.
pub fn forget_notice(db: &mut Db, key: &str) -> Result<(), StoreError> {
    diesel::delete(notices::table.filter(notices::key.eq(key))).execute(db)?;
    Ok(())
}

/// Forgets what was told before a moment; says how much.
pub fn forget_notices(db: &mut Db, before: DateTime<Utc>) -> Result<usize, StoreError> {
    Ok(diesel::delete(notices::table.filter(notices::at.lt(At(before)))).execute(db)?)
}
