//! Letters that the mail server does not take, and whose fault that is.

use std::time::Duration;

use chrono::TimeDelta;
use santun::mail::{Address, Route, Sender, SmtpServer, Tls};
use santun::outbox::{FailureKind, mailer};

use super::post::{ADMIN, Office, RINA, SITI, worker_by};
use crate::support::database::{TestDatabase, on_each_database};
use crate::support::smtp_sink::{At, Manner, SmtpSink};

on_each_database!(
    a_letter_refused_for_itself_becomes_a_call_once_others_are_taken,
    the_same_by_a_server_that_says_so,
    a_letter_that_is_refused_alone_becomes_a_call_after_four_days,
    wrong_settings_cost_a_letter_none_of_its_days,
    days_in_which_the_office_is_closed_are_not_counted,
    a_server_that_is_away_for_an_hour_is_the_administrators_alarm,
    a_letter_taken_in_between_says_that_the_server_is_there,
    a_letter_that_kills_its_worker_ends_also_after_a_refusal,
);

const OTHER: &str = "dewi@warga.example";

async fn is_called(office: &Office, claim: &santun::claim::Claim) -> bool {
    let calls = office.desk().calls_of_claim(claim.number.as_str(), &office.rina).await.unwrap();
    calls.iter().any(|call| call.name == "Siti Aminah" && call.reason == "undeliverable")
}

async fn a_letter_refused_for_itself_becomes_a_call_once_others_are_taken(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    office.post.refuses_always(SITI, FailureKind::Doubtful);
    office.send().await;
    assert_eq!(office.post.subjects(ADMIN).len(), 1, "the house takes its own");
    office.walk.pass(TimeDelta::minutes(31));
    office.send().await;
    assert_eq!(office.alarms().await, ["mail_trouble"]);
    assert!(!is_called(&office, &claim).await, "nothing was taken for a family: the settings may be wrong");

    office.open(1, Some(OTHER), None).await;
    office.send().await;
    assert_eq!(office.post.subjects(OTHER).len(), 1);
    assert_eq!(office.alarms().await, ["mail_trouble"], "the one that raised it still waits");
    office.walk.pass(TimeDelta::minutes(31));
    assert_eq!(office.send().await.dead, 1);
    assert!(is_called(&office, &claim).await);
    assert_eq!(office.alarms().await, [""; 0], "with the next letter that is taken: the word to the caseworker");
    assert_eq!(office.post.subjects(RINA).len(), 1);
    assert_eq!(office.post.subjects(ADMIN).len(), 1, "nobody was written to twice");
    office.audit().await;
}

async fn the_same_by_a_server_that_says_so(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    let no = Manner::Say(At::Letter, "550 5.7.1 Message rejected due to content restrictions");
    let sink = SmtpSink::start(&[no, Manner::Well, Manner::Well, no]).await;
    let server =
        SmtpServer { host: sink.address.ip().to_string(), port: sink.address.port(), tls: Tls::None, log_in: None };
    let sender = Sender { from: Address::parse("santun@kantor.example").unwrap(), reply_to: None };
    let way = mailer(&Route::Smtp(server), sender, Duration::from_mins(1)).unwrap();
    let worker = worker_by(way, office.desk(), "first");
    // The family's, and the word to the administrator.
    assert_eq!(worker.send_letters().await.unwrap().delivered, 1);
    office.open(1, Some(OTHER), None).await;
    assert_eq!(worker.send_letters().await.unwrap().delivered, 1);
    office.walk.pass(TimeDelta::minutes(31));
    assert_eq!(worker.send_letters().await.unwrap().dead, 1);
    assert!(is_called(&office, &claim).await);
}

async fn a_letter_that_is_refused_alone_becomes_a_call_after_four_days(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    office.post.refuses_always(SITI, FailureKind::Doubtful);
    for _ in 0..8 {
        office.send().await;
        assert!(!is_called(&office, &claim).await);
        office.walk.pass(TimeDelta::hours(12));
    }
    assert_eq!(office.post.subjects(ADMIN).len(), 1, "once, not at every try");
    assert_eq!(office.send().await.dead, 1);
    assert!(is_called(&office, &claim).await);
}

