//! The clock of a claim: read with its reasons, stopped, let go on, extended.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::case::Case;
use crate::support::app::TestApp;
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    a_clock_is_read_with_its_reasons,
    a_clock_stands_still_and_goes_on,
    only_a_supervisor_adds_time,
    a_state_without_a_deadline_has_no_clock,
);

async fn clock(case: &Case<'_>) -> Value {
    case.app.by(&case.app.tokens.auditor).get(&case.path("/clock")).await.expect(200)
}

async fn a_clock_is_read_with_its_reasons(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let read = clock(&case).await;
    assert_eq!(
        (&read["name"], &read["law"], &read["waiting_on"]),
        (&json!("first_contact"), &json!("office"), &json!("caseworker"))
    );
    assert_eq!(read["due_at"], "2026-03-04T16:59:59.999999Z");
    assert_eq!(read["due_at"], case.claim().await["deadlines"][0]["due_at"]);
    let said = |language: &str| {
        let sentences = read["explanation"][language].as_array().unwrap().iter();
        sentences.map(|sentence| sentence.as_str().unwrap().to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert!(said("en").contains("2 working days") && said("en").contains("4 March 2026"), "{}", said("en"));
    assert!(said("id").contains("2 hari kerja") && said("id").contains("4 Maret 2026"), "{}", said("id"));
    let planned: Vec<&Value> = read["rungs"].as_array().unwrap().iter().map(|rung| &rung["name"]).collect();
    assert_eq!(planned, ["remind_before_1_working_days", "escalation", "overdue"]);
    assert!(read["rungs"].as_array().unwrap().iter().all(|rung| rung["fired_at"].is_null()));
    assert_eq!((&read["suspensions"], &read["extensions"], &read["penalty"]), (&json!([]), &json!(0), &Value::Null));

    app.clock.advance(TimeDelta::days(7));
    app.desk.fire_due_deadlines(100).await.unwrap();
    app.desk.fire_due_rungs(100).await.unwrap();
    let fired = clock(&case).await["rungs"].clone();
    assert!(fired.as_array().unwrap().iter().all(|rung| rung["fired_at"] == "2026-03-09T03:00:00.123456Z"), "{fired}");
    assert_eq!(fired[0]["collapsed_into"], "overdue", "what was missed is told of once: {fired}");

    assert_eq!(app.stranger().get(&case.path("/clock")).await.problem(404), "not_found");
    assert_eq!(app.by(&app.tokens.insurer).get(&case.path("/clock")).await.problem(403), "forbidden");
}

async fn a_clock_stands_still_and_goes_on(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let path = case.path("/clock/suspension");
    let reason = json!({"reason": "Menunggu putusan pengadilan."});
    assert_eq!(app.caseworker().post(&path, &reason).await.problem(428), "precondition_required");
    let look = || case.looking(app.caseworker());
    assert_eq!(look().await.post(&path, &json!({})).await.problem(400), "invalid");
    assert_eq!(look().await.post(&path, &json!({"reason": " "})).await.problem(400), "invalid");
    let others = [(&app.tokens.auditor, 403), (&app.tokens.admin, 403), (&app.tokens.elsewhere, 404)];
    for (token, status) in others {
        app.by(token).on(&json!(1)).post(&path, &reason).await.problem(status);
        app.by(token).on(&json!(1)).json("DELETE", &path, &json!({})).await.problem(status);
    }
    let running = look().await.json("DELETE", &path, &json!({})).await;
    assert_eq!(running.expect(422)["refusals"][0]["rule"], "clock_runs");

    let keyed = look().await.with("idempotency-key", "stop-1");
    let stopped = keyed.post(&path, &reason).await.expect(200);
    case.stands(&stopped).await;
    let deadline = &stopped["deadlines"][0];
    assert_eq!((&deadline["due_at"], &deadline["overdue"]), (&Value::Null, &json!(false)));
    assert_eq!(deadline["stands_still_since"], "2026-03-02T03:00:00.123456Z");
    let again = keyed.post(&path, &reason).await;
    assert_eq!((again.header("idempotency-replayed"), again.expect(200)), ("true", stopped));
    let twice = look().await.post(&path, &reason).await;
    assert_eq!(twice.expect(422)["refusals"][0]["rule"], "clock_stands_still");
    let read = clock(&case).await;
    assert_eq!((&read["due_at"], &read["suspensions"][0]["until"]), (&Value::Null, &Value::Null));
    assert_eq!(read["suspensions"][0]["reason"], "Menunggu putusan pengadilan.");

    // A month in which nothing falls due.
    app.clock.advance(TimeDelta::days(28));
    assert_eq!(app.desk.fire_due_deadlines(100).await.unwrap().fired, 0);
    let gone_on = look().await.json("DELETE", &path, &json!({"note": "Putusan sudah ada."})).await.expect(200);
    case.stands(&gone_on).await;
    let deadline = &gone_on["deadlines"][0];
    assert_eq!(deadline.get("stands_still_since"), None);
    assert!(deadline["due_at"].as_str().unwrap() > "2026-03-30", "{deadline}");
    assert_eq!(clock(&case).await["due_at"], deadline["due_at"]);
    let stale = app.caseworker().on(&json!(1)).post(&path, &reason).await;
    assert_eq!(stale.problem(412), "stale");
}

async fn only_a_supervisor_adds_time(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let path = case.path("/clock/extension");
    let more = json!({"span": "14 calendar_days", "reason": "Banjir di kelurahan."});
    assert_eq!(app.supervisor().post(&path, &more).await.problem(428), "precondition_required");
    assert_eq!(case.looking(app.caseworker()).await.post(&path, &more).await.problem(403), "forbidden");
    assert_eq!(case.looking(app.stranger()).await.post(&path, &more).await.problem(404), "not_found");
    for span in ["14", "two weeks", "14 days", "0 calendar_days"] {
        let wrong = case.looking(app.supervisor()).await.post(&path, &json!({"span": span, "reason": "x"})).await;
        assert_eq!(wrong.problem(400), "invalid");
        assert_eq!(wrong.json()["errors"][0]["field"], "span", "{span}");
    }
    let before = case.claim().await["deadlines"][0]["due_at"].clone();
    let extended = case.looking(app.supervisor()).await.post(&path, &more).await.expect(200);
    case.stands(&extended).await;
    assert_eq!(
        (before, &extended["deadlines"][0]["due_at"]),
        (json!("2026-03-04T16:59:59.999999Z"), &json!("2026-03-18T16:59:59.999999Z"))
    );
    assert_eq!(clock(&case).await["extensions"], 1);
    assert_eq!(app.supervisor().on(&json!(1)).post(&path, &more).await.problem(412), "stale");
}

async fn a_state_without_a_deadline_has_no_clock(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.to(app.caseworker(), "withdraw", json!({"reason": "Keluarga belum siap."}), "withdrawn").await;
    case.to(app.caseworker(), "close", json!({}), "closed").await;
    assert_eq!(app.caseworker().get(&case.path("/clock")).await.problem(404), "not_found");
    let stop =
        case.looking(app.caseworker()).await.post(&case.path("/clock/suspension"), &json!({"reason": "x"})).await;
    assert_eq!(stop.expect(422)["refusals"][0]["rule"], "claim_closed");
}
