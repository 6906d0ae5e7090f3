//! Calls in the place of letters: by a named person, made once, and an alarm when nobody makes them.

use santun::claim::Command;
use santun::desk::{Asked, CallItem, CallOutcome, DeskError};
use santun::letters::LetterKind;
use serde_json::json;

use super::post::{Office, SITI, siti};
use crate::support::database::{TestDatabase, on_each_database};
use crate::support::walk::whole_claim;

on_each_database!(
    a_call_that_was_made_ends_with_all_that_waited_for_the_same_person,
    nobody_answers_and_the_call_stays,
    a_call_that_nobody_makes_raises_an_alert_once,
    a_desk_without_mail_calls_everybody,
    what_was_not_before_the_caller_still_has_to_be_said,
    a_number_that_is_wrong_is_known_until_another_is_recorded,
    a_newer_reminder_ends_the_call_for_the_one_before,
);

fn asked<'a>(office: &'a Office, call: &'a str) -> Asked<'a> {
    Asked { thing: call, actor: &office.rina, expected: None, lenient: false, key: None }
}

async fn a_call_that_was_made_ends_with_all_that_waited_for_the_same_person(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.walk.to_approved(0).await;
    let calls = office.desk().calls(&office.rina, true, 50, None).await.unwrap().items;
    assert_eq!(calls.len(), 4, "{calls:?}");
    let last = calls.last().unwrap().id.to_string();
    let desk = office.desk();
    desk.call_made(asked(&office, &last), CallOutcome::Reached, Some("Ibu Siti paham."), None, &whole_claim)
        .await
        .unwrap();
    let noted = office.walk.claim(&claim).notes.pop().unwrap();
    assert!(noted.text.contains("Ibu Siti paham.") && noted.contact.unwrap().channel == "phone");
    let again = desk.call_made(asked(&office, &last), CallOutcome::Reached, None, None, &whole_claim).await;
    assert!(matches!(again, Err(DeskError::AlreadyDone)), "{again:?}");
    // The first letter was for the reporter of the same name without a telephone, like the widow.
    let left = desk.calls(&office.rina, true, 50, None).await.unwrap().items;
    assert_eq!(left.iter().filter(|call| call.name == calls[3].name).count(), 0, "{left:?}");
    office.audit().await;
}

async fn what_was_not_before_the_caller_still_has_to_be_said(database: TestDatabase) {
    let office = Office::new(database).await;
    office.walk.to_approved(0).await;
    let open = async || office.desk().calls(&office.rina, true, 50, None).await.unwrap().items;
    let calls = open().await;
    let widow: Vec<_> = calls.iter().filter(|call| call.person.is_some()).collect();
    let (first, other) = (widow[0], widow[1]);
    assert_eq!((first.person, &first.claim), (other.person, &other.claim), "{calls:?}");
    let id = first.id.to_string();
    let told = office.desk().make_call(asked(&office, &id), CallOutcome::Reached, None, Some(&[first.id])).await;
    told.unwrap();
    let left: Vec<_> = open().await.into_iter().map(|call| call.id).collect();
    assert!(!left.contains(&first.id) && left.contains(&other.id), "{left:?}");
    office.audit().await;
}

async fn nobody_answers_and_the_call_stays(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.open(0, None, Some("0812-2")).await;
    let call = office.desk().calls(&office.rina, true, 50, None).await.unwrap().items.pop().unwrap();
    let id = call.id.to_string();
    let missed = office.desk().call_made(asked(&office, &id), CallOutcome::NotReached, None, None, &whole_claim).await;
    missed.unwrap();
    assert_eq!(office.desk().calls_of_claim(claim.number.as_str(), &office.rina).await.unwrap().len(), 1);
    assert_eq!(office.walk.claim(&claim).notes.len(), 1, "but that somebody tried is known");
}

async fn a_call_that_nobody_makes_raises_an_alert_once(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.open(0, None, Some("0812-2")).await;
    assert_eq!(office.desk().warn_of_overdue_calls().await.unwrap(), 0);
    office.at("2025-11-07T08:00");
    assert_eq!(office.desk().warn_of_overdue_calls().await.unwrap(), 1);
    assert_eq!(office.replica(3).warn_of_overdue_calls().await.unwrap(), 0);
    let kinds: Vec<String> = office.walk.claim(&claim).alerts.into_iter().map(|alert| alert.kind).collect();
    assert_eq!(kinds, ["call_overdue"]);
}

