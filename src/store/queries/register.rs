//! Importing the register.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use std::collections::BTreeMap;
use uuid::Uuid;

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
    /// See [`Participant::paid_from`].
    pub paid_from: String,
    /// See [`Participant::paid_through`].
    pub paid_through: String,
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
/// how many people are done, now and then.
pub fn import_participants(
    db: &mut Db,
    office: Uuid,
    people: &[Registered],
    ids: &dyn Ids,
    now: DateTime<Utc>,
    progress: &dyn Fn(u64),
) -> Result<Imported, StoreError> {
    let mut imported = Imported::default();
    let mut done = 0;
    for chunk in people.chunks(500) {
        let mut known = known_people(db, chunk)?;
        for person in chunk {
            match known.get(&person.nik) {
                Some(found) if found.office_id != office => imported.elsewhere.push(person.nik.clone()),
                Some(found) if as_registered(found) == *person => imported.unchanged += 1,
                Some(found) => {
                    let changed = participants::table.filter(participants::id.eq(Id(found.id)));
                    diesel::update(changed)
                        .set(columns(person, &search_form(&person.name), office, now))
                        .execute(db)?;
                    imported.changed += 1;
                }
                None => {
                    let id = ids.next(now);
                    diesel::insert_into(participants::table)
                        .values((participants::id.eq(Id(id)), columns(person, &search_form(&person.name), office, now)))
                        .execute(db)?;
                    known.insert(person.nik.clone(), as_stored(id, person, office, now));
                    imported.added += 1;
                }
            }
            done += 1;
        }
        progress(done);
    }
    Ok(imported)
}

fn known_people(db: &mut Db, people: &[Registered]) -> Result<BTreeMap<String, Participant>, StoreError> {
    let niks: Vec<&str> = people.iter().map(|person| person.nik.as_str()).collect();
    let found: Vec<Participant> = participants::table.filter(participants::nik.eq_any(niks)).load(db)?;
    Ok(found.into_iter().map(|participant| (participant.nik.clone(), participant)).collect())
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
}

fn columns<'a>(person: &'a Registered, search_name: &'a str, office: Uuid, now: DateTime<Utc>) -> Columns<'a> {
    Columns {
        nik: &person.nik,
        name: &person.name,
        search_name,
        birth_date: &person.birth_date,
        sex: &person.sex,
        rt: &person.rt,
        kelurahan: &person.kelurahan,
        kecamatan: &person.kecamatan,
        occupation: &person.occupation,
        segment: &person.segment,
        kpj: &person.kpj,
        declared_income: person.declared_income,
        paid_from: &person.paid_from,
        paid_through: &person.paid_through,
        phone: person.phone.clone(),
        email: person.email.clone(),
        office_id: Id(office),
        updated_at: At(now),
    }
}

fn as_registered(found: &Participant) -> Registered {
    let found = found.clone();
    Registered {
        nik: found.nik,
        name: found.name,
        birth_date: found.birth_date,
        sex: found.sex,
        rt: found.rt,
        kelurahan: found.kelurahan,
        kecamatan: found.kecamatan,
        occupation: found.occupation,
        segment: found.segment,
        kpj: found.kpj,
        declared_income: found.declared_income,
        paid_from: found.paid_from,
        paid_through: found.paid_through,
        phone: found.phone,
        email: found.email,
    }
}

fn as_stored(id: Uuid, person: &Registered, office: Uuid, now: DateTime<Utc>) -> Participant {
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
    }
}
