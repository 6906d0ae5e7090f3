//! Opening, migrating, and what a transaction promises.

use santun::store::{OpenMode, Store, StoreError};

use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(a_migrated_database_is_known_as_such);

async fn a_migrated_database_is_known_as_such(database: TestDatabase) {
    let store = database.store();
    assert!(store.is_migrated().unwrap());
    store.migrate().unwrap();
    store.read(|_| Ok::<_, StoreError>(())).await.unwrap();
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
