//! An old link leads to a new one in one press; a letter leads to fewer of them; an invitation goes by mail.

use actix_web::test::TestRequest;
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::link::{make, path_of};
use crate::api::case::Case;
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    an_old_link_leads_to_a_new_one_by_mail,
    without_an_address_somebody_calls_and_the_answer_is_the_same,
    new_links_are_few_and_only_for_links_that_were_good,
    one_press_and_one_click_mean_fewer_letters,
    an_invitation_goes_by_mail_and_is_shown_once,
);

async fn heir(case: &Case<'_>, email: Option<&str>) -> String {
    let details = json!({
        "name": "Siti Aminah", "relation": "spouse", "birth_date": "1988-03-01", "phone": "081200000000", "email": email,
    });
    case.person(details).await
}

/// The payloads of letters that wait, of a kind.
fn payloads(app: &TestApp, kind: &str) -> Vec<Value> {
    let query = format!(
        "SELECT outbox.payload AS text FROM outbox INNER JOIN letters ON letters.id = outbox.id WHERE letters.kind = '{kind}'"
    );
    app.database.texts(&query).iter().map(|payload| serde_json::from_str(payload).unwrap()).collect()
}

/// The path of the link in a letter.
fn link_of(payload: &Value) -> String {
    payload["link"].as_str().unwrap().strip_prefix("http://desk.test").unwrap().to_owned()
}

async fn an_old_link_leads_to_a_new_one_by_mail(database: TestDatabase) {
    let app = TestApp::with_mail(database).await;
    let case = Case::open(&app).await;
    let siti = heir(&case, Some("siti@keluarga.test")).await;
    let old = path_of(&make(&app, &case.number, &siti, "sent").await);
    app.clock.advance(TimeDelta::hours(73));
    let family = Browser::new(&app).indonesian();
    let page = family.get(&old).await;
    page.expect(410).says("Waktu tautan ini sudah habis.").says("Kirim tautan baru").says("0741-000-0000");
    page.does_not_say("siti@").does_not_say("Siti");
    assert!(payloads(&app, "login_link").is_empty(), "looking sends nothing");
    let asked = family.submit(&page, &format!("{old}/baru"), &[]).await;
    asked.expect(410).says("tautan baru sudah dikirim ke sana").does_not_say("siti@").does_not_say("Kirim tautan baru");
    let sent = payloads(&app, "login_link");
    assert_eq!(sent.len(), 1);
    let kept = app.database.texts("SELECT body AS text FROM letters WHERE kind = 'login_link'").remove(0);
    let new = link_of(&sent[0]);
    assert!(kept.contains("30 menit") && !kept.contains(new.rsplit('/').next().unwrap()), "{kept}");
    let other = Browser::new(&app).indonesian();
    app.clock.advance(TimeDelta::minutes(29));
    family.get(&asked.address).await.expect(410).says("tautan baru sudah dikirim ke sana");
    let letter = other.get(&new).await;
    other.submit(letter.expect(200), &new, &[]).await.expect(200).says("Mendiang Dedi Bambang Effendi");
    // Used now, it leads to the next; half an hour later that one is over as well.
    let stranger = Browser::new(&app).indonesian();
    let used = stranger.get(&new).await;
    stranger.submit(used.expect(410).says("sudah dipakai"), &format!("{new}/baru"), &[]).await.expect(410);
    let second = payloads(&app, "login_link").iter().map(link_of).find(|link| *link != new).unwrap();
    app.clock.advance(TimeDelta::minutes(30));
    // The address of before says no longer that something is on its way.
    let later = family.get(&asked.address).await;
    later.expect(410).does_not_say("tautan baru sudah dikirim ke sana").says("Kirim tautan baru");
    stranger.get(&second).await.expect(410).says("Waktu tautan ini sudah habis.");
    // Who let whom in is history, and the ledger holds.
    let made: Vec<String> = app.database.texts("SELECT actor AS text FROM events WHERE type = 'family_link_made'");
    assert_eq!(made.iter().filter(|actor| **actor == format!("heir:{siti}")).count(), 2, "{made:?}");
    assert!(app.desk.audit(None).await.unwrap().faults.is_empty());
    // Staff who look at it are not offered to send mail to a family.
    Browser::of(&app, "wati").await.get(&second).await.expect(410).does_not_say("Send a new link");
}

