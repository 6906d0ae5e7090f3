//! Calls go with who has to make them: to who stands in, to a colleague when an account is closed, and with their claim.

use santun::claim::{AccountId, Actor, Claim, Command};
use santun::desk::StaffChoice;
use santun::law::Language;
use santun::workflow::Role;
use uuid::Uuid;

use super::post::{BUDI, Office, RINA};
use crate::support::database::{TestDatabase, on_each_database};
use crate::support::walk::change;

on_each_database!(
    who_stands_in_has_the_calls_that_wait_already,
    calls_of_a_closed_account_pass_on,
    calls_go_to_whom_their_claim_is_given,
    calls_go_with_their_claim_to_another_office,
);

const JOKO: &str = "joko@kantor.example";

/// How many calls somebody's list has and their menu says.
async fn waiting(office: &Office, actor: &Actor) -> (usize, i64) {
    let list = office.desk().calls(actor, true, 50, None).await.unwrap().items;
    (list.len(), office.desk().my_calls(actor).await.unwrap())
}

/// Who has to make the calls about a claim.
async fn officers(office: &Office, claim: &Claim, reader: &Actor) -> Vec<Option<String>> {
    let calls = office.desk().calls_of_claim(claim.number.as_str(), reader).await.unwrap();
    calls.into_iter().map(|call| call.officer_name).collect()
}

async fn who_stands_in_has_the_calls_that_wait_already(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.open(0, None, Some("0812-2")).await;
    let joko = office.hire("Joko", JOKO, Role::Caseworker, "Jambi").await;
    assert_eq!((waiting(&office, &office.rina).await, waiting(&office, &joko).await), ((1, 1), (0, 0)));
    let choice = |from: &str, until: &str| StaffChoice {
        language: Language::Id,
        wants_digest: true,
        away: Some((from.parse().unwrap(), until.parse().unwrap())),
        deputy: joko.user,
    };
    let rina = office.rina.user.unwrap();
    office.desk().choose_letters(rina, &choice("2025-11-05", "2025-11-06")).await.unwrap();
    assert_eq!(waiting(&office, &joko).await, (0, 0), "she is still there");
    for day in ["2025-11-05", "2025-11-06"] {
        office.at(&format!("{day}T08:30"));
        assert_eq!(waiting(&office, &joko).await, (1, 1), "{day}");
    }
    assert_eq!(officers(&office, &claim, &joko).await, [Some("Rina".to_owned())], "it stays hers");
    assert_eq!(office.desk().send_digests().await.unwrap(), 1, "Joko has his");
    office.send().await;
    let digest = office.post.taken().into_iter().find(|mail| mail.to.email.as_str() == JOKO).unwrap();
    assert!(digest.text.to_lowercase().contains("1 telepon kepada keluarga menunggu anda"), "{}", digest.text);
    office.at("2025-11-07T08:30");
    assert_eq!((waiting(&office, &office.rina).await, waiting(&office, &joko).await), ((1, 1), (0, 0)));
}

async fn calls_of_a_closed_account_pass_on(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.open(0, None, Some("0812-2")).await;
    office.walk.work(claim.number.as_str(), Command::Assign(office.rina.user)).await;
    let joko = office.hire("Joko", JOKO, Role::Caseworker, "Jambi").await;
    office.desk().disable_user(RINA).await.unwrap();
    assert_eq!(officers(&office, &claim, &joko).await, [Some("Joko".to_owned())]);
    assert_eq!(waiting(&office, &joko).await, (1, 1));
    office.desk().disable_user(JOKO).await.unwrap();
    assert_eq!(officers(&office, &claim, &office.budi).await, [Some("Budi".to_owned())], "the supervisor is left");
    office.desk().disable_user(BUDI).await.unwrap();
    assert_eq!(officers(&office, &claim, &office.budi).await, [None]);
    // Whoever comes next finds it among their own.
    let sari = office.hire("Sari", "sari@kantor.example", Role::Caseworker, "Jambi").await;
    assert_eq!(waiting(&office, &sari).await, (1, 1));
    let elsewhere = office.hire("Ucok", "ucok@kantor.example", Role::Caseworker, "Muaro").await;
    assert_eq!(waiting(&office, &elsewhere).await, (0, 0));
}

async fn calls_go_to_whom_their_claim_is_given(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.open(0, None, Some("0812-2")).await;
    let other = office.open(1, None, Some("0812-3")).await;
    let joko = office.hire("Joko", JOKO, Role::Caseworker, "Jambi").await;
    let number = claim.number.as_str();
    office.walk.work(number, Command::Assign(joko.user)).await;
    assert_eq!(officers(&office, &claim, &joko).await, [Some("Joko".to_owned())]);
    assert_eq!((waiting(&office, &office.rina).await, waiting(&office, &joko).await), ((1, 1), (1, 1)));
    office.walk.work(number, Command::Assign(None)).await;
    assert_eq!(officers(&office, &claim, &joko).await, [Some("Joko".to_owned())], "one voice, until another has it");
    assert_eq!(officers(&office, &other, &joko).await, [Some("Rina".to_owned())]);
    office.audit().await;
}

async fn calls_go_with_their_claim_to_another_office(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.open(0, None, Some("0812-2")).await;
    let ucok = office.hire("Ucok", "ucok@kantor.example", Role::Caseworker, "Muaro").await;
    let anywhere = Actor::staff(Role::Supervisor, AccountId(Uuid::from_u128(9)), None);
    let moved = Command::MoveOffice { office: ucok.office.unwrap(), reason: "Alamat keluarga.".to_owned() };
    change(office.desk(), claim.number.as_str(), &anywhere, moved, None).await.unwrap();
    assert_eq!(officers(&office, &claim, &ucok).await, [Some("Ucok".to_owned())]);
    assert_eq!((waiting(&office, &office.rina).await, waiting(&office, &ucok).await), ((0, 0), (1, 1)));
    // Nobody makes it: only the office that has the claim now reads of whom.
    office.at("2025-11-07T09:00");
    let calls = async |actor: &Actor| {
        let neglected = office.desk().neglected(actor).await.unwrap();
        neglected.into_iter().filter(|item| item.what == "Siti").count()
    };
    assert_eq!((calls(&office.budi).await, calls(&ucok).await), (0, 1));
}
