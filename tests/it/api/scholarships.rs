//! Scholarships: one claim for each child, which waits for years, comes back each July, and ends.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::accident::accident;
use super::case::{Case, report_of};
use crate::support::app::{AGUS, DEDI, TestApp};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    three_school_years_are_paid,
    before_school_only_one_clock_runs,
    at_twenty_three_it_ends,
    three_years_of_contributions_earn_one_in_a_death_claim,
    a_family_chooses_two_of_three,
    the_children_whom_the_family_names_come_first,
    a_waiting_scholarship_keeps_its_version,
);

/// Somebody whose contributions cover three years and the month of the event.
const LONG: &str = "1571021608860001,Rahmat,1986-08-16,L,031,Pakuan Baru,Jambi Selatan,tukang ojek,pekerja_rentan,25000000101,1000000,2023-03,2026-12,,";
const RAHMAT: &str = "1571021608860001";

/// The paid claim of a worker who died, with children of these birth days; and the widow.
async fn paid_with<'a>(app: &'a TestApp, nik: &str, children: &[(&str, &str)]) -> (Case<'a>, String) {
    let case = Case::reported(app, &accident(nik, "2026-02-27")).await;
    let widow = case.widow().await;
    for (name, born) in children {
        case.child(name, born, &widow).await;
    }
    case.until_heirs("2026-02-27").await;
    let basis = if children.is_empty() { "sole" } else { "agreement" };
    case.paper("surat_kuasa", None, json!({})).await;
    case.until_assessed(&widow, basis).await;
    case.until_paid(&widow).await;
    (case, widow)
}

/// The scholarship of a child by name, once the desk has opened it.
async fn scholarship<'a>(app: &'a TestApp, child: &str) -> (Case<'a>, String) {
    let list = app.caseworker().get("claims?workflow=beasiswa&limit=200").await.expect(200);
    for item in list["items"].as_array().unwrap() {
        let case = Case { app, number: item["number"].as_str().unwrap().to_owned() };
        let claim = case.claim().await;
        let whose = claim["heirs"]["heirs"][0]["id"].as_str().unwrap().to_owned();
        let named = |person: &&Value| person["id"] == whose.as_str() && person["name"] == child;
        if claim["people"].as_array().unwrap().iter().any(|person| named(&person)) {
            return (case, whose);
        }
    }
    unreachable!("no scholarship of {child}: {list}");
}

/// Lets time pass until the nearest clock has run out, and fires it.
async fn next_clock(app: &TestApp, case: &Case<'_>) -> Value {
    let due: DateTime<Utc> = case.claim().await["deadlines"][0]["due_at"].as_str().unwrap().parse().unwrap();
    app.clock.set(due);
    assert_eq!(app.desk.fire_due_deadlines(200).await.unwrap().failed, 0);
    app.clock.set(due + TimeDelta::seconds(1));
    assert_eq!(app.desk.fire_due_deadlines(200).await.unwrap().failed, 0);
    case.claim().await
}

/// A year is claimed, assessed and paid to the account of the child or guardian.
async fn year(case: &Case<'_>, child: &str, account_of: &str, year: &Value) -> Value {
    case.answers(json!({"school_years": [year], "studying": true, "married": false, "work": "none"})).await;
    case.all_papers().await;
    let worker = || case.app.caseworker();
    case.to(worker(), "proof_complete", json!({}), "assessment").await;
    if case.claim().await["payees"] == json!([]) {
        let basis = if child == account_of { "sole" } else { "guardian" };
        case.all_to(child, account_of, basis).await;
        case.all_papers().await;
    }
    case.to(worker(), "assess", json!({}), "approval").await;
    case.to(case.app.supervisor(), "approve", json!({}), "approved").await;
    case.paid(child, ["handed_over", "year_paid"]).await
}

async fn at_school(case: &Case<'_>) {
    case.answers(json!({"at_school": true})).await;
    case.to(case.app.caseworker(), "ask_for_proof", json!({}), "proof_of_study").await;
}

fn school_year(year: &str, level: &str, grade: u32) -> Value {
    json!({"school_year": year, "level": level, "grade": grade})
}

