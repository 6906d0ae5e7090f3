//! The family as a tree, and what its people say to the list of heirs.

use serde_json::json;

use super::link::come_in;
use crate::api::case::Case;
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    everybody_stands_in_their_generation_with_a_reason,
    an_heir_says_that_the_list_is_right,
    the_office_records_what_it_was_told,
    agreeing_is_of_the_list_that_was_seen,
);

async fn everybody_stands_in_their_generation_with_a_reason(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let widow = case.widow().await;
    let son = case.person(json!({"name": "Rudi", "relation": "child", "birth_date": "1999-05-01"})).await;
    for (name, relation, parents) in
        [("Cucu", "grandchild", vec![son.as_str()]), ("Ibu Tua", "parent", Vec::new()), ("Adik", "sibling", Vec::new())]
    {
        let person = json!({"name": name, "relation": relation, "birth_date": "1990-01-01", "parents": parents});
        case.person(person).await;
    }
    let other = json!({"name": "Bukan Istri", "relation": "spouse"});
    let other = app.caseworker().post(&case.path("/people"), &other).await.expect(201)["id"].clone();
    let client = case.looking(app.caseworker()).await;
    let refused = json!({"verdict": "refused", "reason": "Bukan istri sah"});
    client.post(&case.path(&format!("/people/{}/verification", other.as_str().unwrap())), &refused).await.expect(200);
    let desk = Browser::of(&app, "wati").await.get(&format!("/desk/claims/{}", case.number)).await;
    let levels = ["tree-parents", "tree-centre", "tree-spouses", "tree-siblings", "tree-children"];
    let places: Vec<usize> = levels.iter().map(|level| desk.html.find(level).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
    desk.says("Who died").says("Children of Rudi").does_not_say("tree-grandchildren").does_not_say("tree-others");
    // The widow waits for her proof; whoever comes behind wife and children waits with a reason; the refused is out.
    desk.says("class=\"kin waits\"").says("Proofs missing:").says("class=\"kin out\"").says("Not asked yet");
    let family = come_in(&app, &case.number, &widow).await;
    let kin = family.get(&format!("/keluarga/{}/ahli-waris", case.number)).await;
    kin.expect(200).says("Yang wafat").says("Istri atau suami, Anda sendiri").says("Surat kurang:");
    kin.says("Anak dari Rudi").does_not_say("****").does_not_say("Bukan istri sah").does_not_say("style=");
    case.until_documents().await;
    case.paper("buku_nikah", Some(&widow), json!({})).await;
    case.paper("ktp", Some(&widow), json!({})).await;
    let kin = family.get(&format!("/keluarga/{}/ahli-waris", case.number)).await;
    kin.says("class=\"kin in\"").says("Berhak").says("Surat ada:");
}

async fn an_heir_says_that_the_list_is_right(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.until_documents().await;
    let widow = case.widow().await;
    let brother = case.person(json!({"name": "Rudi", "relation": "sibling", "birth_date": "1990-01-01"})).await;
    case.all_papers().await;
    case.to(app.caseworker(), "documents_complete", json!({}), "heirs").await;
    let family = come_in(&app, &case.number, &widow).await;
    let path = format!("/keluarga/{}/ahli-waris", case.number);
    let claim = family.get(&format!("/keluarga/{}", case.number)).await;
    claim.says("GILIRAN ANDA").says("Pilih Benar atau Saya keberatan").says(&path);
    let page = family.get(&path).await;
    // Both are of one size, and neither is filled.
    page.says("<button class=\"wide\">Benar</button>").says("<a class=\"button wide\" href=").says("Saya keberatan");
    page.does_not_say("class=\"main");
    for _ in 0..2 {
        let done = family.submit(&page, &path, &[]).await;
        done.expect(200).says("Jawaban Anda sudah dicatat.").says("Anda menyatakan daftar ini benar.");
    }
    let consents = case.claim().await["people"].clone();
    assert_eq!((&consents[0]["consent"], &consents[1]["consent"]), (&json!("given"), &json!("open")));
    let after = family.get(&format!("/keluarga/{}", case.number)).await;
    after.says("Tidak ada yang perlu Anda lakukan").says("Siti Aminah menyatakan daftar ahli waris benar.");
    let history = Browser::of(&app, "wati").await.get(&format!("/desk/claims/{}/history", case.number)).await;
    history.says("Answer to the list of heirs: Siti Aminah, agrees");
    // Whoever does not inherit may object and is not asked to agree.
    let other = come_in(&app, &case.number, &brother).await;
    let theirs = other.get(&path).await;
    theirs.does_not_say(">Benar</button>").says("Saya keberatan");
    other
        .post(&path, &[&theirs.hidden("/keluar")[..], &[("version".to_owned(), "1".to_owned())]].concat())
        .await
        .expect(412);
    // Once the sum is approved the answer stands.
    let payees = json!([{"person": widow, "share": "1", "account_of": widow, "basis": "sole"}]);
    case.looking(app.caseworker()).await.json("PUT", &case.path("/payees"), &payees).await.expect(200);
    case.all_papers().await;
    case.to(app.caseworker(), "heirs_verified", json!({}), "assessment").await;
    case.to(app.caseworker(), "assess", json!({}), "approval").await;
    family.get(&path).await.says(">Benar</button>");
    case.to(app.supervisor(), "approve", json!({}), "approved").await;
    family.get(&path).await.does_not_say(">Benar</button>").says("Anda menyatakan daftar ini benar.");
    // A claim of others is not there.
    family.get("/keluarga/JKM-2026-999999-0/ahli-waris").await.expect(404);
}

async fn the_office_records_what_it_was_told(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let widow = case.widow().await;
    let browser = Browser::of(&app, "wati").await;
    let at = format!("/desk/claims/{}/people/{widow}", case.number);
    let send = format!("{at}/consent");
    let page = browser.get(&at).await;
    page.says("not answered yet").says("Record an answer that you were told");
    let wrong = browser.submit(&page, &send, &[("consent", "given"), ("told", " ")]).await;
    wrong.expect(422).says("id=\"told-wrong\"").says("Write when and how you were told.");
    let typed = [("consent", "given"), ("told", "Telepon 2 Maret, daftar dibacakan.")];
    for _ in 0..2 {
        let done = browser.submit(&page, &send, &typed).await;
        assert_eq!(done.address, format!("{at}?done=consent"));
        done.says("agrees");
    }
    assert_eq!(case.claim().await["people"][0]["consent"], "given");
    let claim = browser.get(&format!("/desk/claims/{}", case.number)).await;
    claim.says("Agrees").says("Telepon 2 Maret, daftar dibacakan.");
    let auditor = Browser::of(&app, "rina").await;
    let seen = auditor.get(&at).await;
    seen.says("agrees").does_not_say("name=\"told\"");
    auditor.post(&send, &seen.hidden("/keluar")).await.expect(403);
}

async fn agreeing_is_of_the_list_that_was_seen(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let widow = case.widow().await;
    let family = come_in(&app, &case.number, &widow).await;
    let path = format!("/keluarga/{}/ahli-waris", case.number);
    let page = family.get(&path).await;
    case.person(json!({"name": "Anak Lain", "relation": "child", "birth_date": "2001-01-01"})).await;
    let stale = family.submit(&page, &path, &[]).await;
    stale.expect(412).says("Anak Lain");
    assert_eq!(case.claim().await["people"][0]["consent"], "open");
    family.submit(&stale, &path, &[]).await.expect(200).says("Jawaban Anda sudah dicatat.");
}
