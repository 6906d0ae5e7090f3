//! Who is paid, at the desk: one row for every heir, looked at before it is saved.

use serde_json::{Value, json};

use crate::api::case::Case;
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    the_only_heir_is_proposed_checked_and_saved_once,
    several_heirs_divide_the_whole_and_no_less,
    wrong_rows_are_told_at_the_row,
    payees_on_an_older_version_keep_what_was_typed,
    who_only_reads_has_no_form,
);

fn address(case: &Case<'_>) -> String {
    format!("/desk/claims/{}/payees", case.number)
}

async fn child(case: &Case<'_>, widow: &str) -> String {
    let child = json!({
        "name": "Budi", "relation": "child", "birth_date": "2015-03-15", "sex": "male", "parents": [widow],
    });
    case.person(child).await
}

/// A row of the form.
fn row(person: &str, part: &str, account_of: &str, basis: &str) -> Vec<(String, String)> {
    let values = [("part", part), ("account_of", account_of), ("basis", basis), ("document", "")];
    values.map(|(what, value)| (format!("{what}-{person}"), value.to_owned())).to_vec()
}

fn borrowed<'a>(rows: &'a [Vec<(String, String)>], step: &'a str) -> Vec<(&'a str, &'a str)> {
    let pairs = rows.iter().flatten().map(|(name, value)| (name.as_str(), value.as_str()));
    pairs.chain([("step", step)]).collect()
}

async fn payees(case: &Case<'_>) -> Value {
    case.claim().await["payees"].clone()
}

async fn the_only_heir_is_proposed_checked_and_saved_once(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.until_documents().await;
    let (browser, at) = (Browser::of(&app, "wati").await, address(&case));
    browser.get(&at).await.expect(200).says("Nobody is entitled yet.").does_not_say("name=\"step\"");
    let widow = case.widow().await;
    let page = browser.get(&at).await;
    page.says(&format!("name=\"part-{widow}\" value=\"1\"")).says("value=\"sole\" selected");
    page.says("The benefit by what is known now: Rp42.000.000").says("Siti Aminah (BRI ****6789)");
    page.does_not_say("follows practice").does_not_say("0123456789");
    let rows = [row(&widow, "Rp 42.000.000", &widow, "sole")];
    let check = browser.submit(&page, &at, &borrowed(&rows, "check")).await;
    check.expect(200).says("Look at the payees").says("Rp42.000.000").says("BRI ****6789, held by Siti Aminah");
    assert_eq!(payees(&case).await, json!([]), "looking changes nothing");
    let back = browser.submit(&check, &at, &[("step", "edit")]).await;
    back.says("value=\"Rp 42.000.000\"");
    let before = case.claim().await["version"].as_i64().unwrap();
    for _ in 0..2 {
        let saved = browser.submit(&check, &at, &[("step", "save")]).await;
        assert_eq!(saved.address, format!("/desk/claims/{}?done=payees-set#family", case.number));
    }
    assert_eq!(case.claim().await["version"].as_i64().unwrap(), before + 1);
    assert_eq!(payees(&case).await[0]["amount"], 42_000_000);
    let page = browser.get(&at).await;
    page.says("value=\"42.000.000\"").says("the only one entitled");
    let rows = [row(&widow, "42.000.000", &widow, "sole")];
    let same = browser.submit(&page, &at, &borrowed(&rows, "check")).await;
    assert!(same.address.contains("done=payees-same"), "{}", same.address);
}

