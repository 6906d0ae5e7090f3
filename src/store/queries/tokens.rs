//! Tokens, by which programs and browsers say who they are. Only the SHA-256 of a token is kept.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use super::accounts::{ACCOUNT, Account};
use crate::store::columns::{At, Id};
use crate::store::schema::{accounts, tokens};
use crate::store::{Db, StoreError};

/// A token.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Token {
    /// Its id.
    pub id: Uuid,
    /// The person it acts as; none is a machine.
    pub account_id: Option<Uuid>,
    /// The role of a machine; of a person's token the role it was made under, while the account's counts.
    pub role: String,
    /// What its owner calls it.
    pub name: String,
    /// SHA-256 of the token, unique.
    pub hash: Vec<u8>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last used, as far as was noted.
    pub last_used_at: Option<DateTime<Utc>>,
    /// Since when it is refused.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// Who stands behind a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenHolder {
    /// The token.
    pub token: Token,
    /// The person, unless it is a machine's.
    pub account: Option<Account>,
}

/// Adds a token; its hash must be free.
pub fn add_token(db: &mut Db, token: &Token) -> Result<(), StoreError> {
    diesel::insert_into(tokens::table)
        .values((
            tokens::id.eq(Id(token.id)),
            tokens::account_id.eq(token.account_id.map(Id)),
            tokens::role.eq(&token.role),
            tokens::name.eq(&token.name),
            tokens::hash.eq(&token.hash),
            tokens::created_at.eq(At(token.created_at)),
            tokens::last_used_at.eq(token.last_used_at.map(At)),
            tokens::revoked_at.eq(token.revoked_at.map(At)),
        ))
        .execute(db)?;
    Ok(())
}

/// The holder of a token, unless it is revoked or its person's account is closed.
pub fn caller_by_token_hash(db: &mut Db, hash: &[u8]) -> Result<Option<TokenHolder>, StoreError> {
    let found: Option<(Token, Option<Account>)> = tokens::table
        .left_join(accounts::table)
        .filter(tokens::hash.eq(hash))
        .filter(tokens::revoked_at.is_null())
        .select((tokens::all_columns, ACCOUNT.nullable()))
        .first(db)
        .optional()?;
    Ok(found
        .filter(|(_, account)| account.as_ref().is_none_or(|account| account.active))
        .map(|(token, account)| TokenHolder { token, account }))
}

/// Notes that a token was used.
pub fn touch_token(db: &mut Db, id: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::update(tokens::table.filter(tokens::id.eq(Id(id))))
        .set(tokens::last_used_at.eq(Some(At(now))))
        .execute(db)?;
    Ok(())
}

/// Refuses a token from now on. Says whether it was still accepted.
pub fn revoke_token(db: &mut Db, id: Uuid, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let accepted = tokens::table.filter(tokens::id.eq(Id(id))).filter(tokens::revoked_at.is_null());
    Ok(diesel::update(accepted).set(tokens::revoked_at.eq(Some(At(now)))).execute(db)? > 0)
}

/// The tokens of a person, oldest first.
pub fn tokens_of(db: &mut Db, account: Uuid) -> Result<Vec<Token>, StoreError> {
    Ok(tokens::table
        .filter(tokens::account_id.eq(Some(Id(account))))
        .order((tokens::created_at, tokens::id))
        .load(db)?)
}
