//! Letters at the desk: those of a claim, one as the family reads it, and those that a step would write.

use chrono::TimeDelta;
use serde_json::json;

use super::link::come_in;
use crate::api::case::{Case, PDF, report};
use crate::support::app::TestApp;
use crate::support::browser::{Browser, Shown};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    the_letters_of_a_claim_are_listed_and_read,
    a_letter_by_mail_shows_no_link_and_where_it_is,
    a_letter_is_read_before_a_claim_is_refused,
    a_letter_is_read_before_an_approval,
    a_letter_is_read_before_a_paper_is_refused,
    the_next_reminder_says_when_and_what,
    who_may_not_read_a_claim_reads_no_letter_of_it,
);

/// The address of the newest letter on the page of a claim's messages.
fn newest(page: &Shown) -> String {
    let (_, rest) = page.html.split_once("href=\"/desk/letters/").unwrap();
    format!("/desk/letters/{}", rest.split('"').next().unwrap())
}

fn messages(case: &Case<'_>) -> String {
    format!("/desk/claims/{}/messages", case.number)
}

async fn the_letters_of_a_claim_are_listed_and_read(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    app.clock.advance(TimeDelta::minutes(5));
    case.until_documents().await;
    let worker = Browser::of(&app, "wati").await;
    let page = worker.get(&messages(&case)).await;
    page.expect(200).says("Calls that wait").says("by telephone").says("Waits for a call");
    let (first, second) = (page.html.rfind("Request for papers").unwrap(), page.html.rfind("Report received").unwrap());
    assert!(first < second, "the newest letter is not the first");
    let letter = worker.get(&newest(&page)).await;
    letter.expect(200).says("Letter: Request for papers").says("<section class=\"letter\" lang=\"id\"");
    letter.says("Yth. Bapak/Ibu Siti,").says("Akta kematian").says("Kantor Uji").says("data-copy=\"message\"");
    letter.says("data-view=\"print\"").does_not_say("SANTUN-LINK");
    let html = worker.look(&format!("{}/html", newest(&page))).await;
    assert_eq!(html.status, 200);
    let policy = html.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'unsafe-inline';"), "{policy}");
    assert!(policy.ends_with("sandbox") && !policy.contains("script-src"), "{policy}");
    let body = String::from_utf8(html.bytes).unwrap();
    assert!(body.contains("Akta kematian") && !body.contains("<script"), "{body}");
}

async fn a_letter_by_mail_shows_no_link_and_where_it_is(database: TestDatabase) {
    let app = TestApp::with_mail(database).await;
    let mut told = report();
    told["reporter"]["email"] = json!("siti@rumah.test");
    let case = Case::reported(&app, &told).await;
    let worker = Browser::of(&app, "wati").await.indonesian();
    let page = worker.get(&messages(&case)).await;
    page.expect(200).says("e-mail ke siti@rumah.test").says("Sedang dikirim").does_not_say("Telepon yang menunggu");
    let letter = worker.get(&newest(&page)).await;
    letter.says("Kami turut berduka cita.").does_not_say("/m/").does_not_say("SANTUN-LINK");
    // It came back: a call waits in its place, and what is read out says nothing of a link.
    let id = newest(&page).rsplit('/').next().unwrap().parse().unwrap();
    app.desk.take_bounce(id, "550 no such mailbox").await.unwrap();
    let page = worker.get(&messages(&case)).await;
    page.says("Kembali: alamatnya tidak menerima").says("Telepon yang menunggu");
    let calls = worker.get("/desk/calls?view=all").await;
    calls.says("E-mail tidak sampai.").says("Kami turut berduka cita.");
    calls.does_not_say("SANTUN-LINK").does_not_say("tautan pribadi").does_not_say("Lihat:");
    worker.get(&format!("/desk/claims/{}", case.number)).await.says("Surat tidak sampai");
}

