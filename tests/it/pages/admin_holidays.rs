//! Holidays and hours: entered with a look at what moves.

use santun::desk::NewUser;
use santun::workflow::Role;

use crate::api::case::Case;
use crate::support::app::TestApp;
use crate::support::browser::{Browser, Shown};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    a_missing_year_is_told_loudly_and_entered,
    a_day_more_moves_deadlines_after_a_look,
    wrong_rows_are_told_by_line_and_kept,
    a_look_that_is_old_is_shown_again,
    an_old_form_takes_no_days_away_unseen,
    an_unknown_year_is_not_made_known_by_nothing,
    the_hours_of_an_office_are_its_own,
    each_administrator_changes_their_own,
);

const PAGE: &str = "/desk/admin/holidays";

/// The address of the office of that name, as the list links it.
fn office(page: &Shown, name: &str) -> String {
    let before = page.html.split(&format!("\">{name}</a></th>")).next().unwrap();
    before.rsplit("href=\"").next().unwrap().to_owned()
}

async fn a_missing_year_is_told_loudly_and_entered(database: TestDatabase) {
    let app = TestApp::new(database).await;
    app.clock.set("2027-09-30T03:00:00Z".parse().unwrap());
    let admin = Browser::of(&app, "adi").await;
    admin.get(PAGE).await.expect(200).says("Jambi").says("Muaro").says("2026, 2027").does_not_say("has no holidays");
    app.clock.set("2027-10-01T03:00:00Z".parse().unwrap());
    let list = Browser::of(&app, "adi").await.get(PAGE).await;
    list.expect(200).says("Jambi has no holidays of 2028").says("Muaro has no holidays of 2028");
    let all = format!("{PAGE}/all?year=2028");
    list.says(&format!("href=\"{all}\""));
    let admin = Browser::of(&app, "adi").await;
    let form = admin.get(&all).await;
    form.expect(200).says("The holidays of this year are not known yet.").says("Write all holidays of 2028.");
    let action = format!("{PAGE}/all/days");
    let rows =
        "date,name,kind\n2028-01-01,Tahun Baru,libur nasional\n2028-08-17,\"Proklamasi, ke-83\",libur nasional\n";
    let look = admin.submit(&form, &action, &[("rows", rows)]).await;
    look.expect(200).says("0 of 0 open limits move.").says("Apply");
    let done = admin.submit(&look, &action, &[]).await;
    done.expect(200).says("Applied. 0 limits have moved.").says("Proklamasi, ke-83").says("Added, all offices");
    admin.get(PAGE).await.does_not_say("has no holidays").says("2027, 2028");
    // What was entered is there to be changed.
    admin.get(&all).await.says("2028-01-01,Tahun Baru,libur nasional");
}

async fn a_day_more_moves_deadlines_after_a_look(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let due = case.claim().await["deadlines"][0]["due_at"].clone();
    let admin = Browser::of(&app, "adi").await;
    let jambi = office(&admin.get(PAGE).await, "Jambi");
    let form = admin.get(&format!("{jambi}?year=2026")).await;
    form.expect(200).says("Santun knows the holidays of 2026.").says("Decreed");
    let action = format!("{jambi}/days");
    let rows = "2026-03-03,Hari jadi kota,libur nasional\n2026-03-04,Hari kota kedua,cuti bersama";
    let look = admin.submit(&form, &action, &[("rows", rows)]).await;
    look.expect(200).says("1 of 1 open limits move.").says(&case.number).says("Back without a change");
    look.does_not_say("Dedi");
    assert_eq!(case.claim().await["deadlines"][0]["due_at"], due, "a look moves nothing");
    let done = admin.submit(&look, &action, &[]).await;
    done.expect(200).says("Applied. One limit has moved.").says("Added here").says("Hari jadi kota");
    assert_ne!(case.claim().await["deadlines"][0]["due_at"], due);
    // Taking the days off again moves it back.
    let look = admin.submit(&done, &action, &[("rows", "")]).await;
    let back = admin.submit(look.says("1 of 1 open limits move."), &action, &[]).await;
    back.expect(200).does_not_say("Hari jadi kota");
    assert_eq!(case.claim().await["deadlines"][0]["due_at"], due);
    let supervisor = Browser::of(&app, "tono").await;
    supervisor.get(&format!("{jambi}?year=2026")).await.expect(200).says("Decreed").does_not_say("<textarea");
    supervisor.post(&action, &[]).await.expect(403);
}

