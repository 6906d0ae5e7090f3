//! Lists, the register, the calculators, the procedures, and what machines watch.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::case::{Case, PDF, report_of};
use crate::support::app::{AGUS, DEDI, REGISTER, TestApp};
use crate::support::database::{TestDatabase, on_each_database, run};
use crate::support::workbook::{Workbook, rows_of};

on_each_database!(
    the_work_list_is_filtered_and_paged,
    alerts_are_listed_and_settled,
    the_register_is_imported_and_searched,
    papers_come_back_as_they_were,
    machines_can_watch,
);

async fn the_work_list_is_filtered_and_paged(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let dedi = Case::open(&app).await;
    app.caseworker().post("claims", &report_of(AGUS, "Ibu")).await.expect(201);
    dedi.to(app.caseworker(), "accept", json!({}), "intake").await;
    let numbers = async |query: &str| -> Vec<String> {
        let page = app.caseworker().get(&format!("claims?{query}")).await.expect(200);
        page["items"].as_array().unwrap().iter().map(|item| item["number"].as_str().unwrap().to_owned()).collect()
    };
    let only = [dedi.number.clone()];
    assert_eq!(numbers("").await.len(), 2);
    assert_eq!(numbers("state=intake").await, only);
    assert_eq!(numbers("q=bambang").await, only);
    assert_eq!(numbers(&format!("q={}", dedi.number)).await, only);
    assert_eq!(numbers("workflow=jkk").await, Vec::<String>::new());
    assert_eq!(numbers("overdue=true").await, Vec::<String>::new());
    assert_eq!(numbers("assignee=none").await.len(), 2);
    assert_eq!(numbers("assignee=me").await, Vec::<String>::new());
    app.clock.advance(chrono::TimeDelta::days(30));
    assert_eq!(numbers("overdue=true").await.len(), 2);
    let first = app.caseworker().get("claims?limit=1").await.expect(200);
    let next = first["next_cursor"].as_str().unwrap();
    let second = app.caseworker().get(&format!("claims?limit=1&cursor={next}")).await.expect(200);
    assert_ne!(first["items"][0]["number"], second["items"][0]["number"]);
    assert_eq!(second["next_cursor"], Value::Null);
}

async fn alerts_are_listed_and_settled(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let mut early = report_of(DEDI, "Siti");
    early["event"]["date"] = json!("2025-01-10");
    // Outside of membership is no bad input: the claim is taken, with a finding.
    let claim = app.caseworker().post("claims", &early).await.expect(201);
    assert_eq!(claim["coverage"]["covered"], false);
    let listed = app.by(&app.tokens.auditor).get("alerts?open=true&kind=coverage_in_doubt").await.expect(200);
    assert_eq!(listed["items"][0]["claim"], claim["number"]);
    assert_eq!(app.by(&app.tokens.elsewhere).get("alerts").await.expect(200)["items"], json!([]));
    let path = format!("alerts/{}/settlement", listed["items"][0]["id"].as_str().unwrap());
    let body = json!({"outcome": "harmless", "note": "Iuran ditemukan."});
    assert_eq!(app.by(&app.tokens.elsewhere).post(&path, &body).await.problem(404), "not_found");
    let settled = app.caseworker().post(&path, &body).await.expect(200);
    assert_eq!(settled["settled"]["outcome"], "harmless");
    assert_eq!(app.caseworker().post(&path, &body).await.problem(422), "refused");
    assert_eq!(app.caseworker().get("alerts?open=true").await.expect(200)["items"], json!([]));
    let of_claim = format!("alerts?claim={}&open=false", claim["number"].as_str().unwrap());
    assert_eq!(app.caseworker().get(&of_claim).await.expect(200)["items"].as_array().unwrap().len(), 1);
}

