//! One's own letters and absence.

use crate::support::app::TestApp;
use crate::support::browser::{Browser, Shown};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(letters_and_absence_are_chosen, what_is_wrong_is_told_and_kept, an_absence_that_is_over_is_forgotten);

const PAGE: &str = "/desk/me";
const LETTERS: &str = "/desk/me/letters";

/// The id of a colleague, as the form offers them.
fn colleague(page: &Shown, name: &str) -> String {
    let before = page.html.split(&format!(">{name}</option>")).next().unwrap();
    before.rsplit("value=\"").next().unwrap().split('"').next().unwrap().to_owned()
}

fn away<'a>(from: [&'a str; 3], until: [&'a str; 3]) -> Vec<(&'static str, &'a str)> {
    let names = ["away_from.d", "away_from.m", "away_from.y", "away_until.d", "away_until.m", "away_until.y"];
    names.into_iter().zip(from.into_iter().chain(until)).collect()
}

async fn letters_and_absence_are_chosen(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let wati = Browser::of(&app, "wati").await;
    let page = wati.get(PAGE).await;
    page.expect(200).says("Letters and absence").says(">Budi</option>").does_not_say(">Ucok</option>");
    page.does_not_say(">Wati</option>").does_not_say(">Rina</option>");
    let budi = colleague(&page, "Budi");
    let mut wish = away(["2", "3", "2026"], ["6", "3", "2026"]);
    wish.extend([("language", "en"), ("deputy", budi.as_str())]);
    let kept = wati.submit(&page, LETTERS, &wish).await;
    kept.expect(200).says("Your choices are saved.").says("away until Friday 6 March 2026. Budi stands in.");
    kept.says(&format!("value=\"{budi}\" selected")).says("name=\"away_from.y\" value=\"2026\"");
    let digest = kept.html.split("name=\"digest\"").nth(1).unwrap().split('>').next().unwrap();
    assert!(!digest.contains("checked"), "the morning's letter was not ticked");
    let stored = app.database.texts("SELECT language AS text FROM accounts WHERE away_until = '2026-03-06'");
    assert_eq!(stored, ["en"]);
    // Back again: both dates empty.
    let mut back = away(["", "", ""], ["", "", ""]);
    back.extend([("language", "id"), ("digest", "true"), ("deputy", "")]);
    wati.submit(&kept, LETTERS, &back).await.expect(200).does_not_say("recorded as away");
    assert!(app.database.texts("SELECT away_until AS text FROM accounts WHERE away_until IS NOT NULL").is_empty());
    // An auditor gets no morning's letter.
    Browser::of(&app, "rina").await.get(PAGE).await.expect(200).does_not_say("name=\"digest\"");
    // Nor does a supervisor of all offices, unlike one of an office.
    Browser::of(&app, "tono").await.get(PAGE).await.expect(200).does_not_say("name=\"digest\"");
    Browser::of(&app, "sari").await.get(PAGE).await.expect(200).says("name=\"digest\"");
}

async fn what_is_wrong_is_told_and_kept(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let wati = Browser::of(&app, "wati").await;
    let page = wati.get(PAGE).await;
    let try_it = async |from: [&str; 3], until: [&str; 3], deputy: &str| {
        let mut wish = away(from, until);
        wish.extend([("language", "en"), ("deputy", deputy)]);
        wati.submit(&page, LETTERS, &wish).await
    };
    let backwards = try_it(["6", "3", "2026"], ["4", "3", "2026"], "").await;
    backwards.expect(422).says("The return is before the departure.").says("name=\"away_from.d\" value=\"6\"");
    try_it(["1", "1", "2026"], ["4", "1", "2026"], "").await.expect(422).says("This date has passed.");
    try_it(["6", "3", "2026"], ["", "", ""], "").await.expect(422).says("Give both dates, or neither.");
    try_it(["31", "2", "2026"], ["1", "4", "2026"], "").await.expect(422).says("There is no such date.");
    let elsewhere = app.desk.users().await.unwrap();
    assert!(elsewhere.iter().any(|user| user.name == "Ucok"));
    let nobody = uuid::Uuid::nil().to_string();
    try_it(["", "", ""], ["", "", ""], &nobody).await.expect(422).says("Choose a colleague of this office.");
    assert!(app.database.texts("SELECT away_until AS text FROM accounts WHERE away_until IS NOT NULL").is_empty());
}

async fn an_absence_that_is_over_is_forgotten(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let wati = Browser::of(&app, "wati").await;
    let mut wish = away(["2", "3", "2026"], ["3", "3", "2026"]);
    wish.push(("language", "id"));
    wati.submit(&wati.get(PAGE).await, LETTERS, &wish).await.expect(200).says("Nobody stands in yet.");
    app.clock.advance(chrono::TimeDelta::days(3));
    let wati = Browser::of(&app, "wati").await;
    let page = wati.get(PAGE).await;
    page.expect(200).does_not_say("recorded as away").says("name=\"away_from.y\" value=\"\"");
    let own: Vec<_> = away(["", "", ""], ["", "", ""]).into_iter().chain([("language", "en")]).collect();
    wati.submit(&page, LETTERS, &own).await.expect(200).says("Your choices are saved.");
}