async fn several_heirs_divide_the_whole_and_no_less(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.until_documents().await;
    let widow = case.widow().await;
    let child = child(&case, &widow).await;
    let (browser, at) = (Browser::of(&app, "wati").await, address(&case));
    let page = browser.get(&at).await;
    page.expect(200).says("This proposal follows practice, not law");
    page.says(&format!("name=\"part-{widow}\" value=\"1\"")).says(&format!("name=\"part-{child}\" value=\"\""));
    page.says("value=\"guardian\" selected");
    let mother = || row(&widow, "1", &widow, "agreement");
    let all = [mother(), row(&child, "", &widow, "guardian")];
    browser.submit(&page, &at, &borrowed(&all, "check")).await.expect(200).says("Not paid: Budi");
    let short = [row(&widow, "20.000.000", &widow, "agreement"), row(&child, "21.000.000", &widow, "guardian")];
    let wrong = browser.submit(&page, &at, &borrowed(&short, "check")).await;
    wrong.expect(422).says("The payees add up to Rp41.000.000, the benefit is Rp42.000.000.");
    wrong.says("value=\"20.000.000\"");
    let shares = [row(&widow, "1/2", &widow, "agreement"), row(&child, "1/2", &widow, "guardian")];
    let check = browser.submit(&wrong, &at, &borrowed(&shares, "check")).await;
    check.expect(200).says("Rp21.000.000").says("guardian").says("Rp42.000.000").does_not_say("Not paid");
    browser.submit(&check, &at, &[("step", "save")]).await;
    let saved = payees(&case).await;
    assert_eq!((&saved[1]["share"], &saved[1]["account_of"]), (&json!("1/2"), &json!(widow)));
}

async fn wrong_rows_are_told_at_the_row(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.until_documents().await;
    let widow = case.widow().await;
    let child = child(&case, &widow).await;
    let (browser, at) = (Browser::of(&app, "wati").await, address(&case));
    let page = browser.get(&at).await;
    let refused = async |rows: [Vec<(String, String)>; 2], field: String, why: &str| {
        let shown = browser.submit(&page, &at, &borrowed(&rows, "check")).await;
        shown.expect(422).says(&format!("id=\"{field}-wrong\"")).says(why).does_not_say("power_of_attorney.");
    };
    let nobody = || row(&child, "", "", "");
    let half = |part: &str| [row(&widow, part, &widow, "agreement"), nobody()];
    refused(half("setengah"), format!("part-{widow}"), "Write an amount as 21.000.000").await;
    let basis = [row(&widow, "1", &widow, ""), nobody()];
    refused(basis, format!("basis-{widow}"), "Choose one.").await;
    let sole = [row(&widow, "1", &widow, "sole"), nobody()];
    refused(sole, format!("basis-{widow}"), "There are several heirs.").await;
    let another = [row(&widow, "", "", ""), row(&child, "1", &widow, "agreement")];
    refused(another, format!("account_of-{child}"), "needs a power of attorney").await;
    assert_eq!(payees(&case).await, json!([]));
}

async fn payees_on_an_older_version_keep_what_was_typed(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.until_documents().await;
    let widow = case.widow().await;
    let (browser, at) = (Browser::of(&app, "wati").await, address(&case));
    let page = browser.get(&at).await;
    let rows = [row(&widow, "42.000.000", &widow, "sole")];
    let check = browser.submit(&page, &at, &borrowed(&rows, "check")).await;
    app.by(&app.tokens.colleague).post(&case.path("/notes"), &json!({"text": "telepon"})).await.expect(201);
    let stale = browser.submit(&check, &at, &[("step", "save")]).await;
    stale.expect(412).says("this claim was changed by Budi: a note.").says("value=\"42.000.000\"");
    assert_eq!(payees(&case).await, json!([]));
}

async fn who_only_reads_has_no_form(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.until_handed_over().await;
    let at = address(&case);
    let auditor = Browser::of(&app, "rina").await;
    let page = auditor.get(&at).await;
    page.expect(200).says("Siti Aminah").says("Rp42.000.000").does_not_say("name=\"step\"");
    auditor.post(&at, &page.hidden("/keluar")).await.expect(403);
    let worker = Browser::of(&app, "wati").await;
    worker.get(&at).await.says("The claim is with the insurer").does_not_say("name=\"step\"");
    Browser::of(&app, "ucok").await.get(&at).await.expect(404);
}
