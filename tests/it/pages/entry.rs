//! Coming in and going out.

use actix_web::test::TestRequest;

use chrono::TimeDelta;

use crate::api::case::Case;
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    an_invited_user_chooses_a_password_logs_out_and_in,
    a_form_from_elsewhere_does_nothing,
    every_page_has_its_headers_and_words,
    what_was_written_survives_the_end_of_a_session,
    pasted_holidays_survive_it_too_and_are_looked_at_again,
);

async fn an_invited_user_chooses_a_password_logs_out_and_in(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let invitation = app.desk.invite("wati@desk.test", None).await.unwrap();
    let browser = Browser::new(&app);
    let page = browser.get(&invitation.path).await;
    page.expect(200).says("Welcome, Wati.");
    let short = browser.submit(&page, &invitation.path, &[("password", "pendek")]).await;
    short.expect(422).says("id=\"password-wrong\"").says("aria-invalid=\"true\"");
    let home = browser.submit(&short, &invitation.path, &[("password", "empat kata yang mudah")]).await;
    assert!(home.address.starts_with("/desk"), "{}", home.address);
    let gone = browser.get(&invitation.path).await;
    gone.expect(410);
    let me = browser.get("/desk/me").await;
    me.expect(200).says("this device");
    let out = browser.submit(&me, "/keluar", &[]).await;
    assert_eq!(out.address, "/?done=logged-out");
    out.says("You are logged out.");
    let form = browser.get("/desk/me").await;
    assert_eq!(form.address, "/masuk?next=%2Fdesk%2Fme");
    let wrong = browser.submit(&form, "/masuk", &[("email", "wati@desk.test"), ("password", "salah")]).await;
    wrong
        .expect(422)
        .says("The e-mail address or the password is wrong")
        .says("value=\"wati@desk.test\"")
        .does_not_say("salah");
    let nobody = browser.submit(&form, "/masuk", &[("email", "siapa@desk.test"), ("password", "salah")]).await;
    assert_eq!(nobody.html.replace("siapa@", "wati@").len(), wrong.html.len());
    let back =
        browser.submit(&form, "/masuk", &[("email", "WATI@desk.test"), ("password", "empat kata yang mudah")]).await;
    assert_eq!(back.address, "/desk/me");
}

async fn a_form_from_elsewhere_does_nothing(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let browser = Browser::of(&app, "wati").await;
    let me = browser.get("/desk/me").await;
    let without_proof = browser.post("/keluar", &[]).await;
    without_proof.expect(403);
    let mut proof = me.hidden("/keluar");
    let foreign = |site: &'static str, origin: &'static str, proof: &[(String, String)]| {
        TestRequest::post()
            .uri("/keluar")
            .insert_header(("sec-fetch-site", site))
            .insert_header(("origin", origin))
            .set_form(proof)
    };
    assert_eq!(browser.send(foreign("cross-site", "https://evil.example", &proof)).await.status, 403);
    let by_origin = TestRequest::post()
        .uri("/keluar")
        .insert_header(("host", "desk.test"))
        .insert_header(("origin", "null"))
        .set_form(&proof);
    assert_eq!(browser.send(by_origin).await.status, 403);
    for (_, value) in &mut proof {
        value.push('x');
    }
    browser.post("/keluar", &proof).await.expect(403);
    browser.get("/desk/me").await.expect(200);
}

async fn every_page_has_its_headers_and_words(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let browser = Browser::new(&app).indonesian();
    let front = browser.look("/").await;
    assert!(front.header("content-security-policy").contains("script-src 'self'"));
    assert!(!front.header("content-security-policy").contains("unsafe"));
    assert_eq!(front.header("cache-control"), "private, no-store");
    assert_eq!(front.header("x-content-type-options"), "nosniff");
    let page = browser.get("/").await;
    page.says("<html lang=\"id\">").says("Layanan ini gratis.");
    browser.get("/?lang=en").await.says("<html lang=\"en\">");
    browser.get("/").await.says("<html lang=\"en\">");
    browser.get("/tidak-ada").await.expect(404).says("There is no such page");
    let style = page.html.split("href=\"").find(|part| part.starts_with("/assets/santun.")).unwrap();
    let style = browser.look(style.split('"').next().unwrap()).await;
    assert!(style.header("cache-control").contains("immutable"));
    assert_eq!(browser.look("/assets/santun.000000000000.css").await.status, 404);
    let headers = browser.send(TestRequest::default().method(actix_web::http::Method::HEAD).uri("/masuk")).await;
    assert_eq!(headers.status, 200);
    let form = browser.get("/masuk").await;
    browser.submit(&form, "/masuk", &[("email", "\0"), ("password", "x")]).await.expect(422);
    browser.get("/?q=%00").await.expect(200);
    let api = browser.look("/api/v1/nothing").await;
    assert_eq!(api.header("content-type"), "application/problem+json", "{api:?}");
}

async fn what_was_written_survives_the_end_of_a_session(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let browser = Browser::of(&app, "wati").await;
    let path = format!("/desk/claims/{}/facts", case.number);
    let page = browser.get(&path).await;
    app.clock.advance(TimeDelta::minutes(61));
    let ended = browser.submit(&page, &path, &[("cause_of_death", "sakit \"jantung\" & lainnya")]).await;
    ended.expect(401).says("Your session has ended. What you wrote is safe");
    let wrong = browser.submit(&ended, "/masuk", &[("email", "wati@desk.test"), ("password", "x")]).await;
    let log_in = [("email", "wati@desk.test"), ("password", "kata sandi yang panjang")];
    let kept = browser.submit(&wrong, "/masuk", &log_in).await;
    kept.expect(200).says("What you wrote is still here");
    let done = browser.submit(&kept, &path, &[]).await;
    done.expect(200).says("Saved.").says("sakit &#34;jantung&#34; &#38; lainnya");
}

async fn pasted_holidays_survive_it_too_and_are_looked_at_again(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let browser = Browser::of(&app, "adi").await;
    let log_in = [("email", "adi@desk.test"), ("password", "kata sandi yang panjang")];
    let days = "/desk/admin/holidays/all/days";
    let form = browser.get("/desk/admin/holidays/all?year=2026").await;
    let look = browser.submit(&form, days, &[("rows", "2026-03-03,Hari kota,libur nasional")]).await;
    app.clock.advance(TimeDelta::minutes(61));
    let ended = browser.submit(look.says("Apply"), days, &[]).await;
    let kept = browser.submit(ended.expect(401), "/masuk", &log_in).await;
    kept.expect(200).says("2026-03-03,Hari kota,libur nasional");
    let again = browser.submit(&kept, days, &[]).await;
    again.expect(200).says("Look before it is applied").says("Hari kota");
    browser.submit(&again, days, &[]).await.expect(200).says("Applied.");

    let me = browser.get("/desk/me").await;
    app.clock.advance(TimeDelta::minutes(61));
    let choice = [("language", "en"), ("deputy", "")];
    let ended = browser.submit(&me, "/desk/me/letters", &choice).await;
    let kept = browser.submit(ended.expect(401), "/masuk", &log_in).await;
    browser.submit(&kept, "/desk/me/letters", &[]).await.expect(200).says("Your choices are saved.");
    app.clock.advance(TimeDelta::minutes(61));
    let secret = browser.submit(&me, "/desk/me/password", &[("old", "rahasia sekali")]).await;
    secret.does_not_say("What you wrote is safe").does_not_say("rahasia sekali");
}
