//! Importing the register.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use std::collections::BTreeMap;
use uuid::Uuid;

use super::incomes::{Incomes, incomes_of, put_income};
use super::participants::{Participant, search_form};
use crate::ids::Ids;
use crate::store::columns::{At, Id};
use crate::store::schema::participants;
use crate::store::{Db, StoreError};

/// A person as a register's file names them; the fields are those of [`Participant`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registered {
    /// See [`Participant::nik`].
    pub nik: String,
    /// See [`Participant::name`].
    pub name: String,
    /// See [`Participant::birth_date`].
    pub birth_date: String,
    /// See [`Participant::sex`].
    pub sex: String,
    /// See [`Participant::rt`].
    pub rt: String,
    /// See [`Participant::kelurahan`].
    pub kelurahan: String,
    /// See [`Participant::kecamatan`].
    pub kecamatan: String,
    /// See [`Participant::occupation`].
    pub occupation: String,
    /// See [`Participant::segment`].
    pub segment: String,
    /// See [`Participant::kpj`].
    pub kpj: String,
    /// See [`Participant::declared_income`].
    pub declared_income: i64,
    /// From which day on it is the income, where the office knows it, `YYYY-MM-DD`.
    pub income_from: Option<String>,
    /// See [`Participant::paid_from`].
    pub paid_from: String,
    /// See [`Participant::paid_through`].
    pub paid_through: String,
    /// See [`Participant::gaps`]; `None` leaves them as they are.
    pub gaps: Option<String>,
    /// See [`Participant::phone`].
    pub phone: Option<String>,
    /// See [`Participant::email`].
    pub email: Option<String>,
}

/// What an import came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// People who were not in the register.
    pub added: u64,
    /// People of whom something changed.
    pub changed: u64,
    /// People as they were.
    pub unchanged: u64,
    /// NIKs that belong to another office; these people were left as they are.
    pub elsewhere: Vec<String>,
}

/// Takes people of one office into the register. Nobody is removed. The caller's transaction makes it all or
/// nothing; two people with one NIK in `people` are the caller's to refuse (the later one counts as a change). `progress` is told
/// how many people are done, now and then. An income that changed holds from `today` on, unless the file names the day.
pub fn import_participants(
    db: &mut Db,
    office: Uuid,
    people: &[Registered],
    ids: &dyn Ids,
    now: DateTime<Utc>,
    today: NaiveDate,
    progress: &dyn Fn(u64),
) -> Result<Imported, StoreError> {
    let mut imported = Imported::default();
    let mut done = 0;
    for chunk in people.chunks(500) {
        let mut known = known_people(db, chunk)?;
        for person in chunk {
            match known.get_mut(&person.nik) {
                Some((found, _)) if found.office_id != office => imported.elsewhere.push(person.nik.clone()),
                Some((found, incomes)) => {
                    let after = as_stored(found.id, person, &found.gaps, office, now);
                    let earned = match changed_from(found, incomes, person, today) {
                        Some(since) => put_income(db, found.id, incomes, &since, person.declared_income)?,
                        None => incomes.clone(),
                    };
                    if *incomes == earned && same(found, &after) {
                        imported.unchanged += 1;
                    } else {
                        let row = participants::table.filter(participants::id.eq(Id(found.id)));
                        diesel::update(row).set(columns(&after)).execute(db)?;
                        imported.changed += 1;
                    }
                    (*found, *incomes) = (after, earned);
                }
                None => {
                    let added = as_stored(ids.next(now), person, "", office, now);
                    diesel::insert_into(participants::table)
                        .values((participants::id.eq(Id(added.id)), columns(&added)))
                        .execute(db)?;
                    let since = first_day(person);
                    let earned = put_income(db, added.id, &Incomes::default(), &since, person.declared_income)?;
                    known.insert(person.nik.clone(), (added, earned));
                    imported.added += 1;
                }
            }
            done += 1;
        }
        progress(done);
    }
    Ok(imported)
}

/// The day from which a known person's income holds; `None` when nothing new is said of it.
fn changed_from(found: &Participant, incomes: &Incomes, person: &Registered, today: NaiveDate) -> Option<String> {
    if person.income_from.is_some() || incomes.is_empty() {
        return Some(first_day(person));
    }
    (found.declared_income != person.declared_income).then(|| today.to_string())
}

/// The day from which a new person's income holds.
fn first_day(person: &Registered) -> String {
    person.income_from.clone().unwrap_or_else(|| format!("{}-01", person.paid_from))
}

/// Whether an import changes nothing but the moment.
fn same(found: &Participant, after: &Participant) -> bool {
    Participant { updated_at: found.updated_at, ..after.clone() } == *found
}

/// The people with these NIKs who are in the register, with their incomes.
fn known_people(db: &mut Db, people: &[Registered]) -> Result<BTreeMap<String, (Participant, Incomes)>, StoreError> {
    let niks: Vec<&str> = people.iter().map(|person| person.nik.as_str()).collect();
    let found: Vec<Participant> = participants::table.filter(participants::nik.eq_any(niks)).load(db)?;
    let mut incomes = incomes_of(db, &found.iter().map(|participant| participant.id).collect::<Vec<_>>())?;
    let with_incomes = found.into_iter().map(|participant| {
        let earned = incomes.remove(&participant.id).unwrap_or_default();
        (participant.nik.clone(), (participant, earned))
    });
    Ok(with_incomes.collect())
}

#[derive(AsChangeset, Insertable)]
#[diesel(table_name = participants, treat_none_as_null = true)]
struct Columns<'a> {
    nik: &'a str,
    name: &'a str,
    search_name: &'a str,
    birth_date: &'a str,
    sex: &'a str,
    rt: &'a str,
    kelurahan: &'a str,
    kecamatan: &'a str,
    occupation: &'a str,
    segment: &'a str,
    kpj: &'a str,
    declared_income: i64,
    paid_from: &'a str,
    paid_through: &'a str,
    phone: Option<String>,
    email: Option<String>,
    office_id: Id,
    updated_at: At,
    gaps: &'a str,
}

fn columns(participant: &Participant) -> Columns<'_> {
    Columns {
        nik: &participant.nik,
        name: &participant.name,
        search_name: &participant.search_name,
        birth_date: &participant.birth_date,
        sex: &participant.sex,
        rt: &participant.rt,
        kelurahan: &participant.kelurahan,
        kecamatan: &participant.kecamatan,
        occupation: &participant.occupation,
        segment: &participant.segment,
        kpj: &participant.kpj,
        declared_income: participant.declared_income,
        paid_from: &participant.paid_from,
        paid_through: &participant.paid_through,
        phone: participant.phone.clone(),
        email: participant.email.clone(),
        office_id: Id(participant.office_id),
        updated_at: At(participant.updated_at),
        gaps: &participant.gaps,
    }
}

/// A person as they are stored; `gaps` are those known so far.
fn as_stored(id: Uuid, person: &Registered, gaps: &str, office: Uuid, now: DateTime<Utc>) -> Participant {
    let person = person.clone();
    Participant {
        id,
        search_name: search_form(&person.name),
        nik: person.nik,
        name: person.name,
        birth_date: person.birth_date,
        sex: person.sex,
        rt: person.rt,
        kelurahan: person.kelurahan,
        kecamatan: person.kecamatan,
        occupation: person.occupation,
        segment: person.segment,
        kpj: person.kpj,
        declared_income: person.declared_income,
        paid_from: person.paid_from,
        paid_through: person.paid_through,
        phone: person.phone,
        email: person.email,
        office_id: office,
        updated_at: now,
        gaps: person.gaps.unwrap_or_else(|| gaps.to_owned()),
    }
}
