//! What must leave the house, as those see it who run the desk.

use chrono::TimeDelta;
use santun::clock::Clock as _;
use santun::desk::{BounceTaken, MAIL};
use serde_json::{Value, json};

use crate::api::case::Case;
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    what_was_given_up_is_tried_again,
    a_page_of_what_was_given_up_is_tried_again_at_once,
    who_may_look_and_who_may_act,
    letters_to_another_offices_staff_are_not_shown,
    a_letter_to_staff_that_came_back_leads_to_its_user,
    a_later_letter_settles_the_alarm_of_an_earlier_one,
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

async fn letters_to_another_offices_staff_are_not_shown(database: TestDatabase) {
    let app = TestApp::with_mail(database).await;
    app.desk.invite("ucok@desk.test", None).await.unwrap();
    app.desk.invite("rina@desk.test", None).await.unwrap();
    assert_eq!(give_up_letters(&app, "550").await, 2);
    let listed = async |token: &str, path: &str| -> Vec<Value> {
        app.by(token).get(path).await.expect(200)["items"].as_array().unwrap().clone()
    };
    let (deliveries, alarms) = ("outbox?state=dead", "alarms");
    let (supervisor, elsewhere, all) = (&app.tokens.supervisor, &app.tokens.elsewhere, &app.tokens.second_supervisor);
    for path in [deliveries, alarms] {
        let counts = [supervisor, elsewhere, all].map(|token| listed(token, path));
        let mut found = Vec::new();
        for count in counts {
            found.push(count.await.len());
        }
        assert_eq!(found, [0, 1, 2], "{path}");
    }
    let theirs = listed(elsewhere, deliveries).await.remove(0)["id"].as_str().unwrap().to_owned();
    let retry = async |token: &str| app.by(token).post(&format!("outbox/{theirs}/retry"), &json!({})).await;
    assert_eq!(retry(supervisor).await.problem(404), "not_found");
    retry(all).await.expect(202);
}

/// Delivers every letter that is due; says which.
async fn deliver_letters(app: &TestApp) -> Vec<uuid::Uuid> {
    let leased = app.desk.lease_deliveries(MAIL, "test", TimeDelta::minutes(5), 100).await.unwrap();
    for delivery in &leased {
        assert!(app.desk.letter_sent(delivery, "test").await.unwrap());
    }
    leased.into_iter().map(|delivery| delivery.id).collect()
}

async fn a_letter_to_staff_that_came_back_leads_to_its_user(database: TestDatabase) {
    let app = TestApp::with_mail(database).await;
    let admin = Browser::of(&app, "adi").await;
    deliver_letters(&app).await;
    let invitation = app.desk.invite("wati@desk.test", None).await.unwrap();
    let letter = deliver_letters(&app).await.remove(0);
    assert_eq!(app.desk.take_bounce(letter, "5.1.1 no such user").await.unwrap(), BounceTaken::Taken);
    let owed = "/desk/admin/obligations";
    let told = admin.get(owed).await;
    told.expect(200).says("A letter to staff did not arrive: Wati").says("href=\"/desk/admin/users\"");
    told.does_not_say("state=dead");
    // There is nothing to be sent again, and saying so settles nothing.
    let again = app.admin().post(&format!("outbox/{letter}/retry"), &json!({})).await;
    assert_eq!(again.problem(409), "conflict");
    Browser::of(&app, "rina")
        .await
        .get(owed)
        .await
        .says("A letter to staff did not arrive")
        .says("Ask an administrator");

    let (users, action) = ("/desk/admin/users", "/desk/admin/users/address");
    let page = admin.get(users).await;
    let change = async |new: &str| {
        let mut pairs = page.hidden(action);
        pairs.retain(|(name, _)| name != "email");
        pairs.extend([("email", "wati@desk.test"), ("address", new)].map(|(n, v)| (n.to_owned(), v.to_owned())));
        admin.post(action, &pairs).await
    };
    change("wati").await.expect(422).says("Give an e-mail address.");
    change("Budi@desk.test").await.expect(422).says("has an account already");
    admin.get(owed).await.says("did not arrive: Wati");
    change(" Wati.Baru@desk.test ").await.expect(200).says("The address is changed.").says("wati.baru@desk.test");
    admin.get(owed).await.does_not_say("A letter to staff did not arrive: Wati");
    assert!(app.desk.invitation(&invitation.token).await.unwrap().is_none(), "it may lie in another's mailbox");
}

async fn a_later_letter_settles_the_alarm_of_an_earlier_one(database: TestDatabase) {
    let app = TestApp::with_mail(database).await;
    let alarms = async || app.admin().get("alarms").await.expect(200)["items"].as_array().unwrap().len();
    for email in ["wati@desk.test", "budi@desk.test", "ucok@desk.test"] {
        app.desk.invite(email, None).await.unwrap();
    }
    for letter in deliver_letters(&app).await {
        app.desk.take_bounce(letter, "5.2.2 mailbox full").await.unwrap();
    }
    assert_eq!(alarms().await, 3);
    app.desk.invite("wati@desk.test", None).await.unwrap();
    deliver_letters(&app).await;
    assert_eq!(alarms().await, 2, "that one is reached again");
    app.desk.disable_user("budi@desk.test").await.unwrap();
    assert_eq!(alarms().await, 1, "nobody writes there any more");
}
