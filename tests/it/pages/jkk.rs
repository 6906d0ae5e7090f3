//! A work accident on the pages: a worker who lives, a worker who died, and the scholarship of a child.

use chrono::TimeDelta;
use santun::desk::{FollowUp, OPEN_CLAIM};
use serde_json::{Value, json};

use super::family_states::plain;
use super::link::come_in;
use crate::api::case::Case;
use crate::support::app::{AGUS, TestApp};
use crate::support::browser::Browser;
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    a_work_accident_is_reported_with_time_and_place,
    a_living_worker_is_spoken_of_as_such,
    a_death_at_work_leads_to_a_childs_scholarship,
    more_children_than_places_are_chosen_among_by_name,
    what_was_paid_in_parts_is_told,
    a_death_claim_that_goes_on_as_an_accident_is_linked,
);

/// Agus's accident, opened by the interface for machines.
async fn accident(app: &TestApp) -> Case<'_> {
    let report = json!({
        "workflow": "jkk", "participant": {"nik": AGUS},
        "event": {"date": "2026-02-27", "time": "14:30", "place": "Pasar Angso Duo"},
        "reporter": {"name": "Rudi", "phone": "081200000000", "relation": "kakak"},
    });
    let claim = app.caseworker().post("claims", &report).await.expect(201);
    Case { app, number: claim["number"].as_str().unwrap().to_owned() }
}

async fn answer(case: &Case<'_>, facts: Value) {
    let client = case.looking(case.app.caseworker()).await;
    client.json("PATCH", &case.path("/facts"), &json!({"facts": facts})).await.expect(200);
}

/// Goes on until the insurer has concluded that work was the cause.
async fn until_confirmed(case: &Case<'_>) {
    case.paper("formulir_3_kk_1", None, json!({})).await;
    let told = json!({"circumstance": "workplace", "activity": "Mengangkat karung.", "injury": "Tangan.",
        "first_facility": "plkk"});
    answer(case, told).await;
    let worker = || case.app.caseworker();
    case.to(worker(), "file_stage_one", json!({"filed_on": "2026-03-01"}), "determination").await;
    case.to(worker(), "confirm_work_accident", json!({"concluded_on": "2026-03-02"}), "determination").await;
}

/// Opens what is owed to be opened.
async fn open_follow_ups(app: &TestApp) {
    for delivery in app.desk.lease_deliveries(OPEN_CLAIM, "test", TimeDelta::seconds(60), 10).await.unwrap() {
        assert_eq!(app.desk.settle_follow_up(&delivery, "test").await.unwrap(), FollowUp::Opened);
    }
}

async fn a_work_accident_is_reported_with_time_and_place(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let browser = Browser::of(&app, "wati").await;
    let search = browser.get("/desk/claims/new").await;
    let found = browser.submit(&search, "/desk/claims/search", &[("q", "iskandar")]).await;
    let address = found.html.split("href=\"").find(|part| part.starts_with("/desk/claims/new/")).unwrap();
    let page = browser.get(address.split('"').next().unwrap()).await;
    // A scholarship opens by itself and is no choice.
    page.says("value=\"jkk\"").says("value=\"jkm\"").does_not_say("value=\"beasiswa\"");
    let report = [
        ("workflow", "jkk"),
        ("event.date.d", "27"),
        ("event.date.m", "2"),
        ("event.date.y", "2026"),
        ("reporter.name", "Rudi"),
    ];
    let wrong = browser.submit(&page, &page.address, &report).await;
    wrong.expect(422).says("id=\"event.time-wrong\"").says("id=\"event.place-wrong\"");
    let more = [("event.time", "14.30"), ("event.place", "Pasar Angso Duo")];
    let claim = browser.submit(&wrong, &page.address, &[&report[..], &more[..]].concat()).await;
    claim.expect(200).says("JKK-2026-").says("14:30 WIB").says("Pasar Angso Duo");
    // The list tells kinds of claims apart.
    Case::open(&app).await;
    let list = browser.get("/desk?view=open&workflow=jkk").await;
    list.says("JKK-2026-").does_not_say("JKM-2026-").says("value=\"jkk\" selected");
}

