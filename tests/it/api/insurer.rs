//! The insurer's signed answers: believed, taken once, and never lost.

use actix_web::test::TestRequest;
use chrono::TimeDelta;
use santun::clock::Clock as _;
use santun::insurer::Secret;
use serde_json::{Value, json};

use super::case::Case;
use crate::support::app::{Reply, TestApp};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    the_answers_move_a_claim_to_paid,
    what_is_not_believed_is_not_kept,
    what_fits_no_claim_is_kept_and_alarmed,
    an_answer_before_its_hand_over_is_recorded_comes_again,
);

fn answer(kind: &str, number: &str, attempt: u32, more: &Value) -> String {
    let mut data = json!({"claim_number": number, "hand_over": attempt});
    for (name, value) in more.as_object().unwrap() {
        data[name] = value.clone();
    }
    json!({"type": kind, "timestamp": "2026-03-02T03:00:00.000000Z", "data": data}).to_string()
}

async fn signed(app: &TestApp, secret: &Secret, id: &str, age: TimeDelta, body: &str) -> Reply {
    let headers = secret.sign(id, app.clock.now() - age, body);
    let request = TestRequest::post().uri("/api/v1/insurer/answers").insert_header(("accept-language", "en"));
    let request = headers.pairs().iter().fold(request, |request, header| request.insert_header(*header));
    app.send(request.set_payload(body.to_owned())).await
}

async fn say(app: &TestApp, id: &str, body: &str) -> Reply {
    signed(app, &app.secret, id, TimeDelta::zero(), body).await
}

fn payment(person: &str, amount: i64) -> Value {
    let one = json!({"person": person, "amount": amount, "paid_at": "2026-03-02T02:00:00.000000Z", "reference": "TRX"});
    json!({"payments": [one]})
}

async fn the_answers_move_a_claim_to_paid(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let widow = case.until_handed_over().await;
    let returned = json!({"reasons": [{"code": "KK", "text": "KK buram"}]});
    let body = answer("claim.returned", &case.number, 1, &returned);
    assert_eq!(say(&app, "msg_1", &body).await.expect(200)["result"], "taken");
    assert_eq!(case.claim().await["state"], "returned");
    // The same message again changes nothing.
    let before = case.claim().await["version"].clone();
    assert_eq!(say(&app, "msg_1", &body).await.expect(200)["result"], "repeat");
    assert_eq!(case.claim().await["version"], before);

    case.to(app.supervisor(), "resubmit", json!({}), "approved").await;
    let receipt = case.paper("tanda_terima", None, json!({})).await;
    let inputs =
        json!({"channel": "paper", "received_on": "2026-03-02", "receipt_number": "TT-2", "document": receipt});
    case.to(app.caseworker(), "hand_over", inputs, "handed_over").await;
    // Paid before acknowledged is taken.
    let body = answer("claim.paid", &case.number, 2, &payment(&widow, 42_000_000));
    assert_eq!(say(&app, "msg_2", &body).await.expect(200)["result"], "taken");
    let claim = case.claim().await;
    assert_eq!((claim["state"].as_str(), claim["outcome"].as_str()), (Some("paid"), Some("paid")));
    assert_eq!(claim["payments"][0]["amount"], 42_000_000);
}

async fn what_is_not_believed_is_not_kept(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let body = answer("claim.acknowledged", &case.number, 1, &json!({}));
    let other = Secret::from_key(&[8; 32]).unwrap();
    assert_eq!(signed(&app, &other, "m", TimeDelta::zero(), &body).await.problem(401), "signature");
    for minutes in [6, -6] {
        assert_eq!(signed(&app, &app.secret, "m", TimeDelta::minutes(minutes), &body).await.problem(401), "signature");
    }
    let unsigned = TestRequest::post().uri("/api/v1/insurer/answers").set_payload(body.clone());
    assert_eq!(app.send(unsigned).await.problem(401), "signature");
    assert_eq!(app.database.texts("SELECT webhook_id AS text FROM inbound_answers"), Vec::<String>::new());
    assert_eq!(case.claim().await["alerts"], json!([]));
    // Four minutes are not too many.
    let late = signed(&app, &app.secret, "m", TimeDelta::minutes(4), &body).await;
    assert_eq!(late.expect(202)["result"], "kept");
}

