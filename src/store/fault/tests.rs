use super::Death;
use crate::store::{OpenMode, Store, StoreError, queries};

fn check(death: Death, kept: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("santun.db").display());
    let store = Store::open_sized(&url, OpenMode::CreateIfMissing, 1).unwrap();
    store.migrate().unwrap();
    let put = |key: &'static str| store.write_now(|db| queries::put_setting(db, key, "1"));
    store.die_at(2, death);
    put("first").unwrap();
    assert!(matches!(put("second"), Err(StoreError::Unavailable(_))));
    assert!(store.is_dead());
    assert!(matches!(put("third"), Err(StoreError::Unavailable(_))));
    let survivor = Store::open_sized(&url, OpenMode::MustExist, 1).unwrap();
    let stands = |key: &&str| survivor.read_now(|db| queries::setting(db, key)).unwrap().is_some();
    let found: Vec<&str> = ["first", "second", "third"].into_iter().filter(stands).collect();
    assert_eq!(found, kept, "{death:?}");
}

#[test]
fn a_process_dies_at_the_commit_that_was_named_and_does_nothing_after_it() {
    check(Death::BeforeCommit, &["first"]);
    check(Death::AfterCommit, &["first", "second"]);
}