async fn the_register_is_imported_and_searched(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let admin = app.by(&app.tokens.admin);
    let send = async |query: &str, csv: &str| {
        admin.form(&format!("registry/imports{query}"), &[], Some(("daftar.csv", csv.as_bytes()))).await
    };
    let broken = REGISTER.replace("1571031206999614,Agus", "15710312,Agus").replace("buruh angkut", "nelayan");
    let tried = send("?office=Jambi&dry_run=true", &broken).await.expect(200);
    assert_eq!((&tried["changed"], &tried["refused"], &tried["imported"]), (&json!(1), &json!(1), &json!(false)));
    assert_eq!((&tried["refused_rows"][0]["line"], &tried["refused_rows"][0]["column"]), (&json!(3), &json!("nik")));
    assert!(tried["refused_rows"][0]["reason"].as_str().is_some());
    let strict = send("?office=Jambi&strict=true", &broken).await;
    assert_eq!(strict.problem(422), "rows_refused");
    assert_eq!(strict.json()["report"]["refused"], 1);
    assert_eq!(send("?office=Jambi", REGISTER).await.expect(200)["unchanged"], 2);
    assert_eq!(send("?office=Jambi", &broken).await.expect(200)["changed"], 1);
    // A workbook is known by its content and answers the same.
    let workbook = Workbook::of(rows_of(&broken)).bytes();
    let path = "registry/imports?office=Jambi";
    let sheet = admin.form(path, &[], Some(("daftar.csv", &workbook))).await.expect(200);
    assert_eq!(sheet, send("?office=Jambi", &broken).await.expect(200));
    assert_eq!((&sheet["unchanged"], &sheet["refused_rows"][0]["line"]), (&json!(1), &json!(3)));
    // Which office is not guessed, and another office's people are left alone.
    assert_eq!(send("", REGISTER).await.problem(400), "invalid");
    let elsewhere = send("?office=Muaro", REGISTER).await.expect(200);
    assert_eq!((&elsewhere["added"], &elsewhere["refused"]), (&json!(0), &json!(2)));
    assert_eq!(elsewhere["refused_rows"].as_array().unwrap().len(), 2);
    let strict = send("?office=Muaro&strict=true", REGISTER).await;
    assert_eq!(strict.problem(422), "rows_refused");
    assert_eq!(strict.json()["report"]["imported"], false);

    let found = app.caseworker().get("participants?q=dedi%20bambang").await.expect(200);
    assert_eq!(found["items"][0]["nik"], DEDI);
    assert_eq!(found["items"][0]["occupation"], "nelayan");
    assert_eq!((&found["items"][0]["income_since"], &found["items"][0]["gaps"]), (&json!("2025-05-01"), &json!([])));
    let question = json!({"nik": DEDI, "birth_date": "1986-08-16", "event_date": "2026-02-27"});
    let answer = app.caseworker().post("coverage-checks", &question).await.expect(200);
    assert_eq!(answer["covered"], true);
    let wrong = json!({"nik": DEDI, "birth_date": "1986-08-17", "event_date": "2026-02-27"});
    assert_eq!(app.caseworker().post("coverage-checks", &wrong).await.expect(200)["rule"], "not_in_register");
}

async fn papers_come_back_as_they_were(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let name = "akta \u{e9}t\u{e9} \u{201c}x\u{201d}.pdf";
    let sent = app.caseworker().form(&case.path("/documents"), &[("kind", "akta_kematian")], Some((name, PDF))).await;
    let document = sent.expect(201);
    assert_eq!((&document["status"], &document["version"]), (&json!("pending"), &json!(1)));
    assert_eq!(document["sha256"].as_str().unwrap().len(), 64);
    let content = app.by(&app.tokens.auditor).get(sent.header("location")).await;
    assert_eq!((content.status, content.bytes.as_slice()), (200, PDF));
    assert_eq!(content.header("content-type"), "application/pdf");
    assert_eq!(content.header("x-content-type-options"), "nosniff");
    assert_eq!(content.header("content-length"), PDF.len().to_string());
    let disposition = content.header("content-disposition");
    assert!(
        disposition.starts_with("attachment; filename=\"akta _t_ _x_.pdf\"; filename*=UTF-8''akta%20"),
        "{disposition}"
    );
    let id = document["id"].as_str().unwrap();
    let withdrawal = json!({"reason": "salah unggah"});
    let path = case.path(&format!("/documents/{id}"));
    assert_eq!(app.caseworker().json("DELETE", &path, &withdrawal).await.expect(200)["status"], "withdrawn");
    assert_eq!(app.caseworker().json("DELETE", &path, &withdrawal).await.problem(422), "refused");
    let rejected = app.caseworker().form(&case.path("/documents"), &[("kind", "kk")], Some(("kk.pdf", PDF))).await;
    let path = case.path(&format!("/documents/{}/review", rejected.json()["id"].as_str().unwrap()));
    let client = app.caseworker().with("if-match", "*");
    assert_eq!(client.post(&path, &json!({"verdict": "rejected"})).await.problem(400), "invalid");
    let review = json!({"verdict": "rejected", "reason": "buram", "note": "foto ulang"});
    assert_eq!(client.post(&path, &review).await.expect(200)["review"]["reason"], "buram");
}

async fn machines_can_watch(database: TestDatabase) {
    let app = TestApp::new(database).await;
    Case::open(&app).await;
    assert_eq!(app.caseworker().get("/healthz").await.status, 200);
    assert_eq!(app.caseworker().get("/readyz").await.status, 200);
    let metrics = String::from_utf8(app.caseworker().get("/metrics").await.bytes).unwrap();
    assert!(metrics.contains("santun_claims{workflow=\"jkm\",state=\"reported\"} 1\n"), "{metrics}");
    assert!(metrics.contains("# TYPE santun_outbox gauge"));
    assert!(metrics.contains("route=\"/api/v1/claims\"") && metrics.contains("status=\"201\""));
    assert!(metrics.contains("santun_http_request_seconds"));
    app.database.execute("DELETE FROM __diesel_schema_migrations");
    let unready = app.caseworker().get("/readyz").await;
    assert_eq!(unready.problem(503), "unavailable");
    assert!(!unready.header("retry-after").is_empty());
    assert_eq!(app.caseworker().get("/healthz").await.status, 200);
    // A fault of ours is opaque.
    app.database.execute("DROP TABLE alerts");
    let broken = app.caseworker().get("alerts").await;
    assert_eq!(broken.problem(500), "internal");
    assert!(!String::from_utf8(broken.bytes).unwrap().contains("alerts"));
}

