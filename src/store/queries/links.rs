//! Links that let somebody in once. Only the SHA-256 of a link's token is kept.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::store::columns::{At, Id};
use crate::store::schema::links;
use crate::store::{Db, StoreError};

/// The kind of a user's link, by which they choose a password.
pub const INVITATION: &str = "invitation";
/// The kind of a link of a claim's family.
pub const FAMILY: &str = "family";
/// The kind of a link by which a person of a claim's family asks for fewer letters.
pub const FEWER_LETTERS: &str = "fewer_letters";

/// A link as stored.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct StoredLink {
    /// Its id.
    pub id: Uuid,
    /// SHA-256 of its token, unique.
    pub hash: Vec<u8>,
    /// [`INVITATION`], [`FAMILY`] or [`FEWER_LETTERS`].
    pub kind: String,
    /// The account, of an invitation.
    pub account_id: Option<Uuid>,
    /// The claim, of a family's link.
    pub claim_id: Option<Uuid>,
    /// The person in that claim.
    pub person_id: Option<Uuid>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// The account that made it; none: made by command line.
    pub created_by: Option<Uuid>,
    /// From when it lets nobody in.
    pub expires_at: DateTime<Utc>,
    /// When it let somebody in.
    pub used_at: Option<DateTime<Utc>>,
    /// When it was taken back.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// Adds a link; its hash must be free. Earlier ones of the same account or person that nobody has used are revoked.
pub fn add_link(db: &mut Db, link: &StoredLink) -> Result<(), StoreError> {
    let now = link.created_at;
    if let Some(account) = link.account_id {
        revoke_invitations(db, account, now)?;
    }
    if let (Some(claim), Some(person)) = (link.claim_id, link.person_id) {
        let earlier = links::table
            .filter(links::kind.eq(&link.kind))
            .filter(links::claim_id.eq(Some(Id(claim))))
            .filter(links::person_id.eq(Some(Id(person))))
            .filter(links::used_at.is_null())
            .filter(links::revoked_at.is_null());
        diesel::update(earlier).set(links::revoked_at.eq(Some(At(now)))).execute(db)?;
    }
    add_link_beside(db, link)
}

/// Adds a link that stands in a letter; its hash must be free. The links of earlier letters stay good until their time
/// is over: nobody knows which letter a family opens first.
pub fn add_link_beside(db: &mut Db, link: &StoredLink) -> Result<(), StoreError> {
    diesel::insert_into(links::table)
        .values((
            links::id.eq(Id(link.id)),
            links::hash.eq(&link.hash),
            links::kind.eq(&link.kind),
            links::account_id.eq(link.account_id.map(Id)),
            links::claim_id.eq(link.claim_id.map(Id)),
            links::person_id.eq(link.person_id.map(Id)),
            links::created_at.eq(At(link.created_at)),
            links::created_by.eq(link.created_by.map(Id)),
            links::expires_at.eq(At(link.expires_at)),
            links::used_at.eq(link.used_at.map(At)),
            links::revoked_at.eq(link.revoked_at.map(At)),
        ))
        .execute(db)?;
    Ok(())
}

/// The link of a kind with the hash of a token, whatever became of it.
pub fn link_by_hash(db: &mut Db, kind: &str, hash: &[u8]) -> Result<Option<StoredLink>, StoreError> {
    Ok(links::table.filter(links::hash.eq(hash)).filter(links::kind.eq(kind)).first(db).optional()?)
}

/// The newest invitation of an account, whatever became of it.
pub fn newest_invitation(db: &mut Db, account: Uuid) -> Result<Option<StoredLink>, StoreError> {
    let own = links::table.filter(links::kind.eq(INVITATION)).filter(links::account_id.eq(Some(Id(account))));
    Ok(own.order((links::created_at.desc(), links::id.desc())).first(db).optional()?)
}

/// Uses a link up. Says whether it was still good: of two at the same time one is told yes.
pub fn use_link(db: &mut Db, id: Uuid, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let good = links::table
        .filter(links::id.eq(Id(id)))
        .filter(links::used_at.is_null())
        .filter(links::revoked_at.is_null())
        .filter(links::expires_at.gt(At(now)));
    Ok(diesel::update(good).set(links::used_at.eq(Some(At(now)))).execute(db)? > 0)
}

/// Takes back the invitations of an account that nobody has used.
pub fn revoke_invitations(db: &mut Db, account: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    let open = links::table
        .filter(links::account_id.eq(Some(Id(account))))
        .filter(links::used_at.is_null())
        .filter(links::revoked_at.is_null());
    diesel::update(open).set(links::revoked_at.eq(Some(At(now)))).execute(db)?;
    Ok(())
}

/// Removes links that were used, taken back or over before `before`; says how many.
pub fn forget_links(db: &mut Db, before: DateTime<Utc>) -> Result<usize, StoreError> {
    let before = At(before);
    let over = links::expires_at.lt(before);
    let used = links::used_at.is_not_null().and(links::used_at.lt(Some(before)));
    let revoked = links::revoked_at.is_not_null().and(links::revoked_at.lt(Some(before)));
    let mut removed = diesel::delete(links::table.filter(over)).execute(db)?;
    removed += diesel::delete(links::table.filter(used)).execute(db)?;
    removed += diesel::delete(links::table.filter(revoked)).execute(db)?;
    Ok(removed)
}
