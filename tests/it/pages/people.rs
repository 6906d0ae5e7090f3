//! People of a claim at the desk: recorded, changed after a look at what changes, verified.

use serde_json::{Value, json};

use crate::api::case::Case;
use crate::support::app::TestApp;
use crate::support::browser::{Browser, Shown};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    somebody_is_recorded_once,
    wrong_boxes_are_told_and_kept,
    a_changed_account_is_looked_at_before_it_undoes_the_verification,
    a_change_on_an_older_version_keeps_what_was_typed,
    somebody_is_confirmed_and_refused_with_a_reason,
    readers_see_and_others_do_not,
);

fn form(case: &Case<'_>) -> String {
    format!("/desk/claims/{}/people/new", case.number)
}

fn address(case: &Case<'_>, id: &str) -> String {
    format!("/desk/claims/{}/people/{id}", case.number)
}

async fn people(case: &Case<'_>) -> Vec<Value> {
    case.claim().await["people"].as_array().unwrap().clone()
}

/// What the boxes of a form hold, as a browser would send them.
fn held(page: &Shown, action: &str) -> Vec<(String, String)> {
    let form = page.form(action).unwrap();
    let after = |text: &str, mark: &str| Some(text.split_once(mark)?.1.split('"').next()?.to_owned());
    let mut pairs = Vec::new();
    for input in form.split("<input").skip(1).map(|rest| rest.split('>').next().unwrap()) {
        let ticks = input.contains("type=\"radio\"") || input.contains("type=\"checkbox\"");
        if !ticks || input.contains(" checked") {
            pairs.push((after(input, " name=\"").unwrap(), after(input, " value=\"").unwrap_or_default()));
        }
    }
    for select in form.split("<select").skip(1).map(|rest| rest.split("</select>").next().unwrap()) {
        let chosen = select.split("<option").skip(1).find(|option| option.contains(" selected"));
        let value = chosen.and_then(|option| after(option, " value=\"")).unwrap_or_default();
        pairs.push((after(select, " name=\"").unwrap(), value));
    }
    pairs
}

