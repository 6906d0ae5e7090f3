//! Papers at the desk: sent for the family, looked at, reviewed, taken back.

use serde_json::json;

use crate::api::case::{Case, PDF};
use crate::support::app::TestApp;
use crate::support::browser::{Browser, Shown};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    a_paper_is_sent_at_the_counter_once,
    a_file_that_is_not_taken_says_why,
    a_photo_that_is_too_large_says_how_large,
    what_is_known_is_shown_after_the_reviewer_has_read,
    a_refusal_shows_the_words_for_the_family_first,
    a_double_click_reviews_once_and_leads_to_the_next,
    a_review_on_an_older_version_keeps_what_was_typed,
    a_paper_is_shown_and_never_run,
    a_paper_is_taken_back_with_its_reason,
    a_reviewed_paper_is_opened_again_by_hand,
    an_auditor_reads_and_another_office_finds_nothing,
);

const JPEG: &[u8] = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01";
const HEIC: &[u8] = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic";

/// Sends a paper as the family would, by the interface; answers with its id.
async fn sent(case: &Case<'_>, kind: &str, name: &str, bytes: &[u8]) -> String {
    let worker = case.app.caseworker();
    let reply = worker.form(&case.path("/documents"), &[("kind", kind)], Some((name, bytes))).await;
    reply.expect(201)["id"].as_str().unwrap().to_owned()
}

fn address(case: &Case<'_>, id: &str) -> String {
    format!("/desk/claims/{}/documents/{id}", case.number)
}

async fn documents(case: &Case<'_>) -> Vec<serde_json::Value> {
    case.claim().await["documents"].as_array().unwrap().clone()
}

/// Sends the form of a page with what was typed and with the marks that the page carries.
async fn step(browser: &Browser<'_>, page: &Shown, action: &str, typed: &[(&str, &str)], step: &str) -> Shown {
    let fields: Vec<_> = typed.iter().copied().chain([("step", step)]).collect();
    browser.submit(page, action, &fields).await
}

async fn a_paper_is_sent_at_the_counter_once(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let widow = case.widow().await;
    let browser = Browser::of(&app, "wati").await;
    let form = format!("/desk/claims/{}/documents/new", case.number);
    let page = browser.get(&format!("{form}?kind=buku_nikah&person={widow}")).await;
    page.expect(200).says("value=\"buku_nikah\" selected").says(&format!("value=\"{widow}\" selected"));
    let fields = [("kind", "buku_nikah"), ("person", widow.as_str())];
    for _ in 0..2 {
        let done = browser.send_file(&page, &form, &fields, ("IMG 1.HEIC", HEIC)).await;
        assert_eq!(done.address, format!("/desk/claims/{}?done=paper-sent#papers", case.number));
    }
    let papers = documents(&case).await;
    assert_eq!(papers.len(), 1, "a double click sends one paper");
    let shown = browser.get(&address(&case, papers[0]["id"].as_str().unwrap())).await;
    let start = &papers[0]["sha256"].as_str().unwrap()[..12];
    shown.expect(200).says("Marriage book or certificate (Siti Aminah)").says("IMG 1.HEIC").says("24 B").says(start);
    shown.says("The browser cannot show this kind of photo").says("Wati");
}

async fn a_file_that_is_not_taken_says_why(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let browser = Browser::of(&app, "wati").await;
    let form = format!("/desk/claims/{}/documents/new", case.number);
    let page = browser.get(&form).await;
    let refused = async |fields: &[(&str, &str)], file: (&str, &[u8]), at: &str, why: &str| {
        let shown = browser.send_file(&page, &form, fields, file).await;
        shown.expect(422).says(&format!("id=\"{at}-wrong\"")).says(why);
        shown
    };
    let kk = [("kind", "kk"), ("person", "")];
    refused(&kk, ("", b""), "file", "Choose the file first.").await;
    refused(&kk, ("kosong.pdf", b""), "file", "This file is empty.").await;
    let text = refused(&kk, ("foto.jpg", b"bukan foto"), "file", "text or other data, no photo or PDF").await;
    text.says("What is taken: a PDF or a photo").says("value=\"kk\" selected");
    refused(&[("kind", ""), ("person", "")], ("a.pdf", PDF), "kind", "Choose which paper this is.").await;
    refused(&[("kind", "buku_nikah"), ("person", "")], ("a.pdf", PDF), "person", "belongs to somebody").await;
    assert!(documents(&case).await.is_empty());
}

