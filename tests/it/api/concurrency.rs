//! Many at once: one effect, and everybody is told the same.

use futures_util::future::join_all;
use serde_json::{Value, json};

use super::case::{Case, PDF, report, report_of};
use crate::support::app::{AGUS, DEDI, TestApp};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    fifty_posts_with_one_key_are_one_claim,
    two_reports_of_one_death_are_one_claim_and_one_note,
    two_caseworkers_on_one_version,
    a_step_sent_many_times_with_one_key_is_taken_once,
    without_a_version_everybody_gets_through,
    a_key_belongs_to_its_request,
);

async fn fifty_posts_with_one_key_are_one_claim(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let client = app.caseworker().with("idempotency-key", "report-1");
    let body = report();
    let replies = join_all((0..50).map(|_| client.post("claims", &body))).await;
    let first = &replies[0];
    for reply in &replies {
        reply.expect(201);
        assert_eq!(reply.bytes, first.bytes);
        assert_eq!(reply.header("location"), first.header("location"));
        assert_eq!(reply.header("etag"), first.header("etag"));
    }
    let fresh = replies.iter().filter(|reply| reply.header("idempotency-replayed").is_empty()).count();
    assert_eq!(fresh, 1, "one was carried out, all others are repeats");
    let listed = app.caseworker().get("claims").await.expect(200);
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    assert_eq!(first.json()["notes"], json!([]));
    let claim = app.caseworker().get(first.header("location")).await.expect(200);
    assert_eq!(claim["notes"], json!([]));
}

async fn two_reports_of_one_death_are_one_claim_and_one_note(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let (wife, head) = (report_of(DEDI, "Siti Aminah"), report_of(DEDI, "Ketua RT 31"));
    let one = app.caseworker().with("idempotency-key", "one");
    let other = app.by(&app.tokens.colleague).with("idempotency-key", "other");
    let replies = join_all([one.post("claims", &wife), other.post("claims", &head)]).await;
    let mut statuses: Vec<u16> = replies.iter().map(|reply| reply.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
    let opened = replies.iter().find(|reply| reply.status == 201).unwrap().json();
    let refused = replies.iter().find(|reply| reply.status == 409).unwrap();
    assert_eq!(refused.problem(409), "claim_exists");
    assert_eq!(refused.json()["claim"], opened["number"]);
    let path = format!("claims/{}", opened["number"].as_str().unwrap());
    let claim = app.caseworker().get(&path).await.expect(200);
    assert_eq!(claim["notes"].as_array().unwrap().len(), 1);
    // The same report once more is no second note.
    assert_eq!(one.clone().post("claims", &wife).await.status + other.post("claims", &head).await.status, 201 + 409);
    assert_eq!(app.caseworker().get(&path).await.expect(200)["version"], claim["version"]);
}

async fn two_caseworkers_on_one_version(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let version = case.claim().await["version"].clone();
    let (one, other) = (app.caseworker().on(&version), app.by(&app.tokens.colleague).on(&version));
    let (path, answers) = (
        case.path("/facts"),
        [json!({"facts": {"died_at_work": "no"}}), json!({"facts": {"died_at_work": "unknown"}})],
    );
    let replies = join_all([one.json("PATCH", &path, &answers[0]), other.json("PATCH", &path, &answers[1])]).await;
    let winner = replies.iter().position(|reply| reply.status == 200).unwrap();
    let loser = &replies[1 - winner];
    assert_eq!(loser.problem(412), "stale");
    let now = case.claim().await;
    assert_eq!(now["facts"]["died_at_work"], answers[winner]["facts"]["died_at_work"]);
    assert_eq!(loser.header("etag"), format!("\"{}\"", now["version"]));
    let changes = loser.json()["changes"].clone();
    assert_eq!(changes.as_array().unwrap().len(), 1);
    assert_eq!(changes[0]["seq"], now["version"]);
    assert_eq!(changes[0]["type"], "facts_changed");
    assert!(changes[0]["actor"].as_str().unwrap().starts_with("caseworker:"));
}

async fn a_step_sent_many_times_with_one_key_is_taken_once(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let client = case.looking(app.caseworker()).await.with("idempotency-key", "accept-1");
    let (path, body) = (case.path("/actions/accept"), json!({"note": "ok"}));
    let replies = join_all((0..20).map(|_| client.post(&path, &body))).await;
    for reply in &replies {
        assert_eq!(reply.expect(200)["state"], "intake");
        assert_eq!(reply.bytes, replies[0].bytes);
    }
    // Long after, the claim has moved on, and the repeat still answers as it did.
    let note = app.caseworker().post(&case.path("/notes"), &json!({"text": "later"})).await;
    note.expect(201);
    let again = client.post(&path, &body).await;
    assert_eq!(again.bytes, replies[0].bytes);
    assert_eq!(again.header("idempotency-replayed"), "true");
    // In the reader's language of the moment, though.
    let indonesian = client.clone().with("accept-language", "id").post(&path, &body).await.expect(200);
    assert_eq!(indonesian["state_title"], "Pemeriksaan awal");
}

async fn without_a_version_everybody_gets_through(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let (path, client) = (case.path("/notes"), app.caseworker());
    let bodies: Vec<Value> = (0..8).map(|number| json!({"text": format!("note {number}")})).collect();
    let replies = join_all(bodies.iter().map(|body| client.post(&path, body))).await;
    let written = replies.iter().filter(|reply| reply.status == 201).count();
    for reply in replies.iter().filter(|reply| reply.status != 201) {
        assert_eq!(reply.problem(409), "busy");
    }
    assert!(written >= 4, "a lost race is decided again: {written} of 8");
    assert_eq!(case.claim().await["notes"].as_array().unwrap().len(), written);
}

async fn a_key_belongs_to_its_request(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let client = app.caseworker().with("idempotency-key", "k1");
    // A refusal leaves the key free.
    assert_eq!(client.post("claims", &json!({})).await.status, 400);
    assert_eq!(client.post("claims", &report_of("1571021608869059", "x")).await.status, 422);
    client.post("claims", &report()).await.expect(201);
    let other = client.post("claims", &report_of(AGUS, "x")).await;
    assert_eq!(other.problem(422), "idempotency_key_reused");
    // Somebody else's key of the same name is another key, and so is one of another path.
    let colleague = app.by(&app.tokens.colleague).with("idempotency-key", "k1");
    let second = colleague.post("claims", &report_of(AGUS, "Ibu")).await.expect(201);
    let path = format!("claims/{}/documents", second["number"].as_str().unwrap());
    let kind = [("kind", "ktp")];
    let sent = client.form(&path, &kind, Some(("ktp.pdf", PDF))).await;
    let again = client.form(&path, &kind, Some(("ktp.pdf", PDF))).await;
    assert_eq!(again.bytes, sent.bytes);
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(sent.header("etag"), again.header("etag"));
    let other = client.form(&path, &kind, Some(("ktp.pdf", b"%PDF-1.4 another"))).await;
    assert_eq!(other.problem(422), "idempotency_key_reused");
    let other = client.form(&path, &[("kind", "kk")], Some(("ktp.pdf", PDF))).await;
    assert_eq!(other.problem(422), "idempotency_key_reused");
}