async fn a_living_worker_is_spoken_of_as_such(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = accident(&app).await;
    until_confirmed(&case).await;
    case.to(app.caseworker(), "start_treatment", json!({}), "treatment").await;
    answer(&case, json!({"incapacity_days": 30, "losses": [{"code": "right_index"}]})).await;
    let claim = case.claim().await;
    let own = claim["people"][0].clone();
    assert_eq!(own["relation"], "participant");
    let id = own["id"].as_str().unwrap();
    let case_page = Browser::of(&app, "wati").await;
    let desk = case_page.get(&format!("/desk/claims/{}", case.number)).await;
    desk.expect(200).says("The insured person").says("class=\"kin in\"").does_not_say("Who died");
    desk.does_not_say("which is").says("Temporary incapacity").says("right index finger").does_not_say("right_index");
    let form = case_page.get(&format!("/desk/claims/{}/facts", case.number)).await;
    form.says("value=\"right_index\" selected").says("name=\"losses.0.code\"");
    // They cannot become somebody else, and nobody else becomes them.
    let edit = case_page.get(&format!("/desk/claims/{}/people/{id}?change=1", case.number)).await;
    edit.says("value=\"participant\" selected").does_not_say("value=\"spouse\"");
    case_page.get(&format!("/desk/claims/{}/people/new", case.number)).await.does_not_say("value=\"participant\"");
    case_page
        .get(&format!("/desk/claims/{}/people/{id}", case.number))
        .await
        .says("Entitled (")
        .does_not_say("list of heirs");
    case_page.get(&format!("/desk/claims/{}/payees", case.number)).await.says("the only one entitled");
    case_page.get(&format!("/desk/claims/{}/documents/new", case.number)).await.says("the insured person)");
    let family = come_in(&app, &case.number, id).await;
    let page = family.get(&format!("/keluarga/{}", case.number)).await;
    plain(&page, "treatment");
    page.expect(200).says("Peserta Agus Iskandar").says("Siapa yang menerima").says("Pengobatan").says("Perkiraan");
    page.says("Uang dibayar kepada peserta sendiri.").says("Dihitung dari:");
    for of_the_dead in ["Mendiang", "almarhum", "berduka", "Ahli waris", "wafat karena"] {
        page.does_not_say(of_the_dead);
    }
    let kin = family.get(&format!("/keluarga/{}/ahli-waris", case.number)).await;
    kin.expect(200).says("Peserta sendiri, Anda sendiri").says("Berhak").does_not_say("<button class=\"wide\">Benar");
}

/// A worker who died at once and left a widow and these children: paid. The widow's id, and the children's.
async fn paid_death(case: &Case<'_>, names: &[&str]) -> (String, Vec<String>) {
    let (app, worker) = (case.app, || case.app.caseworker());
    until_confirmed(case).await;
    answer(case, json!({"medical_outcome": "died", "died_on": "2026-02-27"})).await;
    let widow = case.widow().await;
    let mut children = Vec::new();
    for name in names {
        let child = json!({"name": name, "relation": "child", "birth_date": "2014-06-30", "sex": "male",
            "parents": [widow]});
        children.push(case.person(child).await);
    }
    case.to(worker(), "conclude_without_treatment", json!({"stated_on": "2026-03-01"}), "medical_conclusion").await;
    case.paper("formulir_3a_kk_2", None, json!({})).await;
    case.to(worker(), "request_documents", json!({}), "documents").await;
    let family = come_in(app, &case.number, &widow).await;
    let page = family.get(&format!("/keluarga/{}", case.number)).await;
    plain(&page, "documents");
    page.says("Mendiang Agus Iskandar").says("GILIRAN ANDA").says("Ahli waris").does_not_say("berduka");
    case.all_papers().await;
    case.to(worker(), "documents_complete", json!({}), "heirs").await;
    let heirs: Vec<&String> = std::iter::once(&widow).chain(&children).collect();
    let part = format!("1/{}", heirs.len());
    let payee = |person: &&String| {
        let basis = if *person == &widow { "agreement" } else { "guardian" };
        json!({"person": person, "share": part, "account_of": widow, "basis": basis})
    };
    let payees: Vec<Value> = heirs.iter().map(payee).collect();
    case.looking(worker()).await.json("PUT", &case.path("/payees"), &json!(payees)).await.expect(200);
    case.all_papers().await;
    case.to(worker(), "heirs_verified", json!({}), "assessment").await;
    let assessed = case.to(worker(), "assess", json!({}), "approval").await;
    let total = assessed["benefit"]["total"].as_i64().unwrap();
    case.to(app.supervisor(), "approve", json!({}), "approved").await;
    hand_over(case, "handed_over").await;
    let each = total / i64::try_from(heirs.len()).unwrap();
    let amount = |at: usize| if at == 0 { total - each * (i64::try_from(heirs.len()).unwrap() - 1) } else { each };
    let payments = heirs.iter().enumerate();
    let payments: Vec<Value> = payments
        .map(|(at, person)| json!({"person": person, "amount": amount(at), "paid_at": "2026-03-02", "reference": "T"}))
        .collect();
    pay(case, json!(payments), "paid").await;
    (widow, children)
}

