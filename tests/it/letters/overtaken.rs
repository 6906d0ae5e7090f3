//! What is asked again when a letter leaves: whether it is still true, where its reader is reached, and its link.

use chrono::TimeDelta;
use santun::claim::{Claim, Command, PersonDetails};
use santun::desk::FamilyLinkState;
use santun::letters::LetterKind;
use santun::outbox::FailureKind;

use super::post::{Office, RINA, SITI, siti};
use crate::support::database::{TestDatabase, on_each_database};
use crate::support::walk::send_paper;

on_each_database!(
    nobody_is_reminded_of_a_claim_that_has_moved_on,
    nobody_is_asked_for_papers_that_are_there,
    who_wants_fewer_letters_gets_none_that_waited,
    nobody_is_reminded_of_a_date_that_has_passed,
    a_link_that_is_over_is_made_anew,
    an_invitation_is_made_anew_unless_it_was_taken,
    a_letter_goes_to_the_address_of_now,
    a_letter_without_an_address_becomes_a_call,
    a_letter_that_was_given_up_keeps_no_link_and_is_sent_to_the_right_address,
);

const RIGHT: &str = "siti.aminah@warga.example";

/// What became of the last letter of a kind.
async fn last(office: &Office, claim: &Claim, kind: &str) -> String {
    let letters = office.letters(claim).await;
    letters.into_iter().rfind(|letter| letter.kind.as_str() == kind).map(|letter| letter.state).unwrap()
}

/// A claim whose family has its request for papers, and a reminder that did not leave.
async fn reminded(office: &Office) -> Claim {
    let claim = office.wants_papers(0, Some(SITI)).await;
    office.send().await;
    office.at("2025-11-20T15:30");
    office.desk().fire_due_rungs(100).await.unwrap();
    office.post.refuses_always(SITI, FailureKind::Transient);
    office.send().await;
    office.post.forgives();
    office.walk.pass(TimeDelta::seconds(1));
    assert_eq!(last(office, &claim, "reminder").await, "pending");
    claim
}

fn reminders(office: &Office) -> usize {
    office.post.subjects(SITI).len() - 1
}

async fn nobody_is_reminded_of_a_claim_that_has_moved_on(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = reminded(&office).await;
    let reject = serde_json::json!({ "reason": "Bukan peserta", "rule": "PP 44/2015 ps. 25" });
    office.supervise(&claim, "reject", reject).await;
    office.at("2025-11-21T09:00");
    office.send().await;
    let letters = office.letters(&claim).await;
    let reminder = letters.iter().find(|letter| letter.kind.as_str() == "reminder").unwrap();
    assert_eq!((reminder.state.as_str(), reminder.error.as_deref()), ("cancelled", Some("moved_on")));
    assert_eq!(last(&office, &claim, "refused").await, "delivered");
    assert_eq!(office.post.subjects(SITI).len(), 2, "the request and the refusal");
    let owed = office.desk().obligations(&office.budi, 50, None).await.unwrap();
    assert!(owed.items.iter().all(|item| item.what != "mail"), "{:?}", owed.items);
}

async fn nobody_is_asked_for_papers_that_are_there(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = reminded(&office).await;
    let widow = office.walk.claim(&claim).people[0].id;
    for kind in ["kpj", "ktp", "kk", "akta_kematian", "surat_ahli_waris", "formulir_4"] {
        send_paper(office.desk(), claim.number.as_str(), &office.rina, kind, None, None).await.unwrap();
    }
    for kind in ["buku_nikah", "ktp", "rekening"] {
        send_paper(office.desk(), claim.number.as_str(), &office.rina, kind, Some(widow), None).await.unwrap();
    }
    office.at("2025-11-21T09:00");
    office.send().await;
    let letters = office.letters(&claim).await;
    let reminder = letters.iter().find(|letter| letter.kind.as_str() == "reminder").unwrap();
    assert_eq!((reminder.state.as_str(), reminder.error.as_deref()), ("cancelled", Some("nothing_missing")));
    assert_eq!(reminders(&office), 0);
}

async fn who_wants_fewer_letters_gets_none_that_waited(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = reminded(&office).await;
    let person = office.walk.claim(&claim).people[0].id;
    office.walk.work(claim.number.as_str(), Command::ChooseLetters { person, fewer: true }).await;
    office.at("2025-11-21T09:00");
    office.send().await;
    assert_eq!(last(&office, &claim, "reminder").await, "cancelled");
    assert_eq!(reminders(&office), 0);
}

async fn nobody_is_reminded_of_a_date_that_has_passed(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = reminded(&office).await;
    office.at("2026-01-05T09:00");
    office.send().await;
    assert_eq!(last(&office, &claim, "reminder").await, "cancelled");
    assert_eq!(reminders(&office), 0);
}

