//! A new claim: from the register to the claim's page.

use crate::support::app::TestApp;
use crate::support::browser::{Browser, Shown};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    a_claim_is_opened_from_the_register,
    a_wrong_report_is_told_beside_its_fields,
    a_double_click_opens_one_claim
);

/// The page of the report about Dedi, found by name.
async fn form(browser: &Browser<'_>) -> Shown {
    let search = browser.get("/desk/claims/new").await;
    let found = browser.submit(&search, "/desk/claims/search", &[("q", "bambang")]).await;
    found.expect(200).says("Dedi Bambang Effendi").says("1571********9058").does_not_say("1571021608869058");
    let address = found.html.split("href=\"").find(|part| part.starts_with("/desk/claims/new/")).unwrap();
    browser.get(address.split('"').next().unwrap()).await
}

const REPORT: [(&str, &str); 6] = [
    ("workflow", "jkm"),
    ("event.date.d", "27"),
    ("event.date.m", "2"),
    ("event.date.y", "2026"),
    ("event.time", "14.30"),
    ("reporter.name", "Siti Aminah"),
];

async fn a_claim_is_opened_from_the_register(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let browser = Browser::of(&app, "wati").await;
    let nobody = browser.get("/desk/claims/new").await;
    browser.submit(&nobody, "/desk/claims/search", &[("q", "x")]).await.expect(422).says("at least 3");
    browser.submit(&nobody, "/desk/claims/search", &[("q", "zzzz")]).await.expect(200).says("register");
    let by_nik = browser.submit(&nobody, "/desk/claims/search", &[("q", "1571 0216 0886 9058")]).await;
    by_nik.says("Dedi Bambang Effendi");
    let page = form(&browser).await;
    let action = page.address.clone();
    let claim = browser.submit(&page, &action, &REPORT).await;
    claim
        .expect(200)
        .says("The claim is open.")
        .says("Dedi Bambang Effendi")
        .says("14:30 WIB")
        .says("Accept the report");
    let again = form(&browser).await;
    let other = [("reporter.name", "Tetangga")];
    let fields: Vec<_> = REPORT.iter().copied().filter(|(name, _)| *name != "reporter.name").chain(other).collect();
    let exists = browser.submit(&again, &action, &fields).await;
    exists.expect(200).says("There is a claim for this event already").says("Tetangga");
}

async fn a_wrong_report_is_told_beside_its_fields(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let browser = Browser::of(&app, "wati").await;
    let page = form(&browser).await;
    let wrong = [
        ("workflow", "jkm"),
        ("event.date.d", "31"),
        ("event.date.m", "2"),
        ("event.date.y", "2026"),
        ("event.time", "pagi"),
        ("event.place", "rumah <b>& \"dalam\""),
        ("reporter.name", ""),
    ];
    let told = browser.submit(&page, &page.address, &wrong).await;
    told.expect(422).says("<title>Error: ").says("href=\"#event.date\"").says("id=\"event.date-wrong\"");
    told.says("id=\"event.time-wrong\"").says("id=\"reporter.name-wrong\"").says("value=\"31\"");
    told.says("rumah &#60;b&#62;&#38; &#34;dalam&#34;");
    let future = [
        ("event.date.d", "27"),
        ("event.date.m", "12"),
        ("event.date.y", "2026"),
        ("reporter.name", "Siti"),
        ("workflow", "jkm"),
    ];
    browser.submit(&told, &page.address, &future).await.expect(422).says("event.date");
}

async fn a_double_click_opens_one_claim(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let browser = Browser::of(&app, "wati").await;
    let page = form(&browser).await;
    let first = browser.submit(&page, &page.address, &REPORT).await;
    let second = browser.submit(&page, &page.address, &REPORT).await;
    assert_eq!(first.address, second.address);
    second.says("The claim is open.");
    assert_eq!(app.caseworker().get("claims").await.expect(200)["items"].as_array().unwrap().len(), 1);
}