/// Hands the claim over on paper.
async fn hand_over(case: &Case<'_>, state: &str) {
    let receipt = case.paper("tanda_terima", None, json!({})).await;
    let inputs = json!({"channel": "paper", "received_on": "2026-03-02", "receipt_number": "T-1", "document": receipt});
    case.to(case.app.caseworker(), "hand_over", inputs, state).await;
}

/// Records what the insurer paid.
async fn pay(case: &Case<'_>, payments: Value, state: &str) {
    let letter = case.paper("surat_penanggung", None, json!({})).await;
    case.to(case.app.caseworker(), "paid", json!({"payments": payments, "document": letter}), state).await;
}

async fn a_death_at_work_leads_to_a_childs_scholarship(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = accident(&app).await;
    let (widow, children) = paid_death(&case, &["Budi Santoso"]).await;
    let family = come_in(&app, &case.number, &widow).await;
    let browser = Browser::of(&app, "wati").await;
    let (desk, own) = (format!("/desk/claims/{}", case.number), format!("/keluarga/{}", case.number));
    browser.get(&desk).await.says("Linked claims").says("not open yet").says("Budi Santoso.");
    family.get(&own).await.says("Budi Santoso: sedang dibuka");
    open_follow_ups(&app).await;
    let claim = browser.get(&desk).await;
    let number = claim.html.split("href=\"/desk/claims/").find(|part| part.starts_with("BEASISWA-")).unwrap();
    let number = number.split('"').next().unwrap().to_owned();
    family.get(&own).await.says(&number);
    scholarship(&app, &number, &case.number, &children[0]).await;
}

async fn more_children_than_places_are_chosen_among_by_name(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = accident(&app).await;
    let (_, children) = paid_death(&case, &["Budi", "Citra", "Dewi"]).await;
    let browser = Browser::of(&app, "wati").await;
    let claim = browser.get(&format!("/desk/claims/{}", case.number)).await;
    claim.says("The family has to choose children for scholarships");
    let alert = claim.html.split("href=\"").find(|part| part.contains("/alerts/")).unwrap();
    let alert = browser.get(alert.split('"').next().unwrap()).await;
    alert.says("Ask the family").says("Budi, Citra, Dewi").says("Scholarships left").does_not_say(&children[0]);
    // Naming a child is a tick that only children have.
    let at = format!("/desk/claims/{}/people/{}?change=1", case.number, children[0]);
    browser.get(&at).await.says("name=\"scholarship\"").says("Named by the family for a scholarship");
    let widow = case.claim().await["people"].as_array().unwrap().clone();
    let widow = widow.iter().find(|person| person["relation"] == "spouse").unwrap()["id"].clone();
    let at = format!("/desk/claims/{}/people/{}?change=1", case.number, widow.as_str().unwrap());
    browser.get(&at).await.does_not_say("name=\"scholarship\"");
}

