//! What can go wrong in the store, grouped by what the caller can do about it.
//!
//! `Unavailable` passes by itself: try again later, or answer 503. `Refused` is for the person who runs the
//! program: the text says what to do. `Conflict` means that somebody else was there first: look again and
//! decide anew. `Broken` is a fault of ours or of the disk: it is logged with its source and answered opaquely.

use diesel::result::{DatabaseErrorKind, Error as DieselError};
use std::error::Error;

/// A failure of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be reached or is too busy; the same call may succeed later.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// The database is not usable as it was named; the text tells its operator what to do.
    #[error("{0}")]
    Refused(String),
    /// A value that must be unique is taken.
    #[error("{0}")]
    Conflict(Conflict),
    /// Nothing the caller can mend.
    #[error("the store failed: {0}")]
    Broken(#[source] Box<dyn Error + Send + Sync>),
}

/// Which value was taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Conflict {
    /// A unique value, by table and column, such as `accounts_email`.
    #[error("already taken: {0}")]
    Taken(String),
    /// A definition of the same name and version has another text.
    #[error("{kind} {name} version {version} is stored with another text: a released version never changes")]
    DefinitionChanged {
        /// What it defines, such as `workflow`.
        kind: String,
        /// Its name.
        name: String,
        /// Its version.
        version: i64,
    },
}

impl StoreError {
    /// A fault that has only a sentence.
    pub(crate) fn broken(sentence: impl Into<String>) -> Self {
        Self::Broken(sentence.into().into())
    }
}

impl From<DieselError> for StoreError {
    fn from(error: DieselError) -> Self {
        if let Some(key) = taken_key(&error) {
            return Self::Conflict(Conflict::Taken(key));
        }
        match &error {
            DieselError::DatabaseError(
                DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::SerializationFailure,
                info,
            ) => Self::Unavailable(info.message().to_owned()),
            DieselError::DatabaseError(_, info) if passes_by_itself(info.message()) => {
                Self::Unavailable(info.message().to_owned())
            }
            _ => Self::Broken(Box::new(error)),
        }
    }
}

/// The unique value that a statement ran into, as `table_column` on both databases; for a key of several columns
/// the table (`PostgreSQL`) or the table and its first column (`SQLite`).
pub(super) fn taken_key(error: &DieselError) -> Option<String> {
    let DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, info) = error else { return None };
    if let Some(name) = info.constraint_name() {
        let name = name.strip_suffix("_key").or_else(|| name.strip_suffix("_pkey")).unwrap_or(name);
        return Some(name.to_owned());
    }
    let columns = info.message().rsplit(": ").next().unwrap_or_default();
    Some(columns.split(", ").next().unwrap_or_default().replace('.', "_"))
}

/// Diesel has no kind for these: a lock not gained in time, a deadlock, a server that stops or is full.
fn passes_by_itself(message: &str) -> bool {
    const PASSING: [&str; 7] = [
        "database is locked",
        "deadlock detected",
        "terminating connection",
        "server closed the connection",
        "the database system is",
        "too many clients",
        "no connection to the server",
    ];
    PASSING.iter().any(|phrase| message.contains(phrase))
}
