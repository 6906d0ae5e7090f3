//! Whether the money has arrived: the receiver says so on their own page, or tells the office.

use serde_json::json;

use super::link::come_in;
use crate::api::case::Case;
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    the_receiver_says_whether_the_money_has_arrived,
    the_office_records_whether_the_money_has_arrived,
    whoever_was_sent_nothing_is_not_asked,
);

async fn the_receiver_says_whether_the_money_has_arrived(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let widow = case.until_widow_paid().await;
    let family = come_in(&app, &case.number, &widow).await;
    let (home, path) = (format!("/keluarga/{}", case.number), format!("/keluarga/{}/uang", case.number));
    family.get(&home).await.says("GILIRAN ANDA").says("Uang sudah masuk atau belum?").says(&format!("href=\"{path}\""));
    let page = family.get(&path).await;
    // Both are of one size, and neither is filled.
    page.says("<button class=\"wide\">Sudah masuk</button>").says("<button class=\"wide\">Belum masuk</button>");
    page.does_not_say("class=\"main").says("Rp42.000.000 ke Siti Aminah, BRI ****6789, Senin, 2 Maret 2026.");
    // The buttons as the browser sends them: each form has its own mark, so that a change of mind is no repetition.
    let answer = |word: &str, mark: &str| {
        let mut pairs = page.hidden("/keluar");
        let once = pairs.iter_mut().find(|(name, _)| name == "once").unwrap();
        once.1.push_str(mark);
        pairs.push(("arrived".to_owned(), word.to_owned()));
        pairs
    };
    let no = answer("no", "-no");
    for _ in 0..2 {
        let said = family.post(&path, &no).await;
        said.expect(200).says("Kami cari uangnya dan menelepon Anda.").says("Anda menyatakan uang belum masuk.");
    }
    let claim = case.claim().await;
    let alerts: Vec<_> = claim["alerts"].as_array().unwrap().iter().map(|alert| alert["kind"].clone()).collect();
    assert_eq!((alerts, &claim["receipts"][0]["arrived"]), (vec![json!("money_not_arrived")], &json!(false)));
    let refused = case.refused(app.caseworker(), "close", json!({})).await;
    assert_eq!(refused, ["money_not_arrived"]);
    family.get(&home).await.says("Anda menyatakan uang belum masuk.").says(&format!("href=\"{path}\""));
    family.post(&path, &answer("yes", "")).await.expect(200).says("Anda menyatakan uang sudah masuk.");
    family.get(&home).await.says("Tidak ada yang perlu Anda lakukan").says("Siti Aminah menyatakan uang sudah masuk.");
    let claim = case.claim().await;
    assert_eq!(claim["alerts"][0]["settled"]["outcome"], "corrected");
    case.to(app.caseworker(), "close", json!({}), "closed").await;
}

async fn the_office_records_whether_the_money_has_arrived(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let widow = case.until_widow_paid().await;
    let browser = Browser::of(&app, "wati").await;
    let at = format!("/desk/claims/{}/people/{widow}", case.number);
    let send = format!("{at}/receipt");
    let page = browser.get(&at).await;
    page.says("/receipt\"").says("Has the money arrived?").says("not answered yet");
    let wrong = browser.submit(&page, &send, &[("arrived", ""), ("receipt-told", " ")]).await;
    wrong.expect(422).says("id=\"arrived-wrong\"").says("id=\"receipt-told-wrong\"");
    let typed = [("arrived", "no"), ("receipt-told", "Telepon 4 Maret, buku tabungan dilihat.")];
    browser.submit(&wrong, &send, &typed).await.expect(200).says("has not arrived");
    let claim = browser.get(&format!("/desk/claims/{}", case.number)).await;
    claim.says("has not arrived").says("The money has not arrived").says("Telepon 4 Maret, buku tabungan dilihat.");
    let receipt = case.path(&format!("/people/{widow}/receipt"));
    let arrived = json!({"arrived": true, "note": "Telepon 6 Maret."});
    assert_eq!(app.caseworker().post(&receipt, &arrived).await.problem(428), "precondition_required");
    case.looking(app.by(&app.tokens.auditor)).await.post(&receipt, &arrived).await.expect(403);
    case.looking(app.caseworker()).await.post(&receipt, &arrived).await.expect(200);
    let claim = case.claim().await;
    assert_eq!((&claim["receipts"][0]["note"], &claim["receipts"][1]), (&json!("Telepon 6 Maret."), &json!(null)));
    let history = browser.get(&format!("/desk/claims/{}/history", case.number)).await;
    history.says("Whether the money has arrived: Siti Aminah, has arrived");
}

async fn whoever_was_sent_nothing_is_not_asked(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let brother = case.person(json!({"name": "Rudi", "relation": "sibling", "birth_date": "1990-01-01"})).await;
    let widow = case.until_widow_paid().await;
    let family = come_in(&app, &case.number, &brother).await;
    let path = format!("/keluarga/{}/uang", case.number);
    family.get(&format!("/keluarga/{}", case.number)).await.does_not_say("GILIRAN ANDA").does_not_say("/uang\"");
    let page = family.get(&path).await;
    page.says("Belum ada uang yang dikirim ke rekening Anda.").does_not_say("****");
    let mut pairs = page.hidden("/keluar");
    pairs.push(("arrived".to_owned(), "yes".to_owned()));
    family.post(&path, &pairs).await.expect(422).says("Belum ada uang yang dikirim");
    assert_eq!(case.claim().await["receipts"], json!([]), "{widow}");
}
