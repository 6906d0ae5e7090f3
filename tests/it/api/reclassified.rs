//! A claim that goes on under the other insurance, and takes with it what the family has brought.

use serde_json::{Value, json};

use super::accident::accident;
use super::case::{Case, report};
use crate::support::app::{DEDI, TestApp};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(a_death_that_was_no_work_accident_goes_on, a_death_at_work_goes_on_as_an_accident);

/// The one claim of a procedure.
async fn only<'a>(app: &'a TestApp, workflow: &str) -> Case<'a> {
    let list = app.caseworker().get(&format!("claims?workflow={workflow}")).await.expect(200);
    assert_eq!(list["items"].as_array().unwrap().len(), 1, "{list}");
    Case { app, number: list["items"][0]["number"].as_str().unwrap().to_owned() }
}

/// The accepted papers of a claim: kind, whose, and the bytes as they are fetched.
async fn accepted(case: &Case<'_>) -> Vec<(String, Value, Vec<u8>)> {
    let mut found = Vec::new();
    for paper in case.claim().await["documents"].as_array().unwrap() {
        assert_eq!(paper["status"], "accepted");
        let path = case.path(&format!("/documents/{}/content", paper["id"].as_str().unwrap()));
        let fetched = case.app.caseworker().get(&path).await;
        assert_eq!(fetched.status, 200, "{paper}");
        found.push((paper["kind"].as_str().unwrap().to_owned(), paper["person"].clone(), fetched.bytes));
    }
    found
}

async fn a_death_that_was_no_work_accident_goes_on(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::reported(&app, &accident(DEDI, "2026-02-25")).await;
    case.until_determination().await;
    let widow = case.widow().await;
    case.child("Budi", "2013-05-01", &widow).await;
    for kind in ["ktp", "kk", "akta_kematian"] {
        case.paper(kind, None, json!({})).await;
    }
    case.paper("buku_nikah", Some(&widow), json!({})).await;
    let concluded = json!({"concluded_on": app.today()});
    case.to(app.caseworker(), "not_work_accident", concluded, "not_work_accident").await;
    assert_eq!(case.refused(app.caseworker(), "reclassify", json!({})).await, ["worker_lives"]);
    case.answers(json!({"medical_outcome": "died", "died_on": "2026-02-27"})).await;
    let no_way = json!({"reason": "Bukan kecelakaan kerja."});
    assert_eq!(case.refused(app.supervisor(), "close_refused", no_way).await, ["death_goes_on"]);
    let claim = case.to(app.caseworker(), "reclassify", json!({}), "closed").await;
    assert_eq!((&claim["outcome"], &claim["follow_ups"][0]["workflow"]), (&json!("reclassified"), &json!("jkm")));
    assert_eq!((app.deliver().await, app.deliver().await), (1, 0));

    let next = only(&app, "jkm").await;
    let claim = next.claim().await;
    assert_eq!(claim["origin"]["workflow"], "jkk");
    assert_eq!((&claim["event"]["date"], &claim["event"]["time"]), (&json!("2026-02-27"), &json!(null)));
    // The family is there with its verification; the worker is no person of it.
    let relations: Vec<_> = claim["people"].as_array().unwrap().iter().map(|person| &person["relation"]).collect();
    assert_eq!(relations, ["spouse", "child"]);
    assert_eq!(
        (&claim["people"][0]["id"], &claim["people"][0]["verification"]["status"]),
        (&json!(widow), &json!("confirmed"))
    );
    let wanted = |kind: &str| kind != "formulir_3_kk_1";
    let before: Vec<_> = accepted(&case).await.into_iter().filter(|(kind, ..)| wanted(kind)).collect();
    assert_eq!(before.len(), 4);
    assert_eq!(accepted(&next).await, before);

    // And it is paid as any death.
    next.until_documents().await;
    next.all_papers().await;
    next.paper("surat_kuasa", None, json!({})).await;
    next.to(app.caseworker(), "documents_complete", json!({}), "heirs").await;
    let claim = next.until_assessed(&widow, "agreement").await;
    assert_eq!(claim["benefit"]["total"], 42_000_000);
    assert_eq!(next.until_paid(&widow).await["outcome"], "paid");
    assert!(app.desk.audit(None).await.unwrap().faults.is_empty());
}

async fn a_death_at_work_goes_on_as_an_accident(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::reported(&app, &report()).await;
    case.to(app.caseworker(), "accept", json!({}), "intake").await;
    case.answers(json!({"died_at_work": "yes"})).await;
    let widow = case.widow().await;
    for kind in ["ktp", "kk", "akta_kematian", "surat_ahli_waris"] {
        case.paper(kind, None, json!({})).await;
    }
    case.paper("ktp", Some(&widow), json!({})).await;
    case.paper("buku_nikah", Some(&widow), json!({})).await;
    let claim = case.to(app.caseworker(), "reclassify", json!({}), "closed").await;
    assert_eq!((&claim["outcome"], &claim["follow_ups"][0]["workflow"]), (&json!("reclassified"), &json!("jkk")));
    assert_eq!(app.deliver().await, 1);

    let next = only(&app, "jkk").await;
    let claim = next.claim().await;
    assert_eq!(
        (&claim["facts"]["medical_outcome"], &claim["facts"]["died_on"]),
        (&json!("died"), &json!("2026-02-27"))
    );
    assert_eq!((&claim["event"]["date"], &claim["event"]["time"]), (&json!("2026-02-27"), &json!("14:30:00")));
    assert_eq!(accepted(&next).await, accepted(&case).await);
    let known: Vec<_> = claim["people"].as_array().unwrap().iter().map(|person| &person["relation"]).collect();
    assert_eq!(known.len(), 2);
    assert!(known.contains(&&json!("spouse")) && known.contains(&&json!("participant")), "{known:?}");

    next.until_confirmed().await;
    let stated = json!({"stated_on": app.today()});
    next.to(app.caseworker(), "conclude_without_treatment", stated, "medical_conclusion").await;
    next.until_papers_complete("heirs").await;
    let claim = next.until_assessed(&widow, "sole").await;
    assert_eq!(claim["benefit"]["total"], 70_000_000);
    assert_eq!(next.until_paid(&widow).await["outcome"], "paid");
    assert!(app.desk.audit(None).await.unwrap().faults.is_empty());
}
