//! A database of its own for every test, on `SQLite` and on `PostgreSQL`.

use santun::store::{OpenMode, Store};
use std::fs;
use std::future::Future;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use tempfile::TempDir;

use super::postgres;

/// Runs the named async tests, each `async fn(TestDatabase)`, on both databases.
macro_rules! on_each_database {
    ($($name:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[test]
            fn $name() {
                let database = $crate::support::database::TestDatabase::sqlite();
                $crate::support::database::run(super::$name(database));
            })+
        }
        mod on_postgres {
            $(#[test]
            fn $name() {
                if let Some(database) = $crate::support::database::TestDatabase::postgres(stringify!($name)) {
                    $crate::support::database::run(super::$name(database));
                }
            })+
        }
    };
}
pub(crate) use on_each_database;

/// A migrated database without rows, gone when dropped.
pub(crate) struct TestDatabase {
    url: String,
    kept: Kept,
}

/// What holds the database in being.
enum Kept {
    File { _folder: TempDir },
    Server { name: String },
}

impl TestDatabase {
    /// A file of its own, copied from one that was migrated once per process.
    pub(crate) fn sqlite() -> Self {
        static TEMPLATE: OnceLock<Vec<u8>> = OnceLock::new();
        let template = TEMPLATE.get_or_init(|| {
            let database = Self::empty_sqlite();
            database.store().migrate().unwrap();
            // All connections are closed here, so the log has been folded into the file.
            fs::read(database.path()).unwrap()
        });
        let database = Self::empty_sqlite();
        fs::write(database.path(), template).unwrap();
        database
    }

    /// A file that does not exist yet.
    pub(crate) fn empty_sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("santun.db").display());
        Self { url, kept: Kept::File { _folder: folder } }
    }

    /// A database of its own on the server, or none (said aloud) where there is no server.
    pub(crate) fn postgres(test: &str) -> Option<Self> {
        Self::on_server(test, Some(postgres::TEMPLATE))
    }

    /// As [`TestDatabase::postgres`], without any table.
    pub(crate) fn empty_postgres(test: &str) -> Option<Self> {
        Self::on_server(test, None)
    }

    fn on_server(test: &str, template: Option<&str>) -> Option<Self> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let Some(server) = postgres::server() else {
            postgres::say_skipped(test);
            return None;
        };
        let name = format!("santun_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        server.create(&name, template);
        Some(Self { url: server.url(&name), kept: Kept::Server { name } })
    }

    /// The URL that a program would be given.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// The file of an embedded database.
    pub(crate) fn path(&self) -> PathBuf {
        PathBuf::from(self.url.strip_prefix("sqlite://").unwrap())
    }

    /// Whether this one is on the server.
    pub(crate) fn is_postgres(&self) -> bool {
        matches!(self.kept, Kept::Server { .. })
    }

    /// A store with few connections: many tests share one server.
    pub(crate) fn store(&self) -> Store {
        Store::open_sized(&self.url, OpenMode::CreateIfMissing, 4).unwrap()
    }

    /// Runs SQL behind the store's back, to see or to spoil what it wrote.
    pub(crate) fn execute(&self, sql: &str) {
        postgres::execute(&self.url, sql);
    }

    /// The texts that a query of one column named `text` answers with.
    pub(crate) fn texts(&self, query: &str) -> Vec<String> {
        postgres::texts(&self.url, query)
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Kept::Server { name } = &self.kept
            && let Some(server) = postgres::server()
        {
            server.drop_database(name);
        }
    }
}

/// Runs one async test to its end.
pub(crate) fn run(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(test);
}