async fn a_photo_that_is_too_large_says_how_large(database: TestDatabase) {
    let mut limits = santun::web::Limits::default();
    limits.upload_bytes = limits.fields_bytes + 2_500_000;
    let app = TestApp::with_limits(database, limits).await;
    let case = Case::open(&app).await;
    let browser = Browser::of(&app, "wati").await;
    let form = format!("/desk/claims/{}/documents/new", case.number);
    let page = browser.get(&form).await;
    let large = [JPEG.to_vec(), vec![0; 3_000_000]].concat();
    let shown = browser.send_file(&page, &form, &[("kind", "kk"), ("person", "")], ("a.jpg", &large)).await;
    shown.expect(422).says("This file is over 2.5 MB.").says("value=\"kk\" selected");
}

async fn what_is_known_is_shown_after_the_reviewer_has_read(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let id = sent(&case, "akta_kematian", "akta.pdf", PDF).await;
    let (browser, at) = (Browser::of(&app, "wati").await, address(&case, &id));
    let page = browser.get(&at).await;
    page.expect(200).says("Death certificate").says("Read off the paper").says("<iframe");
    page.does_not_say("Recorded").does_not_say("name=\"verdict\"");
    assert_eq!(page.html.matches("Dedi Bambang Effendi").count(), 1, "only the link back names the one who died");
    let typed = [
        ("read.name", "Dedi Bambang Efendi"),
        ("read.nik", "1571021608869059"),
        ("read.date_of_death.d", "27"),
        ("read.date_of_death.m", "2"),
        ("read.date_of_death.y", "2026"),
    ];
    let compared = step(&browser, &page, &at, &typed, "compare").await;
    compared.expect(200).says("value=\"Dedi Bambang Efendi\"").says("Differs by 1 letter");
    compared.says("Recorded: Dedi Bambang Effendi.").says("Recorded: 1571********9058 (digit 16).").says("The same");
    compared.says("Not read").says("name=\"verdict\"").does_not_say("1571021608869058");
    assert!(documents(&case).await[0]["review"].is_null(), "comparing changes nothing");
    // What was typed after the comparison is compared before it is saved.
    let mut other = typed;
    other[1].1 = "1571021608869058";
    let verdict = [("verdict", "accepted"), ("reason", ""), ("note", "")];
    let both = |typed: [(&'static str, &'static str); 5]| [&typed[..], &verdict[..]].concat();
    let again = step(&browser, &compared, &at, &both(other), "save").await;
    again.expect(422).says("has changed since it was compared").says("Differs by 1 letter");
    let none = step(&browser, &again, &at, &other, "save").await;
    none.expect(422).says("Choose to accept or to refuse.").says("id=\"verdict-wrong\"");
    let saved = step(&browser, &none, &at, &both(other), "save").await;
    assert_eq!(saved.address, format!("/desk/claims/{}?done=paper-accepted#papers", case.number));
    let claim = case.claim().await;
    assert_eq!(claim["documents"][0]["review"]["read"]["nik"], "1571021608869058");
    assert_eq!(claim["documents"][0]["review"]["read"]["date_of_death"], "2026-02-27");
    assert_eq!(claim["alerts"][0]["kind"], "name_differs");
    let shown = browser.get(&at).await;
    shown.says("Name differs.").says("Review again").does_not_say("name=\"verdict\"");
    let wrong = browser.get(&format!("{at}?again=1")).await;
    let typed = [("read.date_of_death.d", "31"), ("read.date_of_death.m", "2"), ("read.date_of_death.y", "2026")];
    let wrong = step(&browser, &wrong, &at, &typed, "compare").await;
    wrong.expect(422).says("id=\"read.date_of_death-wrong\"").says("value=\"31\"").does_not_say("Not read");
}

