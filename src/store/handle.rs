//! The handle that the rest of the program holds: it opens the database and runs work in transactions.

use diesel::prelude::*;
use diesel::r2d2::Pool;
use std::sync::Arc;

use super::backend::{self, Purpose};
#[cfg(debug_assertions)]
use super::fault::Death;
use super::fault::Fault;
use super::ledger::Group;
use super::location::Location;
use super::pool::{self, Opener};
use super::{Db, StoreError};

/// What to do when the file of an embedded database is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenMode {
    /// Create it, with its folder.
    CreateIfMissing,
    /// Refuse and say what to do: a typing error must not become a new database.
    MustExist,
}

/// The database of one desk. Cheap to clone; all clones share their connections.
#[derive(Clone, Debug)]
pub struct Store {
    readers: Pool<Opener>,
    writers: Pool<Opener>,
    /// Where changes of claims wait for each other, on a database with one writer.
    group: Option<Arc<Group>>,
    fault: Arc<Fault>,
}

impl Store {
    /// Connections kept by [`Store::open`] at most.
    pub const DEFAULT_CONNECTIONS: u32 = 16;

    /// Opens the database behind a URL, `sqlite://PATH` or `postgres://..`, and tries a first connection so that
    /// a wrong address is told at once and in the database's own words.
    pub fn open(url: &str, mode: OpenMode) -> Result<Self, StoreError> {
        Self::open_sized(url, mode, Self::DEFAULT_CONNECTIONS)
    }

    /// As [`Store::open`], with a number of connections that it never exceeds (but one more to write on `SQLite`).
    pub fn open_sized(url: &str, mode: OpenMode, connections: u32) -> Result<Self, StoreError> {
        let location = Location::parse(url)?;
        prepare_file(&location, mode)?;
        backend::connect(&location)?;
        let readers = pool::new(&location, connections.max(1));
        // SQLite has one writer at a time whatever we do. Waiting for the only connection that writes is fair and
        // wakes at once; several connections would poll the lock of the file and starve each other.
        let (writers, group) = match location {
            Location::File(_) => (pool::new(&location, 1), Some(Arc::default())),
            Location::Server(_) => (readers.clone(), None),
        };
        Ok(Self { readers, writers, group, fault: Arc::default() })
    }

    /// Where changes of claims wait for each other, if they should.
    pub(super) fn group(&self) -> Option<&Group> {
        self.group.as_deref()
    }

    /// Brings the tables up to date. Any number of replicas may do it at the same time: one works, the others
    /// wait and find nothing left to do. All or nothing.
    pub fn migrate(&self) -> Result<(), StoreError> {
        self.write_now(backend::run_migrations)
    }

    /// Whether every migration that this program knows has been run. Changes nothing.
    pub fn is_migrated(&self) -> Result<bool, StoreError> {
        let complete = self.read_now(|db| {
            let known = backend::known_migrations(db)?;
            let run: Vec<String> = migrations::table.select(migrations::version).load(db)?;
            Ok(known.iter().all(|version| run.contains(version)))
        });
        match complete {
            Ok(complete) => Ok(complete),
            // The table of migrations itself is missing: nothing was ever run.
            Err(StoreError::Broken(error)) if is_missing_table(&error.to_string()) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.read(|_| Ok(())).await
    }

    /// Lets the process that holds this store die at its `nth` commit from now on; see `fault`.
    #[cfg(debug_assertions)]
    pub fn die_at(&self, nth: u32, death: Death) {
        self.fault.set(nth, death);
    }

    /// Lets whoever uses this store take turns on one thread, so that two of them meet in the same way every time.
    #[cfg(debug_assertions)]
    pub fn take_turns(&self) {
        self.fault.take_turns();
    }

    /// Takes a death back that has not come.
    #[cfg(debug_assertions)]
    pub fn live_on(&self) {
        self.fault.clear();
    }

    /// Whether the process that held this store has died.
    #[cfg(debug_assertions)]
    pub fn is_dead(&self) -> bool {
        self.fault.is_dead()
    }

    /// Runs `work` on a thread where it may block, over one snapshot of the database.
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Db) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let store = self.clone();
        self.apart(move || store.read_now(work)).await
    }

    /// Runs `work` on a thread where it may block, in one transaction that is committed if and only if `work`
    /// answers `Ok`. No mail, web call or file belongs inside.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Db) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let store = self.clone();
        self.apart(move || store.write_now(work)).await
    }

    /// Runs blocking work off the async threads, under the span of its caller.
    pub(super) async fn apart<T, E>(&self, work: impl FnOnce() -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        if self.fault.takes_turns() {
            Fault::turn().await;
            return work();
        }
        let span = tracing::Span::current();
        match tokio::task::spawn_blocking(move || span.in_scope(work)).await {
            Ok(result) => result,
            Err(stopped) => match stopped.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(_) => Err(StoreError::Unavailable("the program is stopping".into()).into()),
            },
        }
    }

    /// [`Store::read`] on the caller's own thread, for the command line.
    pub fn read_now<T, E: From<StoreError>>(&self, work: impl FnOnce(&mut Db) -> Result<T, E>) -> Result<T, E> {
        run(&self.readers, &self.fault, Purpose::Read, work)
    }

    /// [`Store::write`] on the caller's own thread, for the command line.
    pub fn write_now<T, E: From<StoreError>>(&self, work: impl FnOnce(&mut Db) -> Result<T, E>) -> Result<T, E> {
        run(&self.writers, &self.fault, Purpose::Write, work)
    }
}

/// Diesel has no kind for this; the words are those of `SQLite` and of `PostgreSQL`, whose relation is named so that
/// a server that speaks another language is understood too.
fn is_missing_table(message: &str) -> bool {
    message.contains("no such table") || message.contains("__diesel_schema_migrations")
}

fn prepare_file(location: &Location, mode: OpenMode) -> Result<(), StoreError> {
    let Location::File(path) = location else { return Ok(()) };
    if path.exists() {
        return Ok(());
    }
    let path_text = path.display();
    if mode == OpenMode::MustExist {
        return Err(StoreError::Refused(format!("there is no database at {path_text}: run santun migrate")));
    }
    match path.parent() {
        Some(folder) => std::fs::create_dir_all(folder)
            .map_err(|error| StoreError::Refused(format!("cannot create the folder of {path_text}: {error}"))),
        None => Ok(()),
    }
}

fn run<T, E: From<StoreError>>(
    pool: &Pool<Opener>,
    fault: &Fault,
    purpose: Purpose,
    work: impl FnOnce(&mut Db) -> Result<T, E>,
) -> Result<T, E> {
    fault.begin()?;
    let mut held = pool::begun(pool, purpose)?;
    match work(&mut held.db) {
        Ok(value) => match fault.commit(purpose, || Ok(backend::commit(&mut held.db)?)) {
            Ok(()) => Ok(value),
            Err(error) => {
                // Closing the connection rolls back whatever is left of the transaction.
                held.lost = true;
                Err(error.into())
            }
        },
        Err(refused) => {
            // What `work` said is what the caller needs to know; a failed rollback only costs the connection.
            held.lost = backend::roll_back(&mut held.db).is_err();
            Err(refused)
        }
    }
}

diesel::table! {
    #[sql_name = "__diesel_schema_migrations"]
    migrations (version) {
        version -> Text,
    }
}
