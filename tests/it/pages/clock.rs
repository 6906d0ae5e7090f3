//! The clock of a claim: explained, stopped, let go on, extended; and what the insurer owes for its delay.

use chrono::TimeDelta;
use serde_json::json;

use super::link::come_in;
use crate::api::case::Case;
use crate::support::app::TestApp;
use crate::support::browser::{Browser, Shown};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    a_clock_says_how_it_was_counted_and_who_is_told_when,
    what_was_missed_is_told_by_a_later_one,
    a_clock_is_stopped_once_and_goes_on,
    only_a_supervisor_adds_time_and_others_are_told_why_not,
    an_old_tab_keeps_its_words,
    the_insurer_owes_for_each_day,
    who_only_reads_has_no_form_and_a_family_finds_nothing,
);

fn address(case: &Case<'_>) -> String {
    format!("/desk/claims/{}/deadlines", case.number)
}

/// Sends one of the forms of the clock's page.
async fn send(browser: &Browser<'_>, page: &Shown, at: &str, deed: &str, fields: &[(&str, &str)]) -> Shown {
    let fields: Vec<_> = fields.iter().copied().chain([("do", deed)]).collect();
    browser.submit(page, at, &fields).await
}

/// How often an event stands in the history of a claim.
async fn events(case: &Case<'_>, kind: &str) -> usize {
    let page = case.app.caseworker().get(&case.path("/history?limit=200")).await.expect(200);
    let items = page["items"].as_array().unwrap();
    items.iter().filter(|event| event["type"] == kind).count()
}

async fn a_clock_says_how_it_was_counted_and_who_is_told_when(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.until_documents().await;
    let browser = Browser::of(&app, "wati").await;
    let claim = browser.get(&format!("/desk/claims/{}", case.number)).await;
    claim.says(&format!("href=\"{}\">how it is counted", address(&case))).says("aria-current=\"page\">Claim</a>");
    let page = browser.get(&address(&case)).await;
    page.expect(200).says("Until Wednesday 1 April 2026").says("Day 0 is Monday 2 March 2026.");
    page.says("It is 30 calendar days long.").says("<dd>the family</dd>").says("this office").says("Papers");
    page.says("Reminder before the end").says("17 Mar 2026 00:00 WIB").says("A superior is told").says("Planned");
    page.does_not_say("Stood still").does_not_say("enalty");
    let page = Browser::of(&app, "budi").await.indonesian().get(&address(&case)).await;
    page.says("Sampai Rabu, 1 April 2026").says("Lamanya 30 hari kalender.").says("Direncanakan");
}

async fn what_was_missed_is_told_by_a_later_one(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.until_documents().await;
    app.clock.advance(TimeDelta::days(25));
    let browser = Browser::of(&app, "wati").await;
    browser.get(&address(&case)).await.expect(200).says("Waits for working hours");
    let fired = app.desk.fire_due_rungs(50).await.unwrap();
    assert_eq!((fired.fired, fired.collapsed), (1, 1));
    let page = browser.get(&address(&case)).await;
    page.says("Told 27 Mar 2026 10:00 WIB").says("Told together with: Reminder before the end, 25 Mar 2026");
    page.does_not_say("Waits for working hours");
    browser.get(&format!("/desk/claims/{}/history", case.number)).await.says("Told: Reminder before the end");
}

async fn a_clock_is_stopped_once_and_goes_on(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.until_documents().await;
    let (browser, at) = (Browser::of(&app, "wati").await, address(&case));
    let page = browser.get(&at).await;
    page.says("Stop the clock").does_not_say("Let it go on");
    let empty = send(&browser, &page, &at, "stop", &[("stop_reason", " ")]).await;
    empty.expect(422).says("id=\"stop_reason-wrong\"").says("href=\"#stop_reason\"");
    for _ in 0..2 {
        let stopped = send(&browser, &page, &at, "stop", &[("stop_reason", "Akta di Dukcapil.")]).await;
        stopped.expect(200).says("The clock stands still.").says("Stands still since").says("by Wati.");
        stopped.says("Akta di Dukcapil.").says("On Monday 16 March 2026 a supervisor is asked");
        stopped.says("16 Mar 2026 00:00 WIB").does_not_say("Reminder before the end");
    }
    assert_eq!(events(&case, "clock_suspended").await, 1);
    browser.get(&format!("/desk/claims/{}", case.number)).await.says("<span class=\"tag soon\">Due");
    app.clock.advance(TimeDelta::days(3));
    // After three days everybody logs in anew.
    let colleague = Browser::of(&app, "budi").await;
    let page = colleague.get(&at).await;
    page.says("Let it go on").does_not_say("<h2 id=\"do-stop\"");
    // The day on which it stopped was day 0, which does not count, and the day on which it goes on does.
    let goes_on = send(&colleague, &page, &at, "resume", &[("resume_note", "Akta datang.")]).await;
    goes_on.expect(200).says("The clock goes on.").says("Until Friday 3 April 2026");
    goes_on.says("Suspended 2 days").says("Akta datang.").says("Wati, Budi");
    let history = colleague.get(&format!("/desk/claims/{}/history", case.number)).await;
    history.says("Clock stopped").says("Clock goes on").says("Akta di Dukcapil.");
}

