//! Released procedures and law tables, and the settings of this installation.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::store::columns::At;
use crate::store::schema::{definitions, settings};
use crate::store::{Conflict, Db, StoreError};

/// A released text.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Definition {
    /// What it defines, such as `workflow`.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: i64,
    /// SHA-256 of `source`, in hexadecimal.
    pub sha256: String,
    /// The text.
    pub source: String,
    /// When it was first stored.
    pub stored_at: DateTime<Utc>,
}

/// Stores a text unless it is stored already; says whether it was new. The same version with another hash is a
/// conflict: what was released never changes.
pub fn put_definition(db: &mut Db, definition: &Definition) -> Result<bool, StoreError> {
    match definition_of(db, &definition.kind, &definition.name, definition.version)? {
        Some(stored) if stored.sha256 == definition.sha256 => Ok(false),
        Some(_) => Err(StoreError::Conflict(Conflict::DefinitionChanged {
            kind: definition.kind.clone(),
            name: definition.name.clone(),
            version: definition.version,
        })),
        None => {
            diesel::insert_into(definitions::table)
                .values((
                    definitions::kind.eq(&definition.kind),
                    definitions::name.eq(&definition.name),
                    definitions::version.eq(definition.version),
                    definitions::sha256.eq(&definition.sha256),
                    definitions::source.eq(&definition.source),
                    definitions::stored_at.eq(At(definition.stored_at)),
                ))
                .execute(db)?;
            Ok(true)
        }
    }
}

/// One version of one text.
pub fn definition_of(db: &mut Db, kind: &str, name: &str, version: i64) -> Result<Option<Definition>, StoreError> {
    Ok(definitions::table
        .filter(definitions::kind.eq(kind))
        .filter(definitions::name.eq(name))
        .filter(definitions::version.eq(version))
        .first(db)
        .optional()?)
}

/// All texts of a kind, by name and version.
pub fn definitions_of(db: &mut Db, kind: &str) -> Result<Vec<Definition>, StoreError> {
    Ok(definitions::table
        .filter(definitions::kind.eq(kind))
        .order((definitions::name, definitions::version))
        .load(db)?)
}

/// The value of a setting.
pub fn setting(db: &mut Db, name: &str) -> Result<Option<String>, StoreError> {
    Ok(settings::table.filter(settings::name.eq(name)).select(settings::value).first(db).optional()?)
}

/// The value of a setting that is to be changed by it: nobody else changes it before this transaction ends.
pub fn setting_to_change(db: &mut Db, name: &str) -> Result<Option<String>, StoreError> {
    // PostgreSQL holds a row for whoever writes it; SQLite has one writer at a time.
    let row = settings::table.filter(settings::name.eq(name));
    diesel::update(row).set(settings::value.eq(settings::value)).execute(db)?;
    setting(db, name)
}

/// Sets a setting, whether it was there or not. Two callers that set a new one at the same moment: one gets a
/// conflict.
pub fn put_setting(db: &mut Db, name: &str, value: &str) -> Result<(), StoreError> {
    let updated =
        diesel::update(settings::table.filter(settings::name.eq(name))).set(settings::value.eq(value)).execute(db)?;
    if updated == 0 {
        diesel::insert_into(settings::table)
            .values((settings::name.eq(name), settings::value.eq(value)))
            .execute(db)?;
    }
    Ok(())
}