async fn without_an_address_somebody_calls_and_the_answer_is_the_same(database: TestDatabase) {
    let app = TestApp::with_mail(database).await;
    let case = Case::open(&app).await;
    let (siti, ani) = (heir(&case, None).await, {
        let ani = json!({"name": "Ani", "relation": "child", "birth_date": "1999-01-01", "email": "ani@keluarga.test"});
        case.person(ani).await
    });
    let mut answers = Vec::new();
    for person in [&siti, &ani] {
        let old = path_of(&make(&app, &case.number, person, "printed").await);
        app.clock.advance(TimeDelta::days(15));
        let family = Browser::new(&app);
        let page = family.get(&old).await;
        let answer = family.submit(page.expect(410), &format!("{old}/baru"), &[]).await;
        let main = answer.html.split("<h1>").nth(1).unwrap().split("</main>").next().unwrap().to_owned();
        answers.push((answer.status, main));
        // Asked twice, one call waits.
        family.submit(&page, &format!("{old}/baru"), &[]).await.expect(410);
    }
    assert_eq!(answers[0], answers[1]);
    // Another of the same name is another person, and is called too.
    let namesake = heir(&case, None).await;
    let old = path_of(&make(&app, &case.number, &namesake, "printed").await);
    app.clock.advance(TimeDelta::days(15));
    let family = Browser::new(&app);
    let page = family.get(&old).await;
    family.submit(page.expect(410), &format!("{old}/baru"), &[]).await.expect(410);
    let calls = "SELECT letters.message AS text FROM call_tasks INNER JOIN letters ON letters.id = call_tasks.letter_id \
         WHERE letters.kind = 'login_link'";
    let calls = app.database.texts(calls);
    assert_eq!(calls.len(), 2, "{calls:?}");
    assert!(calls[0].contains("meminta tautan baru") && !calls[0].contains("http"), "{}", calls[0]);
    assert_eq!(payloads(&app, "login_link").len(), 2);
}

async fn new_links_are_few_and_only_for_links_that_were_good(database: TestDatabase) {
    let app = TestApp::with_mail(database).await;
    let case = Case::open(&app).await;
    let siti = heir(&case, Some("siti@keluarga.test")).await;
    let replaced = path_of(&make(&app, &case.number, &siti, "sent").await);
    let good = path_of(&make(&app, &case.number, &siti, "sent").await);
    let family = Browser::new(&app);
    for path in [&replaced, &good] {
        family.get(path).await.does_not_say("Send a new link");
        family.post(&format!("{path}/baru"), &[]).await.does_not_say("on its way");
    }
    family.post("/m/tidak-ada/baru", &[]).await.expect(404);
    assert!(payloads(&app, "login_link").is_empty());
    app.clock.advance(TimeDelta::hours(73));
    let page = family.get(&good).await;
    for _ in 0..3 {
        family.submit(&page, &format!("{good}/baru"), &[]).await.expect(410).says("on its way");
    }
    family.submit(&page, &format!("{good}/baru"), &[]).await.expect(429).says("try again at").says("0741-000-0000");
    assert_eq!(payloads(&app, "login_link").len(), 3);
    app.clock.advance(TimeDelta::hours(2));
    family.submit(&page, &format!("{good}/baru"), &[]).await.expect(410).says("on its way");
    // Whoever may not come in any more is told to call, and offered nothing.
    let client = case.looking(app.caseworker()).await;
    let body = json!({"verdict": "refused", "reason": "Bukan keluarga."});
    client.post(&case.path(&format!("/people/{siti}/verification")), &body).await.expect(200);
    family.get(&good).await.expect(410).does_not_say("Send a new link").says("Call us");
    family.submit(&page, &format!("{good}/baru"), &[]).await.expect(410).does_not_say("on its way");
    assert_eq!(payloads(&app, "login_link").len(), 4);
}