async fn a_refusal_shows_the_words_for_the_family_first(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let id = sent(&case, "kk", "kk.pdf", PDF).await;
    let (browser, at) = (Browser::of(&app, "wati").await, address(&case, &id));
    let page = browser.get(&at).await;
    let compared = step(&browser, &page, &at, &[], "compare").await;
    let accepted = [("verdict", "accepted"), ("reason", ""), ("note", "")];
    let none = step(&browser, &compared, &at, &accepted, "look").await;
    none.expect(200).says("This step writes no letter to the family.").does_not_say("Words for the family");
    let typed = [("verdict", "rejected"), ("reason", ""), ("note", "")];
    step(&browser, &compared, &at, &typed, "save").await.expect(422).says("id=\"reason-wrong\"");
    let typed = [("verdict", "rejected"), ("reason", "blur"), ("note", "Nomornya tidak terlihat")];
    let letter = step(&browser, &compared, &at, &typed, "save").await;
    letter.expect(200).says("Words for the family").says("Please send Family card again");
    letter.says("The photo is blurred. Take it near a window");
    letter.says("Nomornya tidak terlihat. The rest stands.");
    assert!(documents(&case).await[0]["review"].is_null(), "seeing the words changes nothing");
    let other = [("verdict", "rejected"), ("reason", "cut"), ("note", "")];
    step(&browser, &letter, &at, &other, "save").await.expect(200).says("The paper is cut off.");
    let saved = step(&browser, &letter, &at, &typed, "save").await;
    assert!(saved.address.contains("done=paper-refused"), "{}", saved.address);
    let review = &documents(&case).await[0]["review"];
    assert_eq!((&review["reason"], &review["note"]), (&json!("blur"), &json!("Nomornya tidak terlihat")));
    for path in [at, format!("/desk/claims/{}/history", case.number)] {
        browser.get(&path).await.says("The photo is blurred.").does_not_say(">blur");
    }
}

async fn a_double_click_reviews_once_and_leads_to_the_next(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let first = sent(&case, "lainnya", "a.jpg", JPEG).await;
    let second = sent(&case, "kk", "b.pdf", PDF).await;
    let (browser, at) = (Browser::of(&app, "wati").await, address(&case, &first));
    let page = browser.get(&at).await;
    page.says("Paper 1 of 2 that wait").says(&format!("href=\"{}\"", address(&case, &second)));
    page.says("name=\"verdict\"").says("<img src=");
    let before = case.claim().await["version"].as_i64().unwrap();
    for _ in 0..2 {
        let typed = [("verdict", "accepted"), ("reason", ""), ("note", "")];
        let next = step(&browser, &page, &at, &typed, "save").await;
        assert_eq!(next.address, format!("{}?done=paper-accepted", address(&case, &second)));
        next.expect(200).says("The paper is accepted.");
    }
    assert_eq!(case.claim().await["version"].as_i64().unwrap(), before + 1);
}

async fn a_review_on_an_older_version_keeps_what_was_typed(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let id = sent(&case, "lainnya", "a.jpg", JPEG).await;
    let (browser, at) = (Browser::of(&app, "wati").await, address(&case, &id));
    let page = browser.get(&at).await;
    let note = app.by(&app.tokens.colleague).post(&case.path("/notes"), &json!({"text": "telepon"})).await;
    note.expect(201);
    let typed = [("verdict", "accepted"), ("reason", ""), ("note", "Surat <asli> & lengkap")];
    let stale = step(&browser, &page, &at, &typed, "save").await;
    stale.expect(412).says("this claim was changed by Budi: a note.").says("Surat &#60;asli&#62; &#38; lengkap");
    let saved = step(&browser, &stale, &at, &typed, "save").await;
    assert!(saved.address.contains("done=paper-accepted"), "{}", saved.address);
}

