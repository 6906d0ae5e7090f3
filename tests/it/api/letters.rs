//! Letters of a claim: listed, read, seen before they are written; and who wants fewer.

use serde_json::{Value, json};

use super::case::{Case, report};
use crate::support::app::TestApp;
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    letters_are_listed_and_read_without_their_link,
    a_step_shows_its_letters_before_it_is_taken,
    a_person_wants_fewer_letters,
);

/// A claim whose reporter has an address.
pub(super) async fn with_address(app: &TestApp) -> Case<'_> {
    let mut report = report();
    report["reporter"]["email"] = json!("siti@warga.example");
    Case::reported(app, &report).await
}

async fn letters(case: &Case<'_>) -> Vec<Value> {
    let page = case.app.caseworker().get(&case.path("/letters")).await.expect(200);
    assert_eq!(page["next_cursor"], Value::Null);
    page["items"].as_array().unwrap().clone()
}

async fn letters_are_listed_and_read_without_their_link(database: TestDatabase) {
    let app = TestApp::with_mail(database).await;
    let case = with_address(&app).await;
    let one = letters(&case).await.remove(0);
    assert_eq!(
        (&one["kind"], &one["channel"], &one["state"]),
        (&json!("registered"), &json!("mail"), &json!("pending"))
    );
    assert_eq!((&one["name"], &one["address"]), (&json!("Siti Aminah"), &json!("siti@warga.example")));
    let path = format!("letters/{}", one["id"].as_str().unwrap());
    let read = app.by(&app.tokens.auditor).get(&path).await.expect(200);
    for (name, value) in one.as_object().unwrap() {
        assert_eq!(&read[name], value, "{name}");
    }
    for words in ["text", "html", "message"] {
        let words = read[words].as_str().unwrap();
        assert!(words.contains(&case.number) && !words.contains("desk.test/m/"), "{words}");
    }
    assert_eq!(read["language"], "id");

    for path in [&path, &case.path("/letters")] {
        assert_eq!(app.stranger().get(path).await.problem(404), "not_found");
        assert_eq!(app.by(&app.tokens.insurer).get(path).await.problem(403), "forbidden");
    }
    let unknown = app.caseworker().get("letters/01890000-0000-7000-8000-000000000000").await;
    assert_eq!(
        (unknown.problem(404).as_str(), &unknown.json()["detail"]),
        ("not_found", &json!("There is no such letter."))
    );
    assert_eq!(app.caseworker().get("letters/x").await.problem(404), "not_found");

    // Page by page, newest first, each once.
    case.until_documents().await;
    let all: Vec<Value> = letters(&case).await.iter().map(|letter| letter["id"].clone()).collect();
    assert!(all.len() > 1, "{all:?}");
    let (mut seen, mut next) = (Vec::new(), String::new());
    for _ in 0..all.len() {
        let page = app.caseworker().get(&case.path(&format!("/letters?limit=1{next}"))).await.expect(200);
        seen.push(page["items"][0]["id"].clone());
        next = page["next_cursor"].as_str().map_or_else(String::new, |cursor| format!("&cursor={cursor}"));
    }
    assert_eq!((seen, next.as_str()), (all, ""));
    assert_eq!(app.caseworker().get(&case.path("/letters?cursor=x")).await.problem(400), "invalid");
    assert_eq!(app.caseworker().get(&case.path("/letters?limit=0")).await.problem(400), "invalid");
}

async fn a_step_shows_its_letters_before_it_is_taken(database: TestDatabase) {
    let app = TestApp::with_mail(database).await;
    let case = with_address(&app).await;
    case.to(app.caseworker(), "accept", json!({}), "intake").await;
    let path = case.path("/actions/request_documents/letters");
    let refused = app.caseworker().post(&path, &json!({})).await;
    assert_eq!(refused.problem(422), "refused", "as the step itself is");
    case.answers(json!({"died_at_work": "no"})).await;
    let before = (case.claim().await, letters(&case).await);
    let shown = app.caseworker().post(&path, &json!({})).await.expect(200);
    assert_eq!((case.claim().await, letters(&case).await), before, "nothing is stored");
    let shown = shown["items"].as_array().unwrap();
    assert_eq!(shown.len(), 1, "{shown:?}");
    assert_eq!((&shown[0]["kind"], &shown[0]["name"]), (&json!("documents_wanted"), &json!("Siti Aminah")));

    assert_eq!(app.by(&app.tokens.auditor).post(&path, &json!({})).await.problem(403), "forbidden");
    assert_eq!(app.stranger().post(&path, &json!({})).await.problem(404), "not_found");
    let elsewhere = case.path("/actions/approve/letters");
    assert_eq!(app.caseworker().post(&elsewhere, &json!({})).await.problem(409), "wrong_state");
    assert_eq!(app.caseworker().post(&path, &json!({"note": 7})).await.problem(400), "invalid");

    case.to(app.caseworker(), "request_documents", json!({}), "documents").await;
    let written = letters(&case).await.remove(0);
    let read = app.caseworker().get(&format!("letters/{}", written["id"].as_str().unwrap())).await.expect(200);
    for words in ["kind", "name", "address", "channel", "language", "subject", "text", "html", "message"] {
        assert_eq!(read[words], shown[0][words], "{words}");
    }
}

async fn a_person_wants_fewer_letters(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let person = app.caseworker().post(&case.path("/people"), &json!({"name": "Siti", "relation": "spouse"})).await;
    let person = person.expect(201);
    assert_eq!(person["fewer_letters"], false);
    let path = case.path(&format!("/people/{}/letters", person["id"].as_str().unwrap()));
    let fewer = json!({"fewer": true});
    assert_eq!(app.caseworker().post(&path, &fewer).await.problem(428), "precondition_required");
    assert_eq!(
        case.looking(app.caseworker()).await.post(&path, &json!({"fewer": "yes"})).await.problem(400),
        "invalid"
    );
    assert_eq!(app.by(&app.tokens.auditor).on(&json!(1)).post(&path, &fewer).await.problem(403), "forbidden");
    assert_eq!(app.stranger().on(&json!(1)).post(&path, &fewer).await.problem(404), "not_found");
    let nobody = case.path("/people/01890000-0000-7000-8000-000000000000/letters");
    assert_eq!(case.looking(app.caseworker()).await.post(&nobody, &fewer).await.problem(404), "not_found");

    let chosen = case.looking(app.caseworker()).await.post(&path, &fewer).await;
    assert_eq!(chosen.expect(200)["fewer_letters"], true);
    let again = case.looking(app.caseworker()).await.post(&path, &fewer).await;
    assert_eq!((again.status, again.header("etag")), (200, chosen.header("etag")), "the same choice is no change");
    assert_eq!(case.claim().await["people"][0]["fewer_letters"], true);
    assert_eq!(app.caseworker().on(&json!(1)).post(&path, &fewer).await.problem(412), "stale");
    let all = case.looking(app.caseworker()).await.post(&path, &json!({"fewer": false})).await.expect(200);
    assert_eq!(all["fewer_letters"], false);
}
