//! Definitions are kept: every procedure and law table is stored under its name, version and hash, and a claim runs
//! on the stored text of its version.

use sha2::{Digest, Sha256};

use crate::law::LawBook;
use crate::store::queries::{self, Definition};
use crate::store::{Conflict, Store, StoreError};
use crate::workflow::{Catalogue, Problem};

/// The kind under which procedures are stored.
const WORKFLOW: &str = "workflow";
/// The kind under which law tables are stored.
const LAW: &str = "law";

/// Why the definitions of this program and of the database do not go together.
#[derive(Debug, thiserror::Error)]
pub enum DefinitionError {
    /// The database failed, or holds another text under the same version.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A definition does not load: every problem, a line each.
    #[error("{0}")]
    Broken(String),
}

/// Stores what this program carries and reads back everything that any claim may run on.
///
/// # Errors
/// [`DefinitionError`]; the same version with another text stops the start.
pub fn keep(store: &Store, law: &LawBook, now: chrono::DateTime<chrono::Utc>) -> Result<Catalogue, DefinitionError> {
    let shipped = Catalogue::shipped().map_err(|found| problems(&found))?;
    let workflows =
        shipped.sources().map(|(name, version, text)| definition(WORKFLOW, name.as_str(), version, text, now));
    let tables = law.sources().iter().map(|source| definition(LAW, &source.name, source.version, &source.text, now));
    let all: Vec<Definition> = workflows.chain(tables).collect();
    let stored = stored(store, &all)?;
    // The store holds the same text under the same version, or the start has stopped: nothing is read twice.
    let known =
        |row: &Definition| u32::try_from(row.version).is_ok_and(|version| shipped.get(&row.name, version).is_some());
    if stored.iter().all(known) {
        return Ok(shipped);
    }
    let sources: Vec<(String, &str)> =
        stored.iter().map(|row| (format!("{} version {}", row.name, row.version), row.source.as_str())).collect();
    Catalogue::from_sources(sources.iter().map(|(name, text)| (name.as_str(), *text))).map_err(|found| problems(&found))
}

/// Stores what is not stored yet and reads all procedures back. Replicas that start at the same moment store the
/// same rows: whoever comes second is refused, looks again and finds them.
fn stored(store: &Store, all: &[Definition]) -> Result<Vec<Definition>, StoreError> {
    let mut tries_left = all.len();
    loop {
        let outcome = store.write_now(|db| {
            for definition in all {
                queries::put_definition(db, definition)?;
            }
            queries::definitions_of(db, WORKFLOW)
        });
        match outcome {
            // Each refusal means that at least one more of them has been stored meanwhile.
            Err(StoreError::Conflict(Conflict::Taken(_))) if tries_left > 0 => tries_left -= 1,
            other => return other,
        }
    }
}

fn problems(problems: &[Problem]) -> DefinitionError {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    DefinitionError::Broken(lines.join("\n"))
}

fn definition(kind: &str, name: &str, version: u32, text: &str, now: chrono::DateTime<chrono::Utc>) -> Definition {
    Definition {
        kind: kind.to_owned(),
        name: name.to_owned(),
        version: i64::from(version),
        sha256: hex::encode(Sha256::digest(text.as_bytes())),
        source: text.to_owned(),
        stored_at: now,
    }
}
