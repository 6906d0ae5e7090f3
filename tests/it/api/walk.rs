//! A death claim goes from first report to paid.

use serde_json::json;

use super::case::Case;
use crate::support::app::TestApp;
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(a_claim_is_paid, four_eyes_hold, the_history_tells_everything);

async fn a_claim_is_paid(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.until_documents().await;

    // Why not: the papers, each by name, with what would help.
    let options = app.caseworker().get(&case.path("/actions")).await;
    assert_eq!(options.header("etag"), format!("\"{}\"", case.claim().await["version"]));
    let options = options.expect(200);
    let complete = options.as_array().unwrap().iter().find(|option| option["action"] == "documents_complete").unwrap();
    assert_eq!(complete["allowed"], false);
    assert_eq!(complete["refusals"][0]["rule"], "documents_missing");
    assert!(complete["refusals"][0]["message"].as_str().unwrap().starts_with("Papers are missing: "));
    assert_eq!(complete["to"], "heirs");
    let refused = case.step(app.caseworker(), "documents_complete", json!({})).await;
    assert_eq!(refused.problem(422), "refused");
    assert_eq!(refused.json()["refusals"][0]["rule"], "documents_missing");
    assert!(!refused.json()["refusals"][0]["remedy"].as_str().unwrap().is_empty());

    let case = Case { app: &app, number: case.number };
    let widow = {
        let widow = case.widow().await;
        case.all_papers().await;
        case.to(app.caseworker(), "documents_complete", json!({}), "heirs").await;
        widow
    };
    let early = case.step(app.caseworker(), "heirs_verified", json!({})).await;
    assert_eq!(early.problem(422), "refused");
    let payees = json!([{"person": widow, "share": "1", "account_of": widow, "basis": "sole"}]);
    let client = case.looking(app.caseworker()).await;
    client.json("PUT", &case.path("/payees"), &payees).await.expect(200);
    case.all_papers().await;
    case.to(app.caseworker(), "heirs_verified", json!({}), "assessment").await;
    let claim = case.to(app.caseworker(), "assess", json!({}), "approval").await;
    assert_eq!(claim["benefit"]["total"], 42_000_000);
    case.to(app.supervisor(), "approve", json!({}), "approved").await;

    let receipt = case.paper("tanda_terima", None, json!({})).await;
    let inputs =
        json!({"channel": "paper", "received_on": "2026-03-02", "receipt_number": "TT-1", "document": receipt});
    case.to(app.caseworker(), "hand_over", inputs, "handed_over").await;
    let letter = case.paper("surat_penanggung", None, json!({})).await;
    let payment = |amount: i64| {
        let one = json!({"person": widow, "amount": amount, "paid_at": "2026-03-02", "reference": "TRX1"});
        json!({"payments": [one], "document": letter})
    };
    // Another amount moves nothing, but somebody has to look.
    let doubted = case.step(app.caseworker(), "paid", payment(41_000_000)).await.expect(202);
    assert_eq!(doubted["state"], "handed_over");
    assert_eq!(doubted["alerts"][0]["kind"], "amount_differs");
    let paid = case.to(app.caseworker(), "paid", payment(42_000_000), "paid").await;
    assert_eq!(paid["outcome"], "paid");
    let closed = case.to(app.caseworker(), "close", json!({}), "closed").await;
    assert_eq!(closed["ended"], true);
    assert!(app.desk.audit(None).await.unwrap().faults.is_empty());
}

async fn four_eyes_hold(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.until_approval(app.supervisor()).await;
    let own = case.step(app.supervisor(), "approve", json!({})).await;
    assert_eq!(own.problem(422), "refused");
    assert_eq!(own.json()["refusals"][0]["rule"], "four_eyes");
    // A second token of the same user is the same pair of eyes.
    let again = app.desk.add_token("sari@desk.test", "second").await.unwrap();
    assert_eq!(case.step(app.by(&again), "approve", json!({})).await.problem(422), "refused");
    assert_eq!(case.step(app.caseworker(), "approve", json!({})).await.problem(403), "forbidden");
    case.to(app.by(&app.tokens.second_supervisor), "approve", json!({}), "approved").await;
    let queued = app.supervisor().get("outbox?state=pending").await.expect(200);
    assert_eq!(queued["items"][0]["kind"], "hand_over");
    assert_eq!(queued["items"][0]["claim"], case.number.as_str());
}

async fn the_history_tells_everything(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.to(app.caseworker(), "accept", json!({}), "intake").await;
    let note = json!({"text": "Keluarga ditelepon.", "contact": {"channel": "phone", "with": "Siti"}});
    let written = app.caseworker().post(&case.path("/notes"), &note).await;
    assert_eq!(written.expect(201)["contact"]["channel"], "phone");
    let first = app.by(&app.tokens.auditor).get(&case.path("/history?limit=1")).await.expect(200);
    assert_eq!(first["items"][0]["type"], "claim_opened");
    assert_eq!(first["items"][0]["actor_name"], "Wati");
    assert_eq!(first["items"][0]["at"], "2026-03-02T03:00:00.123456Z");
    let mut cursor = first["next_cursor"].clone();
    let mut seen = vec![first["items"][0].clone()];
    while let Some(next) = cursor.as_str() {
        let page = app.caseworker().get(&case.path(&format!("/history?limit=1&cursor={next}"))).await.expect(200);
        seen.extend(page["items"].as_array().unwrap().clone());
        cursor = page["next_cursor"].clone();
    }
    let seqs: Vec<i64> = seen.iter().map(|event| event["seq"].as_i64().unwrap()).collect();
    assert_eq!(seqs, (1..=case.claim().await["version"].as_i64().unwrap()).collect::<Vec<_>>());
    for pair in seen.windows(2) {
        assert_eq!(pair[1]["previous_hash"], pair[0]["hash"]);
    }
}
