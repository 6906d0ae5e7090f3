//! The work list, the claim, its steps and what is done around it.

use serde_json::json;

use crate::api::case::Case;
use crate::support::app::{REGISTER, TestApp};
use crate::support::browser::Browser;
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    the_list_says_what_to_do_and_why_it_is_stuck,
    a_step_is_taken_on_its_page,
    a_second_tab_is_told_and_keeps_its_words,
    answers_are_given_by_a_form_of_the_procedure,
    the_income_of_the_day_stands_beside_the_claim,
    an_approval_shows_names_and_amounts_and_needs_another_person,
    notes_assignment_and_history_are_kept,
    a_finding_is_settled_with_its_evidence,
);

async fn the_list_says_what_to_do_and_why_it_is_stuck(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let browser = Browser::of(&app, "wati").await;
    browser.get("/desk").await.expect(200).says("My turn <strong>1</strong>").says("Accept the report");
    case.to(app.caseworker(), "accept", json!({}), "intake").await;
    browser.get("/desk").await.says("Record the answer: Was the death work-related?");
    let facts = json!({"facts": {"died_at_work": "yes"}});
    case.looking(app.caseworker()).await.json("PATCH", &case.path("/facts"), &facts).await.expect(200);
    browser.get("/desk").await.says("Ask for the papers").says("This may be a work accident");
    let facts = json!({"facts": {"died_at_work": "no"}});
    case.looking(app.caseworker()).await.json("PATCH", &case.path("/facts"), &facts).await.expect(200);
    case.to(app.caseworker(), "request_documents", json!({}), "documents").await;
    // Now it is the family's turn, until they send something.
    browser.get("/desk").await.says("My turn <strong>0</strong>");
    browser.get("/desk?view=open").await.says("Waits for the family: 6 papers");
    let sent = app
        .caseworker()
        .form(&case.path("/documents"), &[("kind", "kk")], Some(("kk.pdf", crate::api::case::PDF)))
        .await;
    sent.expect(201);
    browser.get("/desk").await.says("My turn <strong>1</strong>").says("Review Family card");
    browser.get("/desk?q=bambang").await.says(&case.number);
    browser.get("/desk?q=nobody").await.says("There are no claims here.");
    browser.get("/desk?cursor=x").await.expect(400);
}

async fn the_income_of_the_day_stands_beside_the_claim(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let browser = Browser::of(&app, "wati").await;
    let path = format!("/desk/claims/{}", case.number);
    let page = browser.get(&path).await;
    page.expect(200).says("Rp1.000.000, since 1 May 2025").says("Not a wage earner (BPU)");
    page.does_not_say("Months not paid");
    let lines: Vec<&str> = REGISTER.lines().take(2).collect();
    let header = format!("{},upah_mulai,bulan_kosong", lines[0]);
    let row = lines[1].replace(",1000000,", ",2000000,").replace("pekerja_rentan", "penerima_upah");
    let file = format!("{header}\n{row},2026-02-01,2025-07;2025-08\n");
    let sent = app
        .by(&app.tokens.admin)
        .form("registry/imports?office=Jambi", &[], Some(("daftar.csv", file.as_bytes())))
        .await;
    sent.expect(200);
    browser
        .get(&path)
        .await
        .says("Rp2.000.000, since 1 Feb 2026")
        .says("Wage earner (PU)")
        .says("July 2025, August 2025");
}

async fn a_step_is_taken_on_its_page(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let browser = Browser::of(&app, "wati").await;
    let path = format!("/desk/claims/{}/do/withdraw", case.number);
    let page = browser.get(&path).await;
    page.expect(200).says("Withdraw the claim").says("They read the reason.");
    let empty = browser.submit(&page, &path, &[("reason", "  ")]).await;
    empty.expect(422).says("id=\"reason-wrong\"").says("Required");
    let done = browser.submit(&empty, &path, &[("reason", "Keluarga belum siap.")]).await;
    done.expect(200).says("The step is recorded.").says("Withdrawn").says("Keluarga belum siap.");
    browser.get(&path).await.expect(409);
    let forbidden = format!("/desk/claims/{}/do/reopen", case.number);
    let page = browser.get(&forbidden).await;
    page.expect(200).says("Only for: supervisor.");
    browser.submit(&page, &forbidden, &[("reason", "x")]).await.expect(403);
}

async fn a_second_tab_is_told_and_keeps_its_words(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let browser = Browser::of(&app, "wati").await;
    let path = format!("/desk/claims/{}/do/withdraw", case.number);
    let (one, two) = (browser.get(&path).await, browser.get(&path).await);
    let note = json!({"text": "Sudah menelepon."});
    app.caseworker().post(&case.path("/notes"), &note).await.expect(201);
    let stale = browser.submit(&one, &path, &[("reason", "Keluarga belum siap.")]).await;
    stale.expect(412).says("this claim was changed by Wati: a note.").says("Keluarga belum siap.");
    browser
        .submit(&stale, &path, &[("reason", "Keluarga belum siap.")])
        .await
        .expect(200)
        .says("The step is recorded.");
    browser.submit(&two, &path, &[("reason", "Lagi.")]).await.expect(409).says("Somebody else may have taken it");
    // The very same form, sent twice, is answered as the first time.
    let twice = browser.submit(&stale, &path, &[("reason", "Keluarga belum siap.")]).await;
    twice.expect(200).says("The step is recorded.");
}

