//! Looking people up in the register.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use super::page::{beginning_with, containing, page_size};
use crate::store::columns::Id;
use crate::store::schema::participants;
use crate::store::{Db, StoreError};

/// An insured person (peserta) as the register shows them.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Participant {
    /// Its id.
    pub id: Uuid,
    /// Number of the identity card, unique.
    pub nik: String,
    /// Full name as registered.
    pub name: String,
    /// The name as the search sees it, see [`search_form`].
    pub search_name: String,
    /// Date of birth, `YYYY-MM-DD`.
    pub birth_date: String,
    /// `L` or `P`.
    pub sex: String,
    /// Number of the neighbourhood (rukun tetangga).
    pub rt: String,
    /// Urban village (kelurahan).
    pub kelurahan: String,
    /// District (kecamatan).
    pub kecamatan: String,
    /// Occupation (pekerjaan).
    pub occupation: String,
    /// Group of the register (segmen).
    pub segment: String,
    /// Number of the membership card (kartu peserta).
    pub kpj: String,
    /// Declared income in whole rupiah a month, as the newest import says. What held on which day: [`Incomes`](super::Incomes).
    pub declared_income: i64,
    /// First month paid for, `YYYY-MM`.
    pub paid_from: String,
    /// Last month paid for, `YYYY-MM`.
    pub paid_through: String,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// The office that imported them.
    pub office_id: Uuid,
    /// When an import last changed them.
    pub updated_at: DateTime<Utc>,
    /// Months between the first and the last that were not paid, `2025-07;2025-08`.
    pub gaps: String,
}

/// A name as the search sees it: upper case, with single spaces.
pub fn search_form(name: &str) -> String {
    name.split_whitespace().map(str::to_uppercase).collect::<Vec<_>>().join(" ")
}

/// The participant with an id.
pub fn participant_by_id(db: &mut Db, id: Uuid) -> Result<Option<Participant>, StoreError> {
    Ok(participants::table.filter(participants::id.eq(Id(id))).first(db).optional()?)
}

/// The participants with these ids, in no order.
pub fn participants_by_ids(db: &mut Db, ids: &[Uuid]) -> Result<Vec<Participant>, StoreError> {
    let ids: Vec<Id> = ids.iter().copied().map(Id).collect();
    Ok(participants::table.filter(participants::id.eq_any(ids)).load(db)?)
}

/// The participant with a NIK.
pub fn participant_by_nik(db: &mut Db, nik: &str) -> Result<Option<Participant>, StoreError> {
    Ok(participants::table.filter(participants::nik.eq(nik)).first(db).optional()?)
}

/// Participants whose NIK begins with `text`, if it is a number, or else whose name contains it; by name, behind
/// `after` (search name and id of the page before). `office` limits the search to one office.
pub fn search_participants(
    db: &mut Db,
    office: Option<Uuid>,
    text: &str,
    after: Option<(String, Uuid)>,
    limit: i64,
) -> Result<Vec<Participant>, StoreError> {
    let mut query = participants::table.into_boxed();
    if let Some(office) = office {
        query = query.filter(participants::office_id.eq(Id(office)));
    }
    let text = search_form(text);
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        query = query.filter(participants::nik.like(beginning_with(&text)).escape('\\'));
    } else if !text.is_empty() {
        query = query.filter(participants::search_name.like(containing(&text)).escape('\\'));
    }
    if let Some((name, id)) = after {
        query = query
            .filter(participants::search_name.ge(name.clone()))
            .filter(participants::search_name.gt(name).or(participants::id.gt(Id(id))));
    }
    Ok(query.order((participants::search_name, participants::id)).limit(page_size(limit)).load(db)?)
}

/// How many people the register holds.
pub fn participants_count(db: &mut Db) -> Result<i64, StoreError> {
    Ok(participants::table.count().get_result(db)?)
}
