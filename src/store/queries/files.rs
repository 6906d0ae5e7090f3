//! The index of papers.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::store::columns::Id;
use crate::store::schema::{claims, files};
use crate::store::{Db, StoreError};

/// A paper as stored.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct StoredFile {
    /// The document's id.
    pub id: Uuid,
    /// The claim it belongs to.
    pub claim_id: Uuid,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its length in bytes.
    pub size: i64,
    /// Its media type.
    pub media_type: String,
    /// The name it came with.
    pub file_name: String,
    /// When it was received.
    pub received_at: DateTime<Utc>,
}

/// The paper with an id.
pub fn file_by_id(db: &mut Db, id: Uuid) -> Result<Option<StoredFile>, StoreError> {
    Ok(files::table.filter(files::id.eq(Id(id))).first(db).optional()?)
}

/// The papers of a claim, in the order of their ids.
pub fn files_of(db: &mut Db, claim: Uuid) -> Result<Vec<StoredFile>, StoreError> {
    Ok(files::table.filter(files::claim_id.eq(Id(claim))).order(files::id).load(db)?)
}

/// Whether a claim has a paper with these bytes.
pub fn claim_has_file(db: &mut Db, claim: Uuid, sha256: &str) -> Result<bool, StoreError> {
    let found: i64 =
        files::table.filter(files::sha256.eq(sha256)).filter(files::claim_id.eq(Id(claim))).count().get_result(db)?;
    Ok(found > 0)
}

/// Up to 50 papers of other claims with the same bytes, each with the number of its claim.
pub fn same_file_elsewhere(db: &mut Db, sha256: &str, claim: Uuid) -> Result<Vec<(StoredFile, String)>, StoreError> {
    Ok(files::table
        .inner_join(claims::table)
        .filter(files::sha256.eq(sha256))
        .filter(files::claim_id.ne(Id(claim)))
        .select((files::all_columns, claims::number))
        .order((files::received_at, files::id))
        .limit(50)
        .load(db)?)
}
