//! Versions: every write raises them, says so, and a stale one is never decided again.

use serde_json::json;

use super::case::Case;
use crate::support::app::TestApp;
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    every_write_says_its_version,
    a_stale_version_is_told_what_changed,
    clocks_that_ran_out_are_of_the_past,
    a_moved_claim_names_its_new_office,
);

async fn every_write_says_its_version(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let opened = app.caseworker().post("claims", &super::case::report()).await;
    assert_eq!(opened.header("etag"), format!("\"{}\"", opened.json()["version"]));
    let number = opened.json()["number"].as_str().unwrap().to_owned();
    assert_eq!(opened.header("location"), format!("/api/v1/claims/{number}"));
    let case = Case { app: &app, number };
    let mut last = opened.header("etag").to_owned();
    let any = || app.caseworker().with("if-match", "*");
    let user = opened_by(&case).await;
    let replies = [
        any().post(&case.path("/actions/accept"), &json!({})).await,
        any().json("PATCH", &case.path("/facts"), &json!({"facts": {"died_at_work": "no"}})).await,
        any().post(&case.path("/people"), &json!({"name": "Siti", "relation": "spouse"})).await,
        any().post(&case.path("/notes"), &json!({"text": "x"})).await,
        any().post(&case.path("/assignment"), &json!({"user": user})).await,
        any().form(&case.path("/documents"), &[("kind", "ktp")], Some(("ktp.pdf", super::case::PDF))).await,
    ];
    for reply in replies {
        assert!(reply.status < 300, "{}", String::from_utf8_lossy(&reply.bytes));
        let tag = reply.header("etag").to_owned();
        assert_eq!(tag, format!("\"{}\"", number_in(&tag)));
        assert!(number_in(&tag) > number_in(&last), "{tag} after {last}");
        last = tag;
    }
    let seen = app.caseworker().get(&case.path("")).await;
    assert_eq!(seen.header("etag"), last);
    let unchanged = app.caseworker().with("if-none-match", last.as_str()).get(&case.path("")).await;
    assert_eq!((unchanged.status, unchanged.bytes.len()), (304, 0));
    // The same facts again are no change.
    let same = any().json("PATCH", &case.path("/facts"), &json!({"facts": {"died_at_work": "no"}})).await;
    assert_eq!((same.status, same.header("etag")), (200, last.as_str()));
    // A weak tag is what proxies make of ours.
    let weak = app.caseworker().with("if-match", format!("W/{last}"));
    weak.post(&case.path("/assignment"), &json!({"user": null})).await.expect(200);
}

/// The account of whoever opened the claim.
async fn opened_by(case: &Case<'_>) -> String {
    let history = case.app.caseworker().get(&case.path("/history")).await.expect(200);
    history["items"][0]["actor"].as_str().unwrap().split_once(':').unwrap().1.to_owned()
}

fn number_in(tag: &str) -> i64 {
    tag.trim_matches('"').parse().unwrap()
}

async fn a_stale_version_is_told_what_changed(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    app.caseworker().post(&case.path("/notes"), &json!({"text": "one"})).await.expect(201);
    app.caseworker().post(&case.path("/people"), &json!({"name": "Siti", "relation": "spouse"})).await.expect(201);
    let stale = app.caseworker().on(&json!(1)).post(&case.path("/actions/accept"), &json!({})).await;
    assert_eq!(stale.problem(412), "stale");
    let kinds: Vec<_> = stale.json()["changes"].as_array().unwrap().iter().map(|one| one["type"].clone()).collect();
    assert_eq!(kinds, [json!("note_added"), json!("person_added")]);
    // Where a version is not asked for, a given one is held to all the same.
    let note = app.caseworker().on(&json!(1)).post(&case.path("/notes"), &json!({"text": "two"})).await;
    assert_eq!(note.problem(412), "stale");
    // A version of the future is stale too.
    let ahead = app.caseworker().on(&json!(99)).post(&case.path("/notes"), &json!({"text": "two"})).await;
    assert_eq!(ahead.problem(412), "stale");
    assert_eq!(case.claim().await["version"], 3);
}

async fn clocks_that_ran_out_are_of_the_past(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    app.clock.advance(chrono::TimeDelta::days(30));
    assert!(app.desk.fire_due_deadlines(100).await.unwrap().fired > 0);
    let late = case.claim().await;
    assert_eq!(late["deadlines"][0]["overdue"], true, "{late}");
    // The claim goes on, and the clock of the state it left is nobody's business any more.
    let claim = case.to(app.caseworker(), "accept", json!({}), "intake").await;
    let states: Vec<_> = claim["deadlines"].as_array().unwrap().iter().map(|clock| clock["state"].clone()).collect();
    assert_eq!(states, ["intake"]);
    assert_eq!(claim["deadlines"][0]["overdue"], false);
    let note = app.caseworker().post(&case.path("/notes"), &json!({"text": "x"})).await;
    note.expect(201);
    assert_eq!(case.claim().await["deadlines"], claim["deadlines"]);
    let user = opened_by(&case).await;
    let assigned = app.caseworker().with("if-match", "*").post(&case.path("/assignment"), &json!({"user": user})).await;
    case.stands(&assigned.expect(200)).await;
}

async fn a_moved_claim_names_its_new_office(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let anywhere = app.by(&app.tokens.second_supervisor);
    let to = json!({"office": "Muaro", "reason": "alamat keluarga"});
    let moved = anywhere.post(&case.path("/office"), &to).await.expect(200);
    assert_eq!(moved["office"], "Muaro");
    assert_eq!(anywhere.get(&case.path("")).await.expect(200), moved);
}
