//! What is owed, as those see it who watch that nothing is left lying.

use chrono::TimeDelta;
use santun::desk::NewUser;
use santun::workflow::Role;

use crate::api::case::Case;
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    what_is_owed_is_listed_and_what_is_neglected_comes_first,
    an_administrator_sees_numbers_and_no_family,
    alarms_stand_on_top_with_what_to_do,
    alarms_are_of_ones_own_office_and_say_who_can_do_something,
);

const PAGE: &str = "/desk/admin/obligations";

async fn what_is_owed_is_listed_and_what_is_neglected_comes_first(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let chief = Browser::of(&app, "tono").await;
    chief.get(PAGE).await.expect(200).says("There are no open obligations.");
    let case = Case::open(&app).await;
    let page = chief.get(PAGE).await;
    page.expect(200).says(&format!("href=\"/desk/claims/{}\"", case.number)).says("In time").does_not_say("Neglected");
    page.says("call Siti Aminah");
    app.clock.advance(TimeDelta::days(30));
    let chief = Browser::of(&app, "tono").await;
    let late = chief.get(PAGE).await;
    late.expect(200).says("Neglected").says("nobody has been told");
    app.desk.fire_due_deadlines(100).await.unwrap();
    app.desk.fire_due_rungs(100).await.unwrap();
    app.desk.warn_of_overdue_calls().await.unwrap();
    chief.get(PAGE).await.expect(200).says("Over the limit").does_not_say("Neglected");
    let auditor = Browser::of(&app, "rina").await;
    auditor.get(PAGE).await.expect(200).says(&case.number).does_not_say("<form method=\"post\" action=\"/desk/admin");
    Browser::of(&app, "wati").await.get(PAGE).await.expect(403);
}

async fn an_administrator_sees_numbers_and_no_family(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let admin = Browser::of(&app, "adi").await.indonesian();
    let page = admin.get(PAGE).await;
    page.expect(200).says(&case.number).says("telepon keluarga").says("Dalam batas");
    page.does_not_say("Siti").does_not_say("Dedi").does_not_say(&format!("href=\"/desk/claims/{}\"", case.number));
}

async fn alarms_stand_on_top_with_what_to_do(database: TestDatabase) {
    let app = TestApp::with_mail(database).await;
    app.desk.mail_is_in_trouble("454 relay <kantor@desk.test> refused").await.unwrap();
    app.clock.set("2027-10-04T03:00:00Z".parse().unwrap());
    app.desk.warn_of_missing_calendars().await.unwrap();
    let admin = Browser::of(&app, "adi").await;
    let page = admin.get(PAGE).await;
    page.expect(200).says("The mail server takes no letters").says("454 relay").does_not_say("kantor@desk.test");
    page.says("Holidays are missing").says("Jambi: 2028").says("href=\"/desk/admin/holidays\"");
    let row = page.html.split("<table").nth(1).unwrap_or_default();
    assert!(!row.contains("mail_trouble"), "an alarm stands at the top and not in the list again");
}

async fn alarms_are_of_ones_own_office_and_say_who_can_do_something(database: TestDatabase) {
    let app = TestApp::new(database).await;
    Case::open(&app).await;
    app.desk.disable_user("sari@desk.test").await.unwrap();
    app.desk.disable_user("tono@desk.test").await.unwrap();
    app.clock.set("2027-10-04T03:00:00Z".parse().unwrap());
    app.desk.warn_of_missing_calendars().await.unwrap();
    app.desk.warn_of_empty_offices().await.unwrap();
    let chief = NewUser {
        name: "Lia".to_owned(),
        email: "lia@desk.test".to_owned(),
        role: Role::Supervisor,
        office: Some("Muaro".to_owned()),
        password: None,
    };
    app.desk.add_user(&chief).await.unwrap();
    let own = Browser::of(&app, "lia").await.get(PAGE).await;
    own.expect(200).says("Muaro: 2028").does_not_say("Jambi");
    own.says("Ask an administrator to put it right.").does_not_say("Enter them as");
    let all = Browser::of(&app, "adi").await.get(PAGE).await;
    all.expect(200).says("Jambi: 2028").says("Muaro: 2028").says("Enter them as").does_not_say("Ask an administrator");
    all.says("Jambi: supervisor").says("Add a user for that office. <a href=\"/desk/admin/users\">");
}
