//! What people of the family say to the list of heirs, as the office records it.

use serde_json::json;

use super::case::Case;
use crate::support::app::TestApp;
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(consent_is_recorded_until_the_sum_is_approved);

async fn consent_is_recorded_until_the_sum_is_approved(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let widow = case.widow().await;
    let path = case.path(&format!("/people/{widow}/consent"));
    let given = json!({"consent": "given", "note": "Telepon 2 Maret."});
    assert_eq!(app.caseworker().post(&path, &given).await.problem(428), "precondition_required");
    let old = case.looking(app.caseworker()).await;
    let person = case.looking(app.caseworker()).await.post(&path, &given).await.expect(200);
    assert_eq!((&person["consent"], &person["verification"]["status"]), (&json!("given"), &json!("confirmed")));
    assert_eq!(old.post(&path, &json!({"consent": "open"})).await.problem(412), "stale");
    let version = case.claim().await["version"].clone();
    case.looking(app.caseworker()).await.post(&path, &given).await.expect(200);
    assert_eq!(case.claim().await["version"], version, "the same answer again is no change");
    let history = app.caseworker().get(&case.path("/history?limit=200")).await.expect(200);
    let events = history["items"].as_array().unwrap();
    let said: Vec<_> = events.iter().filter(|event| event["type"] == "consent_recorded").collect();
    assert_eq!((said.len(), &said[0]["data"]["note"]), (1, &json!("Telepon 2 Maret.")));
    for wrong in [json!({}), json!({"consent": "yes"}), json!({"consent": "given", "by": "x"})] {
        case.looking(app.caseworker()).await.post(&path, &wrong).await.problem(400);
    }
    let nobody = case.path("/people/01890000-0000-7000-8000-000000000000/consent");
    case.looking(app.caseworker()).await.post(&nobody, &given).await.problem(404);
    for (token, status) in [
        (&app.tokens.auditor, 403),
        (&app.tokens.admin, 403),
        (&app.tokens.insurer, 403),
        (&app.tokens.elsewhere, 404),
        (&app.tokens.colleague, 200),
        (&app.tokens.supervisor, 200),
    ] {
        let answered = case.looking(app.by(token)).await.post(&path, &json!({"consent": "objected"})).await;
        assert_eq!(answered.status, status, "{}", answered.json());
    }
    let other = Case::open_another(&app).await;
    let widow = other.until_handed_over().await;
    let path = other.path(&format!("/people/{widow}/consent"));
    let late = other.looking(app.caseworker()).await.post(&path, &given).await.expect(422);
    assert_eq!(late["refusals"][0]["rule"], "with_insurer");
}
