//! Opening, migrating, and what a transaction promises.

use chrono::{DateTime, Utc};
use santun::store::queries::{self, Office};
use santun::store::{OpenMode, Store, StoreError};
use uuid::Uuid;

use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    a_migrated_database_is_known_as_such,
    a_swallowed_failure_is_never_taken_for_a_commit,
    a_read_is_one_snapshot,
    a_panic_rolls_back,
);

async fn a_migrated_database_is_known_as_such(database: TestDatabase) {
    let store = database.store();
    assert!(store.is_migrated().unwrap());
    store.migrate().unwrap();
    store.ping().await.unwrap();
}

fn migrates_from_nothing(database: &TestDatabase) {
    let store = database.store();
    assert!(!store.is_migrated().unwrap());
    let replicas: Vec<_> = (0..4)
        .map(|_| {
            let store = database.store();
            std::thread::spawn(move || store.migrate())
        })
        .collect();
    for replica in replicas {
        replica.join().unwrap().unwrap();
    }
    assert!(store.is_migrated().unwrap());
}

#[test]
fn many_replicas_may_migrate_sqlite_at_once() {
    migrates_from_nothing(&TestDatabase::empty_sqlite());
}

#[test]
fn many_replicas_may_migrate_postgres_at_once() {
    if let Some(database) = TestDatabase::empty_postgres("many_replicas_may_migrate_postgres_at_once") {
        migrates_from_nothing(&database);
    }
}

#[test]
fn a_missing_file_is_told_and_not_created() {
    let database = TestDatabase::empty_sqlite();
    let refused = Store::open(database.url(), OpenMode::MustExist).unwrap_err().to_string();
    assert!(refused.ends_with("run santun migrate"), "{refused}");
    assert!(!database.path().exists());
}

#[test]
fn the_database_itself_says_why_it_cannot_be_opened() {
    let url = "postgres://desk:very-secret@/desk?host=/nowhere/at/all";
    let refused = Store::open(url, OpenMode::MustExist).unwrap_err().to_string();
    assert!(refused.contains("/nowhere/at/all"), "{refused}");
    assert!(!refused.contains("very-secret"), "{refused}");
}

/// A statement failed, and the work went on as if nothing had been: no database may then commit the rest silently.
async fn a_swallowed_failure_is_never_taken_for_a_commit(database: TestDatabase) {
    let store = database.store();
    let result = store.write_now(|db| -> Result<(), StoreError> {
        queries::put_setting(db, "kept", "yes")?;
        let office = Office { id: Uuid::nil(), name: "Jambi".into(), created_at: DateTime::<Utc>::UNIX_EPOCH };
        queries::add_office(db, &office)?;
        assert!(queries::add_office(db, &office).is_err());
        Ok(())
    });
    let kept = store.read_now(|db| queries::setting(db, "kept")).unwrap();
    assert_eq!(result.is_ok(), kept.is_some(), "{result:?}");
    assert_eq!(result.is_err(), database.is_postgres());
    store.write_now(|db| queries::put_setting(db, "after", "works")).unwrap();
}

/// Both halves of a read see the same moment.
async fn a_read_is_one_snapshot(database: TestDatabase) {
    let store = database.store();
    store.write_now(|db| queries::put_setting(db, "x", "1")).unwrap();
    let seen = store.read_now(|db| -> Result<_, StoreError> {
        let first = queries::setting(db, "x")?;
        store.write_now(|other| queries::put_setting(other, "x", "2"))?;
        Ok((first, queries::setting(db, "x")?))
    });
    let (first, second) = seen.unwrap();
    assert_eq!(first, second);
}

/// Only a server can drop a connection; on a file there is nothing between the pool and the database.
#[test]
fn a_connection_that_the_server_dropped_is_replaced() {
    let Some(database) = TestDatabase::postgres("a_connection_that_the_server_dropped_is_replaced") else { return };
    let store = database.store();
    store.write_now(|db| queries::put_setting(db, "x", "1")).unwrap();
    database.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
         WHERE datname = current_database() AND pid <> pg_backend_pid()",
    );
    assert_eq!(store.read_now(|db| queries::setting(db, "x")).unwrap().as_deref(), Some("1"));
}

/// A panic in the work rolls back and costs nobody else their connection.
#[expect(clippy::panic, reason = "the test is about a panic")]
async fn a_panic_rolls_back(database: TestDatabase) {
    let store = database.store();
    let work = store.clone();
    let panicked = std::thread::spawn(move || {
        work.write_now(|db| -> Result<(), StoreError> {
            queries::put_setting(db, "x", "1")?;
            panic!("as the test wants");
        })
    });
    assert!(panicked.join().is_err());
    assert_eq!(store.read_now(|db| queries::setting(db, "x")).unwrap(), None);
    store.write_now(|db| queries::put_setting(db, "x", "2")).unwrap();
}
