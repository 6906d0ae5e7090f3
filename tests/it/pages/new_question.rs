//! A new question in the procedure's file stands in form, page and API, without a line of code.

use serde_json::json;

use crate::api::case::Case;
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(a_new_question_appears_everywhere);

const JKM: &str = include_str!("../../../workflows/jkm.yaml");

const QUESTION: &str = "facts:
  mosque_committee:
    title: {id: \"Apakah anggota pengurus masjid?\", en: \"Was the person on a mosque committee?\"}
    help: {id: \"Tanya pengurusnya.\", en: \"Ask the committee.\"}
    kind: boolean
    required_in: [intake]
";

async fn a_new_question_appears_everywhere(database: TestDatabase) {
    let app = TestApp::with_procedure(database, &JKM.replacen("facts:\n", QUESTION, 1)).await;
    let case = Case::open(&app).await;
    assert_eq!(case.claim().await["facts"]["mosque_committee"], json!(null));
    let browser = Browser::of(&app, "wati").await;
    let (claim, form) = (format!("/desk/claims/{}", case.number), format!("/desk/claims/{}/facts", case.number));
    browser.get(&claim).await.says("Was the person on a mosque committee?");
    let page = browser.get(&form).await;
    page.says("Was the person on a mosque committee?").says("Ask the committee.").says("name=\"mosque_committee\"");
    browser.submit(&page, &form, &[("mosque_committee", "true")]).await.expect(200);
    assert_eq!(case.claim().await["facts"]["mosque_committee"], json!(true));
    let wrong = json!({"facts": {"mosque_committee": "perhaps"}});
    case.looking(app.caseworker()).await.json("PATCH", &case.path("/facts"), &wrong).await.expect(400);
    let workflow = app.caseworker().get("workflows/jkm").await.expect(200);
    assert!(workflow.to_string().contains("mosque_committee"));
    let page = browser.get(&form).await;
    browser.submit(&page, &form, &[("mosque_committee", "")]).await.expect(200);
    case.to(app.caseworker(), "accept", json!({}), "intake").await;
    browser.get("/desk").await.says("Record the answer:");
}