/// The token of a one-time link in a letter.
fn token(text: &str, path: &str) -> String {
    let rest = text.split(&format!("https://desk.example/{path}/")).nth(1).unwrap();
    rest.split_whitespace().next().unwrap().trim_end_matches(['.', ')', ',']).to_owned()
}

async fn a_link_that_is_over_is_made_anew(database: TestDatabase) {
    let office = Office::new(database).await;
    office.wants_papers(0, Some(SITI)).await;
    office.post.refuses_always(SITI, FailureKind::Misconfigured);
    office.send().await;
    office.pass_days(4);
    office.post.forgives();
    office.send().await;
    let mail = office.post.taken().into_iter().find(|mail| mail.to.email.as_str() == SITI).unwrap();
    let state = office.desk().family_link(&token(&mail.text, "m")).await.unwrap();
    assert!(matches!(state, FamilyLinkState::Good { .. }), "{state:?}");
    // Written on 4 November, for 72 hours.
    for part in [&mail.text, &mail.html] {
        assert!(part.contains("Selasa, 11 November 2025, 10.00 WIB; jangan diteruskan"), "{part}");
        assert!(!part.contains("Jumat, 7 November 2025"), "{part}");
    }
}

async fn an_invitation_is_made_anew_unless_it_was_taken(database: TestDatabase) {
    let office = Office::new(database).await;
    office.post.refuses_always(RINA, FailureKind::Misconfigured);
    let first = office.desk().invite(RINA, None).await.unwrap();
    office.send().await;
    office.pass_days(4);
    assert!(office.desk().invitation(&first.token).await.unwrap().is_none(), "it is over");
    office.post.forgives();
    office.send().await;
    let mail = office.post.taken().into_iter().find(|mail| mail.to.email.as_str() == RINA).unwrap();
    assert!(office.desk().invitation(&token(&mail.text, "undangan")).await.unwrap().is_some());

    office.post.refuses_always(RINA, FailureKind::Misconfigured);
    let second = office.desk().invite(RINA, None).await.unwrap();
    office.send().await;
    office.walk.pass(TimeDelta::hours(1));
    office.desk().accept_invitation(&second.token, "jembatan-batanghari-7", "laptop").await.unwrap();
    office.post.forgives();
    office.send().await;
    assert_eq!(office.post.subjects(RINA).len(), 1, "told by telephone meanwhile");
}

async fn corrected(office: &Office, claim: &Claim, email: Option<&str>) {
    let person = office.walk.claim(claim).people[0].id;
    let details: PersonDetails = siti(email);
    office.walk.work(claim.number.as_str(), Command::ChangePerson { person, details }).await;
}

async fn a_letter_goes_to_the_address_of_now(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    office.post.refuses_always(SITI, FailureKind::Transient);
    office.send().await;
    corrected(&office, &claim, Some(RIGHT)).await;
    office.walk.pass(TimeDelta::minutes(10));
    office.send().await;
    // With the letter that tells of the change; the one for the old address still goes there.
    assert_eq!(office.post.subjects(RIGHT).len(), 2);
    let letters = office.letters(&claim).await;
    let at = |address: &str| letters.iter().filter(|letter| letter.address.as_deref() == Some(address)).count();
    assert_eq!((letters.len(), at(RIGHT), at(SITI)), (4, 2, 1));
    let letter = letters.into_iter().find(|letter| letter.kind == LetterKind::DocumentsWanted).unwrap();
    assert_eq!((letter.state.as_str(), letter.address.as_deref()), ("delivered", Some(RIGHT)));
}

async fn a_letter_without_an_address_becomes_a_call(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    corrected(&office, &claim, None).await;
    assert_eq!(office.send().await.dead, 1);
    assert_eq!(office.post.subjects(SITI), ["Kontak pada klaim berubah"]);
    let calls = office.desk().calls_of_claim(claim.number.as_str(), &office.rina).await.unwrap();
    assert!(calls.iter().any(|call| call.name == "Siti Aminah" && call.reason == "undeliverable"));
    office.audit().await;
}

async fn a_letter_that_was_given_up_keeps_no_link_and_is_sent_to_the_right_address(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    office.post.refuses(&[FailureKind::AddressRefused]);
    office.send().await;
    let letter = office.letters(&claim).await.into_iter().find(|letter| letter.state == "dead").unwrap();
    assert_eq!(office.payload(letter.id), "{}");
    corrected(&office, &claim, Some(RIGHT)).await;
    office.desk().retry_delivery(&office.budi, letter.id).await.unwrap();
    office.send().await;
    let mail = office.post.taken().into_iter().find(|mail| mail.to.email.as_str() == RIGHT).unwrap();
    let state = office.desk().family_link(&token(&mail.text, "m")).await.unwrap();
    assert!(matches!(state, FamilyLinkState::Good { .. }), "{state:?}");
    assert_eq!(office.payload(letter.id), "{}", "and again once it has left");
    office.audit().await;
}