#[test]
fn the_calculators_calculate() {
    run(async {
        let app = TestApp::new(TestDatabase::sqlite()).await;
        let request = json!({
            "program": "jkm", "outcome": "death", "segment": "bpu", "event_date": "2026-02-27",
            "monthly_wage": 1_000_000, "membership": {"from": "2025-05", "paid_through": "2026-12"},
        });
        let estimate = app.caseworker().post("benefit-estimates", &request).await.expect(200);
        assert_eq!(estimate["total"], 42_000_000);
        let accident = json!({
            "program": "jkk", "outcome": "partial_functional", "segment": "bpu", "event_date": "2026-02-27",
            "monthly_wage": 1_000_000, "left_handed": true, "incapacity_days": 60, "incapacity_paid": 500_000,
            "membership": {"from": "2025-05", "paid_through": "2026-12", "gaps": ["2025-08"]},
            "disabilities": [{"code": "left_thumb", "function_loss_percent": 50}, {"code": "hearing_loss_one", "measured": 20}],
            "expenses": [{"kind": "medical", "amount": 3_000_000}, {"kind": "homecare", "amount": 90_000, "days": 3}],
            "paid_elsewhere": 1_000_000,
        });
        let estimate = app.caseworker().post("benefit-estimates", &accident).await.expect(200);
        assert_eq!(estimate["total"], 10_800_000 + 1_500_000 + 2_000_000 + 90_000);
        let mut unknown = accident.clone();
        unknown["expenses"][0]["kind"] = json!("transport");
        let refused = app.caseworker().post("benefit-estimates", &unknown).await;
        assert_eq!(refused.problem(400), "invalid");
        assert_eq!(refused.json()["errors"][0]["field"], "expenses[0].kind");
        let wrong = json!({"program": "jkx", "event_date": "2026"});
        assert_eq!(app.caseworker().post("benefit-estimates", &wrong).await.problem(400), "invalid");
        let family = json!({
            "program": "jkm", "event_date": "2026-02-27", "deceased": {"name": "Dedi"},
            "relatives": [{"id": "w", "name": "Siti", "relation": "spouse", "proofs": ["buku_nikah"]}],
        });
        let heirs = app.caseworker().post("heir-determinations", &family).await.expect(200);
        assert_eq!((&heirs["heirs"][0]["id"], &heirs["heirs"][0]["share"]), (&json!("w"), &json!("1")));
    });
}

#[test]
fn the_procedures_are_shown() {
    run(async {
        let app = TestApp::new(TestDatabase::sqlite()).await;
        let all = app.caseworker().get("workflows").await.expect(200);
        let names: Vec<&str> =
            all["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["beasiswa", "jkk", "jkm"]);
        let jkm = app.caseworker().get("workflows/jkm").await.expect(200);
        assert_eq!(jkm["start"], "reported");
        assert_eq!(jkm["states"]["reported"]["actions"]["accept"]["title"], "Accept the report");
        assert_eq!(jkm["versions"], all["items"][2]["versions"]);
        assert_eq!(app.caseworker().get("workflows/jkx").await.problem(404), "not_found");
        assert_eq!(app.caseworker().get("workflows/jkm?version=99").await.problem(404), "not_found");
        let picture = app.caseworker().get("workflows/jkm/diagram.svg?version=1&lang=en").await;
        assert_eq!((picture.status, picture.header("content-type")), (200, "image/svg+xml"));
        assert_eq!((picture.header("content-language"), picture.header("vary")), ("en", "Accept-Language"));
        assert!(picture.header("cache-control").starts_with("private"));
        let svg = String::from_utf8(picture.bytes.clone()).unwrap();
        assert!(svg.starts_with("<svg ") && svg.contains("Ask for the papers"), "{svg}");
        // The policy permits exactly the style sheet that the picture brings.
        let style = svg.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
        let hash = BASE64_STANDARD.encode(Sha256::digest(style));
        let policy = format!("default-src 'none'; style-src 'sha256-{hash}'");
        assert_eq!(picture.header("content-security-policy"), policy);
        let indonesian = app.caseworker().get("workflows/jkm/diagram.svg?lang=id").await;
        assert!(String::from_utf8(indonesian.bytes).unwrap().contains("Minta surat-surat"));
        assert_eq!(app.caseworker().get("workflows/jkm/diagram.svg?version=99").await.problem(404), "not_found");
        assert_eq!(app.caseworker().get("workflows/none/diagram.svg").await.problem(404), "not_found");
    });
}