async fn three_school_years_are_paid(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let (origin, widow) = paid_with(&app, DEDI, &[("Budi", "2013-05-01")]).await;
    let link = origin.claim().await["follow_ups"].clone();
    assert_eq!((link.as_array().unwrap().len(), app.deliver().await), (1, 1));
    let (case, child) = scholarship(&app, "Budi").await;
    assert_eq!(link[0]["person"], child.as_str());
    assert_eq!(case.refused(app.caseworker(), "ask_for_proof", json!({})).await, ["school_open"]);
    at_school(&case).await;
    // What was brought for the first claim is not asked for again.
    let claim = case.claim().await;
    let required = claim["required_documents"].as_array().unwrap();
    let missing = required.iter().filter(|paper| paper["status"] == "missing");
    let kinds: Vec<_> = missing.map(|paper| paper["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["formulir_beasiswa", "kartu_pelajar", "surat_sekolah"]);

    let claim = year(&case, &child, &widow, &school_year("2025/2026", "smp", 1)).await;
    assert_eq!((&claim["waiting_on"], &claim["ended"]), (&json!("heir"), &json!(false)));
    for (number, next) in [("2026/2027", 2), ("2027/2028", 3)] {
        let claim = next_clock(&app, &case).await;
        assert_eq!(claim["state"], "proof_of_study", "{number}");
        assert_eq!(app.today(), format!("{}-07-03", &number[..4]));
        let refused = case.refused(app.caseworker(), "proof_complete", json!({})).await;
        assert_eq!(refused, ["questions_open", "documents_missing"]);
        let claim = year(&case, &child, &widow, &school_year(number, "smp", next)).await;
        assert_eq!(claim["payments"].as_array().unwrap().last().unwrap()["amount"], 2_000_000);
    }
    let claim = case.claim().await;
    let payments: Vec<_> = claim["payments"].as_array().unwrap().iter().map(|one| &one["amount"]).collect();
    assert_eq!(payments, [&json!(2_000_000); 3]);
    let letters = claim["documents"].as_array().unwrap().iter().filter(|paper| paper["kind"] == "surat_sekolah");
    assert_eq!(letters.count(), 3);
    // A year is paid once, and a level has as many years as it has.
    next_clock(&app, &case).await;
    for (wrong, rule) in [
        (school_year("2027/2028", "smp", 3), "school_year_paid"),
        (school_year("2028/2029", "smp", 3), "school_level_used"),
    ] {
        case.answers(json!({"school_years": [wrong], "studying": true, "married": false, "work": "none"})).await;
        case.all_papers().await;
        case.to(app.caseworker(), "proof_complete", json!({}), "assessment").await;
        let refused = case.step(app.caseworker(), "assess", json!({})).await;
        assert_eq!(refused.problem(422), "refused", "{rule}");
        assert_eq!(refused.json()["refusals"][0]["rule"], "benefit_not_computable", "{rule}");
        case.to(app.caseworker(), "send_back", json!({"reason": "Tahun keliru."}), "proof_of_study").await;
    }
    assert!(app.desk.audit(None).await.unwrap().faults.is_empty());
}

async fn before_school_only_one_clock_runs(database: TestDatabase) {
    let app = TestApp::new(database).await;
    paid_with(&app, DEDI, &[("Ani", "2023-11-01")]).await;
    assert_eq!(app.deliver().await, 1);
    let (case, _) = scholarship(&app, "Ani").await;
    case.answers(json!({"at_school": false})).await;
    assert_eq!(case.refused(app.caseworker(), "ask_for_proof", json!({})).await, ["school_open"]);
    let claim = case.to(app.caseworker(), "wait_for_school", json!({}), "not_yet_school").await;
    assert_eq!(claim["deadlines"].as_array().unwrap().len(), 1);
    let open = format!(
        "SELECT d.name AS text FROM deadlines d JOIN claims c ON c.id = d.claim_id \
         WHERE c.number = '{}' AND d.cancelled_at IS NULL AND d.met_at IS NULL AND d.fired_at IS NULL",
        case.number
    );
    assert_eq!(app.database.texts(&open), ["school_may_begin"]);
    let due = claim["deadlines"][0]["due_at"].as_str().unwrap().to_owned();
    let claim = next_clock(&app, &case).await;
    // Years of waiting need nobody; then the question is asked anew.
    assert_eq!((claim["state"].as_str(), &claim["facts"]["at_school"]), (Some("reported"), &json!(null)), "{due}");
    assert_eq!(&app.today()[4..], "-07-03");
    at_school(&case).await;
}

async fn at_twenty_three_it_ends(database: TestDatabase) {
    let app = TestApp::new(database).await;
    paid_with(&app, DEDI, &[("Ratna", "2003-06-01")]).await;
    assert_eq!(app.deliver().await, 1);
    let (case, child) = scholarship(&app, "Ratna").await;
    at_school(&case).await;
    // Of age: into her own account.
    let client = case.looking(app.caseworker()).await;
    let account = json!({"account": {"bank": "BRI", "number": "0987654321", "holder": "Ratna"}});
    client.json("PATCH", &case.path(&format!("/people/{child}")), &account).await.expect(200);
    let client = case.looking(app.caseworker()).await;
    let verified = json!({"verdict": "confirmed"});
    client.post(&case.path(&format!("/people/{child}/verification")), &verified).await.expect(200);
    let claim = year(&case, &child, &child, &school_year("2025/2026", "higher", 4)).await;
    assert_eq!(claim["payments"][0]["amount"], 12_000_000);
    let claim = next_clock(&app, &case).await;
    assert_eq!((claim["state"].as_str(), claim["ended"].as_bool()), (Some("ended"), Some(false)));
    let claim = next_clock(&app, &case).await;
    assert_eq!((claim["state"].as_str(), claim["outcome"].as_str()), (Some("closed"), Some("paid")));
}

async fn three_years_of_contributions_earn_one_in_a_death_claim(database: TestDatabase) {
    let app = TestApp::new(database).await;
    app.enrol(LONG).await;
    for (nik, opened) in [(RAHMAT, 1), (AGUS, 0)] {
        let case = Case::reported(&app, &report_of(nik, "Siti Aminah")).await;
        case.until_documents().await;
        let widow = case.widow().await;
        case.child("Budi", "2013-05-01", &widow).await;
        case.all_papers().await;
        case.paper("surat_kuasa", None, json!({})).await;
        case.to(app.caseworker(), "documents_complete", json!({}), "heirs").await;
        case.until_assessed(&widow, "agreement").await;
        let claim = case.until_paid(&widow).await;
        assert_eq!(claim["follow_ups"].as_array().unwrap().len(), opened, "{nik}");
        assert_eq!(app.deliver().await, u64::try_from(opened).unwrap(), "{nik}");
    }
    let (case, _) = scholarship(&app, "Budi").await;
    assert_eq!(case.claim().await["origin"]["workflow"], "jkm");
}

async fn a_family_chooses_two_of_three(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let children = [("Ani", "2010-01-01"), ("Budi", "2012-01-01"), ("Citra", "2014-01-01")];
    let (case, _) = paid_with(&app, DEDI, &children).await;
    let claim = case.claim().await;
    assert_eq!((&claim["follow_ups"], app.deliver().await), (&json!([]), 0));
    let alert = claim["alerts"].as_array().unwrap().iter().find(|one| one["kind"] == "scholarship_choice").unwrap();
    let choice: Vec<_> = alert["evidence"]["children"].as_array().unwrap().clone();
    assert_eq!((choice.len(), &alert["evidence"]["places"]), (3, &json!(2)));
    assert_eq!(case.refused(app.caseworker(), "close", json!({})).await, ["scholarship_choice_open"]);
    // Nor does the clock close it over the family's head.
    let late = next_clock(&app, &case).await;
    assert_eq!(late["state"], "paid");

    for chosen in [0, 2] {
        let claim = case.to(app.caseworker(), "open_scholarship", json!({"child": choice[chosen]}), "paid").await;
        assert_eq!(claim["follow_ups"].as_array().unwrap().last().unwrap()["person"], choice[chosen]);
        let again = case.refused(app.caseworker(), "open_scholarship", json!({"child": choice[chosen]})).await;
        assert_eq!(again, ["no_scholarship_place"]);
        assert_eq!(case.refused(app.caseworker(), "close", json!({})).await, ["scholarship_choice_open"]);
    }
    let third = case.refused(app.caseworker(), "open_scholarship", json!({"child": choice[1]})).await;
    assert_eq!(third, ["no_scholarship_place"]);
    assert_eq!(app.deliver().await, 2);
    let settled = json!({"outcome": "confirmed", "note": "Keluarga memilih Ani dan Citra."});
    let path = format!("alerts/{}/settlement", alert["id"].as_str().unwrap());
    app.caseworker().post(&path, &settled).await.expect(200);
    case.to(app.caseworker(), "close", json!({}), "closed").await;
    scholarship(&app, "Ani").await;
    scholarship(&app, "Citra").await;
}

async fn the_children_whom_the_family_names_come_first(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::reported(&app, &accident(DEDI, "2026-02-27")).await;
    let widow = case.widow().await;
    for (name, born, named) in [("Ani", "2010-01-01", json!(null)), ("Budi", "2012-01-01", json!(true))] {
        let id = case.child(name, born, &widow).await;
        let client = case.looking(app.caseworker()).await;
        let person = client.json("PATCH", &case.path(&format!("/people/{id}")), &json!({"scholarship": named})).await;
        person.expect(200);
    }
    let named = json!({
        "name": "Citra", "relation": "child", "birth_date": "2014-01-01", "parents": [widow], "scholarship": true,
    });
    let third = case.person(named).await;
    let claim = case.claim().await;
    for person in claim["people"].as_array().unwrap().iter().filter(|person| person["relation"] == "child") {
        let id = person["id"].as_str().unwrap();
        let client = case.looking(app.caseworker()).await;
        let verified = json!({"verdict": "confirmed"});
        client.post(&case.path(&format!("/people/{id}/verification")), &verified).await.expect(200);
    }
    case.until_heirs("2026-02-27").await;
    case.paper("surat_kuasa", None, json!({})).await;
    case.until_assessed(&widow, "agreement").await;
    let claim = case.until_paid(&widow).await;
    let links = claim["follow_ups"].as_array().unwrap();
    assert_eq!((links.len(), &links[1]["person"]), (2, &json!(third)));
    assert_eq!(app.deliver().await, 2);
    scholarship(&app, "Budi").await;
    case.to(app.caseworker(), "close", json!({}), "closed").await;
}

async fn a_waiting_scholarship_keeps_its_version(database: TestDatabase) {
    let app = TestApp::new(database).await;
    paid_with(&app, DEDI, &[("Ani", "2023-11-01")]).await;
    assert_eq!(app.deliver().await, 1);
    let (case, _) = scholarship(&app, "Ani").await;
    case.answers(json!({"at_school": false})).await;
    case.to(app.caseworker(), "wait_for_school", json!({}), "not_yet_school").await;
    let number = case.number;

    // A second version, in which the state of waiting is called otherwise.
    let one = include_str!("../../../workflows/beasiswa.yaml");
    let two = one.replace("\nversion: 1\n", "\nversion: 2\n").replace("not_yet_school", "before_school");
    let two = two.split("\nscenarios:").next().unwrap();
    let jkk = include_str!("../../../workflows/jkk.yaml");
    let jkm = include_str!("../../../workflows/jkm.yaml");
    let sources = [("jkk.yaml", jkk), ("jkm.yaml", jkm), ("beasiswa.yaml", one), ("beasiswa-2.yaml", two)];
    let app = app.upgraded(&sources).await;
    let case = Case { app: &app, number };
    let claim = case.claim().await;
    assert_eq!((&claim["workflow_version"], &claim["state"]), (&json!(1), &json!("not_yet_school")));
    let claim = next_clock(&app, &case).await;
    assert_eq!((&claim["workflow_version"], &claim["state"]), (&json!(1), &json!("reported")));
    at_school(&case).await;
    // Whoever comes now comes under the new one.
    paid_with(&app, AGUS, &[("Tri", "2023-11-01")]).await;
    assert_eq!(app.deliver().await, 1);
    let (new, _) = scholarship(&app, "Tri").await;
    assert_eq!(new.claim().await["workflow_version"], 2);
    new.answers(json!({"at_school": false})).await;
    new.to(app.caseworker(), "wait_for_school", json!({}), "before_school").await;
    assert!(app.desk.audit(None).await.unwrap().faults.is_empty());
}