async fn only_a_supervisor_adds_time_and_others_are_told_why_not(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.until_documents().await;
    let (worker, at) = (Browser::of(&app, "wati").await, address(&case));
    let page = worker.get(&at).await;
    page.says("Ask a supervisor of this office.").says("may not do this").does_not_say("name=\"extend_amount\"");
    let fields = [("extend_amount", "5"), ("extend_unit", "working_days"), ("extend_reason", "Banjir.")];
    send(&worker, &page, &at, "extend", &fields).await.expect(403);
    let boss = Browser::of(&app, "sari").await;
    let page = boss.get(&at).await;
    for amount in ["lima", "0"] {
        let wrong = [("extend_amount", amount), ("extend_unit", "calendar_days"), ("extend_reason", "Banjir.")];
        let told = send(&boss, &page, &at, "extend", &wrong).await;
        told.expect(422).says("id=\"extend_amount-wrong\"").says("Banjir.</textarea>");
        told.says("value=\"calendar_days\" selected").says(&format!("value=\"{amount}\""));
    }
    let page = boss.get(&at).await;
    let done = send(&boss, &page, &at, "extend", &fields).await;
    done.expect(200)
        .says("The deadline is extended.")
        .says("<td role=\"cell\" data-label=\"Added\">5 working days</td>");
    done.says("Banjir.").says("Sari").does_not_say("Until Wednesday 1 April 2026");
    boss.get(&format!("/desk/claims/{}/history", case.number)).await.says("Deadline extended: 5 working days");
    send(&boss, &done, &at, "other", &fields).await.expect(403);
}

async fn an_old_tab_keeps_its_words(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.until_documents().await;
    let (one, other, at) = (Browser::of(&app, "wati").await, Browser::of(&app, "budi").await, address(&case));
    let page = one.get(&at).await;
    let others = other.get(&at).await;
    send(&other, &others, &at, "stop", &[("stop_reason", "Menunggu Dukcapil.")]).await.expect(200);
    let told = send(&one, &page, &at, "stop", &[("stop_reason", "Keluarga di kampung.")]).await;
    told.expect(412).says("this claim was changed by Budi: the deadline.").says("Keluarga di kampung.</textarea>");
    // It stands still already: that is said beside what was written.
    told.says("This clock stands still already.");
    let again = send(&one, &told, &at, "stop", &[("stop_reason", "Keluarga di kampung.")]).await;
    again.expect(422).says("This clock stands still already.").says("Keluarga di kampung.</textarea>");
    assert_eq!(events(&case, "clock_suspended").await, 1);
}

async fn the_insurer_owes_for_each_day(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.until_handed_over().await;
    let browser = Browser::of(&app, "wati").await.indonesian();
    let page = browser.get(&address(&case)).await;
    page.expect(200).says("Sampai Kamis, 5 Maret 2026").says("Bila lewat, dendanya Rp420.000 setiap hari.");
    page.says("Tenggat BPJS Ketenagakerjaan hanya dihentikan oleh pengawas.").does_not_say("name=\"stop_reason\"");
    app.clock.advance(TimeDelta::days(7));
    let page = Browser::of(&app, "sari").await.indonesian().get(&address(&case)).await;
    page.says("Terlambat sejak Kamis, 5 Maret 2026").says("Denda berjalan Rp1.680.000 sampai hari ini");
    page.says("name=\"stop_reason\"");
}

async fn who_only_reads_has_no_form_and_a_family_finds_nothing(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.until_documents().await;
    let (widow, at) = (case.widow().await, address(&case));
    let auditor = Browser::of(&app, "rina").await;
    let page = auditor.get(&at).await;
    page.expect(200).says("Day 0 is").does_not_say("name=\"do\"");
    auditor.post(&at, &[("do".to_owned(), "stop".to_owned())]).await.expect(403);
    Browser::of(&app, "ucok").await.get(&at).await.expect(404);
    Browser::of(&app, "adi").await.get(&at).await.expect(403);
    come_in(&app, &case.number, &widow).await.get(&at).await.expect(404);
    // A claim that has ended has no deadline, and nothing to stop.
    let closed = case.step(app.caseworker(), "withdraw", json!({"reason": "Keluarga tidak jadi."})).await;
    closed.expect(200);
    app.clock.advance(TimeDelta::days(40));
    app.desk.fire_due_deadlines(50).await.unwrap();
    let page = Browser::of(&app, "wati").await.get(&at).await;
    page.expect(200).says("This stage has no deadline.").does_not_say("name=\"do\"");
}
