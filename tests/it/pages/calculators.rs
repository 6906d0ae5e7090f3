//! The two public calculators: asked by an address, answered by the law, kept by nobody.

use crate::support::app::TestApp;
use crate::support::browser::{Browser, Shown};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    anybody_reads_the_amounts_and_nothing_is_kept,
    published_claims_come_out_as_they_were_paid,
    what_is_wrong_is_told_beside_its_field,
    what_the_law_does_not_give_is_told_with_article_and_remedy,
    families_are_told_who_inherits_and_what_is_missing,
);

/// The query of a form: names and values, dates as `d-m-y`, months as `m-y`.
fn query(fields: &[(&str, &str)]) -> String {
    let mut pairs = Vec::new();
    for (name, value) in fields {
        let is_date = ["event_date", "birth_date", "membership"].iter().any(|part| name.contains(part));
        let parts: Vec<&str> = if is_date { value.split('-').collect() } else { Vec::new() };
        match parts[..] {
            [d, m, y] => pairs.extend([("d", d), ("m", m), ("y", y)].map(|(end, it)| format!("{name}.{end}={it}"))),
            [m, y] => pairs.extend([("m", m), ("y", y)].map(|(end, it)| format!("{name}.{end}={it}"))),
            _ => pairs.push(format!("{name}={value}")),
        }
    }
    pairs.join("&")
}

async fn ask(browser: &Browser<'_>, path: &str, fields: &[(&str, &str)]) -> Shown {
    browser.get(&format!("{path}?{}&hitung=1", query(fields))).await
}

async fn anybody_reads_the_amounts_and_nothing_is_kept(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let browser = Browser::new(&app).indonesian();
    let front = browser.get("/").await;
    front.says("href=\"/santunan\"").says("href=\"/ahli-waris\"");
    for path in ["/santunan", "/santunan?what=part", "/ahli-waris", "/ahli-waris?orang=10"] {
        let seen = browser.look(path).await;
        assert_eq!((seen.status, seen.header("set-cookie")), (200, ""), "{path}");
        browser.get(path).await.says("Layanan ini gratis. Jangan bayar siapa pun.").does_not_say("method=\"post\"");
    }
    let amounts = browser.get("/santunan").await;
    amounts.says("Rp42.000.000").says("Rp10.000.000").says("mulai Rp70.000.000").says("perlu ditegaskan BPJS");
    browser.get("/santunan?lang=en").await.says("from Rp70.000.000").says("href=\"/ahli-waris?lang=en\"");
    browser.get("/santunan?lanjut=1").await.expect(422).says("id=\"what-wrong\"");
    browser.get("/santunan?what=theft").await.expect(422).says("id=\"what-wrong\"");
    let shared = browser.get("/santunan?what=death&child1.level=&membership.from.y=").await;
    assert_eq!(shared.address, "/santunan?what=death");
}

async fn published_claims_come_out_as_they_were_paid(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let browser = Browser::new(&app);
    let mahmudin = [
        ("what", "work-death"),
        ("segment", "pu"),
        ("event_date", "1-5-2023"),
        ("monthly_wage", "3.131.321"),
        ("membership.from", "1-2020"),
        ("membership.paid_through", "5-2023"),
        ("child1.birth_date", "1-1-2008"),
        ("child1.level", "sma"),
        ("child1.grade", "1"),
        ("child1.facts", "studying"),
    ];
    let shown = ask(&browser, "/santunan", &mahmudin).await;
    shown.expect(200).says("Rp150.303.408").says("Rp172.303.408").says("Rp69.000.000").says("Rp241.303.408");
    shown.says("3 years × Rp3.000.000").says("5 years × Rp12.000.000").says("PP 82/2019").says("value=\"3.131.321\"");
    let niasrori = [
        ("what", "work-death"),
        ("segment", "bpu"),
        ("event_date", "1-6-2023"),
        ("monthly_wage", "1000000"),
        ("membership.from", "6-2022"),
        ("membership.paid_through", "6-2023"),
        ("child3.birth_date", "1-9-2006"),
        ("child3.level", "sma"),
        ("child3.grade", "2"),
        ("child3.facts", "studying"),
    ];
    let shown = ask(&browser, "/santunan", &niasrori).await;
    shown.expect(200).says("Rp70.000.000").says("Rp66.000.000").says("Rp136.000.000").says("Child 3");
}

/// A case of an insured worker, with what happened.
fn insured<'a>(what: &'a str, on: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("what", what),
        ("segment", "bpu"),
        ("event_date", on),
        ("membership.from", "1-2014"),
        ("membership.paid_through", "12-2026"),
    ];
    fields.extend_from_slice(more);
    fields
}

