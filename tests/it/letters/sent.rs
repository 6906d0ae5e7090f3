//! What becomes of letters: refused, tried again, given up, come back, unwanted.

use santun::desk::BounceTaken;
use santun::outbox::FailureKind;

use super::post::{Office, RINA, SITI};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    a_refused_address_becomes_a_call_and_an_alarm,
    a_busy_server_is_tried_again_for_four_days,
    wrong_settings_are_the_administrators_alarm,
    a_letter_that_comes_back_is_taken_once,
    who_wants_fewer_letters_gets_only_those_that_must_be,
    a_letter_under_way_is_taken_up_when_its_worker_dies,
);

async fn alerts(office: &Office, kind: &str) -> usize {
    let wanted =
        santun::desk::AlertList { kind: Some(kind.to_owned()), limit: 200, ..santun::desk::AlertList::default() };
    office.desk().alerts(&office.budi, &wanted).await.unwrap().items.len()
}

async fn a_refused_address_becomes_a_call_and_an_alarm(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    office.post.refuses(&[FailureKind::AddressRefused]);
    // The word to the caseworker leaves in the same round.
    let report = office.send().await;
    assert_eq!((report.dead, report.delivered), (1, 1));
    assert_eq!(alerts(&office, "mail_dead").await, 1);
    let calls = office.desk().calls_of_claim(claim.number.as_str(), &office.rina).await.unwrap();
    let reasons: Vec<_> = calls.iter().map(|call| (call.name.as_str(), call.reason.as_str())).collect();
    assert_eq!(reasons, [("Siti", "no_address"), ("Siti Aminah", "undeliverable")]);
    assert_eq!(calls[1].phone.as_deref(), Some("0812-1"));
    assert_eq!(office.told(&claim).await.last().unwrap(), "undelivered mail delivered");
    assert_eq!(office.post.subjects(RINA).len(), 1, "and the caseworker knows");
    office.audit().await;
}

async fn a_busy_server_is_tried_again_for_four_days(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    let began = office.desk().now();
    office.post.refuses(&[FailureKind::Transient; 50]);
    let mut tries = 0;
    while office.told(&claim).await.contains(&"documents_wanted mail pending".to_owned()) {
        let report = office.send().await;
        tries += report.retried + report.dead;
        office.walk.pass(chrono::TimeDelta::minutes(20));
        assert!(tries < 100, "it never ends");
    }
    let lasted = office.desk().now() - began;
    assert_eq!(tries, 13);
    assert!((3..=5).contains(&lasted.num_days()), "{lasted}");
    assert_eq!(alerts(&office, "mail_dead").await, 1);
}

async fn wrong_settings_are_the_administrators_alarm(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    office.post.refuses(&[FailureKind::Misconfigured; 6]);
    for _ in 0..3 {
        assert!(office.send().await.retried >= 1);
        office.walk.pass(chrono::TimeDelta::hours(24));
    }
    let alarms = office.desk().alarms(&office.budi).await.unwrap();
    assert_eq!(alarms.iter().map(|alarm| alarm.kind.as_str()).collect::<Vec<_>>(), ["mail_trouble"]);
    assert_eq!(alerts(&office, "mail_dead").await, 0, "the family's address is not at fault");
    // The family's letter, and the word to the administrator.
    assert_eq!(office.send().await.delivered, 2);
    assert_eq!(office.post.subjects(super::post::ADMIN).len(), 1);
    assert_eq!(office.desk().alarms(&office.budi).await.unwrap(), [], "it is over");
    assert_eq!(office.told(&claim).await.last().unwrap(), "documents_wanted mail delivered");
}

async fn a_letter_that_comes_back_is_taken_once(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    office.send().await;
    let letter = office.letters(&claim).await.pop().unwrap().id;
    assert_eq!(office.desk().take_bounce(letter, "5.1.1 no such user").await.unwrap(), BounceTaken::Taken);
    assert_eq!(office.desk().take_bounce(letter, "5.1.1 no such user").await.unwrap(), BounceTaken::Known);
    let unknown = uuid::Uuid::from_u128(1);
    assert_eq!(office.desk().take_bounce(unknown, "5.1.1").await.unwrap(), BounceTaken::NotOurs);
    assert_eq!(alerts(&office, "mail_dead").await, 1);
    let told = office.told(&claim).await;
    assert!(told.contains(&"documents_wanted mail bounced".to_owned()), "{told:?}");
    office.audit().await;
}

async fn who_wants_fewer_letters_gets_only_those_that_must_be(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    office.at("2025-11-20T09:00");
    office.desk().fire_due_rungs(100).await.unwrap();
    office.send().await;
    let out = office.post.taken().into_iter().find_map(|mail| mail.unsubscribe).unwrap();
    let token = out.rsplit('/').next().unwrap();
    assert!(office.desk().is_fewer_letters_link(token).await.unwrap());
    office.desk().want_fewer_letters(token).await.unwrap();
    office.desk().want_fewer_letters(token).await.unwrap();
    assert!(office.walk.claim(&claim).people[0].fewer_letters);
    office.at("2025-11-27T09:00");
    assert_eq!(office.desk().fire_due_rungs(100).await.unwrap().fired, 1);
    assert_eq!(office.told(&claim).await.last().unwrap(), "reminder declined declined");
    let reject = serde_json::json!({ "reason": "Bukan peserta", "rule": "PP 44/2015 ps. 25" });
    office.supervise(&claim, "reject", reject).await;
    assert_eq!(office.told(&claim).await.last().unwrap(), "refused mail pending", "this one must be");
    assert!(!office.desk().is_fewer_letters_link("nobody").await.unwrap());
}

async fn a_letter_under_way_is_taken_up_when_its_worker_dies(database: TestDatabase) {
    let office = Office::new(database).await;
    office.wants_papers(0, Some(SITI)).await;
    let taken =
        office.desk().lease_deliveries("mail", "dead worker", chrono::TimeDelta::seconds(100), 10).await.unwrap();
    assert_eq!(taken.len(), 1);
    assert_eq!(office.send().await.delivered, 0, "somebody has it");
    office.walk.pass(chrono::TimeDelta::seconds(101));
    assert_eq!(office.send().await.delivered, 1);
}
