//! Bad input: each a clear 4xx that says what to do, and nothing has changed.

use serde_json::{Value, json};

use super::case::{Case, PDF, report};
use crate::support::app::{REGISTER, Reply, TestApp};
use crate::support::database::{TestDatabase, run};

fn with_app<F: Future<Output = ()>>(test: impl FnOnce(TestApp) -> F) {
    run(async { test(TestApp::new(TestDatabase::sqlite()).await).await });
}

/// The fields that a 400 names, each with its code.
#[track_caller]
fn fields(reply: &Reply) -> Vec<(String, String)> {
    assert_eq!(reply.problem(400), "invalid");
    let body = reply.json();
    let word = |error: &Value, name: &str| error[name].as_str().unwrap().to_owned();
    let errors = body["errors"].as_array().unwrap();
    assert!(errors.iter().all(|error| !word(error, "message").is_empty()));
    errors.iter().map(|error| (word(error, "field"), word(error, "code"))).collect()
}

#[track_caller]
fn assert_fields(reply: &Reply, expected: &[(&str, &str)]) {
    let mut found = fields(reply);
    let mut expected: Vec<(String, String)> =
        expected.iter().map(|(field, code)| ((*field).to_owned(), (*code).to_owned())).collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn a_body_that_is_no_json() {
    with_app(async |app| {
        let reply = app.caseworker().raw("claims", "{\"workflow\": \"jkm\",").await;
        assert_eq!(reply.problem(400), "malformed_json");
        assert!(reply.json()["detail"].as_str().unwrap().contains("line 1 column"));
        assert_eq!(app.caseworker().raw("claims", "\u{0}\u{1}").await.problem(400), "malformed_json");
        let deep = "[".repeat(100_000);
        assert_eq!(app.caseworker().raw("claims", &deep).await.problem(400), "malformed_json");
        assert_fields(&app.caseworker().raw("claims", "[]").await, &[("", "wrong_type")]);
        let empty = app.caseworker().raw("claims", "").await;
        let wanted = ["workflow", "participant", "event", "reporter"].map(|field| (field, "required"));
        assert_fields(&empty, &wanted);
    });
}

#[test]
fn a_body_of_another_type_or_size() {
    with_app(async |app| {
        let request = app.caseworker().request("POST", "claims").insert_header(("content-type", "text/plain"));
        assert_eq!(app.send(request.set_payload("{}")).await.problem(415), "unsupported_type");
        let large = format!("\"{}\"", "x".repeat(1 << 20));
        assert_eq!(app.caseworker().raw("claims", &large).await.problem(413), "too_large");
        let request = app.caseworker().request("POST", "claims/JKM-2026-000001-0/documents");
        assert_eq!(app.send(request.set_json(json!({}))).await.problem(415), "unsupported_type");
    });
}

#[test]
fn every_wrong_field_of_a_report_is_named() {
    with_app(async |app| {
        let body = json!({
            "workflow": 7,
            "participant": {"nik": "157102160886905"},
            "event": {"date": "27-02-2026", "time": "2:30 PM", "cause": "sakit"},
            "reporter": {"name": ""},
            "urgent": true,
        });
        let expected = [
            ("workflow", "wrong_type"),
            ("event.date", "wrong_value"),
            ("event.time", "wrong_value"),
            ("event.cause", "unknown_field"),
            ("reporter.name", "required"),
            ("urgent", "unknown_field"),
        ];
        let reply = app.caseworker().post("claims", &body).await;
        let found = fields(&reply);
        for (field, code) in expected {
            assert!(found.contains(&(field.to_owned(), code.to_owned())), "{field} {code} in {found:?}");
        }
        assert!(found.iter().any(|(field, _)| field == "participant.nik"), "{found:?}");
        assert_eq!(found.len(), expected.len() + 1, "{found:?}");
        let nik = reply.json()["errors"].as_array().unwrap().iter().find(|e| e["field"] == "participant.nik").cloned();
        assert!(nik.unwrap()["message"].as_str().unwrap().contains("15"), "it says how many digits there are");
    });
}

#[test]
fn a_report_of_what_cannot_be() {
    with_app(async |app| {
        let with = |field: &str, value: &str| {
            let mut body = report();
            *body.pointer_mut(field).unwrap() = json!(value);
            body
        };
        let post = async |body: Value| app.caseworker().post("claims", &body).await;
        assert_fields(&post(with("/event/date", "2026-03-03")).await, &[("event.date", "in_future")]);
        assert_fields(&post(with("/event/date", "1986-08-15")).await, &[("event.date", "before_birth")]);
        let unknown = post(with("/workflow", "jkx")).await;
        assert_fields(&unknown, &[("workflow", "unknown_workflow")]);
        assert!(unknown.json()["errors"][0]["message"].as_str().unwrap().contains("jkm"));
        let nobody = post(with("/participant/nik", "1571021608869059")).await;
        assert_eq!(nobody.problem(422), "participant_unknown");
        assert_eq!(app.caseworker().get("claims").await.expect(200)["items"], json!([]));
        // No number was taken for what was refused, and what exists hears nothing of it.
        assert_eq!(app.database.texts("SELECT workflow AS text FROM number_series"), Vec::<String>::new());
        let opened = post(report()).await.expect(201);
        assert!(opened["number"].as_str().unwrap().starts_with("JKM-2026-000001-"), "{}", opened["number"]);
        assert_fields(&post(with("/event/date", "2026-03-03")).await, &[("event.date", "in_future")]);
        assert_eq!(app.caseworker().get("claims").await.expect(200)["items"][0]["version"], 1);
    });
}

#[test]
fn an_answer_that_was_spoiled_is_a_fault_and_no_success() {
    with_app(async |app| {
        let client = app.caseworker().with("idempotency-key", "report-1");
        client.post("claims", &report()).await.expect(201);
        app.database.execute("UPDATE answers SET status = 70201");
        assert_eq!(client.post("claims", &report()).await.problem(500), "internal");
        app.database.execute("UPDATE answers SET status = 42");
        assert_eq!(client.post("claims", &report()).await.problem(500), "internal");
    });
}

#[test]
fn a_register_makes_no_office_by_a_typing_error() {
    with_app(async |app| {
        let admin = app.by(&app.tokens.admin);
        let send = admin.form("registry/imports?office=Jmabi", &[], Some(("daftar.csv", REGISTER.as_bytes()))).await;
        assert_fields(&send, &[("office", "unknown_office")]);
        assert!(send.json()["errors"][0]["message"].as_str().unwrap().contains("Jambi, Muaro"), "{}", send.json());
        assert_eq!(app.database.texts("SELECT name AS text FROM offices ORDER BY name"), ["Jambi", "Muaro"]);
    });
}

#[test]
fn papers_that_cannot_be_taken() {
    with_app(async |app| {
        let case = Case::open(&app).await;
        let send = async |fields: &[(&str, &str)], file: Option<(&str, &[u8])>| {
            app.caseworker().form(&case.path("/documents"), fields, file).await
        };
        let kind = [("kind", "ktp")];
        assert_fields(&send(&kind, Some(("ktp.pdf", b""))).await, &[("file", "empty")]);
        let program = [b"MZ\x90\x00".as_slice(), &[0; 64]].concat();
        assert_eq!(send(&kind, Some(("ktp.pdf", &program))).await.problem(415), "unsupported_type");
        assert_eq!(send(&kind, Some(("ktp.pdf", b"#!/bin/sh\nrm -rf /"))).await.problem(415), "unsupported_type");
        assert_fields(&send(&kind, None).await, &[("file", "required")]);
        assert_fields(&send(&[], Some(("a.pdf", PDF))).await, &[("kind", "required")]);
        let strange = [("kind", "ktp"), ("colour", "red"), ("person", "siti")];
        assert_fields(
            &send(&strange, Some(("a.pdf", PDF))).await,
            &[("colour", "unknown_field"), ("person", "wrong_value")],
        );
        assert_fields(&send(&[("kind", "paspor")], Some(("a.pdf", PDF))).await, &[("kind", "unknown_kind")]);
        let broken = app.caseworker().request("POST", &case.path("/documents"));
        let broken = broken.insert_header(("content-type", "multipart/form-data; boundary=limit"));
        assert_eq!(app.send(broken.set_payload("--limit\r\nnonsense")).await.problem(400), "malformed_form");
        let large = vec![b'%'; 26 * 1024 * 1024];
        assert_eq!(send(&kind, Some(("a.pdf", &large))).await.problem(413), "too_large");
        assert_eq!(case.claim().await["version"], 1);
    });
}

#[test]
fn registers_that_cannot_be_read() {
    with_app(async |app| {
        let import = async |query: &str, bytes: &[u8]| {
            let path = format!("registry/imports?office=Jambi{query}");
            app.by(&app.tokens.admin).form(&path, &[], Some(("daftar.csv", bytes))).await
        };
        assert_fields(&import("", b"").await, &[("file", "register_empty")]);
        assert_fields(&import("", b"nama,umur\nDedi,40\n").await, &[("file", "register_missing_columns")]);
        assert_fields(&import("", b"PK\x03\x04 a workbook").await, &[("file", "register_workbook_broken")]);
        assert_fields(&import("", b"\xD0\xCF\x11\xE0 an old one").await, &[("file", "register_workbook")]);
        assert_eq!(fields(&import("&dry_run=perhaps", b"x").await), [("dry_run".into(), "wrong_value".into())]);
    });
}

#[test]
fn queries_and_headers_that_cannot_be_read() {
    with_app(async |app| {
        let case = Case::open(&app).await;
        let get = async |path: &str| app.caseworker().get(path).await;
        assert_fields(&get("claims?limit=0&colour=red").await, &[("colour", "unknown_field")]);
        assert_fields(&get("claims?limit=201").await, &[("limit", "wrong_value")]);
        assert_fields(&get("claims?overdue=maybe").await, &[("overdue", "wrong_value")]);
        assert_fields(&get("claims?state=intake&state=paid").await, &[("state", "repeated")]);
        assert_fields(&get("claims?cursor=nonsense").await, &[("cursor", "wrong_value")]);
        assert_fields(&get("claims?assignee=siti").await, &[("assignee", "wrong_value")]);
        assert_fields(&get("participants?q=a%00b").await, &[("q", "wrong_value")]);
        let zero = app.caseworker().post(&case.path("/notes"), &json!({"text": "a\0b"})).await;
        assert_fields(&zero, &[("text", "wrong_value")]);
        let step = case.path("/actions/accept");
        let post = async |name: &str, value: &str| app.caseworker().with(name, value).post(&step, &json!({})).await;
        assert_eq!(post("if-match", "1").await.problem(400), "if_match_malformed");
        assert_eq!(app.caseworker().post(&step, &json!({})).await.problem(428), "precondition_required");
        let keyed = app.caseworker().with("if-match", "*").with("idempotency-key", "a b");
        assert_eq!(keyed.post(&step, &json!({})).await.problem(400), "idempotency_key_malformed");
        let long = app.caseworker().with("if-match", "*").with("idempotency-key", "k".repeat(201));
        assert_eq!(long.post(&step, &json!({})).await.problem(400), "idempotency_key_malformed");
    });
}

#[test]
fn steps_facts_and_people_say_what_is_wrong() {
    with_app(async |app| {
        let case = Case::open(&app).await;
        let anyone = || app.caseworker().with("if-match", "*");
        let unknown = anyone().post(&case.path("/actions/approve"), &json!({})).await;
        assert_eq!(unknown.problem(409), "wrong_state");
        assert!(unknown.json()["possible"].as_array().unwrap().contains(&json!("accept")));
        let inputs = anyone().post(&case.path("/actions/withdraw"), &json!({"colour": 1})).await;
        assert_fields(&inputs, &[("colour", "unknown_field"), ("reason", "required")]);
        let facts = json!({"facts": {"died_at_work": "perhaps", "colour": "red"}});
        let reply = anyone().json("PATCH", &case.path("/facts"), &facts).await;
        assert_fields(&reply, &[("facts.colour", "unknown_fact"), ("facts.died_at_work", "wrong_value")]);
        let person = json!({"name": "Siti", "relation": "wife", "sex": "X", "account": {"bank": "BRI"}});
        let reply = app.caseworker().post(&case.path("/people"), &person).await;
        let expected = [
            ("relation", "wrong_value"),
            ("sex", "wrong_value"),
            ("account.number", "required"),
            ("account.holder", "required"),
        ];
        assert_fields(&reply, &expected);
        let stranger = json!({"user": "01890000-0000-7000-8000-000000000000"});
        assert_fields(&anyone().post(&case.path("/assignment"), &stranger).await, &[("user", "not_assignable")]);
        let widow = case.widow().await;
        let patch = json!({"name": null, "birth_date": "2027-01-01"});
        let reply = anyone().json("PATCH", &case.path(&format!("/people/{widow}")), &patch).await;
        assert_fields(&reply, &[("name", "required")]);
        let payees = json!([{"person": widow, "amount": 1, "account_of": widow, "basis": "sole"}]);
        let reply = anyone().json("PUT", &case.path("/payees"), &payees).await;
        assert_eq!(reply.problem(422), "refused");
        assert_eq!(reply.json()["refusals"][0]["rule"], "payees_sum");
    });
}
