//! Reports of an event: found again at another office, and beside people of the same name.

use santun::claim::{AccountId, Actor, Claim, Command, OfficeId};
use santun::desk::DeskError;
use santun::ids::SeededIds;
use santun::law::clock::jakarta_date;
use santun::store::queries::{self, Registered};
use santun::store::{OpenMode, Store};
use santun::workflow::Role;
use serde_json::json;
use uuid::Uuid;

use crate::support::database::{TestDatabase, on_each_database};
use crate::support::walk::{Walk, change, open, report, start, step, whole_claim};

on_each_database!(
    a_report_finds_its_claim_at_another_office,
    a_claim_that_may_not_go_on_is_told_where,
    a_twin_is_found_among_three_hundred_of_one_name,
);

/// Moves a claim to another office, which is the deed of a supervisor of all offices.
async fn move_away(walk: &Walk, claim: &Claim) {
    let muaro = walk.desk.ensure_office("Muaro").await.unwrap().id;
    let anywhere = Actor::staff(Role::Supervisor, AccountId(Uuid::from_u128(9)), None);
    let command = Command::MoveOffice { office: OfficeId(muaro), reason: "alamat keluarga".into() };
    change(&walk.desk, claim.number.as_str(), &anywhere, command, None).await.unwrap();
}

async fn a_report_finds_its_claim_at_another_office(database: TestDatabase) {
    let walk = Walk::new(&database).await;
    let claim = open(&walk.desk, &walk.caseworker, 0, None).await.unwrap();
    move_away(&walk, &claim).await;
    // Twice: the second report says nothing new.
    for _ in 0..2 {
        let refused = open(&walk.desk, &walk.caseworker, 0, None).await.unwrap_err();
        assert!(matches!(&refused, DeskError::ClaimExists(number) if *number == claim.number.as_str()), "{refused}");
        let notes = walk.claim(&claim).notes;
        assert_eq!(notes.len(), 1);
        assert_eq!(notes[0].by.0, "system");
        assert!(notes[0].text.contains("Pelapor: Siti"), "{}", notes[0].text);
    }
    // Somebody who may report nothing leaves no word behind either.
    let auditor = Actor::staff(Role::Auditor, AccountId(Uuid::from_u128(3)), walk.caseworker.office);
    let refused = open(&walk.desk, &auditor, 0, None).await.unwrap_err();
    assert!(matches!(refused, DeskError::Refused(_)), "{refused}");
    assert_eq!(walk.claim(&claim).notes.len(), 1);
}

/// A rejected claim makes room for another one of the same person; an appeal then meets that one.
async fn a_claim_that_may_not_go_on_is_told_where(database: TestDatabase) {
    let walk = Walk::new(&database).await;
    let first = open(&walk.desk, &walk.caseworker, 0, None).await.unwrap();
    walk.step(first.number.as_str(), "accept", &json!({})).await;
    let reason = json!({ "reason": "Keluarga menarik klaim." });
    walk.step(first.number.as_str(), "withdraw", &reason).await;
    let second = open(&walk.desk, &walk.caseworker, 0, None).await.unwrap();
    move_away(&walk, &second).await;
    for _ in 0..2 {
        let reopen = step("reopen", &reason);
        let refused = change(&walk.desk, first.number.as_str(), &walk.supervisor, reopen, None).await.unwrap_err();
        assert!(matches!(&refused, DeskError::ClaimExists(number) if *number == second.number.as_str()), "{refused}");
        let notes = walk.claim(&second).notes;
        assert_eq!(notes.len(), 1);
        assert!(notes[0].text.contains(first.number.as_str()), "{}", notes[0].text);
    }
    assert_eq!(walk.claim(&first).state.to_string(), "withdrawn");
}

async fn a_twin_is_found_among_three_hundred_of_one_name(database: TestDatabase) {
    let walk = Walk::new(&database).await;
    let namesake = |count: u32| Registered {
        nik: format!("157102160886{count:04}"),
        name: "Dedi  Bambang".into(),
        birth_date: "1986-08-16".into(),
        sex: "L".into(),
        rt: "031".into(),
        kelurahan: "Pakuan Baru".into(),
        kecamatan: "Jambi Selatan".into(),
        occupation: "buruh angkut".into(),
        segment: "pekerja_rentan".into(),
        kpj: format!("{count:011}"),
        declared_income: 1_000_000,
        income_from: None,
        paid_from: "2025-05".into(),
        paid_through: "2026-12".into(),
        gaps: None,
        phone: None,
        email: None,
    };
    let mut people: Vec<Registered> = (1..=300).map(namesake).collect();
    // Of the same name, and yet somebody else.
    people.push(Registered { birth_date: "1970-01-01".into(), ..namesake(301) });
    people.push(Registered { name: "Dedi Bambang Effendi".into(), ..namesake(302) });
    let store = Store::open_sized(&walk.url, OpenMode::MustExist, 1).unwrap();
    let office = walk.caseworker.office.unwrap().0;
    let ids = SeededIds::new(7);
    store
        .write_now(|db| {
            queries::import_participants(db, office, &people, &ids, start(), jakarta_date(start()), &|_| ())
        })
        .unwrap();

    let of = async |count: u32| report_of(&walk, &namesake(count).nik).await;
    let (twin, elder, longer) = (of(300).await, of(301).await, of(302).await);
    assert!(twin.alerts.is_empty() && elder.alerts.is_empty() && longer.alerts.is_empty());
    let claim = of(1).await;
    let kinds: Vec<&str> = claim.alerts.iter().map(|alert| alert.kind.as_str()).collect();
    assert_eq!(kinds, ["possible_twin"]);
    assert_eq!(claim.alerts[0].evidence, json!({ "claims": [twin.number] }));
}

async fn report_of(walk: &Walk, nik: &str) -> Claim {
    let answered = walk.desk.open_claim(&walk.caseworker, &report(nik), None, &whole_claim).await.unwrap();
    serde_json::from_value(answered.answer.body).unwrap()
}