async fn one_press_and_one_click_mean_fewer_letters(database: TestDatabase) {
    let app = TestApp::with_mail(database).await;
    let case = Case::open(&app).await;
    case.until_documents().await;
    let siti = heir(&case, Some("siti@keluarga.test")).await;
    // A Thursday on which people work, two reminders into the time for papers.
    app.clock.advance(TimeDelta::days(24));
    assert_eq!(app.desk.fire_due_rungs(100).await.unwrap().fired, 1);
    let reminders = payloads(&app, "reminder");
    let path = reminders.iter().find_map(|payload| payload["fewer"].as_str()).unwrap();
    let path = path.strip_prefix("http://desk.test").unwrap().to_owned();
    let fewer = async || case.claim().await["people"][0]["fewer_letters"].clone();
    let family = Browser::new(&app).indonesian();
    let page = family.get(&path).await;
    page.expect(200).says("Hanya surat yang harus").does_not_say("Siti").does_not_say("Dedi");
    let staff = Browser::of(&app, "wati").await;
    let own = format!("/desk/claims/{}/people/{siti}", case.number);
    staff.get(&own).await.says("Gets all letters.");
    assert_ne!(fewer().await, json!(true), "looking changes nothing");
    let done = family.submit(&page, &path, &[]).await;
    done.expect(200).says("Pilihan Anda tersimpan.");
    let shown = staff.get(&own).await;
    shown.says("Gets only the letters that must be.");
    let back = staff.submit(&shown, &format!("{own}/letters"), &[]).await;
    back.expect(200).says("The choice of letters is saved.").says("Gets all letters.");
    // A mail program: no cookie, no page, another origin, and no way on that it would follow.
    let click = TestRequest::post().uri(&path).insert_header(("origin", "https://mail.example"));
    let click = click.insert_header(("content-type", "application/x-www-form-urlencoded"));
    let reply = app.send(click.set_payload("List-Unsubscribe=One-Click")).await;
    assert_eq!(reply.status, 200);
    staff.get(&own).await.says("Gets only the letters that must be.");
    let unknown = TestRequest::post().uri("/surat/berhenti/tidak-ada").set_payload("List-Unsubscribe=One-Click");
    assert_eq!(app.send(unknown).await.status, 404);
    family.get("/surat/berhenti/tidak-ada").await.expect(404).says("Telepon kantor");
}

async fn an_invitation_goes_by_mail_and_is_shown_once(database: TestDatabase) {
    let app = TestApp::with_mail(database).await;
    let admin = Browser::of(&app, "adi").await;
    let page = admin.get("/desk/admin/users").await;
    let lia = [("name", "Lia"), ("email", "lia@desk.test"), ("role", "caseworker"), ("office", "Jambi")];
    let added = admin.submit(&page, "/desk/admin/users", &lia).await;
    added.expect(200).says("The invitation goes to lia@desk.test.").says("not shown again");
    let payload = payloads(&app, "invitation").into_iter().next_back().unwrap();
    let all: Vec<String> = payloads(&app, "invitation").iter().map(link_of).collect();
    let shown = added.html.split("http://desk.test").nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert!(all.contains(&shown), "{payload}: the letter has the link that is shown");
    let token = shown.rsplit('/').next().unwrap();
    let kept = app.database.texts("SELECT body AS text FROM letters WHERE kind = 'invitation'");
    assert!(kept.iter().all(|body| !body.contains(token)), "the link is kept in no letter");
    let lia = Browser::new(&app);
    let form = lia.get(&shown).await;
    lia.submit(&form, &shown, &[("password", "kata sandi panjang")]).await.expect(200).says("Work list");
}
