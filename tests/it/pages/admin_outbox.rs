//! What must leave the house, as those see it who run the desk.

use chrono::TimeDelta;
use santun::clock::Clock as _;
use santun::desk::MAIL;

use crate::api::case::Case;
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    what_was_given_up_is_tried_again,
    a_page_of_what_was_given_up_is_tried_again_at_once,
    who_may_look_and_who_may_act,
);

const PAGE: &str = "/desk/admin/outbox";
const RETRY: &str = "/desk/admin/outbox/retry";

/// Gives up every letter that is due.
async fn give_up_letters(app: &TestApp, why: &str) -> usize {
    let mut given_up = 0;
    loop {
        let leased = app.desk.lease_deliveries(MAIL, "test", TimeDelta::minutes(5), 100).await.unwrap();
        if leased.is_empty() {
            return given_up;
        }
        for delivery in leased {
            assert!(app.desk.give_up_letter(&delivery, "test", why).await.unwrap());
            given_up += 1;
        }
    }
}

async fn what_was_given_up_is_tried_again(database: TestDatabase) {
    let app = TestApp::with_mail(database).await;
    let admin = Browser::of(&app, "adi").await;
    assert_eq!(give_up_letters(&app, "550 5.1.1 <adi@desk.test>: no such user").await, 1);
    let page = admin.get(PAGE).await;
    page.expect(200).says("Given up").says("Letter by e-mail").says("Tried once.").says("550 5.1.1");
    page.does_not_say("adi@desk.test").does_not_say("All delivered.");
    let again = admin.submit(&page, RETRY, &[]).await;
    again.expect(200).says("It will be tried again now.").says("Not tried yet.").does_not_say("Try again<");
    // Pressed twice, it is tried again once.
    admin.submit(&page, RETRY, &[]).await.expect(200).says("Not tried yet.");
    let due = app.desk.lease_deliveries(MAIL, "test", TimeDelta::minutes(5), 100).await.unwrap();
    assert_eq!(due.len(), 1);
    assert!(app.desk.letter_sent(&due[0], "test").await.unwrap());
    admin.get(PAGE).await.expect(200).says("All delivered.");
    admin.get("/desk/admin/outbox?state=delivered").await.says("Letter by e-mail").does_not_say("All delivered.");
    admin.get("/desk/admin/outbox?state=cancelled").await.says("None.");
    let indonesian = Browser::of(&app, "adi").await.indonesian();
    give_up_letters(&app, "refused").await;
    indonesian.get(PAGE).await.says("Dihentikan").says("Coba lagi").says("Dicoba 1 kali.");
}

async fn a_page_of_what_was_given_up_is_tried_again_at_once(database: TestDatabase) {
    let app = TestApp::with_mail(database).await;
    let supervisor = Browser::of(&app, "tono").await;
    for _ in 0..51 {
        app.desk.invite("wati@desk.test", None).await.unwrap();
        app.clock.advance(TimeDelta::seconds(1));
    }
    assert_eq!(give_up_letters(&app, "mailbox full").await, 52);
    let page = supervisor.get("/desk/admin/outbox?state=dead").await;
    let next = page.html.split("rel=\"next\"").next().unwrap().rsplit("href=\"").next().unwrap();
    let next = next.split('"').next().unwrap().replace("&#38;", "&");
    supervisor.get(&next).await.expect(200).says("To the first page");
    supervisor.submit(&page, RETRY, &[]).await.expect(200).says("It will be tried again now.");
    let counts = app.database.texts("SELECT state AS text FROM outbox");
    let dead = counts.iter().filter(|state| *state == "dead").count();
    assert_eq!((dead, counts.len()), (2, 52), "one page of fifty");
}

async fn who_may_look_and_who_may_act(database: TestDatabase) {
    let app = TestApp::with_mail(database).await;
    let case = Case::open(&app).await;
    let (admin, auditor) = (Browser::of(&app, "adi").await, Browser::of(&app, "rina").await);
    give_up_letters(&app, "550").await;
    let shown = admin.get(PAGE).await;
    // A file for the insurer, of a claim: an administrator reads its number and no more.
    app.desk.mail_is_in_trouble("x").await.unwrap();
    case.until_handed_over().await;
    assert!(app.clock.now() > chrono::DateTime::UNIX_EPOCH);
    auditor.get(PAGE).await.expect(200).does_not_say("Try again").says("Given up");
    let hidden = shown.hidden(RETRY);
    auditor.post(RETRY, &hidden).await.expect(403);
    Browser::of(&app, "wati").await.get(PAGE).await.expect(403);
    let stranger = Browser::new(&app).get(PAGE).await;
    assert!(stranger.address.starts_with("/masuk"), "{}", stranger.address);
}
