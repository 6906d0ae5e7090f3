//! What came back to the desk's mailbox, as a mail server hands it in.

use santun::workflow::Role;
use serde_json::{Value, json};

use super::letters::with_address;
use crate::support::app::{Client, Reply, TestApp};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(a_letter_that_came_back_is_taken_once, what_is_no_bounce_changes_nothing);

const FAILED: &str = include_str!("../../../src/mail/testdata/postfix-failed.eml");
const DELAYED: &str = include_str!("../../../src/mail/testdata/postfix-delayed.eml");
const OUT_OF_OFFICE: &str = include_str!("../../../src/mail/testdata/out-of-office.eml");
const ANSWER: &str = include_str!("../../../src/mail/testdata/answer.eml");

/// The letter that the samples are about.
const SAMPLE: &str = "01980000-0000-7000-8000-000000000001";

async fn hand_in(app: &TestApp, client: Client<'_>, message: &str) -> Reply {
    let request = client.request("POST", "mail/bounces").insert_header(("content-type", "message/rfc822"));
    app.send(request.set_payload(message.to_owned())).await
}

async fn a_letter_that_came_back_is_taken_once(database: TestDatabase) {
    let app = TestApp::with_mail(database).await;
    let case = with_address(&app).await;
    let letter = app.caseworker().get(&case.path("/letters")).await.expect(200)["items"][0]["id"].clone();
    let message = FAILED.replace(SAMPLE, letter.as_str().unwrap());
    for token in [&app.tokens.caseworker, &app.tokens.supervisor, &app.tokens.insurer] {
        assert_eq!(hand_in(&app, app.by(token), &message).await.problem(403), "forbidden");
    }
    let taken = hand_in(&app, app.admin(), &message).await.expect(200);
    assert_eq!(taken, json!({"result": "taken", "letter": letter}));
    let alerts = case.claim().await["alerts"].clone();
    assert_eq!((&alerts[0]["kind"], &alerts[1]), (&json!("mail_dead"), &Value::Null), "{alerts}");
    let why = alerts[0]["evidence"]["error"].as_str().unwrap();
    assert!(why.starts_with("5.1.1 ") && !why.contains("warga.example"), "{why}");
    let read = app.caseworker().get(&format!("letters/{}", letter.as_str().unwrap())).await.expect(200);
    assert_eq!(read["state"], "bounced");
    let calls = app.caseworker().get("calls").await.expect(200)["items"].clone();
    assert_eq!(
        (&calls[0]["letter_id"], &calls[0]["reason"], &calls[1]),
        (&letter, &json!("undeliverable"), &Value::Null)
    );

    // The mail server's own token may do this and nothing else.
    let machine = app.desk.add_machine_token(Role::System, "mx").await.unwrap();
    let again = hand_in(&app, app.by(&machine), &message).await.expect(200);
    assert_eq!(again, json!({"result": "known", "letter": letter}));
    assert_eq!(case.claim().await["alerts"], alerts);
    for path in ["claims", "calls", "obligations", "participants?q=a"] {
        assert_eq!(app.by(&machine).get(path).await.problem(403), "forbidden", "{path}");
    }
}

async fn what_is_no_bounce_changes_nothing(database: TestDatabase) {
    let app = TestApp::with_mail(database).await;
    let case = with_address(&app).await;
    let letter = app.caseworker().get(&case.path("/letters")).await.expect(200)["items"][0]["id"].clone();
    let of_ours = |message: &str| message.replace(SAMPLE, letter.as_str().unwrap());
    let before = case.claim().await;
    for (message, result) in [
        (FAILED.to_owned(), "not_ours"),
        (of_ours(DELAYED), "not_a_bounce"),
        (of_ours(OUT_OF_OFFICE), "not_a_bounce"),
        (of_ours(ANSWER), "not_a_bounce"),
        (String::new(), "not_a_bounce"),
        ("\u{0}not a message".to_owned(), "not_a_bounce"),
    ] {
        assert_eq!(hand_in(&app, app.admin(), &message).await.expect(200), json!({"result": result}), "{message}");
    }
    let large = "x".repeat(1_000_001);
    assert_eq!(hand_in(&app, app.admin(), &large).await.problem(413), "too_large");
    assert_eq!(app.admin().post("mail/bounces", &json!({})).await.problem(415), "unsupported_type");
    let plain =
        app.admin().request("POST", "mail/bounces").insert_header(("content-type", "text/plain; charset=utf-8"));
    assert_eq!(
        app.send(plain.set_payload(of_ours(OUT_OF_OFFICE))).await.expect(200),
        json!({"result": "not_a_bounce"})
    );
    assert_eq!(case.claim().await, before);
}
