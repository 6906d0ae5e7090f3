//! Offices, accounts, tokens, definitions and settings.

use santun::store::queries::{self, Account, Definition, Token};
use santun::store::{Conflict, StoreError};
use uuid::Uuid;

use super::fixture::{Desk, Read, answer, now};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    an_address_belongs_to_one_account,
    a_token_stops_with_its_person_and_by_itself,
    a_released_definition_never_changes,
    settings_are_set_and_read,
    old_answers_are_forgotten,
);

fn account(desk: &Desk, email: &str) -> Account {
    Account {
        id: desk.id(),
        name: "Rina".into(),
        email: email.into(),
        role: "supervisor".into(),
        office_id: None,
        password_hash: Some("$argon2id$..".into()),
        active: true,
        created_at: now(),
    }
}

fn token(desk: &Desk, account: Option<Uuid>, hash: u8) -> Token {
    Token {
        id: desk.id(),
        account_id: account,
        role: "insurer".into(),
        name: "test".into(),
        hash: vec![hash; 32],
        created_at: now(),
        last_used_at: None,
        revoked_at: None,
    }
}

async fn an_address_belongs_to_one_account(database: TestDatabase) {
    let desk = Desk::new(&database);
    let rina = account(&desk, "Rina@Jambi.example");
    desk.store.write_now(|db| queries::add_account(db, &rina)).unwrap();
    let twin = account(&desk, "rina@jambi.EXAMPLE");
    let refused = desk.store.write_now(|db| queries::add_account(db, &twin)).unwrap_err();
    assert!(matches!(refused, StoreError::Conflict(Conflict::Taken(key)) if key == "accounts_email"));
    desk.store
        .write_now(|db| -> Read<()> {
            let found = queries::account_by_email(db, "RINA@jambi.example")?.unwrap();
            assert_eq!((found.id, found.email.as_str()), (rina.id, "rina@jambi.example"));
            assert!(queries::set_password_hash(db, rina.id, None)?);
            assert!(!queries::set_account_active(db, Uuid::nil(), false)?);
            assert_eq!(queries::account_by_id(db, rina.id)?.unwrap().password_hash, None);
            assert_eq!(queries::accounts(db)?.len(), 1);
            assert_eq!(queries::account_names(db, &[rina.id, Uuid::nil()])?, [(rina.id, "Rina".to_owned())]);
            assert_eq!(queries::account_names(db, &[])?, []);
            assert_eq!(queries::offices(db)?[0].name, "Jambi");
            assert_eq!(queries::office_by_name(db, "Jambi")?, queries::office_by_id(db, desk.office)?);
            Ok(())
        })
        .unwrap();
}

async fn a_token_stops_with_its_person_and_by_itself(database: TestDatabase) {
    let desk = Desk::new(&database);
    let rina = account(&desk, "rina@jambi.example");
    let (hers, machine) = (token(&desk, Some(rina.id), 1), token(&desk, None, 2));
    desk.store
        .write_now(|db| -> Read<()> {
            queries::add_account(db, &rina)?;
            queries::add_token(db, &hers)?;
            queries::add_token(db, &machine)?;
            queries::touch_token(db, hers.id, now())?;
            let holder = queries::caller_by_token_hash(db, &[1; 32])?.unwrap();
            assert_eq!((holder.account.unwrap().id, holder.token.last_used_at), (rina.id, Some(now())));
            let holder = queries::caller_by_token_hash(db, &[2; 32])?.unwrap();
            assert_eq!((holder.account, holder.token.role.as_str()), (None, "insurer"));
            assert_eq!(queries::caller_by_token_hash(db, &[3; 32])?, None);
            queries::set_account_active(db, rina.id, false)?;
            assert_eq!(queries::caller_by_token_hash(db, &[1; 32])?, None);
            assert!(queries::revoke_token(db, machine.id, now())?);
            assert!(!queries::revoke_token(db, machine.id, now())?);
            assert_eq!(queries::caller_by_token_hash(db, &[2; 32])?, None);
            assert_eq!(queries::tokens_of(db, rina.id)?.len(), 1);
            Ok(())
        })
        .unwrap();
}

async fn a_released_definition_never_changes(database: TestDatabase) {
    let desk = Desk::new(&database);
    let put = |version: i64, sha256: &str| {
        let definition = Definition {
            kind: "workflow".into(),
            name: "jkm".into(),
            version,
            sha256: sha256.into(),
            source: "states: {}".into(),
            stored_at: now(),
        };
        desk.store.write_now(|db| queries::put_definition(db, &definition))
    };
    assert!(put(1, "aa").unwrap());
    assert!(!put(1, "aa").unwrap());
    assert!(put(2, "bb").unwrap());
    assert!(matches!(put(1, "bb"), Err(StoreError::Conflict(Conflict::DefinitionChanged { version: 1, .. }))));
    let all = desk.store.read_now(|db| queries::definitions_of(db, "workflow")).unwrap();
    assert_eq!(all.iter().map(|one| (one.version, one.sha256.as_str())).collect::<Vec<_>>(), [(1, "aa"), (2, "bb")]);
}

async fn settings_are_set_and_read(database: TestDatabase) {
    let desk = Desk::new(&database);
    desk.store
        .write_now(|db| -> Read<()> {
            assert_eq!(queries::setting(db, "insurer_secret")?, None);
            queries::put_setting(db, "insurer_secret", "whsec_1")?;
            queries::put_setting(db, "insurer_secret", "whsec_2")?;
            assert_eq!(queries::setting(db, "insurer_secret")?.as_deref(), Some("whsec_2"));
            Ok(())
        })
        .unwrap();
}

async fn old_answers_are_forgotten(database: TestDatabase) {
    let desk = Desk::new(&database);
    desk.store.write_now(|db| queries::save_answer(db, &answer("k1"))).unwrap();
    let twin = desk.store.write_now(|db| queries::save_answer(db, &answer("k1"))).unwrap_err();
    assert!(matches!(twin, StoreError::Conflict(_)));
    assert_eq!(desk.store.write_now(|db| queries::forget_answers(db, now())).unwrap(), 0);
    let later = super::fixture::after_hours(1);
    assert_eq!(desk.store.write_now(|db| queries::forget_answers(db, later)).unwrap(), 1);
}
