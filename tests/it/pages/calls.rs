//! Calls: the families whom no letter reaches, and how each call went.

use chrono::TimeDelta;

use super::link::{come_in, path_of};
use crate::api::case::Case;
use crate::support::app::TestApp;
use crate::support::browser::{Browser, Shown};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    calls_to_one_person_are_one_card_and_end_together,
    who_was_not_reached_is_called_again,
    nothing_chosen_keeps_the_note,
    a_call_is_given_to_a_colleague,
    a_letter_is_printed_with_a_code_for_whom_is_called,
    a_wrong_number_is_offered_no_more,
    who_only_reads_has_no_form_and_others_find_nothing,
    a_call_that_nobody_made_is_late,
);

/// A claim that Wati works on, with two letters for the widow who reported it and has no address.
async fn two_letters<'a>(app: &'a TestApp, browser: &Browser<'_>) -> Case<'a> {
    let case = Case::open(app).await;
    let claim = format!("/desk/claims/{}", case.number);
    browser.submit(&browser.get(&claim).await, &format!("{claim}/take"), &[]).await.expect(200);
    case.until_documents().await;
    case
}

/// The id of the first card of a page.
fn card(page: &Shown) -> String {
    let (_, rest) = page.html.split_once("id=\"call-").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// Says how the call of a page's first card went.
async fn made(browser: &Browser<'_>, page: &Shown, outcome: &str, note: &str) -> Shown {
    let id = card(page);
    let (how, words) = (format!("outcome-{id}"), format!("note-{id}"));
    browser.submit(page, &format!("/desk/calls/{id}"), &[(&how, outcome), (&words, note), ("do", "made")]).await
}

/// The contacts that a claim's history has.
async fn contacts(case: &Case<'_>) -> Vec<String> {
    let page = case.app.caseworker().get(&case.path("/history?limit=200")).await.expect(200);
    let notes = page["items"].as_array().unwrap().iter().filter(|event| event["type"] == "note_added");
    notes.map(|event| event["data"]["text"].as_str().unwrap().to_owned()).collect()
}

async fn calls_to_one_person_are_one_card_and_end_together(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let worker = Browser::of(&app, "wati").await;
    worker.get("/desk/calls").await.expect(200).says("No call waits for you.").says(">Calls</a>");
    let case = two_letters(&app, &worker).await;
    // The report came before anybody had the claim; its call goes with the later one to one and the same card.
    let page = worker.get("/desk/calls?view=all").await;
    page.expect(200).says("Siti Aminah").says("href=\"tel:+6281200000000\">0812-0000-0000");
    page.says("Report received")
        .says("Request for papers")
        .says("No e-mail address is known.")
        .says("readonly lang=\"id\"");
    page.says(&case.number).says("data-copy=\"text-").does_not_say("SANTUN-LINK").does_not_say("tautan pribadi");
    assert_eq!(page.html.matches("id=\"call-").count(), 1);
    page.says("Read or print the letter");
    worker.get("/desk").await.says("Calls (");
    let done = made(&worker, &page, "reached", "Akan datang Rabu.").await;
    done.expect(200).says("It is recorded in the claim&#39;s history.");
    worker.get("/desk/calls?view=all").await.says("No call waits.");
    worker.get("/desk").await.says(">Calls</a>");
    // The very same form, sent twice, is answered as the first time.
    made(&worker, &page, "reached", "Akan datang Rabu.").await.expect(200).says("It is recorded");
    // A colleague with an older page is told.
    let other = Browser::of(&app, "budi").await;
    let late = [("once".to_owned(), "other".to_owned())].into_iter().chain(other_fields(&other, &page).await);
    let late = other.post(&format!("/desk/calls/{}", card(&page)), &late.collect::<Vec<_>>()).await;
    late.expect(200).says("This call waits no more: it was made,");
    assert_eq!(contacts(&case).await, ["Ditelepon dan tersambung. Akan datang Rabu."]);
}

/// The form of a card as another reader has it.
async fn other_fields(browser: &Browser<'_>, page: &Shown) -> Vec<(String, String)> {
    let list = browser.get("/desk/calls?view=all").await;
    let proof = list.hidden("/keluar").into_iter().filter(|(name, _)| name == "csrf");
    let how = [("do".to_owned(), "made".to_owned()), (format!("outcome-{}", card(page)), "reached".to_owned())];
    proof.chain(how).collect()
}

async fn who_was_not_reached_is_called_again(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let worker = Browser::of(&app, "wati").await.indonesian();
    let case = two_letters(&app, &worker).await;
    let page = worker.get("/desk/calls?view=all").await;
    for _ in 0..2 {
        made(&worker, &page, "not_reached", "").await.expect(200).says("Teleponnya tetap menunggu.");
    }
    assert_eq!(contacts(&case).await, ["Ditelepon, tidak diangkat"]);
    let page = worker.get("/desk/calls?view=all").await;
    made(&worker, &page, "handed_over", "Di kantor.").await.says("Sudah dicatat di riwayat klaim.");
    assert_eq!(contacts(&case).await, ["Ditelepon, tidak diangkat", "Disampaikan langsung. Di kantor."]);
    let messages = worker.get(&format!("/desk/claims/{}/messages", case.number)).await;
    messages.says("Disampaikan 2 Mar 2026").does_not_say("Telepon yang menunggu");
}

async fn nothing_chosen_keeps_the_note(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let worker = Browser::of(&app, "wati").await;
    two_letters(&app, &worker).await;
    let page = worker.get("/desk/calls?view=all").await;
    let id = card(&page);
    let told = made(&worker, &page, "", "Nomornya sibuk.").await;
    told.expect(422).says(&format!("id=\"outcome-{id}-wrong\"")).says("Nomornya sibuk.</textarea>");
    told.says(&format!("href=\"#outcome-{id}\""));
    let long = "x".repeat(10_001);
    made(&worker, &told, "reached", &long).await.expect(422).says(&format!("id=\"note-{id}-wrong\"")).says(&long);
    made(&worker, &told, "message_sent", "Lewat WhatsApp.").await.expect(200).says("It is recorded");
    worker.get("/desk/calls/7d444840-9dc0-11d1-b245-5ffdce74fad2").await.expect(404);
    worker.get(&format!("/desk/calls/{id}")).await.expect(200).says("This call waits no more: it was made,");
}

async fn a_call_is_given_to_a_colleague(database: TestDatabase) {
    let app = TestApp::new(database).await;
    two_letters(&app, &Browser::of(&app, "wati").await).await;
    let boss = Browser::of(&app, "sari").await;
    // Who supervises sees the office.
    let page = boss.get("/desk/calls").await;
    let (id, give) = (card(&page), page.html.split("<select").nth(1).unwrap().split("</select>").next().unwrap());
    let option = give.split("<option").find(|option| option.contains("Sari")).unwrap();
    let sari = option.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let (to, path) = (format!("to-{id}"), format!("/desk/calls/{id}"));
    let empty = boss.submit(&page, &path, &[(&to, ""), ("do", "give")]).await;
    empty.expect(422).says(&format!("id=\"{to}-wrong\"")).says("<details open>");
    let stranger = [(to.as_str(), "7d444840-9dc0-11d1-b245-5ffdce74fad2"), ("do", "give")];
    boss.submit(&page, &path, &stranger).await.expect(422).says("Not an active member of this office.");
    let given = boss.submit(&page, &path, &[(&to, &sari), ("do", "give")]).await;
    given.expect(200).says("your colleague&#39;s now.").says("<dd>Sari</dd>");
    // Both letters went with it.
    let own = boss.get("/desk/calls?view=mine").await;
    own.says("Report received").says("Request for papers").says("Calls (2)");
    Browser::of(&app, "wati").await.get("/desk/calls").await.says("No call waits for you.");
}

async fn a_letter_is_printed_with_a_code_for_whom_is_called(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let widow = case.widow().await;
    case.until_documents().await;
    let worker = Browser::of(&app, "wati").await;
    let letter = async |kind: &str| {
        let page = worker.get("/desk/calls?view=all").await;
        let (_, rest) = page.html.split_once(&format!("What to say: {kind}")).unwrap();
        let (_, rest) = rest.split_once("href=\"/desk/letters/").unwrap();
        format!("/desk/letters/{}", rest.split('"').next().unwrap())
    };
    // Who reported the event is nobody whom a link could let in: the letter as it is.
    let report = letter("Report received").await;
    worker.get(&report).await.expect(200).says("Print the letter").does_not_say("Print with a QR code");
    let wanted = letter("Request for papers").await;
    let page = worker.get(&wanted).await;
    page.expect(200).says("Print with a QR code").says("that nobody has used is good no more");
    Browser::of(&app, "rina").await.get(&wanted).await.expect(200).does_not_say("Print with a QR code");
    let printed = worker.submit(&page, &wanted, &[]).await;
    printed.expect(200).says("<svg class=\"qr\"").says("This link is shown only now.").says("Akta kematian");
    printed.says("Buka klaim Anda dengan HP").says("Senin, 16 Maret 2026").says(&format!("href=\"{wanted}\""));
    // The code lets its person in, and the next print makes it void.
    let path = path_of(&printed);
    Browser::new(&app).get(&path).await.expect(200);
    worker.submit(&page, &wanted, &[]).await.expect(200);
    Browser::new(&app).get(&path).await.expect(410);
    let family = come_in(&app, &case.number, &widow).await;
    family.get(&wanted).await.expect(404);
}

async fn a_wrong_number_is_offered_no_more(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let widow = case.widow().await;
    case.until_documents().await;
    let worker = Browser::of(&app, "wati").await;
    let path = format!("/desk/calls/{}", card(&worker.get("/desk/calls?view=all").await));
    let page = worker.get(&path).await;
    page.expect(200).says("href=\"tel:").does_not_say("Record another number");
    made(&worker, &page, "wrong_number", "").await.says("The call still waits.");
    let page = worker.get(&path).await;
    page.expect(200).does_not_say("class=\"button nowrap\" href=\"tel:").says("Wrong number: 08");
    let person = format!("/desk/claims/{}/people/{widow}", case.number);
    page.says(&format!("href=\"{person}\">Record another number")).says("<dt>Last try</dt><dd>Wrong number</dd>");
    worker.get(&person).await.expect(200);
    let auditor = Browser::of(&app, "rina").await;
    auditor.get(&path).await.expect(200).says("Wrong number: 08").does_not_say("Record another number");
}

async fn who_only_reads_has_no_form_and_others_find_nothing(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = two_letters(&app, &Browser::of(&app, "wati").await).await;
    let widow = case.widow().await;
    let auditor = Browser::of(&app, "rina").await;
    let page = auditor.get("/desk/calls").await;
    page.expect(200).says("Siti Aminah").does_not_say("name=\"do\"").does_not_say("view=mine");
    let path = format!("/desk/calls/{}", card(&page));
    auditor.get(&path).await.expect(200).does_not_say("name=\"do\"");
    auditor.post(&path, &[]).await.expect(403);
    let elsewhere = Browser::of(&app, "ucok").await;
    elsewhere.get("/desk/calls?view=all").await.expect(200).says("No call waits.");
    elsewhere.get(&path).await.expect(404);
    Browser::of(&app, "adi").await.get("/desk/calls").await.expect(403);
    let family = come_in(&app, &case.number, &widow).await;
    for path in [path.as_str(), "/desk/calls"] {
        family.get(path).await.expect(404);
    }
    let boss = Browser::of(&app, "tono").await;
    boss.get(&path).await.expect(200).says("name=\"do\"");
}

async fn a_call_that_nobody_made_is_late(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = two_letters(&app, &Browser::of(&app, "wati").await).await;
    app.clock.advance(TimeDelta::days(4));
    let worker = Browser::of(&app, "wati").await;
    let page = worker.get("/desk/calls?view=all").await;
    page.says("<span class=\"tag late\">Late. Until Wednesday 4 March 2026");
    let messages = worker.get(&format!("/desk/claims/{}/messages", case.number)).await;
    messages.says("Late. Until Wednesday 4 March 2026").says(&format!("href=\"/desk/calls/{}", card(&page)));
    assert_eq!(app.desk.warn_of_overdue_calls().await.unwrap(), 2);
    let claim = worker.get(&format!("/desk/claims/{}", case.number)).await;
    claim.says("A call has not been made");
    let alert = claim.html.split("href=\"").find(|part| part.contains("/alerts/")).unwrap();
    worker
        .get(alert.split('"').next().unwrap())
        .await
        .expect(200)
        .says("The family has not been told.")
        .says("Siti Aminah");
}
