//! The link that lets a family in: made by a caseworker, opened once.

use serde_json::json;

use crate::api::case::Case;
use crate::support::app::TestApp;
use crate::support::browser::{Browser, Shown};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    a_printed_link_lets_its_person_in_once,
    a_message_is_copied_and_a_newer_link_replaces_an_older,
    who_gets_no_link_is_told_why,
    staff_do_not_use_up_a_link,
    a_lost_telephone_is_shut_out,
    a_link_speaks_the_language_of_whom_it_is_for,
);

/// Makes a link on the page of a claim and answers with the page that shows it.
pub(crate) async fn make(app: &TestApp, number: &str, person: &str, kind: &str) -> Shown {
    let staff = Browser::of(app, "wati").await;
    let path = format!("/desk/claims/{number}/link");
    let page = staff.get(&path).await;
    page.expect(200);
    staff.submit(&page, &path, &[("person", person), ("kind", kind)]).await
}

/// The path of the link on a page.
pub(crate) fn path_of(page: &Shown) -> String {
    let from = page.html.split("http://desk.test").nth(1).unwrap();
    from.split(['"', ' ']).next().unwrap().to_owned()
}

/// Lets a person in with a browser of their own, in Indonesian.
pub(crate) async fn come_in<'a>(app: &'a TestApp, number: &str, person: &str) -> Browser<'a> {
    let path = path_of(&make(app, number, person, "printed").await);
    let family = Browser::new(app).indonesian();
    let letter = family.get(&path).await;
    let claim = family.submit(&letter, &path, &[]).await;
    claim.expect(200);
    assert_eq!(claim.address, format!("/keluarga/{number}"));
    family
}

async fn a_printed_link_lets_its_person_in_once(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.until_documents().await;
    let widow = case.widow().await;
    let made = make(&app, &case.number, &widow, "printed").await;
    made.expect(200).says("<svg class=\"qr\"").says("data-view=\"print\"").says("Buka klaim Anda dengan HP");
    made.says("Senin, 16 Maret 2026").says("0741-000-0000").says("Layanan ini gratis.").says("Akta kematian");
    made.says("Siti Aminah").does_not_say("1571024103880001").does_not_say("0123456789");
    let path = path_of(&made);

    // Programs that preview messages look too; looking uses nothing up and tells nothing.
    let family = Browser::new(&app).indonesian();
    for _ in 0..3 {
        let letter = family.get(&path).await;
        letter.expect(200).says("Buka klaim").does_not_say("Dedi").does_not_say("Siti").does_not_say(&case.number);
    }
    let claim = family.submit(&family.get(&path).await, &path, &[]).await;
    claim.expect(200).says("Mendiang Dedi Bambang Effendi");
    assert_eq!(claim.address, format!("/keluarga/{}", case.number));
    let token = path.rsplit('/').next().unwrap();
    assert!(!claim.html.contains(token), "the token is still on the page");

    // The same phone presses it again: it is in already. Another one is not let in.
    let again = family.get(&path).await;
    assert_eq!(again.address, format!("/keluarga/{}", case.number));
    let other = Browser::new(&app).indonesian();
    other.get(&path).await.expect(410).says("Tautan ini sudah dipakai.").says("Telepon kantor");
    other.post(&path, &[]).await.expect(410).says("Tautan ini sudah dipakai.");
    other.get("/m/tidak-ada").await.expect(404).says("Tautan ini tidak dikenal.");
    other.get(&format!("/keluarga/{}", case.number)).await.expect(401);
    other.get("/keluarga").await.expect(401);
}

async fn a_message_is_copied_and_a_newer_link_replaces_an_older(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let widow = case.widow().await;
    let made = make(&app, &case.number, &widow, "sent").await;
    made.expect(200).says("<textarea id=\"message\"").says("jangan diteruskan").says("5 Mar 2026 10.00 WIB");
    let message = made.html.split("lang=\"id\" aria-describedby").nth(1).unwrap();
    let message = message.split('>').nth(1).unwrap().split('<').next().unwrap().trim();
    assert!(message.chars().count() <= 300, "{message}");
    let old = path_of(&made);
    let newer = path_of(&make(&app, &case.number, &widow, "sent").await);
    let family = Browser::new(&app).indonesian();
    family.get(&old).await.expect(410).says("Tautan ini sudah diganti.");
    app.clock.advance(chrono::TimeDelta::hours(73));
    family.get(&newer).await.expect(410).says("Waktu tautan ini sudah habis.");
    family.post(&newer, &[]).await.expect(410);
}

