//! Who may ask what. Every route is behind the door unless the table says otherwise.

use actix_web::test::TestRequest;
use santun::desk::{Asked, FamilyLinkKind};
use serde_json::{Value, json};

use super::case::{Case, PDF, report};
use crate::support::app::TestApp;
use crate::support::database::{TestDatabase, on_each_database, run};

on_each_database!(another_office_sees_nothing, the_insurer_fetches_what_was_handed_over);

/// A path of the table with something in its places.
fn filled(path: &str) -> String {
    let id = "01890000-0000-7000-8000-000000000000";
    let path = path.replace("{office}", "Jambi").replace("{number}", "JKM-2026-000001-0").replace("{id}", id);
    path.replace("{action}", "accept").replace("{name}", "jkm")
}

#[test]
fn nothing_is_answered_without_a_token() {
    run(async {
        let app = TestApp::new(TestDatabase::sqlite()).await;
        let bad = format!("Bearer santun_{}", "A".repeat(43));
        for (method, path) in santun::web::routes() {
            for token in [None, Some("Basic abc"), Some("Bearer"), Some(bad.as_str())] {
                let request = TestRequest::default().method(method.parse().unwrap()).uri(&filled(&path));
                let request = match token {
                    Some(token) => request.insert_header(("authorization", token)),
                    None => request,
                };
                let reply = app.send(request).await;
                assert_eq!(reply.status, 401, "{method} {path} with {token:?}");
                let scheme = if path.ends_with("/insurer/answers") { "Signature" } else { "Bearer" };
                assert_eq!(reply.header("www-authenticate"), scheme, "{method} {path}");
                reply.problem(401);
            }
        }
    });
}

#[test]
fn a_session_is_no_token() {
    run(async {
        let app = TestApp::new(TestDatabase::sqlite()).await;
        let case = Case::open(&app).await;
        let widow = json!({ "name": "Siti Aminah", "relation": "spouse" });
        let widow = app.caseworker().post(&case.path("/people"), &widow).await.expect(201);
        let person = serde_json::from_value(widow["id"].clone()).unwrap();
        let caller = app.desk.caller(&app.tokens.caseworker).await.unwrap().unwrap();
        let asked = Asked { thing: &case.number, actor: &caller.actor, expected: None, lenient: false, key: None };
        let link = app.desk.make_family_link(asked, person, FamilyLinkKind::Sent).await.unwrap();
        let family = app.desk.open_family_link(&link.token, "HP").await.unwrap();
        let invitation = app.desk.invite("wati@desk.test", None).await.unwrap();
        let staff = app.desk.accept_invitation(&invitation.token, "sepuluh huruf", "PC").await.unwrap();
        for opened in [family, staff] {
            assert!(app.desk.session(&opened.token).await.unwrap().is_some());
            for (method, path) in santun::web::routes() {
                let request = TestRequest::default().method(method.parse().unwrap()).uri(&filled(&path));
                let request = request.insert_header(("authorization", format!("Bearer {}", opened.token)));
                let reply = app.send(request).await;
                assert_eq!(reply.status, 401, "{method} {path}");
            }
        }
    });
}

#[test]
fn who_only_reads_writes_nothing() {
    run(async {
        let app = TestApp::new(TestDatabase::sqlite()).await;
        let case = Case::open(&app).await;
        let may = |method: &str, path: &str, role: &str| {
            let calculates = ["/coverage-checks", "/benefit-estimates", "/heir-determinations"];
            let reads = method == "GET" || calculates.iter().any(|one| path.ends_with(one));
            let runs = path.ends_with("/registry/imports") || path.ends_with("/retry");
            // What is said to families.
            let knows = path.contains("/letters") || path.contains("/calls");
            let administers = path.ends_with("/mail/bounces") || (!reads && path.contains("/calendars"));
            match role {
                "auditor" => reads,
                "admin" => (reads && !knows) || runs || administers,
                "caseworker" => !runs && !administers,
                _ => path.ends_with("/content"),
            }
        };
        let roles = [
            ("auditor", &app.tokens.auditor),
            ("admin", &app.tokens.admin),
            ("caseworker", &app.tokens.caseworker),
            ("insurer", &app.tokens.insurer),
        ];
        for (role, token) in roles {
            for (method, path) in santun::web::routes() {
                if path.ends_with("/insurer/answers") {
                    continue;
                }
                let path = filled(&path).replace("JKM-2026-000001-0", &case.number);
                let reply = app.by(token).on(&json!(1)).json(&method, &path, &json!({})).await;
                let forbidden = reply.status == 403 && reply.json()["code"] == "forbidden";
                assert_eq!(!forbidden, may(&method, &path, role), "{role} {method} {path}: {}", reply.status);
            }
        }
    });
}

