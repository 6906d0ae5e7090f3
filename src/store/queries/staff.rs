//! Staff as letters reach them: address, language, absence.

use diesel::prelude::*;
use uuid::Uuid;

use crate::store::columns::Id;
use crate::store::schema::accounts;
use crate::store::{Db, StoreError};

/// A member of staff whose account is open, as letters reach them.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct StaffMember {
    /// The account.
    pub id: Uuid,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their role, in the caller's spelling.
    pub role: String,
    /// Their office; none: all offices.
    pub office_id: Option<Uuid>,
    /// The language of their letters: `id` or `en`.
    pub language: String,
    /// Whether they want the morning's digest.
    pub wants_digest: bool,
    /// The first day that they are away, `YYYY-MM-DD`.
    pub away_from: Option<String>,
    /// The last.
    pub away_until: Option<String>,
    /// Who stands in for them meanwhile.
    pub deputy_id: Option<Uuid>,
}

/// The columns of a [`StaffMember`].
const STAFF: (
    accounts::id,
    accounts::name,
    accounts::email,
    accounts::role,
    accounts::office_id,
    accounts::language,
    accounts::wants_digest,
    accounts::away_from,
    accounts::away_until,
    accounts::deputy_id,
) = (
    accounts::id,
    accounts::name,
    accounts::email,
    accounts::role,
    accounts::office_id,
    accounts::language,
    accounts::wants_digest,
    accounts::away_from,
    accounts::away_until,
    accounts::deputy_id,
);

/// Everybody of an office with an open account, those of all offices too, by name; without an office everybody.
pub fn staff(db: &mut Db, office: Option<Uuid>) -> Result<Vec<StaffMember>, StoreError> {
    let mut query = accounts::table.filter(accounts::active.eq(true)).select(STAFF).into_boxed();
    if let Some(office) = office {
        query = query.filter(accounts::office_id.eq(Some(Id(office))).or(accounts::office_id.is_null()));
    }
    Ok(query.order((accounts::name, accounts::id)).load(db)?)
}

/// The member of staff with an id, whose account may be closed.
pub fn staff_member(db: &mut Db, id: Uuid) -> Result<Option<StaffMember>, StoreError> {
    Ok(accounts::table.filter(accounts::id.eq(Id(id))).select(STAFF).first(db).optional()?)
}

/// The members of staff who are away on a day (`YYYY-MM-DD`) and for whom this one stands in.
pub fn stood_in_for(db: &mut Db, deputy: Uuid, day: &str) -> Result<Vec<Uuid>, StoreError> {
    let away = accounts::away_from.le(Some(day)).and(accounts::away_until.ge(Some(day)));
    Ok(accounts::table
        .filter(accounts::deputy_id.eq(Some(Id(deputy))))
        .filter(accounts::active.eq(true))
        .filter(away)
        .select(accounts::id)
        .order(accounts::id)
        .load(db)?)
}

/// What a member of staff chose for their letters and absence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterChoices {
    /// `id` or `en`.
    pub language: String,
    /// Whether they want the morning's digest.
    pub wants_digest: bool,
    /// The first day away, `YYYY-MM-DD`.
    pub away_from: Option<String>,
    /// The last.
    pub away_until: Option<String>,
    /// Who stands in.
    pub deputy_id: Option<Uuid>,
}

/// Keeps what a member of staff chose. Says whether there is such an account.
pub fn choose_letters(db: &mut Db, id: Uuid, choices: &LetterChoices) -> Result<bool, StoreError> {
    let changed = diesel::update(accounts::table.filter(accounts::id.eq(Id(id))))
        .set((
            accounts::language.eq(&choices.language),
            accounts::wants_digest.eq(choices.wants_digest),
            accounts::away_from.eq(choices.away_from.as_deref()),
            accounts::away_until.eq(choices.away_until.as_deref()),
            accounts::deputy_id.eq(choices.deputy_id.map(Id)),
        ))
        .execute(db)?;
    Ok(changed > 0)
}
