//! Calls that stand for letters: listed, given to a colleague, made once.

use serde_json::{Value, json};

use super::case::Case;
use crate::support::app::{Client, TestApp};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(a_call_is_made_once, a_call_is_given_to_a_colleague, calls_come_page_by_page);

async fn calls(client: Client<'_>, query: &str) -> Vec<Value> {
    client.get(&format!("calls{query}")).await.expect(200)["items"].as_array().unwrap().clone()
}

async fn a_call_is_made_once(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let call = calls(app.caseworker(), "").await.remove(0);
    assert_eq!(call["tried"], Value::Null);
    assert_eq!((&call["claim"], &call["name"]), (&json!(case.number), &json!("Siti Aminah")));
    assert_eq!((&call["phone"], &call["letter"]), (&json!("081200000000"), &json!("registered")));
    assert!(call["message"].as_str().unwrap().contains(&case.number), "{call}");
    assert_eq!(calls(app.stranger(), "").await, Vec::<Value>::new());
    assert_eq!(app.by(&app.tokens.insurer).get("calls").await.problem(403), "forbidden");

    let path = format!("calls/{}/outcome", call["id"].as_str().unwrap());
    assert_eq!(app.caseworker().post(&path, &json!({"outcome": "no idea"})).await.problem(400), "invalid");
    assert_eq!(app.caseworker().post(&path, &json!({})).await.problem(400), "invalid");
    let reached = json!({"outcome": "reached", "note": "Siti akan membawa KK."});
    assert_eq!(app.by(&app.tokens.auditor).post(&path, &reached).await.problem(403), "forbidden");
    assert_eq!(app.stranger().post(&path, &reached).await.problem(404), "not_found");

    let tried = app.caseworker().post(&path, &json!({"outcome": "not_reached"})).await.expect(200);
    assert_eq!(tried["done"], false);
    let mut tried = call.clone();
    tried["tried"] = json!("not_reached");
    assert_eq!(calls(app.caseworker(), "").await, [tried], "nobody answered: it stays");

    let keyed = app.caseworker().with("idempotency-key", "call-1");
    let made = keyed.post(&path, &reached).await;
    assert_eq!(made.header("etag"), format!("\"{}\"", case.claim().await["version"]));
    let made = made.expect(200);
    assert_eq!(
        (&made["claim"], &made["outcome"], &made["done"]),
        (&json!(case.number), &json!("reached"), &json!(true))
    );
    assert_eq!(made["note"]["contact"], json!({"channel": "phone", "with": "Siti Aminah"}));
    assert_eq!(case.claim().await["notes"].as_array().unwrap().last(), Some(&made["note"]));
    assert_eq!(calls(app.caseworker(), "").await, Vec::<Value>::new());

    let again = keyed.post(&path, &reached).await;
    assert_eq!((again.header("idempotency-replayed"), again.expect(200)), ("true", made));
    let late = app.caseworker().post(&path, &reached).await;
    assert_eq!(late.problem(409), "call_made");
    assert!(late.json()["detail"].as_str().unwrap().contains("already"), "{}", late.json());
    // That it was made is nobody's business elsewhere.
    assert_eq!(app.stranger().post(&path, &reached).await.problem(404), "not_found");
    let unknown = app.caseworker().post("calls/01890000-0000-7000-8000-000000000000/outcome", &reached).await;
    assert_eq!(
        (unknown.problem(404).as_str(), &unknown.json()["detail"]),
        ("not_found", &json!("There is no such call."))
    );
}

async fn a_call_is_given_to_a_colleague(database: TestDatabase) {
    let app = TestApp::new(database).await;
    Case::open(&app).await;
    let colleague = app.account(&app.tokens.colleague).await;
    let call = calls(app.caseworker(), "").await.remove(0);
    let id = call["id"].as_str().unwrap();
    let path = format!("calls/{id}/officer");
    let to = json!({"user": colleague});
    let given = app.caseworker().post(&path, &to).await.expect(200);
    assert_eq!(given, json!({"id": id, "officer": colleague}));
    let theirs = calls(app.by(&app.tokens.colleague), "?mine=true").await;
    assert_eq!((theirs.len(), &theirs[0]["officer_name"]), (1, &json!("Budi")));
    assert_eq!(calls(app.caseworker(), "?mine=true").await, Vec::<Value>::new());
    app.caseworker().post(&path, &to).await.expect(200);

    let outsider = json!({"user": app.account(&app.tokens.elsewhere).await});
    let wrong = app.caseworker().post(&path, &outsider).await;
    assert_eq!(
        (wrong.problem(400).as_str(), &wrong.json()["errors"][0]["code"]),
        ("invalid", &json!("not_assignable"))
    );
    assert_eq!(app.caseworker().post(&path, &json!({"user": "Budi"})).await.problem(400), "invalid");
    assert_eq!(app.by(&app.tokens.auditor).post(&path, &to).await.problem(403), "forbidden");
    assert_eq!(app.stranger().post(&path, &to).await.problem(404), "not_found");
    assert_eq!(app.caseworker().get("calls?mine=perhaps").await.problem(400), "invalid");

    let made = json!({"outcome": "handed_over"});
    app.by(&app.tokens.colleague).post(&format!("calls/{id}/outcome"), &made).await.expect(200);
    assert_eq!(app.caseworker().post(&path, &to).await.problem(409), "call_made");
}

async fn calls_come_page_by_page(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let one = Case::open(&app).await;
    app.clock.advance(chrono::TimeDelta::minutes(1));
    let two = Case::open_another(&app).await;
    let page = app.caseworker().get("calls?limit=1").await.expect(200);
    assert_eq!(page["items"][0]["claim"], json!(one.number), "the longest waiting first");
    let next = format!("calls?limit=1&cursor={}", page["next_cursor"].as_str().unwrap());
    let page = app.caseworker().get(&next).await.expect(200);
    assert_eq!((&page["items"][0]["claim"], &page["next_cursor"]), (&json!(two.number), &Value::Null));
}
