//! Work accidents: a lost finger, a death during treatment, a total disability.

use chrono::TimeDelta;
use serde_json::json;

use super::accident::accident;
use super::case::Case;
use crate::support::app::{AGUS, DEDI, TestApp};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    a_lost_finger_is_paid_with_one_instalment_before,
    a_death_during_treatment_turns_to_the_heirs,
    a_total_disability_opens_scholarships_at_once,
    a_second_claim_of_the_same_day_is_a_note,
    answers_about_losses_are_checked,
);

async fn a_lost_finger_is_paid_with_one_instalment_before(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::reported(&app, &accident(DEDI, "2026-02-27")).await;
    assert_eq!(
        case.refused(app.caseworker(), "file_stage_one", json!({"filed_on": "2026-03-02"})).await,
        ["circumstance_open", "stage_one_missing"]
    );
    case.until_determination().await;
    assert_eq!(case.refused(app.caseworker(), "start_treatment", json!({})).await, ["cause_open"]);
    let concluded = json!({"concluded_on": "2026-03-02"});
    case.to(app.caseworker(), "confirm_work_accident", concluded, "determination").await;
    case.to(app.caseworker(), "start_treatment", json!({}), "treatment").await;

    app.clock.advance(TimeDelta::days(60));
    let refused = case.refused(app.caseworker(), "file_instalment", json!({})).await;
    assert_eq!(refused, ["sick_notes_missing", "nothing_to_pay", "heirs_open", "payees_missing"]);
    case.answers(json!({"incapacity_days": 60})).await;
    case.paper("surat_istirahat", None, json!({})).await;
    let worker = case.worker().await;
    case.all_to(&worker, &worker, "sole").await;
    let claim = case.to(app.caseworker(), "file_instalment", json!({}), "instalment").await;
    assert_eq!(claim["benefit"]["total"], 2_000_000);
    assert_eq!(case.step(app.caseworker(), "approve_instalment", json!({})).await.problem(403), "forbidden");
    case.to(app.supervisor(), "approve_instalment", json!({}), "instalment_approved").await;
    let claim = case.paid(&worker, ["instalment_handed_over", "treatment"]).await;
    assert_eq!((&claim["outcome"], &claim["payments"][0]["amount"]), (&json!(null), &json!(2_000_000)));
    // What was paid is not paid again.
    assert_eq!(
        case.refused(app.caseworker(), "file_instalment", json!({})).await,
        ["nothing_to_pay", "payees_missing"]
    );

    app.clock.advance(TimeDelta::days(30));
    let stated = json!({"stated_on": app.today()});
    case.answers(json!({"incapacity_days": 90, "medical_outcome": "partial_anatomical"})).await;
    case.to(app.caseworker(), "conclude_treatment", stated, "medical_conclusion").await;
    let refused = case.refused(app.caseworker(), "request_documents", json!({})).await;
    assert_eq!(refused, ["stage_two_missing", "losses_open"]);
    case.answers(json!({"losses": [{"code": "right_index"}]})).await;
    case.until_papers_complete("assessment").await;
    case.all_papers().await;
    let claim = case.to(app.caseworker(), "assess", json!({}), "approval").await;
    let lines: Vec<_> = claim["benefit"]["lines"].as_array().unwrap().iter().map(|line| &line["amount"]).collect();
    assert_eq!((lines, &claim["benefit"]["total"]), (vec![&json!(7_200_000), &json!(1_000_000)], &json!(8_200_000)));
    let claim = case.until_paid(&worker).await;
    assert_eq!(claim["outcome"], "paid");
    let paid: i64 = claim["payments"].as_array().unwrap().iter().map(|one| one["amount"].as_i64().unwrap()).sum();
    assert_eq!(paid, 10_200_000);
    assert_eq!((claim["follow_ups"].clone(), app.deliver().await), (json!([]), 0));
    case.to(app.caseworker(), "close", json!({}), "closed").await;
    assert!(app.desk.audit(None).await.unwrap().faults.is_empty());
}

async fn a_death_during_treatment_turns_to_the_heirs(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::reported(&app, &accident(DEDI, "2026-02-27")).await;
    case.until_confirmed().await;
    case.to(app.caseworker(), "start_treatment", json!({}), "treatment").await;
    app.clock.advance(TimeDelta::days(20));
    let stated = json!({"stated_on": app.today()});
    case.answers(json!({"incapacity_days": 20, "medical_outcome": "died"})).await;
    assert_eq!(case.refused(app.caseworker(), "conclude_treatment", stated.clone()).await, ["death_date_open"]);
    case.answers(json!({"died_on": app.today()})).await;
    case.to(app.caseworker(), "conclude_treatment", stated, "medical_conclusion").await;
    let widow = case.widow().await;
    case.until_papers_complete("heirs").await;
    let claim = case.until_assessed(&widow, "sole").await;
    assert_eq!(claim["benefit"]["total"], 70_666_666);
    assert_eq!(claim["heirs"]["heirs"][0]["id"], widow.as_str());
    assert_eq!(claim["heirs"]["warnings"], json!([]), "papers about the accident are no strange proofs of the family");
    // What the family brought as the worker's own is there for them too.
    let claim = case.until_paid(&widow).await;
    assert_eq!((&claim["outcome"], &claim["payments"][0]["amount"]), (&json!("paid"), &json!(70_666_666)));
}

