//! The few places where the two databases differ, apart from the ledger's own statements: opening, preparing a
//! connection, beginning a transaction, migrating.

use diesel::connection::{AnsiTransactionManager, SimpleConnection as _, TransactionManager as _};
use diesel::migration::{Migration, MigrationSource};
use diesel::prelude::*;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness as _, embed_migrations};
use std::error::Error;

use super::location::{Location, without_password};
use super::{Db, StoreError};

const SQLITE_MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES_MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Replicas that migrate at the same time wait for each other on this key (`PostgreSQL` advisory lock).
const MIGRATION_LOCK: i64 = 0x7361_6e74_756e;

/// What a transaction is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// All statements see the same snapshot; nothing is changed.
    Read,
    /// On `SQLite` the lock for writing is taken at once: taken later, it fails whenever two writers meet.
    Write,
}

/// Opens one connection, with the database's own words if it fails, but never with a password in them.
pub(super) fn connect(location: &Location) -> Result<Db, StoreError> {
    match location {
        Location::File(path) => {
            let unavailable = |error: &dyn Error| StoreError::Unavailable(format!("{}: {error}", path.display()));
            let mut connection =
                SqliteConnection::establish(&path.to_string_lossy()).map_err(|error| unavailable(&error))?;
            // The time to wait for a lock comes first: changing to WAL needs a lock itself.
            let pragmas = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; \
                           PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;";
            connection.batch_execute(pragmas).map_err(|error| unavailable(&error))?;
            Ok(Db::Sqlite(connection))
        }
        Location::Server(url) => PgConnection::establish(url)
            .map(Db::Postgres)
            .map_err(|error| StoreError::Unavailable(without_password(&error.to_string(), url))),
    }
}

/// Begins a transaction.
pub(super) fn begin(db: &mut Db, purpose: Purpose) -> QueryResult<()> {
    match (db, purpose) {
        (Db::Sqlite(connection), Purpose::Read) => AnsiTransactionManager::begin_transaction_sql(connection, "BEGIN"),
        (Db::Sqlite(connection), Purpose::Write) => {
            AnsiTransactionManager::begin_transaction_sql(connection, "BEGIN IMMEDIATE")
        }
        (Db::Postgres(connection), Purpose::Read) => {
            AnsiTransactionManager::begin_transaction_sql(connection, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        }
        (Db::Postgres(connection), Purpose::Write) => {
            AnsiTransactionManager::begin_transaction_sql(connection, "BEGIN")
        }
    }
}

/// Whether a connection may be dead through no fault of the statement sent over it.
pub(super) fn can_lose_connections(db: &Db) -> bool {
    matches!(db, Db::Postgres(_))
}

/// Commits a transaction.
///
/// `PostgreSQL` answers `COMMIT` of a transaction in which a statement failed with a silent rollback. The statement
/// in front, sent in the same message, fails in that case, so that nobody is told of a commit that was none.
pub(super) fn commit(db: &mut Db) -> QueryResult<()> {
    match db {
        Db::Sqlite(connection) => AnsiTransactionManager::commit_transaction(connection),
        Db::Postgres(connection) => connection.batch_execute("SELECT 1; COMMIT"),
    }
}

/// Opens a savepoint inside a transaction.
pub(super) fn open_savepoint(db: &mut Db) -> QueryResult<()> {
    match db {
        Db::Sqlite(connection) => AnsiTransactionManager::begin_transaction(connection),
        Db::Postgres(connection) => AnsiTransactionManager::begin_transaction(connection),
    }
}

/// Keeps what was written since the innermost savepoint.
pub(super) fn keep_savepoint(db: &mut Db) -> QueryResult<()> {
    match db {
        Db::Sqlite(connection) => AnsiTransactionManager::commit_transaction(connection),
        Db::Postgres(connection) => AnsiTransactionManager::commit_transaction(connection),
    }
}

/// Rolls back to the innermost savepoint, or the whole transaction if there is none.
pub(super) fn roll_back(db: &mut Db) -> QueryResult<()> {
    match db {
        Db::Sqlite(connection) => AnsiTransactionManager::rollback_transaction(connection),
        Db::Postgres(connection) => AnsiTransactionManager::rollback_transaction(connection),
    }
}

/// Runs what is missing of the migrations, inside the caller's transaction.
pub(super) fn run_migrations(db: &mut Db) -> Result<(), StoreError> {
    match db {
        Db::Sqlite(connection) => {
            connection.run_pending_migrations(SQLITE_MIGRATIONS).map_err(StoreError::Broken)?;
        }
        Db::Postgres(connection) => {
            diesel::sql_query(format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")).execute(connection)?;
            connection.run_pending_migrations(POSTGRES_MIGRATIONS).map_err(StoreError::Broken)?;
        }
    }
    Ok(())
}

/// The versions of all migrations that this program knows for the database at hand, sorted.
pub(super) fn known_migrations(db: &Db) -> Result<Vec<String>, StoreError> {
    match db {
        Db::Sqlite(_) => versions(MigrationSource::<diesel::sqlite::Sqlite>::migrations(&SQLITE_MIGRATIONS)),
        Db::Postgres(_) => versions(MigrationSource::<diesel::pg::Pg>::migrations(&POSTGRES_MIGRATIONS)),
    }
}

fn versions<DB: diesel::backend::Backend>(
    migrations: diesel::migration::Result<Vec<Box<dyn Migration<DB>>>>,
) -> Result<Vec<String>, StoreError> {
    let mut versions: Vec<_> = migrations
        .map_err(StoreError::Broken)?
        .iter()
        .map(|migration| migration.name().version().to_string())
        .collect();
    versions.sort();
    Ok(versions)
}