/// The form of a page with some boxes filled in otherwise.
async fn fill(browser: &Browser<'_>, page: &Shown, action: &str, typed: &[(&str, &str)]) -> Shown {
    let mut pairs = held(page, action);
    pairs.retain(|(name, _)| typed.iter().all(|(other, _)| other != name));
    pairs.extend(typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    browser.post(action, &pairs).await
}

async fn somebody_is_recorded_once(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let widow = case.widow().await;
    let (browser, form) = (Browser::of(&app, "wati").await, form(&case));
    let page = browser.get(&format!("{form}?relation=child")).await;
    page.expect(200).says("value=\"child\" selected").says("Siti Aminah");
    let typed = [
        ("name", "Budi  Santoso"),
        ("nik", "1571 0215 0315 0001"),
        ("birth_date.d", "15"),
        ("birth_date.m", "3"),
        ("birth_date.y", "2015"),
        ("sex", "male"),
        ("parents", widow.as_str()),
        ("guardian", widow.as_str()),
        ("phone", "0812-3456-7890"),
    ];
    for _ in 0..2 {
        let done = fill(&browser, &page, &form, &typed).await;
        assert_eq!(done.address, format!("/desk/claims/{}?done=person-added#family", case.number));
    }
    let all = people(&case).await;
    assert_eq!(all.len(), 2, "a double click records one person");
    let child = &all[1];
    let expected = json!({
        "name": "Budi Santoso", "relation": "child", "nik": "1571021503150001", "birth_date": "2015-03-15",
        "sex": "male", "parents": [widow], "guardian": widow, "phone": "0812-3456-7890",
    });
    for (field, value) in expected.as_object().unwrap() {
        assert_eq!(&child[field], value, "{field}");
    }
    let shown = browser.get(&address(&case, child["id"].as_str().unwrap())).await;
    shown.expect(200).says("1571********0001").says("Not verified").says("Sunday 15 March 2015");
    shown.does_not_say("1571021503150001").says("Heir (");
}

async fn wrong_boxes_are_told_and_kept(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let (browser, form) = (Browser::of(&app, "wati").await, form(&case));
    let page = browser.get(&form).await;
    let typed = [
        ("name", "Siti <b>Aminah</b>"),
        ("relation", "spouse"),
        ("nik", "157102410388000"),
        ("birth_date.d", "1"),
        ("birth_date.m", "3"),
        ("birth_date.y", "2027"),
        ("account.number", "12"),
    ];
    let wrong = fill(&browser, &page, &form, &typed).await;
    wrong.expect(422).says("id=\"nik-wrong\"").says("id=\"birth_date-wrong\"").says("This date is in the future.");
    wrong.says("id=\"account.number-wrong\"").says("id=\"account.bank-wrong\"").says("href=\"#nik\"");
    wrong.says("value=\"157102410388000\"").says("value=\"2027\"").says("Siti &#60;b&#62;Aminah&#60;/b&#62;");
    let none =
        fill(&browser, &wrong, &form, &[("name", " "), ("relation", ""), ("birth_date.m", "13"), ("email", "x")]).await;
    none.expect(422)
        .says("id=\"relation-wrong\"")
        .says("id=\"nik-wrong\"")
        .says("id=\"birth_date-wrong\"")
        .says("id=\"email-wrong\"");
    assert!(people(&case).await.is_empty());
}

async fn a_changed_account_is_looked_at_before_it_undoes_the_verification(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let widow = case.widow().await;
    let (browser, at) = (Browser::of(&app, "wati").await, address(&case, &widow));
    let page = browser.get(&at).await;
    page.says("Verified").says("BRI ****6789, held by Siti Aminah").does_not_say("0123456789");
    let edit = browser.get(&format!("{at}?change=1")).await;
    edit.says("Recorded: ****6789.").says("Recorded: 1571********0001.").does_not_say("0123456789");
    let same = fill(&browser, &edit, &at, &[("step", "check")]).await;
    assert_eq!(same.address, format!("{at}?done=person-same"), "{}", same.html);
    let phone = fill(&browser, &edit, &at, &[("phone", "081299999999"), ("step", "check")]).await;
    phone.expect(200).says("081299999999").does_not_say("undoes the verification");
    let typed = [("account.number", "9876543210"), ("account.holder", "Rudi Hartono"), ("step", "check")];
    let check = fill(&browser, &edit, &at, &typed).await;
    check.expect(200).says("This change undoes the verification.").says("Account holder differs");
    check.says("BRI ****6789, held by Siti Aminah").says("BRI ****3210, held by Rudi Hartono");
    assert_eq!(people(&case).await[0]["verification"]["status"], "confirmed", "looking changes nothing");
    let back = browser.submit(&check, &at, &[("step", "edit")]).await;
    back.expect(200).says("value=\"Rudi Hartono\"").says("value=\"9876543210\"");
    let before = case.claim().await["version"].as_i64().unwrap();
    for _ in 0..2 {
        let saved = browser.submit(&check, &at, &[("step", "save")]).await;
        assert_eq!(saved.address, format!("{at}?done=person-changed"));
        saved.expect(200).says("Not verified").says("The change is saved.");
    }
    let claim = case.claim().await;
    assert_eq!(claim["people"][0]["account"]["number"], "9876543210");
    assert_eq!(claim["people"][0]["nik"], "1571024103880001", "an empty box keeps what is recorded");
    assert_eq!(claim["version"].as_i64().unwrap(), before + 2, "one change and its alert");
}

async fn a_change_on_an_older_version_keeps_what_was_typed(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let widow = case.widow().await;
    let (browser, at) = (Browser::of(&app, "wati").await, address(&case, &widow));
    let edit = browser.get(&format!("{at}?change=1")).await;
    let check = fill(&browser, &edit, &at, &[("name", "Siti Aminah Binti Ali"), ("step", "check")]).await;
    let colleague = case.looking(app.by(&app.tokens.colleague)).await;
    colleague
        .json("PATCH", &case.path(&format!("/people/{widow}")), &json!({"phone": "081111111111"}))
        .await
        .expect(200);
    let stale = browser.submit(&check, &at, &[("step", "save")]).await;
    stale.expect(412).says("this claim was changed by Budi: the family.").says("value=\"Siti Aminah Binti Ali\"");
    let check = fill(&browser, &stale, &at, &[("step", "check")]).await;
    browser.submit(&check, &at, &[("step", "save")]).await.expect(200).says("Siti Aminah Binti Ali");
}

async fn somebody_is_confirmed_and_refused_with_a_reason(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let person = app.caseworker().post(&case.path("/people"), &json!({"name": "Ani", "relation": "spouse"})).await;
    let id = person.expect(201)["id"].as_str().unwrap().to_owned();
    let (browser, at) = (Browser::of(&app, "wati").await, address(&case, &id));
    let send = format!("{at}/verification");
    let page = browser.get(&at).await;
    page.says("Not verified").says("not answered yet");
    let old = browser.get(&at).await;
    browser.submit(&page, &send, &[]).await.expect(422).says("id=\"verdict-wrong\"");
    let typed = [("verdict", "refused"), ("reason", ""), ("note", "lihat KK")];
    browser.submit(&page, &send, &typed).await.expect(422).says("id=\"reason-wrong\"").says("lihat KK");
    let typed = [("verdict", "refused"), ("reason", "Bukan istri sah"), ("note", "")];
    let refused = browser.submit(&page, &send, &typed).await;
    refused.expect(200).says("Bukan istri sah").says("By Wati, 2 Mar 2026 10:00 WIB");
    let typed = [("verdict", "confirmed"), ("reason", ""), ("note", "")];
    let confirmed = browser.submit(&refused, &send, &typed).await;
    assert_eq!(confirmed.address, format!("{at}?done=person-confirmed"));
    let typed = [("verdict", "refused"), ("reason", "x"), ("note", "")];
    let twice = browser.submit(&page, &send, &typed).await;
    twice.expect(422).says("This form was sent before with other words.");
    browser.submit(&old, &send, &typed).await.expect(412).says("changed by Wati");
}

async fn readers_see_and_others_do_not(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let widow = case.widow().await;
    let at = address(&case, &widow);
    let auditor = Browser::of(&app, "rina").await;
    for path in [at.clone(), format!("{at}?change=1")] {
        let page = auditor.get(&path).await;
        page.expect(200).says("Siti Aminah").does_not_say("name=\"verdict\"").does_not_say("change=1\"");
        assert!(page.form(&at).is_none());
    }
    let page = auditor.get(&at).await;
    auditor.post(&at, &page.hidden("/keluar")).await.expect(403);
    auditor.post(&format!("{at}/verification"), &page.hidden("/keluar")).await.expect(403);
    auditor.get(&form(&case)).await.expect(403);
    let elsewhere = Browser::of(&app, "ucok").await;
    elsewhere.get(&at).await.expect(404);
    elsewhere.get(&form(&case)).await.expect(404);
    let worker = Browser::of(&app, "wati").await;
    worker.get(&address(&case, &uuid::Uuid::nil().to_string())).await.expect(404);
}
