//! Offices and the people who log in.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::store::columns::{At, Id};
use crate::store::schema::{accounts, offices};
use crate::store::{Db, StoreError};

/// An office.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Office {
    /// Its id.
    pub id: Uuid,
    /// Its name, unique.
    pub name: String,
    /// When it was set up.
    pub created_at: DateTime<Utc>,
}

/// A person who logs in.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Account {
    /// Its id.
    pub id: Uuid,
    /// The person's name.
    pub name: String,
    /// The address they log in with, unique; kept and looked up in lower case.
    pub email: String,
    /// Their role, in the caller's spelling.
    pub role: String,
    /// Their office; none sees all offices.
    pub office_id: Option<Uuid>,
    /// Their password's hash in PHC format; none cannot log in by password.
    pub password_hash: Option<String>,
    /// Whether they may still log in.
    pub active: bool,
    /// When the account was made.
    pub created_at: DateTime<Utc>,
}

/// The columns of an [`Office`].
const OFFICE: (offices::id, offices::name, offices::created_at) = (offices::id, offices::name, offices::created_at);

/// The columns of an [`Account`].
pub(super) const ACCOUNT: (
    accounts::id,
    accounts::name,
    accounts::email,
    accounts::role,
    accounts::office_id,
    accounts::password_hash,
    accounts::active,
    accounts::created_at,
) = (
    accounts::id,
    accounts::name,
    accounts::email,
    accounts::role,
    accounts::office_id,
    accounts::password_hash,
    accounts::active,
    accounts::created_at,
);

/// Adds an office; its name must be free.
pub fn add_office(db: &mut Db, office: &Office) -> Result<(), StoreError> {
    diesel::insert_into(offices::table)
        .values((
            offices::id.eq(Id(office.id)),
            offices::name.eq(&office.name),
            offices::created_at.eq(At(office.created_at)),
        ))
        .execute(db)?;
    Ok(())
}

/// All offices by name.
pub fn offices(db: &mut Db) -> Result<Vec<Office>, StoreError> {
    Ok(offices::table.select(OFFICE).order((offices::name, offices::id)).load(db)?)
}

/// The office with an id.
pub fn office_by_id(db: &mut Db, id: Uuid) -> Result<Option<Office>, StoreError> {
    Ok(offices::table.select(OFFICE).filter(offices::id.eq(Id(id))).first(db).optional()?)
}

/// The office with a name.
pub fn office_by_name(db: &mut Db, name: &str) -> Result<Option<Office>, StoreError> {
    Ok(offices::table.select(OFFICE).filter(offices::name.eq(name)).first(db).optional()?)
}

/// Adds an account; its address must be free.
pub fn add_account(db: &mut Db, account: &Account) -> Result<(), StoreError> {
    diesel::insert_into(accounts::table)
        .values((
            accounts::id.eq(Id(account.id)),
            accounts::name.eq(&account.name),
            accounts::email.eq(account.email.to_lowercase()),
            accounts::role.eq(&account.role),
            accounts::office_id.eq(account.office_id.map(Id)),
            accounts::password_hash.eq(account.password_hash.as_deref()),
            accounts::active.eq(account.active),
            accounts::created_at.eq(At(account.created_at)),
        ))
        .execute(db)?;
    Ok(())
}

/// All accounts by name.
pub fn accounts(db: &mut Db) -> Result<Vec<Account>, StoreError> {
    Ok(accounts::table.select(ACCOUNT).order((accounts::name, accounts::id)).load(db)?)
}

/// Whether there is any account.
pub fn has_accounts(db: &mut Db) -> Result<bool, StoreError> {
    Ok(accounts::table.select(accounts::email).first::<String>(db).optional()?.is_some())
}

/// The names of the accounts among these ids, with the ids.
pub fn account_names(db: &mut Db, ids: &[Uuid]) -> Result<Vec<(Uuid, String)>, StoreError> {
    let ids: Vec<Id> = ids.iter().copied().map(Id).collect();
    Ok(accounts::table.filter(accounts::id.eq_any(ids)).select((accounts::id, accounts::name)).load(db)?)
}

/// The account with an id.
pub fn account_by_id(db: &mut Db, id: Uuid) -> Result<Option<Account>, StoreError> {
    Ok(accounts::table.select(ACCOUNT).filter(accounts::id.eq(Id(id))).first(db).optional()?)
}

/// The account with an address, in whatever case it was typed.
pub fn account_by_email(db: &mut Db, email: &str) -> Result<Option<Account>, StoreError> {
    Ok(accounts::table.select(ACCOUNT).filter(accounts::email.eq(email.to_lowercase())).first(db).optional()?)
}

/// Lets a person in or keeps them out. Says whether there is such an account.
pub fn set_account_active(db: &mut Db, id: Uuid, active: bool) -> Result<bool, StoreError> {
    let changed =
        diesel::update(accounts::table.filter(accounts::id.eq(Id(id)))).set(accounts::active.eq(active)).execute(db)?;
    Ok(changed > 0)
}

/// Gives an account another address, which must be free. Says whether there is such an account.
pub fn set_account_address(db: &mut Db, id: Uuid, address: &str) -> Result<bool, StoreError> {
    let changed = diesel::update(accounts::table.filter(accounts::id.eq(Id(id))))
        .set(accounts::email.eq(address.to_lowercase()))
        .execute(db)?;
    Ok(changed > 0)
}

/// Sets or takes away a password. Says whether there is such an account.
pub fn set_password_hash(db: &mut Db, id: Uuid, hash: Option<&str>) -> Result<bool, StoreError> {
    let changed = diesel::update(accounts::table.filter(accounts::id.eq(Id(id))))
        .set(accounts::password_hash.eq(hash))
        .execute(db)?;
    Ok(changed > 0)
}