async fn what_is_wrong_is_told_beside_its_field(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let browser = Browser::new(&app);
    let thumb = [("monthly_wage", "1000000"), ("loss2.code", "right_thumb")];
    let shown = ask(&browser, "/santunan", &insured("function", "1-3-2026", &thumb)).await;
    shown.expect(422).says("id=\"loss2.function_loss_percent-wrong\"").says("href=\"#loss2.function_loss_percent\"");
    shown.says("<title>Error:").says("value=\"right_thumb\" selected").does_not_say("id=\"hasil\"");
    let half = [thumb[0], thumb[1], ("loss2.function_loss_percent", "50")];
    let shown = ask(&browser, "/santunan", &insured("function", "1-3-2026", &half)).await;
    shown.expect(200).says("id=\"hasil\"").says("Rp6.000.000");
    let shown = ask(&browser, "/ahli-waris", &[("event_date", "31-2-2026"), ("person2.age", "9")]).await;
    shown.expect(422).says("id=\"event_date-wrong\"").says("id=\"scheme-wrong\"").says("id=\"person2.relation-wrong\"");
}

async fn what_the_law_does_not_give_is_told_with_article_and_remedy(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let browser = Browser::new(&app);
    let shown = ask(&browser, "/santunan", &insured("death", "1-3-2015", &[])).await;
    shown.expect(200).says("What is not given").says("not among Santun&#39;s tables").does_not_say("class=\"sum\"");
    // Exactly three months: the lower sum, the other one, and the reason.
    let three = [
        ("what", "death"),
        ("segment", "bpu"),
        ("event_date", "15-7-2025"),
        ("membership.from", "5-2025"),
        ("membership.paid_through", "7-2025"),
    ];
    let shown = ask(&browser, "/santunan", &three).await;
    shown
        .expect(200)
        .says("Estimate <strong class=\"nowrap\">Rp10.000.000")
        .says("Rp42.000.000")
        .says("Conditions to mind");
    let child = [
        ("child1.birth_date", "1-1-2012"),
        ("child1.level", "smp"),
        ("child1.grade", "1"),
        ("child1.facts", "studying"),
        ("child1.facts", "married"),
    ];
    let shown = ask(&browser, "/santunan", &insured("death", "1-3-2026", &child)).await;
    shown.expect(200).says("Child 1: the child is married.").says("marriage ends the scholarship");
}

async fn families_are_told_who_inherits_and_what_is_missing(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let browser = Browser::new(&app);
    let death = [("event_date", "20-8-2025"), ("scheme", "jkk_jkm")];
    let with = |people: &[(&'static str, &'static str)]| [&death[..], people].concat();
    let wives = [("person1.relation", "spouse"), ("person2.relation", "spouse"), ("person1.proofs", "buku_nikah")];
    let shown = ask(&browser, "/ahli-waris", &with(&wives)).await;
    shown.expect(200).says("Several people inherit.").says("share by agreement").says("Several wives: bring");
    shown.says("class=\"standing in\"").says("class=\"standing waits\"").says("Marriage book or certificate");
    let orphan = [
        ("person1.relation", "child"),
        ("person1.age", "9"),
        ("person1.proofs", "akta_lahir"),
        ("person2.relation", "parent"),
    ];
    let shown = ask(&browser, "/ahli-waris", &with(&orphan)).await;
    shown
        .expect(200)
        .says("One person inherits.")
        .says("Person 1 is a minor")
        .says("PP 44/2015 Pasal 37 ayat (5) huruf a");
    shown.says("class=\"standing waits\"");
    let stepchild = [("person1.relation", "child"), ("person1.facts", "step")];
    ask(&browser, "/ahli-waris", &with(&stepchild)).await.says("class=\"standing out\"").says("nobody is entitled");
    // Jasa Raharja names widow and children before parents, and no siblings at all.
    let by_road = [("event_date", "20-8-2025"), ("scheme", "jasa_raharja"), ("person1.relation", "sibling")];
    let shown = ask(&browser, "/ahli-waris", &by_road).await;
    shown
        .expect(200)
        .says("class=\"standing out\"")
        .does_not_say("class=\"standing in\"")
        .says("value=\"jasa_raharja\" checked");
    let before = [("event_date", "1-3-2015"), ("scheme", "jkk_jkm"), ("person1.relation", "spouse")];
    ask(&browser, "/ahli-waris", &before).await.expect(422).says("not among Santun&#39;s tables");
    let more = browser.get("/ahli-waris?orang=5").await;
    more.says("id=\"person5\"").does_not_say("id=\"person6\"").says("name=\"orang\" value=\"6\"");
}