async fn answers_are_given_by_a_form_of_the_procedure(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let browser = Browser::of(&app, "wati").await;
    let path = format!("/desk/claims/{}/facts", case.number);
    let page = browser.get(&path).await;
    page.expect(200).says("Was the death work-related?").says("Also on the way to or from work");
    let wrong = [("died_at_work", "no"), ("fell_ill_on.d", "31"), ("fell_ill_on.m", "2"), ("fell_ill_on.y", "2026")];
    let told = browser.submit(&page, &path, &wrong).await;
    told.expect(422).says("id=\"fell_ill_on-wrong\"").says("value=\"31\"");
    let right = [
        ("died_at_work", "no"),
        ("cause_of_death", "sakit jantung"),
        ("fell_ill_on.d", "1"),
        ("fell_ill_on.m", "2"),
        ("fell_ill_on.y", "2026"),
    ];
    browser.submit(&told, &path, &right).await.expect(200).says("sakit jantung").says("Sunday 1 February 2026");
    let page = browser.get(&path).await;
    page.says("sakit jantung</textarea>");
    browser.submit(&page, &path, &[("cause_of_death", "")]).await.does_not_say("sakit jantung</dd>");
    let facts = &case.claim().await["facts"];
    assert_eq!(facts["cause_of_death"], json!(null));
    assert_eq!(facts["died_at_work"], "no");
}

async fn an_approval_shows_names_and_amounts_and_needs_another_person(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.until_approval(app.supervisor()).await;
    let path = format!("/desk/claims/{}/do/approve", case.number);
    let assessor = Browser::of(&app, "sari").await;
    let own = assessor.get(&path).await;
    own.expect(200).says("You worked it out; somebody else must approve it.").says("Rp42.000.000").says("Siti Aminah");
    own.says("****6789").does_not_say("0123456789");
    assessor.submit(&own, &path, &[]).await.expect(422).says("You worked it out");
    let other = Browser::of(&app, "tono").await;
    let page = other.get(&path).await;
    page.does_not_say("You worked it out");
    other.submit(&page, &path, &[]).await.expect(200).says("The step is recorded.").says("Approved");
}

async fn notes_assignment_and_history_are_kept(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let browser = Browser::of(&app, "wati").await;
    let claim = format!("/desk/claims/{}", case.number);
    let page = browser.get(&claim).await;
    let (take, notes) = (format!("{claim}/take"), format!("{claim}/notes"));
    browser.submit(&page, &take, &[]).await.expect(200).says("This claim is yours now.").says("Wati");
    let stale = browser.submit(&page, &take, &[("once", "another")]).await;
    stale.says("Somebody else has just changed this claim.");
    let page = browser.get(&claim).await;
    let fields = [("text", "Ibu Siti tidak diangkat."), ("channel", "phone"), ("with", "Ibu Siti")];
    browser.submit(&page, &notes, &fields).await.expect(200).says("Ibu Siti tidak diangkat.");
    let empty = browser.submit(&page, &notes, &[("text", " "), ("channel", ""), ("once", "empty")]).await;
    empty.expect(422).says("id=\"text-wrong\"");
    let page = browser.get(&claim).await;
    browser.submit(&page, &format!("{claim}/release"), &[]).await.says("Nobody yet");
    let history = browser.get(&format!("{claim}/history")).await;
    history.expect(200).says("Claim opened").says("Note").says("Wati (Caseworker)");
}

async fn a_finding_is_settled_with_its_evidence(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.until_documents().await;
    case.paper("akta_kematian", None, json!({"name": "Dedi Bambang"})).await;
    let browser = Browser::of(&app, "wati").await;
    let claim = browser.get(&format!("/desk/claims/{}", case.number)).await;
    claim.says("Name differs");
    let at = claim
        .html
        .split("href=\"")
        .find(|part| part.contains("/alerts/"))
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let page = browser.get(&at).await;
    page.expect(200).says("Dedi Bambang").says("What was found");
    browser.submit(&page, &at, &[("note", "x")]).await.expect(422).says("id=\"outcome-wrong\"");
    let done = browser.submit(&page, &at, &[("outcome", "harmless"), ("note", "Ejaan saja.")]).await;
    done.expect(200).says("The alert is settled.").says("Ejaan saja.");
    browser.get(&at).await.does_not_say("name=\"outcome\"");
}