async fn what_fits_no_claim_is_kept_and_alarmed(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let widow = case.until_handed_over().await;
    let kept = async |id: &str, body: String| {
        assert_eq!(say(&app, id, &body).await.expect(202)["result"], "kept", "{id}");
        assert_eq!(say(&app, id, &body).await.expect(200)["result"], "repeat", "{id}");
    };
    kept("unknown", answer("claim.paid", "JKM-2026-999999-0", 1, &payment(&widow, 1))).await;
    kept("attempt", answer("claim.paid", &case.number, 2, &payment(&widow, 42_000_000))).await;
    kept("amount", answer("claim.paid", &case.number, 1, &payment(&widow, 41_999_999))).await;
    kept("amount again", answer("claim.paid", &case.number, 1, &payment(&widow, 41_999_999))).await;
    kept("nonsense", "{\"type\": \"claim.lost\"}".to_owned()).await;
    let claim = case.claim().await;
    assert_eq!(claim["state"], "handed_over");
    let kinds: Vec<_> = claim["alerts"].as_array().unwrap().iter().map(|alert| alert["kind"].clone()).collect();
    assert_eq!(kinds, [json!("insurer_answer_unexpected"), json!("amount_differs")]);
    let body = answer("claim.paid", &case.number, 1, &payment(&widow, 42_000_000));
    assert_eq!(say(&app, "right", &body).await.expect(200)["result"], "taken");
    kept("state", answer("claim.returned", &case.number, 1, &json!({"reasons": [{"code": "X", "text": "x"}]}))).await;
    assert_eq!(case.claim().await["state"], "paid");
    // What fits no claim at all is among what a person has to look at.
    // of all offices: which of them it is about is not known.
    let dead = app.admin().get("outbox?state=dead").await.expect(200);
    let dead = dead["items"].as_array().unwrap();
    let mut told: Vec<_> = dead.iter().map(|it| (it["kind"].as_str(), it["last_error"].as_str())).collect();
    told.sort_unstable();
    let kind = Some("insurer_answer");
    let expected =
        [(kind, Some("claim_unknown: JKM-2026-999999-0")), (kind, Some("not_understood: line 1, column 21"))];
    assert_eq!(told, expected);
    let metrics = String::from_utf8(app.caseworker().get("/metrics").await.bytes).unwrap();
    assert!(metrics.contains("santun_insurer_answers_kept_total"));
    assert!(metrics.lines().any(|line| line.contains("insurer_answer") && line.ends_with(" 2")), "{metrics}");
    let results = app.database.texts("SELECT webhook_id || ': ' || result AS text FROM inbound_answers ORDER BY 1");
    let expected = [
        "amount again: alert_open",
        "amount: alert_raised",
        "attempt: other_attempt",
        "nonsense: not_understood: line 1, column 21",
        "right: moved",
        "state: impossible_state",
        "unknown: claim_unknown: JKM-2026-999999-0",
    ];
    let mut results = results;
    results.sort();
    assert_eq!(results, expected);
}

async fn an_answer_before_its_hand_over_is_recorded_comes_again(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.until_approval(app.caseworker()).await;
    case.to(app.supervisor(), "approve", json!({}), "approved").await;
    let body = answer("claim.acknowledged", &case.number, 1, &json!({}));
    let early = say(&app, "quick", &body).await;
    assert_eq!((early.problem(503), early.header("retry-after")), ("hand_over_open".to_owned(), "5"));
    assert_eq!(app.database.texts("SELECT webhook_id AS text FROM inbound_answers"), Vec::<String>::new());
    let claim = case.claim().await;
    assert_eq!((claim["state"].as_str(), claim["alerts"].as_array().map(Vec::len)), (Some("approved"), Some(0)));

    let receipt = case.paper("tanda_terima", None, json!({})).await;
    let inputs =
        json!({"channel": "paper", "received_on": "2026-03-02", "receipt_number": "TT-3", "document": receipt});
    case.to(app.caseworker(), "hand_over", inputs, "handed_over").await;
    assert_eq!(say(&app, "quick", &body).await.expect(200)["result"], "taken");
}