async fn wrong_rows_are_told_by_line_and_kept(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let admin = Browser::of(&app, "adi").await.indonesian();
    let jambi = office(&admin.get(PAGE).await, "Jambi");
    let form = admin.get(&format!("{jambi}?year=2026")).await;
    let rows = "2026-03-03,Hari kota,libur nasional\n2026-02-30,X,libur nasional\n2027-03-03,Y,libur nasional";
    let told = admin.submit(&form, &format!("{jambi}/days"), &[("rows", rows)]).await;
    told.expect(422)
        .says("Baris 2: 2026-02-30 bukan tanggal.")
        .says("Baris 3: 2027-03-03 bukan hari dalam tahun 2026.");
    told.says("2026-03-03,Hari kota,libur nasional").says("href=\"#rows\"").says("id=\"rows-wrong\"");
    admin.get(&format!("{PAGE}/nobody")).await.expect(404);
    admin.get(&format!("{PAGE}/00000000-0000-4000-8000-000000000000")).await.expect(404);
    let hidden = form.hidden(&format!("{jambi}/days"));
    let year =
        hidden.into_iter().map(|(name, value)| if name == "year" { (name, "20".to_owned()) } else { (name, value) });
    admin.post(&format!("{jambi}/days"), &year.collect::<Vec<_>>()).await.expect(404);
}

async fn a_look_that_is_old_is_shown_again(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let one = Browser::of(&app, "adi").await;
    let jambi = office(&one.get(PAGE).await, "Jambi");
    let form = one.get(&format!("{jambi}?year=2026")).await;
    let action = format!("{jambi}/days");
    let first = one.submit(&form, &action, &[("rows", "2026-03-03,Hari kota,libur nasional")]).await;
    let second = one.submit(&form, &action, &[("rows", "2026-03-04,Hari lain,libur nasional")]).await;
    one.submit(&second, &action, &[]).await.expect(200).says("Hari lain");
    let again = one.submit(&first, &action, &[]).await;
    again.expect(200).says("Somebody else has just changed holidays.");
    one.get(&format!("{jambi}?year=2026")).await.says("Hari lain").does_not_say("Hari kota");
    one.submit(&again, &action, &[]).await.expect(200).says("Hari kota").does_not_say("Hari lain");
}

async fn an_old_form_takes_no_days_away_unseen(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let admin = Browser::of(&app, "adi").await;
    let jambi = office(&admin.get(PAGE).await, "Jambi");
    let form = admin.get(&format!("{jambi}?year=2026")).await;
    let action = format!("{jambi}/days");
    let (city, other) = ("2026-03-03,Hari kota,libur nasional", "2026-03-04,Hari lain,cuti bersama");
    let both = format!("{city}\n{other}");
    let look = admin.submit(&form, &action, &[("rows", city)]).await;
    look.expect(200).says("Added to the list").says("Hari kota, libur nasional").does_not_say("Taken from the list");
    admin.submit(&look, &action, &[]).await.expect(200).says("Applied.");

    let told = admin.submit(&form, &action, &[("rows", other)]).await;
    told.expect(412).says("Somebody else has changed holidays since this form was opened.");
    told.says("2026-03-04,Hari lain,cuti bersama</textarea>").says("<span lang=\"id\">Hari kota</span>");
    let look = admin.submit(&told, &action, &[("rows", &both)]).await;
    look.expect(200).says("Hari lain, cuti bersama").does_not_say("Hari kota, libur nasional");
    admin.submit(&form, &action, &[("rows", &both)]).await.expect(200).says("Somebody else has just changed holidays.");

    // Once they were seen, days may go; and a second press of the button does no more than the first.
    let look = admin.submit(&told, &action, &[("rows", other)]).await;
    look.expect(200).says("Taken from the list").says("Hari kota, libur nasional");
    admin.submit(&look, &action, &[]).await.expect(200).says("Applied.").does_not_say("Hari kota");
    let again = admin.submit(&look, &action, &[]).await;
    again.expect(200).says("This was applied before.").does_not_say("Somebody else");
}