async fn a_total_disability_opens_scholarships_at_once(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::reported(&app, &accident(DEDI, "2026-02-27")).await;
    case.until_confirmed().await;
    case.to(app.caseworker(), "start_treatment", json!({}), "treatment").await;
    case.answers(json!({"medical_outcome": "total_disability"})).await;
    let stated = json!({"stated_on": app.today()});
    case.to(app.caseworker(), "conclude_treatment", stated, "medical_conclusion").await;
    let child = case.child("Budi", "2013-05-01", "").await;
    case.until_papers_complete("assessment").await;
    let worker = case.worker().await;
    case.all_to(&worker, &worker, "sole").await;
    case.all_papers().await;
    let claim = case.to(app.caseworker(), "assess", json!({}), "approval").await;
    assert_eq!(claim["benefit"]["total"], 68_000_000);
    let claim = case.until_paid(&worker).await;
    assert_eq!(claim["follow_ups"][0]["workflow"], "beasiswa");
    assert_eq!(claim["follow_ups"][0]["person"], child.as_str());
    assert_eq!((claim["follow_ups"].as_array().unwrap().len(), app.deliver().await), (1, 1));
    let opened = app.caseworker().get("claims?workflow=beasiswa").await.expect(200);
    assert_eq!(opened["items"][0]["state"], "reported");
    let number = opened["items"][0]["number"].as_str().unwrap().to_owned();
    let scholarship = Case { app: &app, number }.claim().await;
    assert_eq!(scholarship["origin"]["workflow"], "jkk");
    // Whose it is stands in both: the people of the claim keep their identity.
    assert!(scholarship["people"].as_array().unwrap().iter().any(|person| person["id"] == child.as_str()));
    assert_eq!(scholarship["heirs"]["heirs"][0]["id"], child.as_str());
}

async fn a_second_claim_of_the_same_day_is_a_note(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let first = Case::reported(&app, &accident(DEDI, "2026-02-27")).await;
    let again = app.caseworker().post("claims", &accident(DEDI, "2026-02-27")).await;
    assert_eq!(again.problem(409), "claim_exists");
    assert_eq!(again.json()["claim"], first.number.as_str());
    assert_eq!(first.claim().await["notes"].as_array().unwrap().len(), 1);
    // Another accident is another claim, and so is another worker's of the same day.
    let other_day = Case::reported(&app, &accident(DEDI, "2026-02-20")).await;
    assert_ne!(other_day.number, first.number);
    assert_eq!(other_day.claim().await["alerts"][0]["kind"], "earlier_claim");
    Case::reported(&app, &accident(AGUS, "2026-02-27")).await;
    // A scholarship is for a child of a paid claim, and is not reported by anybody.
    let mut scholarship = accident(DEDI, "2026-02-27");
    scholarship["workflow"] = json!("beasiswa");
    let refused = app.caseworker().post("claims", &scholarship).await;
    assert_eq!(refused.problem(422), "refused");
    assert_eq!(refused.json()["refusals"][0]["rule"], "opens_by_itself");
    let none = app.caseworker().get("claims?workflow=beasiswa").await.expect(200);
    assert_eq!(none["items"], json!([]));
}

async fn answers_about_losses_are_checked(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::reported(&app, &accident(DEDI, "2026-02-27")).await;
    let before = case.claim().await;
    let tries = [
        (json!([{"code": "third_arm"}]), "unknown_code", "`third_arm` is no code of the table"),
        (
            json!([{"code": "right_index"}, {"code": "right_foot", "function_loss_percent": 200}]),
            "wrong_value",
            "Row 2",
        ),
        (json!([{"code": "right_index", "function_loss_percent": 0}]), "wrong_value", "from 1 to 100"),
        (json!([{"code": "right_index", "function_loss_percent": "50"}]), "wrong_value", "from 1 to 100"),
        (json!([{"percent": 9}]), "wrong_value", "Required"),
        (json!([{"code": "right_index", "finger": 2}]), "wrong_value", "no such column"),
        (json!(["right_index"]), "wrong_value", "Give a list of"),
        (json!({"code": "right_index"}), "wrong_value", "Give a list of"),
        (json!("right_index"), "wrong_value", "Give a list of"),
        (json!(vec![json!({"code": "right_index"}); 11]), "wrong_value", "at most 10 rows"),
    ];
    for (losses, code, words) in tries {
        let client = case.looking(app.caseworker()).await;
        let body = json!({"facts": {"losses": losses, "injury": "Jari."}});
        let reply = client.json("PATCH", &case.path("/facts"), &body).await;
        assert_eq!(reply.problem(400), "invalid", "{losses}");
        let wrong = &reply.json()["errors"][0];
        assert_eq!((&wrong["field"], &wrong["code"]), (&json!("facts.losses"), &json!(code)), "{losses}");
        assert!(wrong["message"].as_str().unwrap().contains(words), "{wrong}");
    }
    let kinds = json!({"facts": {"expenses": [{"kind": "karaoke", "amount": 1}]}});
    let reply = case.looking(app.caseworker()).await.json("PATCH", &case.path("/facts"), &kinds).await;
    assert_eq!(reply.problem(400), "invalid");
    // All or nothing: what was right beside it is not kept either.
    assert_eq!(case.claim().await, before);
}