async fn another_office_sees_nothing(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let stranger = app.by(&app.tokens.elsewhere);
    for path in ["", "/actions", "/history"] {
        assert_eq!(stranger.get(&case.path(path)).await.problem(404), "not_found");
    }
    let body = json!({});
    assert_eq!(
        stranger.clone().on(&json!(1)).post(&case.path("/actions/accept"), &body).await.problem(404),
        "not_found"
    );
    assert_eq!(stranger.post(&case.path("/notes"), &json!({"text": "x"})).await.problem(404), "not_found");
    assert_eq!(stranger.get("claims").await.expect(200)["items"], json!([]));
    assert_eq!(stranger.get("participants?q=dedi").await.expect(200)["items"], json!([]));
    assert_eq!(stranger.get("claims?office=Jambi").await.problem(404), "not_found");
    assert_eq!(stranger.post("claims", &report()).await.problem(422), "participant_unknown");

    // Only a supervisor of all offices moves it; then it is theirs.
    let to = json!({"office": "Muaro", "reason": "alamat keluarga"});
    assert_eq!(app.supervisor().post(&case.path("/office"), &to).await.problem(403), "forbidden");
    let moved = app.by(&app.tokens.second_supervisor).post(&case.path("/office"), &to).await.expect(200);
    assert_eq!(moved["version"], case_version(&stranger.get(&case.path("")).await.expect(200)));
    assert_eq!(app.caseworker().get(&case.path("")).await.problem(404), "not_found");
}

fn case_version(claim: &Value) -> Value {
    assert_eq!(claim["office"], "Muaro");
    claim["version"].clone()
}

async fn the_insurer_fetches_what_was_handed_over(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.until_approval(app.caseworker()).await;
    let document = case.claim().await["documents"][0]["id"].as_str().unwrap().to_owned();
    let path = case.path(&format!("/documents/{document}/content"));
    let insurer = app.by(&app.tokens.insurer);
    assert_eq!(insurer.get(&path).await.problem(404), "not_found");
    case.to(app.supervisor(), "approve", json!({}), "approved").await;
    let reply = insurer.get(&path).await;
    assert_eq!(reply.status, 200);
    assert!(reply.bytes.starts_with(PDF));
    assert_eq!(insurer.get(&case.path("")).await.problem(403), "forbidden");
    // A paper that nobody has accepted was not handed over.
    let sent = app.caseworker().form(&case.path("/documents"), &[("kind", "lainnya")], Some(("x.pdf", PDF))).await;
    let pending = sent.expect(201)["id"].as_str().unwrap().to_owned();
    let reply = insurer.get(&case.path(&format!("/documents/{pending}/content"))).await;
    assert_eq!(reply.problem(404), "not_found");
}

#[test]
fn unknown_paths_and_methods_are_told() {
    run(async {
        let app = TestApp::new(TestDatabase::sqlite()).await;
        assert_eq!(app.caseworker().get("nowhere").await.problem(404), "not_found");
        // Outside of the interface addresses are for people.
        let page = app.caseworker().get("/somewhere").await;
        assert_eq!((page.status, page.header("content-type")), (404, "text/html; charset=utf-8"));
        assert_eq!(app.caseworker().get("claims/JKM-2026-000001-0").await.problem(404), "not_found");
        assert_eq!(app.caseworker().get("claims/1/documents/not-an-id/content").await.problem(404), "not_found");
        let reply = app.caseworker().json("PUT", "claims", &json!({})).await;
        assert_eq!(reply.problem(405), "method_not_allowed");
        assert_eq!(reply.header("allow"), "POST, GET");
    });
}
