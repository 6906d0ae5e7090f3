//! Whose pages are whose: every page of the table, for everybody.

use actix_web::test::TestRequest;
use santun::web::page_routes;

use crate::api::case::Case;
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(nobody_sees_what_is_not_theirs, no_form_is_taken_without_its_proof);

fn filled(path: &str, number: &str) -> String {
    let id = "01900000-0000-7000-8000-000000000000";
    path.replace("{number}", number)
        .replace("{action}", "accept")
        .replace("{name}", "jkm")
        .replace("{token}", "x")
        .replace("{id}", id)
        .replace("{participant}", id)
        .replace("{kind}", "kk")
        .replace("{office}", "all")
}

async fn nobody_sees_what_is_not_theirs(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let (stranger, elsewhere) = (Browser::new(&app), Browser::of(&app, "ucok").await);
    let (auditor, admin) = (Browser::of(&app, "rina").await, Browser::of(&app, "adi").await);
    for (method, path) in page_routes().into_iter().filter(|(method, _)| method == "GET") {
        let path = filled(&path, &case.number);
        let said = format!("{method} {path}");
        let inside = path.starts_with("/desk");
        let seen = stranger.look(&path).await;
        if inside {
            assert_eq!(seen.status, 303, "{said}");
            assert!(seen.header("location").starts_with("/masuk?next="), "{said}");
        }
        let of_claim = path.starts_with(&format!("/desk/claims/{}", case.number));
        if of_claim {
            assert_eq!(elsewhere.look(&path).await.status, 404, "{said}");
            assert_eq!(admin.look(&path).await.status, 403, "{said}");
            assert_ne!(auditor.look(&path).await.status, 500, "{said}");
        }
        if path.starts_with("/desk/admin") {
            // An auditor reads what is owed and what it is counted by; who has an account is the administrator's.
            let expected = if path == "/desk/admin/users" { 403 } else { 200 };
            assert_eq!(auditor.look(&path).await.status, expected, "{said}");
            assert_eq!(elsewhere.look(&path).await.status, 403, "{said}");
            assert_eq!(admin.look(&path).await.status, 200, "{said}");
        }
        if path.starts_with("/keluarga") {
            assert_eq!(auditor.look(&path).await.status, 404, "{said}");
        }
    }
    let claim = auditor.get(&format!("/desk/claims/{}", case.number)).await;
    claim.expect(200).does_not_say("name=\"text\"").does_not_say("/take\"");
}

async fn no_form_is_taken_without_its_proof(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let browsers = [Browser::of(&app, "wati").await, Browser::of(&app, "adi").await];
    let open = ["/masuk", "/undangan/{token}", "/m/{token}"];
    for (_, path) in
        page_routes().into_iter().filter(|(method, path)| method == "POST" && !open.contains(&path.as_str()))
    {
        let address = filled(&path, &case.number);
        for browser in &browsers {
            let plain = TestRequest::post().uri(&address).insert_header(("sec-fetch-site", "same-origin"));
            let form = browser.send(browser.with_cookies(plain).set_form([("csrf", "wrong")])).await;
            assert!(matches!(form.status, 403 | 404), "{path}: {}", form.status);
        }
    }
    assert_eq!(case.claim().await["version"], 1);
}