async fn a_desk_without_mail_calls_everybody(database: TestDatabase) {
    let mut office = Office::new(database).await;
    office.walk.desk = office.walk.replica(9);
    let claim = office.open(0, Some(SITI), Some("0812-2")).await;
    assert_eq!(office.told(&claim).await, ["registered call waiting"]);
    let call = office.desk().calls(&office.rina, true, 50, None).await.unwrap().items.pop().unwrap();
    assert_eq!(call.reason, "no_mail");
    assert!(call.message.contains(claim.number.as_str()));
    assert_eq!(json!(call)["letter"], "registered");
}

/// The calls that wait about a letter of a kind.
async fn about(office: &Office, claim: &santun::claim::Claim, kind: LetterKind) -> Vec<CallItem> {
    let mut calls = office.desk().calls_of_claim(claim.number.as_str(), &office.rina).await.unwrap();
    calls.retain(|call| call.letter == kind);
    calls
}

async fn a_number_that_is_wrong_is_known_until_another_is_recorded(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, None).await;
    let wanted = async || about(&office, &claim, LetterKind::DocumentsWanted).await.remove(0);
    let call = wanted().await;
    assert_eq!((call.phone.as_deref(), call.tried), (Some("0812-1"), None));
    let id = call.id.to_string();
    let tried = async |outcome| office.desk().make_call(asked(&office, &id), outcome, None, None).await.unwrap();
    tried(CallOutcome::WrongNumber).await;
    let call = wanted().await;
    assert_eq!((call.phone.as_deref(), call.tried), (Some("0812-1"), Some(CallOutcome::WrongNumber)));
    assert_eq!(json!(call)["tried"], "wrong_number");
    // Another number is recorded: it is the one that is called from now on.
    let person = office.walk.claim(&claim).people[0].id;
    let mut details = siti(None);
    details.phone = Some("0812-9".to_owned());
    office.walk.work(claim.number.as_str(), Command::ChangePerson { person, details }).await;
    let call = wanted().await;
    assert_eq!((call.phone.as_deref(), call.tried), (Some("0812-9"), None));
    tried(CallOutcome::NotReached).await;
    let call = wanted().await;
    assert_eq!((call.phone.as_deref(), call.tried), (Some("0812-9"), Some(CallOutcome::NotReached)));
    tried(CallOutcome::Reached).await;
    assert_eq!(about(&office, &claim, LetterKind::DocumentsWanted).await, []);
    office.audit().await;
}

async fn a_newer_reminder_ends_the_call_for_the_one_before(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, None).await;
    office.at("2025-11-20T08:00");
    assert_eq!(office.desk().fire_due_rungs(100).await.unwrap().fired, 1);
    let first = about(&office, &claim, LetterKind::Reminder).await.remove(0);
    let id = first.id.to_string();
    office.desk().make_call(asked(&office, &id), CallOutcome::WrongNumber, None, None).await.unwrap();
    office.at("2025-11-27T08:00");
    assert_eq!(office.desk().fire_due_rungs(100).await.unwrap().fired, 1);
    let second = about(&office, &claim, LetterKind::Reminder).await;
    assert_eq!(second.len(), 1, "{second:?}");
    assert_ne!(second[0].letter_id, first.letter_id);
    assert_eq!(second[0].tried, Some(CallOutcome::WrongNumber), "what was learnt stays");
    assert_eq!(second[0].due_at, first.due_at, "and nobody has won time by it");
    let late = office.desk().make_call(asked(&office, &id), CallOutcome::Reached, None, None).await;
    assert!(matches!(late, Err(DeskError::AlreadyDone)), "{late:?}");
    // The end passes, and so does a year: what waits grows no more.
    office.desk().warn_of_overdue_calls().await.unwrap();
    for day in ["2025-12-05", "2025-12-12", "2025-12-29", "2026-11-27"] {
        office.at(&format!("{day}T09:00"));
        office.desk().fire_due_deadlines(100).await.unwrap();
        office.desk().fire_due_rungs(100).await.unwrap();
    }
    assert_eq!(about(&office, &claim, LetterKind::Reminder).await, []);
    let overdue = about(&office, &claim, LetterKind::Overdue).await;
    assert_eq!(overdue.len(), 1);
    assert!(overdue[0].due_at > first.due_at, "an alert tells of the first already");
    let family: Vec<String> =
        office.told(&claim).await.into_iter().filter(|line| !line.starts_with("escalation")).collect();
    let ended = family.iter().filter(|line| line.ends_with("call superseded")).count();
    let waiting = family.iter().filter(|line| line.ends_with("call waiting")).count();
    assert_eq!((family.len(), ended, waiting), (family.len(), family.len() - 3, 3), "{family:?}");
    let superseded = office.letters(&claim).await.into_iter().find(|letter| letter.id == first.letter_id).unwrap();
    assert_eq!(superseded.done_at, None, "nobody told it");
    office.audit().await;
}