async fn a_letter_is_read_before_a_claim_is_refused(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.until_documents().await;
    let (boss, path) = (Browser::of(&app, "sari").await, format!("/desk/claims/{}/do/reject", case.number));
    let page = boss.get(&path).await;
    page.expect(200).says("See the letter").does_not_say("class=\"letter-text\"");
    let missing = boss.submit(&page, &path, &[("reason", ""), ("rule", "PP 44/2015 ps. 31"), ("look", "1")]).await;
    missing.expect(422).says("id=\"reason-wrong\"").says("PP 44/2015 ps. 31");
    let typed = [("reason", "Iuran terakhir Mei 2025."), ("rule", "PP 44/2015 ps. 31")];
    // The button alone does not do it: the letter comes first, with everything that was typed.
    let read = boss.submit(&page, &path, &typed).await;
    read.expect(200).says("Read the letter.").says("<details class=\"card\" open>").says("Letter for Siti Aminah");
    read.says("Iuran terakhir Mei 2025.").says("Iuran terakhir Mei 2025.</textarea>").says("175");
    assert_eq!(case.claim().await["state"], "documents");
    // Reading in between does not hide what others did since the page was opened.
    app.caseworker().post(&case.path("/notes"), &json!({"text": "Sudah menelepon."})).await.expect(201);
    let stale = boss.submit(&read, &path, &typed).await;
    stale.expect(412).says("this claim was changed by Wati: a note.").says("Iuran terakhir Mei 2025.</textarea>");
    assert_eq!(case.claim().await["state"], "documents");
    let read = boss.submit(&stale, &path, &typed).await;
    read.expect(200).says("Read the letter.");
    app.clock.advance(TimeDelta::minutes(5));
    // Other words are another letter.
    let other = [("reason", "Tidak terdaftar."), ("rule", "PP 44/2015 ps. 31")];
    let again = boss.submit(&read, &path, &other).await;
    again.expect(200).says("Read the letter.").says("Tidak terdaftar.");
    assert_eq!(case.claim().await["state"], "documents");
    boss.submit(&again, &path, &other).await.expect(200).says("The step is recorded.");
    assert_eq!(case.claim().await["state"], "rejected");
    boss.submit(&again, &path, &other).await.expect(200).says("The step is recorded.");
    let page = boss.get(&messages(&case)).await;
    page.says("Not payable");
    boss.get(&newest(&page)).await.says("Tidak terdaftar.");
}

async fn a_letter_is_read_before_an_approval(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.until_approval(app.caseworker()).await;
    let (boss, path) =
        (Browser::of(&app, "sari").await.indonesian(), format!("/desk/claims/{}/do/approve", case.number));
    let page = boss.get(&path).await;
    page.expect(200).says("Surat yang akan diterima keluarga").says("<details class=\"card\" open>");
    page.says("Surat untuk Siti Aminah").says("Santunan disetujui Rp42.000.000");
    let before = case.claim().await["version"].clone();
    boss.get(&path).await.expect(200);
    assert_eq!(case.claim().await["version"], before, "reading a letter wrote something");
    boss.submit(&page, &path, &[]).await.expect(200);
    assert_eq!(case.claim().await["state"], "approved");
}

async fn a_letter_is_read_before_a_paper_is_refused(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.until_documents().await;
    let sent = app.caseworker().form(&case.path("/documents"), &[("kind", "kk")], Some(("kk.pdf", PDF))).await;
    let id = sent.expect(201)["id"].as_str().unwrap().to_owned();
    let (worker, at) = (Browser::of(&app, "wati").await, format!("/desk/claims/{}/documents/{id}", case.number));
    let page = worker.get(&at).await;
    let compared = worker.submit(&page, &at, &[("step", "compare")]).await;
    let typed = [("verdict", "rejected"), ("reason", "blur"), ("note", "Bagian bawah."), ("step", "look")];
    let read = worker.submit(&compared, &at, &typed).await;
    read.expect(200)
        .says("class=\"letter-text\" lang=\"id\"")
        .says("Kartu Keluarga perlu diulang")
        .says("Bagian bawah.");
    // In the family's words, not by the reason's name.
    read.says("Foto buram.").says("tangan bertumpu di meja.").does_not_say("Blur.");
    read.says("Letter for Siti Aminah, by telephone");
    assert_eq!(case.claim().await["documents"][0]["status"], "pending");
    let typed = [("verdict", "rejected"), ("reason", "blur"), ("note", "Bagian bawah."), ("step", "save")];
    worker.submit(&read, &at, &typed).await.expect(200);
    assert_eq!(case.claim().await["documents"][0]["status"], "rejected");
    worker.get(&messages(&case)).await.says("Paper to be sent again").says("Waits for a call");
}

async fn the_next_reminder_says_when_and_what(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    // At first only staff are reminded, and they have their digest.
    let worker = Browser::of(&app, "wati").await.indonesian();
    worker.get(&messages(&case)).await.expect(200).does_not_say("Pengingat berikut");
    case.until_documents().await;
    let page = worker.get(&messages(&case)).await;
    page.says("Pengingat berikut: Selasa, 17 Maret 2026").says("15 hari lagi").says("Akta kematian");
    let at = format!("/desk/claims/{}/deadlines", case.number);
    let clock = worker.get(&at).await;
    worker.submit(&clock, &at, &[("do", "stop"), ("stop_reason", "Akta di Dukcapil.")]).await.expect(200);
    worker.get(&messages(&case)).await.does_not_say("Pengingat berikut");
}

async fn who_may_not_read_a_claim_reads_no_letter_of_it(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let widow = case.widow().await;
    let page = Browser::of(&app, "rina").await.get(&messages(&case)).await;
    page.expect(200).says("Report received");
    let letter = newest(&page);
    let (family, elsewhere) = (come_in(&app, &case.number, &widow).await, Browser::of(&app, "ucok").await);
    for path in [letter.clone(), format!("{letter}/html"), messages(&case)] {
        elsewhere.get(&path).await.expect(404);
        family.get(&path).await.expect(404);
        Browser::new(&app).get(&path).await.expect(200).says("Log in for staff");
    }
    Browser::of(&app, "adi").await.get(&letter).await.expect(403);
}
