//! Users, as an administrator sees them.

use santun::desk::NewUser;
use santun::workflow::Role;

use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    an_administrator_adds_invites_and_shuts_out,
    an_offices_administrator_touches_only_its_users,
    a_second_press_makes_no_second_link,
);

async fn an_administrator_adds_invites_and_shuts_out(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let admin = Browser::of(&app, "adi").await;
    let page = admin.get("/desk/admin/users").await;
    page.expect(200).says("wati@desk.test").says("Add a user");
    let add = "/desk/admin/users";
    admin.submit(&page, add, &[("name", "Lia"), ("email", "lia@desk.test")]).await.expect(422).says("Choose a role");
    let no_office = [("name", "Lia"), ("email", "lia@desk.test"), ("role", "caseworker"), ("office", "")];
    admin.submit(&page, add, &no_office).await.expect(422).says("id=\"office-wrong\"").says("value=\"Lia\"");
    let right = [("name", "Lia"), ("email", "lia@desk.test"), ("role", "caseworker"), ("office", "Jambi")];
    let added = admin.submit(&page, add, &right).await;
    added.expect(200).says("not shown again").says("http://desk.test/undangan/");
    // Pressed twice, it is one user and one link.
    admin.submit(&page, add, &right).await.expect(200).says("That link was made just now");
    admin.submit(&added, add, &right).await.expect(422).says("has an account already");
    let link = added.html.split("http://desk.test").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let lia = Browser::new(&app);
    let form = lia.get(&link).await;
    let home = lia.submit(&form, &link, &[("password", "kata sandi panjang")]).await;
    home.expect(200).says("Work list");
    admin.submit(&page, "/desk/admin/users/disable", &[("email", "lia@desk.test")]).await.expect(200).says("shut out");
    let out = lia.get("/desk").await;
    assert!(out.address.starts_with("/masuk"), "{}", out.address);
    admin.submit(&page, "/desk/admin/users/disable", &[("email", "adi@desk.test")]).await.expect(422).says("yourself");
}

async fn an_offices_administrator_touches_only_its_users(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let user = NewUser {
        name: "Murni".to_owned(),
        email: "murni@desk.test".to_owned(),
        role: Role::Admin,
        office: Some("Muaro".to_owned()),
        password: None,
    };
    app.desk.add_user(&user).await.unwrap();
    let admin = Browser::of(&app, "murni").await;
    let page = admin.get("/desk/admin/users").await;
    page.expect(200).says("ucok@desk.test").does_not_say("tono@desk.test").does_not_say("wati@desk.test");
    for email in ["tono@desk.test", "wati@desk.test", "siapa@desk.test"] {
        for action in ["invite", "disable", "address"] {
            let path = format!("/desk/admin/users/{action}");
            let told = admin.submit(&page, "/desk/admin/users", &[]).await;
            let mut fields = told.hidden("/desk/admin/users");
            fields.push(("email".to_owned(), email.to_owned()));
            admin.post(&path, &fields).await.expect(404);
        }
    }
    let wide = [("name", "Lia"), ("email", "lia@desk.test"), ("role", "supervisor"), ("office", "")];
    admin.submit(&page, "/desk/admin/users", &wide).await.expect(200);
    let lia = app.desk.users().await.unwrap().into_iter().find(|user| user.email == "lia@desk.test").unwrap();
    assert_eq!(lia.office.as_deref(), Some("Muaro"));
}

async fn a_second_press_makes_no_second_link(database: TestDatabase) {
    let app = TestApp::with_mail(database).await;
    let admin = Browser::of(&app, "adi").await;
    let letters = || app.database.texts("SELECT name AS text FROM letters WHERE name = 'Wati'").len();
    let (page, invite) = (admin.get("/desk/admin/users").await, "/desk/admin/users/invite");
    let wati = [("email", "wati@desk.test")];
    let made = admin.submit(&page, invite, &wati).await;
    let link = made.expect(200).html.split("http://desk.test").nth(1).unwrap().split('<').next().unwrap().to_owned();
    admin.submit(&page, invite, &wati).await.expect(200).says("That link was made just now").does_not_say("/undangan/");
    assert_eq!(letters(), 1);
    Browser::new(&app).get(&link).await.expect(200).says("name=\"password\"");
    // Whoever wants another one gets it.
    admin.submit(&made, invite, &wati).await.expect(200).says("http://desk.test/undangan/");
    assert_eq!(letters(), 2);
}