async fn an_unknown_year_is_not_made_known_by_nothing(database: TestDatabase) {
    let app = TestApp::new(database).await;
    app.clock.set("2027-10-04T03:00:00Z".parse().unwrap());
    let admin = Browser::of(&app, "adi").await;
    for place in [format!("{PAGE}/all"), office(&admin.get(PAGE).await, "Jambi")] {
        let form = admin.get(&format!("{place}?year=2028")).await;
        let told = admin.submit(&form, &format!("{place}/days"), &[("rows", "date,name,kind\n")]).await;
        told.expect(422).says("href=\"#rows\"").says("Write the holidays of 2028;").does_not_say("name=\"seen\"");
    }
    admin.get(PAGE).await.says("Jambi has no holidays of 2028").says("Muaro has no holidays of 2028");
}

async fn the_hours_of_an_office_are_its_own(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let admin = Browser::of(&app, "adi").await;
    let jambi = office(&admin.get(PAGE).await, "Jambi");
    let form = admin.get(&jambi).await;
    form.expect(200).says("value=\"08.00\"").says("value=\"16.00\"");
    let action = format!("{jambi}/hours");
    let wrong = [("opens", "16.00"), ("closes", "08.00"), ("zone", "Asia/Makassar")];
    admin
        .submit(&form, &action, &wrong)
        .await
        .expect(422)
        .says("It must close after it opens.")
        .says("value=\"16.00\"");
    let no_time = [("opens", "pagi"), ("closes", "15.30"), ("zone", "Asia/Makassar")];
    admin.submit(&form, &action, &no_time).await.expect(422).says("Write the time as 08.00.");
    let right = [("opens", "07.30"), ("closes", "15.30"), ("zone", "Asia/Makassar")];
    let look = admin.submit(&form, &action, &right).await;
    admin.submit(look.expect(200), &action, &[]).await.expect(200).says("Applied.");
    let list = admin.get(PAGE).await;
    list.says("07.30-15.30 WITA, Makassar").says("working day").says("08.00-16.00 WIB, Jakarta");
}

async fn each_administrator_changes_their_own(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let list = Browser::of(&app, "adi").await.get(PAGE).await;
    let (jambi, muaro) = (office(&list, "Jambi"), office(&list, "Muaro"));
    let user = NewUser {
        name: "Murni".to_owned(),
        email: "murni@desk.test".to_owned(),
        role: Role::Admin,
        office: Some("Muaro".to_owned()),
        password: None,
    };
    app.desk.add_user(&user).await.unwrap();
    let admin = Browser::of(&app, "murni").await;
    admin.get(PAGE).await.expect(200).says("Muaro").does_not_say(">Jambi<").does_not_say("/all?year");
    let form = admin.get(&format!("{muaro}?year=2026")).await;
    let mut pairs = form.hidden(&format!("{muaro}/days"));
    pairs.push(("rows".to_owned(), "2026-03-03,Hari kota,libur nasional".to_owned()));
    for elsewhere in [jambi.as_str(), &format!("{PAGE}/all")] {
        admin.get(elsewhere).await.expect(404);
        admin.post(&format!("{elsewhere}/days"), &pairs).await.expect(404);
    }
    admin.post(&format!("{muaro}/days"), &pairs).await.expect(200).says("open limits move");
}