async fn wrong_settings_cost_a_letter_none_of_its_days(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    office.post.refuses_always(SITI, FailureKind::Misconfigured);
    for _ in 0..7 {
        office.send().await;
        office.pass_days(1);
    }
    office.post.refuses_always(SITI, FailureKind::Transient);
    assert_eq!(office.send().await.dead, 0, "its first attempt");
    assert_eq!(office.desk().neglected(&office.budi).await.unwrap().iter().filter(|it| it.what == "mail").count(), 0);
    office.pass_days(4);
    assert_eq!(office.send().await.dead, 0);
    assert!(office.told(&claim).await.contains(&"documents_wanted mail pending".to_owned()));
    office.pass_days(1);
    assert_eq!(office.send().await.dead, 1, "five days are over");
}

async fn days_in_which_the_office_is_closed_are_not_counted(database: TestDatabase) {
    let office = Office::new(database).await;
    office.at("2026-02-27T09:00");
    let claim = office.wants_papers(0, Some(SITI)).await;
    office.send().await;
    // The last hours before Lebaran.
    office.at("2026-03-17T15:50");
    assert!(office.desk().fire_due_rungs(100).await.unwrap().fired > 0);
    office.post.refuses_always(SITI, FailureKind::Transient);
    office.send().await;
    office.at("2026-03-17T16:30");
    office.post.forgives();
    office.send().await;
    let last = |told: Vec<String>| told.last().cloned().unwrap();
    assert_eq!(last(office.told(&claim).await), "reminder mail pending", "nobody is reminded in the evening");
    let neglected = office.desk().neglected(&office.budi).await.unwrap();
    assert!(neglected.iter().all(|it| it.what != "mail"), "{neglected:?}");
    office.at("2026-03-25T08:05");
    office.post.refuses_always(SITI, FailureKind::Transient);
    assert_eq!(office.send().await.dead, 0, "eight days of holidays are none of its own");
    office.post.forgives();
    office.walk.pass(TimeDelta::minutes(10));
    office.send().await;
    assert_eq!(last(office.told(&claim).await), "reminder mail delivered");
}

async fn a_server_that_is_away_for_an_hour_is_the_administrators_alarm(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    office.post.refuses(&[FailureKind::Unreachable; 20]);
    for _ in 0..3 {
        office.send().await;
        assert_eq!(office.alarms().await, [""; 0]);
        office.walk.pass(TimeDelta::minutes(25));
    }
    office.send().await;
    assert_eq!(office.alarms().await, ["mail_trouble"]);
    office.post.forgives();
    office.walk.pass(TimeDelta::hours(2));
    office.send().await;
    assert_eq!(office.told(&claim).await.last().unwrap(), "documents_wanted mail delivered");
    assert_eq!(office.alarms().await, [""; 0], "it is over");
}

async fn a_letter_taken_in_between_says_that_the_server_is_there(database: TestDatabase) {
    let office = Office::new(database).await;
    office.wants_papers(0, Some(SITI)).await;
    office.post.refuses_always(SITI, FailureKind::Unreachable);
    office.send().await;
    office.walk.pass(TimeDelta::minutes(40));
    office.open(1, Some(OTHER), None).await;
    office.send().await;
    assert_eq!(office.post.subjects(OTHER).len(), 1);
    office.walk.pass(TimeDelta::minutes(40));
    office.send().await;
    assert_eq!(office.alarms().await, [""; 0]);
}

async fn a_letter_that_kills_its_worker_ends_also_after_a_refusal(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    office.post.refuses(&[FailureKind::Transient]);
    office.send().await;
    let lease = TimeDelta::seconds(100);
    for _ in 1..santun::outbox::MAIL_ATTEMPTS_MAX {
        office.walk.pass(TimeDelta::minutes(2));
        assert_eq!(office.desk().lease_deliveries("mail", "dies", lease, 10).await.unwrap().len(), 1);
    }
    office.walk.pass(TimeDelta::minutes(2));
    assert_eq!(office.send().await.dead, 1, "nobody else is killed by it");
    assert!(is_called(&office, &claim).await);
}
