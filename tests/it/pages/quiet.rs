//! Forms that were open while the system noted something by itself.

use chrono::TimeDelta;
use santun::claim::{Actor, ClaimId, Command, PersonId, Severity};
use santun::desk::Asked;
use santun::workflow::Role;
use serde_json::{Value, json};

use crate::api::case::Case;
use crate::support::app::TestApp;
use crate::support::browser::{Browser, Shown};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    what_the_system_notes_makes_no_form_stale,
    what_a_person_did_meanwhile_is_told_all_the_same,
    a_finding_that_matters_is_told,
    that_somebody_wants_fewer_letters_makes_no_form_stale,
);

/// A claim whose deadline has passed, and the form of a step that somebody has open before the system sees it.
async fn open_form<'a>(case: &Case<'a>) -> (Browser<'a>, String, Shown) {
    case.app.clock.advance(TimeDelta::days(7));
    let browser = Browser::of(case.app, "wati").await;
    let path = format!("/desk/claims/{}/do/withdraw", case.number);
    let page = browser.get(&path).await;
    page.expect(200);
    (browser, path, page)
}

/// Lets the system look; says what it wrote.
async fn looked(case: &Case<'_>) -> Vec<Value> {
    let desk = &case.app.desk;
    assert_eq!(desk.fire_due_deadlines(100).await.unwrap().fired, 1);
    assert!(desk.fire_due_rungs(100).await.unwrap().fired > 0);
    let history = case.app.caseworker().get(&case.path("/history")).await.expect(200);
    history["items"].as_array().unwrap().iter().skip(1).map(|event| event["type"].clone()).collect()
}

async fn what_the_system_notes_makes_no_form_stale(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let (browser, path, page) = open_form(&case).await;
    let wrote = looked(&case).await;
    assert!(wrote.contains(&json!("rung_fired")) && wrote.contains(&json!("alert_raised")), "{wrote:?}");
    // A machine is told of everything.
    let reason = json!({"reason": "Keluarga belum siap."});
    let machine = app.caseworker().on(&json!(1)).post(&case.path("/actions/withdraw"), &reason).await;
    assert_eq!(machine.problem(412), "stale");
    let done = browser.submit(&page, &path, &[("reason", "Keluarga belum siap.")]).await;
    done.expect(200).says("The step is recorded.");
    assert_eq!(case.claim().await["state"], "withdrawn");
}

async fn what_a_person_did_meanwhile_is_told_all_the_same(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let (browser, path, page) = open_form(&case).await;
    looked(&case).await;
    app.caseworker().post(&case.path("/notes"), &json!({"text": "Sudah menelepon."})).await.expect(201);
    let stale = browser.submit(&page, &path, &[("reason", "Keluarga belum siap.")]).await;
    stale.expect(412).says("a note").says("Keluarga belum siap.");
    assert_eq!(case.claim().await["state"], "reported");
}

async fn a_finding_that_matters_is_told(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let (browser, path, page) = open_form(&case).await;
    looked(&case).await;
    let caller = app.desk.caller(&app.tokens.caseworker).await.unwrap().unwrap();
    let claim: ClaimId = app.desk.case(&case.number, &caller.actor).await.unwrap().claim.id;
    app.desk.raise_alert(claim.0, "mail_dead", Severity::Warning, &json!({"at": "x"})).await.unwrap();
    browser.submit(&page, &path, &[("reason", "Keluarga belum siap.")]).await.expect(412);
    // A version that nobody can have seen is no older one.
    let mut ahead = page.hidden(&path);
    ahead.retain(|(name, _)| name != "version");
    ahead.extend([("version".to_owned(), "99".to_owned()), ("reason".to_owned(), "x".to_owned())]);
    browser.post(&path, &ahead).await.expect(412);
    assert_eq!(case.claim().await["state"], "reported");
}

async fn that_somebody_wants_fewer_letters_makes_no_form_stale(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let widow = case.widow().await;
    let (browser, path, page) = open_form(&case).await;
    let person: PersonId = serde_json::from_value(json!(widow)).unwrap();
    let claim = app.desk.case(&case.number, &Actor::system()).await.unwrap().claim.id;
    let heir = Actor { role: Role::Heir, user: None, office: None, heir: Some((claim, person)) };
    let asked = Asked { thing: &case.number, actor: &heir, expected: None, lenient: false, key: None };
    app.desk.act(asked, &Command::ChooseLetters { person, fewer: true }).await.unwrap();
    let done = browser.submit(&page, &path, &[("reason", "Keluarga belum siap.")]).await;
    done.expect(200).says("The step is recorded.");
}