async fn a_paper_is_shown_and_never_run(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let browser = Browser::of(&app, "wati").await;
    let check = async |name: &str, bytes: &[u8], query: &str, disposition: &str, media_type: &str| {
        let id = sent(&case, "lainnya", name, bytes).await;
        let file = browser.look(&format!("{}/file{query}", address(&case, &id))).await;
        assert_eq!(file.status, 200);
        assert_eq!(file.bytes, bytes);
        assert!(file.header("content-disposition").starts_with(disposition), "{name}");
        assert_eq!(file.header("content-type"), media_type);
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        assert_eq!(file.header("cache-control"), "private, no-store");
        assert!(file.header("content-security-policy").starts_with("default-src 'none'"), "{name}");
        assert!(!file.header("content-security-policy").contains("script-src"), "{name}");
    };
    check("a.jpg", JPEG, "", "inline", "image/jpeg").await;
    check("a.pdf", PDF, "", "inline", "application/pdf").await;
    check("a.heic", HEIC, "", "attachment", "image/heif").await;
    check("b.pdf", &[PDF, b"2"].concat(), "?download=1", "attachment", "application/pdf").await;
    let nobody = Browser::new(&app);
    let id = documents(&case).await[0]["id"].as_str().unwrap().to_owned();
    let reply = nobody.look(&format!("{}/file", address(&case, &id))).await;
    assert_eq!(reply.status, 303);
}

async fn a_paper_is_taken_back_with_its_reason(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let id = sent(&case, "kk", "kk.pdf", PDF).await;
    let (browser, at) = (Browser::of(&app, "wati").await, address(&case, &id));
    let form = format!("{at}/withdraw");
    browser.get(&at).await.says(&format!("href=\"{form}\""));
    let page = browser.get(&form).await;
    browser.submit(&page, &form, &[("reason", " ")]).await.expect(422).says("id=\"reason-wrong\"");
    let done = browser.submit(&page, &form, &[("reason", "Milik keluarga lain")]).await;
    assert!(done.address.contains("done=paper-withdrawn"), "{}", done.address);
    let shown = browser.get(&at).await;
    shown.says("Taken back").says("This document was replaced or withdrawn.").does_not_say("name=\"step\"");
}

async fn a_reviewed_paper_is_opened_again_by_hand(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let id = case.paper("kk", None, json!({"name": "Dedi Bambang Effendi"})).await;
    let newer = sent(&case, "kk", "lebih-baru.pdf", &[PDF, b"2"].concat()).await;
    let (browser, at) = (Browser::of(&app, "wati").await, address(&case, &id));
    let page = browser.get(&at).await;
    page.says("Version 1, accepted").says("Version 2, to be reviewed").says(&address(&case, &newer));
    page.says("Newer version.").says("By Wati, 2 Mar 2026 10:00 WIB");
    let again = browser.get(&format!("{at}?again=1")).await;
    again.says("Compare").does_not_say("name=\"verdict\"");
    let compared = step(&browser, &again, &at, &[], "compare").await;
    let typed = [("verdict", "accepted"), ("reason", ""), ("note", "Dilihat lagi")];
    let saved = step(&browser, &compared, &at, &typed, "save").await;
    assert_eq!(saved.address, format!("{}?done=paper-accepted", address(&case, &newer)));
    let old = browser.get(&at).await;
    old.says("Dilihat lagi").says("Review again").does_not_say("name=\"step\"");
}

async fn an_auditor_reads_and_another_office_finds_nothing(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let id = sent(&case, "lainnya", "a.jpg", JPEG).await;
    let at = address(&case, &id);
    let auditor = Browser::of(&app, "rina").await;
    let page = auditor.get(&at).await;
    page.expect(200).says("a.jpg").does_not_say("name=\"step\"").does_not_say("/withdraw");
    assert_eq!(auditor.look(&format!("{at}/file")).await.status, 200);
    auditor.get(&format!("/desk/claims/{}/documents/new", case.number)).await.expect(403);
    auditor.post(&at, &page.hidden("/keluar")).await.expect(403);
    let elsewhere = Browser::of(&app, "ucok").await;
    for path in [at.clone(), format!("{at}/file"), format!("{at}/withdraw")] {
        elsewhere.get(&path).await.expect(404);
    }
    let admin = Browser::of(&app, "adi").await;
    admin.get(&format!("{at}/file")).await.expect(403);
    let worker = Browser::of(&app, "wati").await;
    worker.get(&format!("/desk/claims/{}/documents/{}", case.number, uuid::Uuid::nil())).await.expect(404);
    worker.get("/desk/claims/JKM-2026-999999-9/documents/new").await.expect(404);
}