async fn what_was_paid_in_parts_is_told(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = accident(&app).await;
    until_confirmed(&case).await;
    let worker = || app.caseworker();
    case.to(worker(), "start_treatment", json!({}), "treatment").await;
    answer(&case, json!({"incapacity_days": 30})).await;
    let own = case.claim().await["people"][0]["id"].as_str().unwrap().to_owned();
    let account = json!({"account": {"bank": "BRI", "number": "0123456789", "holder": "Agus Iskandar"}});
    case.looking(worker()).await.json("PATCH", &case.path(&format!("/people/{own}")), &account).await.expect(200);
    let other = json!({"relation": "spouse"});
    case.looking(worker()).await.json("PATCH", &case.path(&format!("/people/{own}")), &other).await.expect(400);
    let verified = json!({"verdict": "confirmed"});
    case.looking(worker()).await.post(&case.path(&format!("/people/{own}/verification")), &verified).await.expect(200);
    let payees = json!([{"person": own, "share": "1", "account_of": own, "basis": "sole"}]);
    case.looking(worker()).await.json("PUT", &case.path("/payees"), &payees).await.expect(200);
    case.paper("surat_istirahat", None, json!({})).await;
    case.paper("rekening", Some(&own), json!({})).await;
    let filed = case.to(worker(), "file_instalment", json!({}), "instalment").await;
    let total = filed["benefit"]["total"].as_i64().unwrap();
    case.to(app.supervisor(), "approve_instalment", json!({}), "instalment_approved").await;
    hand_over(&case, "instalment_handed_over").await;
    let family = come_in(&app, &case.number, &own).await;
    let page = family.get(&format!("/keluarga/{}", case.number)).await;
    plain(&page, "instalment_handed_over");
    pay(&case, json!([{"person": own, "amount": total, "paid_at": "2026-03-02", "reference": "T"}]), "treatment").await;
    let page = family.get(&format!("/keluarga/{}", case.number)).await;
    plain(&page, "treatment, part paid");
    page.says("Sudah dibayar").says("selama tidak mampu bekerja").does_not_say("kembali ke sini");
    let browser = Browser::of(&app, "wati").await;
    let desk = browser.get(&format!("/desk/claims/{}", case.number)).await;
    desk.says("Parts that were paid").says("for the time unable to work").says("Part paid: Rp");
}

/// The page of a scholarship that has just opened.
async fn scholarship(app: &TestApp, number: &str, origin: &str, budi: &str) {
    let browser = Browser::of(app, "wati").await;
    let desk = browser.get(&format!("/desk/claims/{number}")).await;
    desk.expect(200).says(origin).says("This claim follows from it.").says("Taken over from the earlier claim");
    desk.does_not_say("relation--");
    let form = browser.get(&format!("/desk/claims/{number}/facts")).await;
    form.says("name=\"school_years.0.school_year\"").says("name=\"school_years.1.grade\"").says("value=\"2025/2026\"");
    let years =
        [("school_years.0.school_year", "2025/2026"), ("school_years.0.level", "sd"), ("school_years.0.grade", "6")];
    let saved = browser.submit(&form, &format!("/desk/claims/{number}/facts"), &years).await;
    saved.expect(200).says("2025/2026");
    // The mother reads for her son; the page is of the child, and of nobody who died.
    let child = Case { app, number: number.to_owned() };
    let people = child.claim().await["people"].as_array().unwrap().clone();
    assert!(people.iter().any(|person| person["id"] == budi));
    let widow = people.iter().find(|person| person["relation"] == "spouse").unwrap();
    let family = come_in(app, number, widow["id"].as_str().unwrap()).await;
    let page = family.get(&format!("/keluarga/{number}")).await;
    page.expect(200)
        .says("Beasiswa Budi Santoso")
        .says("Menunggu sekolah")
        .says("Surat sekolah")
        .says("Uang tahun ini");
    page.does_not_say("Mendiang").does_not_say("berduka").does_not_say("Semua surat dari Anda sudah sampai");
    page.says("lewat wali Siti Aminah").says(origin);
}

async fn a_death_claim_that_goes_on_as_an_accident_is_linked(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let widow = case.widow().await;
    case.to(app.caseworker(), "accept", json!({}), "intake").await;
    let desk = Browser::of(&app, "wati").await;
    let claim = desk.get(&format!("/desk/claims/{}", case.number)).await;
    claim.says("If it was work-related (JKK): Rp").says("more.");
    let family = come_in(&app, &case.number, &widow).await;
    case.to(app.caseworker(), "reclassify", json!({}), "closed").await;
    let page = family.get(&format!("/keluarga/{}", case.number)).await;
    page.says("Klaim dilanjutkan sebagai").says("Petugas memberi tahu nomor klaim yang baru.");
    open_follow_ups(&app).await;
    let page = family.get(&format!("/keluarga/{}", case.number)).await;
    page.says("Nomor klaim yang baru: JKK-2026-").does_not_say("Rp42.000.000");
    // A link that is made for a family ends the other sessions of whoever makes it here.
    let desk = Browser::of(&app, "wati").await;
    let claim = desk.get(&format!("/desk/claims/{}", case.number)).await;
    let next = claim.html.split("href=\"/desk/claims/").find(|part| part.starts_with("JKK-")).unwrap();
    let next = desk.get(&format!("/desk/claims/{}", next.split('"').next().unwrap())).await;
    next.says("This claim follows from it.").says("Siti Aminah").says("Who died").says(&case.number);
    next.does_not_say("If it was work-related");
}
