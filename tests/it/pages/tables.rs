//! Questions with many rows: a row is added without JavaScript, empty ones are left out, and what is wrong is told.

use serde_json::{Value, json};

use crate::api::case::Case;
use crate::support::app::TestApp;
use crate::support::browser::{Browser, Shown};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    rows_are_added_kept_and_left_out,
    a_wrong_cell_is_told_at_its_table,
    school_years_are_chosen_and_old_ones_kept,
    what_is_asked_now_comes_first,
);

const JKM: &str = include_str!("../../../workflows/jkm.yaml");

const QUESTIONS: &str = "facts:
  costs:
    title: {id: \"Biaya\", en: \"Costs\"}
    help: {id: \"Satu baris satu kuitansi.\", en: \"One row for each receipt.\"}
    kind:
      table:
        rows: 4
        columns:
          kind:
            title: {id: \"Untuk apa\", en: \"What for\"}
            kind: {choice: {medicine: {id: \"Obat\", en: \"Medicine\"}, transport: {id: \"Angkutan\", en: \"Transport\"}}}
            place: 1
          amount: {title: {id: \"Jumlah\", en: \"Amount\"}, kind: money, place: 2}
          on: {title: {id: \"Tanggal\", en: \"Date\"}, kind: date, optional: true, place: 3}
    required_in: [reported]
  year:
    title: {id: \"Tahun ajaran\", en: \"School year\"}
    kind: school_year
";

async fn case(app: &TestApp) -> (Case<'_>, Browser<'_>, String) {
    let case = Case::open(app).await;
    let form = format!("/desk/claims/{}/facts", case.number);
    (case, Browser::of(app, "wati").await, form)
}

async fn app(database: TestDatabase) -> TestApp {
    TestApp::with_procedure(database, &JKM.replacen("facts:\n", QUESTIONS, 1)).await
}

async fn costs(case: &Case<'_>) -> Value {
    case.claim().await["facts"]["costs"].clone()
}

/// How many rows of costs a form shows.
fn rows(page: &Shown) -> usize {
    page.html.matches("<fieldset class=\"table-row\">").count()
}

const FIRST: [(&str, &str); 5] = [
    ("costs.1.kind", "medicine"),
    ("costs.1.amount", "1.000.000"),
    ("costs.1.on.d", "4"),
    ("costs.1.on.m", "2"),
    ("costs.1.on.y", "2026"),
];

async fn rows_are_added_kept_and_left_out(database: TestDatabase) {
    let app = app(database).await;
    let (case, browser, form) = case(&app).await;
    let page = browser.get(&form).await;
    page.expect(200).says("One row for each receipt.").says("Row 2").does_not_say("Row 3");
    // One more row comes back with everything kept; nothing is recorded yet. The first row was left empty.
    let more = browser.submit(&page, &form, &[&FIRST[..], &[("more", "costs")]].concat()).await;
    more.expect(200).says("name=\"costs.0.amount\" value=\"1.000.000\"").says("value=\"medicine\" selected");
    assert_eq!(rows(&more), 3);
    assert_eq!(costs(&case).await, Value::Null);
    let fields = [
        ("costs.0.kind", "medicine"),
        ("costs.0.amount", "1.000.000"),
        ("costs.0.on.d", "4"),
        ("costs.0.on.m", "2"),
        ("costs.0.on.y", "2026"),
        ("costs.2.kind", "transport"),
        ("costs.2.amount", "Rp50.000"),
    ];
    for _ in 0..2 {
        browser.submit(&more, &form, &fields).await.expect(200);
    }
    let expected = json!([
        {"kind": "medicine", "amount": 1_000_000, "on": "2026-02-04"},
        {"kind": "transport", "amount": 50_000},
    ]);
    assert_eq!(costs(&case).await, expected);
    let claim = browser.get(&format!("/desk/claims/{}", case.number)).await;
    claim.says("<li>Medicine, Rp1.000.000, Wednesday 4 February 2026</li>").says("<li>Transport, Rp50.000</li>");
    // Full: no more rows, and a form that changes nothing changes nothing.
    let full = browser.get(&form).await;
    full.says("At most 4 rows.").says("value=\"50.000\"").does_not_say("Add a row");
    assert_eq!(rows(&full), 4);
    let gone = browser.submit(&full, &form, &[]).await;
    gone.expect(200);
    assert_eq!(costs(&case).await, Value::Null, "all rows emptied take the answer back");
}

async fn a_wrong_cell_is_told_at_its_table(database: TestDatabase) {
    let app = app(database).await;
    let (case, browser, form) = case(&app).await;
    let page = browser.get(&form).await;
    let more = browser.submit(&page, &form, &[("more", "costs")]).await;
    assert_eq!(rows(&more), 3);
    let fields = [
        ("costs.0.kind", "medicine"),
        ("costs.0.amount", "5.000"),
        ("costs.2.kind", "transport"),
        ("costs.2.amount", "banyak"),
    ];
    let wrong = browser.submit(&more, &form, &fields).await;
    // The empty row between is gone, so that the number told is the number shown.
    wrong.expect(422).says("href=\"#costs\"").says("id=\"costs-wrong\"").says("Row 2, Amount: Give whole rupiah");
    wrong.says("name=\"costs.1.amount\" value=\"banyak\"");
    let missing = browser.submit(&page, &form, &[("costs.0.kind", "medicine")]).await;
    missing.expect(422).says("Row 1, Amount: Required.");
    // Whoever asks for a row still overwrites nothing of what others did meanwhile.
    case.app.caseworker().post(&case.path("/people"), &json!({"name": "Ani", "relation": "child"})).await.expect(201);
    let more = browser.submit(&page, &form, &[&FIRST[..], &[("more", "costs")]].concat()).await;
    let stale = browser.submit(&more, &form, &[("costs.0.kind", "medicine"), ("costs.0.amount", "1")]).await;
    stale.expect(412);
    assert_eq!(costs(&case).await, Value::Null);
}

async fn school_years_are_chosen_and_old_ones_kept(database: TestDatabase) {
    let app = app(database).await;
    let (case, browser, form) = case(&app).await;
    let page = browser.get(&form).await;
    page.says("value=\"2025/2026\"").says("value=\"2020/2021\"").does_not_say("2019/2020").does_not_say("2026/2027");
    let old = json!({"facts": {"year": "2011/2012"}});
    case.looking(app.caseworker()).await.json("PATCH", &case.path("/facts"), &old).await.expect(200);
    browser.get(&form).await.says("value=\"2011/2012\" selected");
}

async fn what_is_asked_now_comes_first(database: TestDatabase) {
    let app = app(database).await;
    let (case, browser, form) = case(&app).await;
    let page = browser.get(&form).await;
    let (now, others) = page.html.split_once("<details>").unwrap();
    assert!(now.contains("id=\"costs\"") && others.contains("id=\"year\"") && !now.contains("id=\"year\""));
    // What is wrong there is seen at once.
    let wrong = browser.submit(&page, &form, &[("year", "2026/2028")]).await;
    wrong.expect(422).says("<details open>").says("id=\"year-wrong\"");
    case.to(app.caseworker(), "accept", json!({}), "intake").await;
    let page = browser.get(&form).await;
    let (now, others) = page.html.split_once("<details>").unwrap();
    assert!(others.contains("id=\"costs\"") && now.contains("id=\"died_at_work\""));
}