async fn who_gets_no_link_is_told_why(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let path = format!("/desk/claims/{}/link", case.number);
    let staff = Browser::of(&app, "wati").await.indonesian();
    staff.get(&path).await.expect(200).says("Catat dulu keluarganya").says(&format!("/{}/people/new", case.number));
    let child = case.person(json!({"name": "Budi", "relation": "child", "birth_date": "2016-05-01"})).await;
    staff.get(&path).await.expect(200).says("Budi (Anak)").says("Buat tautan untuk walinya.");
    case.widow().await;
    let page = staff.get(&path).await;
    page.expect(200).does_not_say(&format!("value=\"{child}\""));
    let refused = staff.submit(&page, &path, &[("person", &child), ("kind", "printed")]).await;
    refused.expect(422).says("Buat tautan untuk walinya.").does_not_say("class=\"qr\"");
    staff.submit(&page, &path, &[("person", "x"), ("kind", "sent")]).await.expect(422).says("Pilih untuk siapa");
    let auditor = Browser::of(&app, "rina").await;
    auditor.get(&path).await.expect(403);
    let elsewhere = Browser::of(&app, "ucok").await;
    elsewhere.get(&path).await.expect(404);
}

async fn staff_do_not_use_up_a_link(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let widow = case.widow().await;
    let path = path_of(&make(&app, &case.number, &widow, "printed").await);
    let staff = Browser::of(&app, "sari").await.indonesian();
    let page = staff.get(&path).await;
    page.expect(200).says("Anda masuk sebagai petugas");
    assert!(page.form(&path).is_none());
    let hidden = page.hidden("/keluar");
    staff.post(&path, &hidden).await.expect(200).says("Anda masuk sebagai petugas");
    Browser::new(&app).get(&path).await.expect(200).says("Open the claim");
}

async fn a_lost_telephone_is_shut_out(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.until_documents().await;
    let widow = case.widow().await;
    let family = come_in(&app, &case.number, &widow).await;
    let own = format!("/keluarga/{}", case.number);
    // Only the link by which somebody came in leads them back; another address says what it is.
    family.get("/m/tidak-ada").await.expect(404);
    let staff = Browser::of(&app, "wati").await;
    let page = staff.get(&format!("/desk/claims/{}/link", case.number)).await;
    page.says("Logged in now");
    let action = format!("/desk/claims/{}/link/shut-out", case.number);
    staff.submit(&page, &action, &[]).await.expect(200).does_not_say("Logged in now");
    family.get(&own).await.expect(401).says("Telepon kami");
}

async fn a_link_speaks_the_language_of_whom_it_is_for(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let person = case.person(json!({"name": "Maria Aminah", "relation": "spouse", "birth_date": "1988-03-01"})).await;
    let at = format!("/desk/claims/{}/people/{person}", case.number);
    let staff = Browser::of(&app, "wati").await.indonesian();
    let edit = staff.get(&format!("{at}?change=1")).await;
    let typed = [("name", "Maria Aminah"), ("relation", "spouse"), ("birth_date.d", "1"), ("birth_date.m", "3")];
    let rest = [("birth_date.y", "1988"), ("language", "en"), ("step", "check")];
    let check = staff.submit(&edit, &at, &[typed.as_slice(), &rest].concat()).await;
    check.expect(200).says("Bahasa surat untuknya").says("English");
    staff.submit(&check, &at, &[("step", "save")]).await.expect(200).says("English");
    assert_eq!(case.claim().await["people"][0]["language"], "en");

    let made = make(&app, &case.number, &person, "sent").await;
    made.expect(200).says("readonly lang=\"en\"").says("Dear Maria, claim").says("do not forward");
    let printed = make(&app, &case.number, &person, "printed").await;
    printed.says("class=\"letter\" lang=\"en\"").says("Open your claim with a phone");
    // By the interface it is taken back to what it was.
    let patch = json!({"language": null});
    let path = case.path(&format!("/people/{person}"));
    let back = case.looking(app.caseworker()).await.json("PATCH", &path, &patch).await.expect(200);
    assert_eq!(back["language"], json!(null));
    make(&app, &case.number, &person, "sent").await.says("readonly lang=\"id\"").says("Yth. Bapak/Ibu Maria");
    let wrong = case.looking(app.caseworker()).await.json("PATCH", &path, &json!({"language": "fr"})).await;
    assert_eq!(wrong.problem(400), "invalid");
}
