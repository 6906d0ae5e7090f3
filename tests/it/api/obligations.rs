//! What is owed, what is neglected, and the alarms of the installation.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::case::Case;
use super::letters::with_address;
use crate::support::app::{Client, TestApp};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    what_is_owed_is_listed_oldest_first,
    what_nobody_looks_after_is_neglected,
    a_file_that_may_go_by_paper_is_not_neglected,
    alarms_last_as_long_as_their_cause,
    an_administrator_reads_no_family,
);

async fn owed(client: Client<'_>, query: &str) -> Value {
    client.get(&format!("obligations{query}")).await.expect(200)
}

fn kinds(page: &Value) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().map(|item| item["kind"].as_str().unwrap()).collect()
}

async fn what_is_owed_is_listed_oldest_first(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let all = owed(app.caseworker(), "").await;
    let mut found = kinds(&all);
    found.sort_unstable();
    assert_eq!((found, &all["next_cursor"]), (vec!["call", "claim"], &Value::Null));
    let claim = all["items"].as_array().unwrap().iter().find(|item| item["kind"] == "claim").unwrap();
    assert_eq!(
        (&claim["claim"], &claim["what"], &claim["waits_for"]),
        (&json!(case.number), &json!("reported"), &json!("caseworker"))
    );
    assert_eq!(claim["limit"], case.claim().await["deadlines"][0]["due_at"]);
    assert_eq!((&claim["over_limit"], &claim["alarmed"]), (&json!(false), &json!(false)));

    let one = owed(app.caseworker(), "?limit=1").await;
    let two = owed(app.caseworker(), &format!("?limit=1&cursor={}", one["next_cursor"].as_str().unwrap())).await;
    assert_eq!(json!([one["items"][0], two["items"][0]]), all["items"]);
    assert_eq!(two["next_cursor"], Value::Null);
    assert_eq!(owed(app.stranger(), "").await["items"], json!([]), "of another office");
    assert_eq!(app.by(&app.tokens.insurer).get("obligations").await.problem(403), "forbidden");
    for wrong in ["?neglected=perhaps", "?limit=201", "?cursor=x", "?office=Jambi"] {
        assert_eq!(app.caseworker().get(&format!("obligations{wrong}")).await.problem(400), "invalid", "{wrong}");
    }
}

async fn what_nobody_looks_after_is_neglected(database: TestDatabase) {
    let app = TestApp::with_mail(database).await;
    let case = with_address(&app).await;
    assert_eq!(owed(app.caseworker(), "?neglected=true").await, json!({"items": [], "next_cursor": null}));
    // A week in which no worker runs: the deadline has passed, and the letters lie.
    app.clock.advance(TimeDelta::days(7));
    let neglected = owed(app.caseworker(), "?neglected=true").await;
    let mut found = kinds(&neglected);
    found.sort_unstable();
    found.dedup();
    assert_eq!(found, ["claim", "delivery"], "{neglected}");
    let every = neglected["items"].as_array().unwrap();
    assert!(every.iter().all(|item| item["over_limit"] == true && item["alarmed"] == false), "{neglected}");
    let one = owed(app.caseworker(), "?neglected=true&limit=1").await;
    assert_eq!((one["items"].as_array().unwrap().len(), &one["items"][0]), (1, &every[0]));
    let rest = format!("?neglected=true&cursor={}", one["next_cursor"].as_str().unwrap());
    assert_eq!(owed(app.caseworker(), &rest).await["items"], json!(every[1..]));
    assert_eq!(owed(app.stranger(), "?neglected=true").await["items"], json!([]));

    app.desk.fire_due_deadlines(100).await.unwrap();
    app.desk.fire_due_rungs(100).await.unwrap();
    assert!(!kinds(&owed(app.caseworker(), "?neglected=true").await).contains(&"claim"), "it has its alarm");
    let all = owed(app.caseworker(), "").await;
    let claim = all["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|item| item["claim"] == case.number && item["kind"] == "claim")
        .unwrap();
    assert_eq!((&claim["over_limit"], &claim["alarmed"]), (&json!(true), &json!(true)));
    // The supervisor's letter is written and lies there with the others.
    assert_eq!(claim["told"], json!([]));
}

async fn a_file_that_may_go_by_paper_is_not_neglected(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    case.until_approval(app.caseworker()).await;
    case.to(app.supervisor(), "approve", json!({}), "approved").await;
    app.clock.advance(TimeDelta::hours(2));
    let all = owed(app.caseworker(), "").await;
    let waits = all["items"].as_array().unwrap().iter().find(|item| item["what"] == "hand_over").unwrap();
    assert_eq!((&waits["limit"], &waits["over_limit"]), (&Value::Null, &json!(false)));
    assert_eq!(owed(app.caseworker(), "?neglected=true").await["items"], json!([]));
    // The clock of its claim watches over it.
    app.clock.advance(TimeDelta::days(7));
    let neglected = owed(app.caseworker(), "?neglected=true").await;
    assert!(neglected["items"].as_array().unwrap().iter().any(|item| item["what"] == "approved"), "{neglected}");
}

async fn alarms_last_as_long_as_their_cause(database: TestDatabase) {
    let app = TestApp::new(database).await;
    assert_eq!(app.caseworker().get("alarms").await.expect(200), json!({"items": [], "next_cursor": null}));
    // 1 November of the last year that the program knows.
    let last = app.desk.law().calendar.last_year().unwrap();
    app.clock
        .advance(format!("{last}-11-01T02:00:00Z").parse::<chrono::DateTime<chrono::Utc>>().unwrap() - app.desk.now());
    app.desk.warn_of_missing_calendars().await.unwrap();
    let alarms = app.by(&app.tokens.auditor).get("alarms").await.expect(200)["items"].clone();
    let told: Vec<(&Value, &Value)> =
        alarms.as_array().unwrap().iter().map(|it| (&it["kind"], &it["detail"])).collect();
    let (jambi, muaro) = (json!(format!("Jambi: {}", last + 1)), json!(format!("Muaro: {}", last + 1)));
    let kind = json!("calendar_missing");
    assert!(told.len() == 2 && told.contains(&(&kind, &jambi)) && told.contains(&(&kind, &muaro)), "{alarms}");
    assert_eq!(kinds(&owed(app.admin(), "").await), ["alarm", "alarm"]);
    assert_eq!(app.caseworker().get("calendars").await.expect(200)["items"][0]["missing_years"], json!([last + 1]));
    assert_eq!(app.by(&app.tokens.insurer).get("alarms").await.problem(403), "forbidden");

    // Of another office's alarms nobody of an office hears.
    let own = app.caseworker().get("alarms").await.expect(200)["items"].clone();
    assert_eq!((&own[0]["detail"], &own[1]), (&jambi, &Value::Null));
    assert_eq!(app.stranger().get("alarms").await.expect(200)["items"][0]["detail"], muaro);

    let new_year = json!({"date": format!("{}-01-01", last + 1), "kind": "holiday", "name": "Tahun Baru"});
    let year = json!({"office": null, "year": last + 1, "days": [new_year]});
    app.admin().json("PUT", "calendars", &year).await.expect(200);
    app.desk.warn_of_missing_calendars().await.unwrap();
    assert_eq!(app.caseworker().get("alarms").await.expect(200)["items"], json!([]));
}

async fn an_administrator_reads_no_family(database: TestDatabase) {
    let app = TestApp::with_mail(database).await;
    let case = Case::open(&app).await;
    app.clock.advance(TimeDelta::days(7));
    app.desk.fire_due_deadlines(100).await.unwrap();
    app.desk.fire_due_rungs(100).await.unwrap();
    let who = |page: &Value, kind: &str| -> Vec<String> {
        let items = page["items"].as_array().unwrap().iter().filter(|item| item["kind"] == kind);
        let names = items.flat_map(|item| {
            let told = item["told"].as_array().unwrap().iter().map(|told| told["who"].clone());
            told.chain((kind == "call").then(|| item["what"].clone())).collect::<Vec<_>>()
        });
        names.map(|name| name.as_str().unwrap().to_owned()).collect()
    };
    for query in ["", "?neglected=true"] {
        let (all, blank) = (owed(app.caseworker(), query).await, owed(app.admin(), query).await);
        assert_eq!(kinds(&all).iter().filter(|kind| **kind == "call").count(), who(&blank, "call").len());
        assert!(!blank.to_string().contains("Siti"), "{blank}");
        for kind in ["call", "claim"] {
            assert!(who(&blank, kind).iter().all(String::is_empty), "{blank}");
        }
    }
    let all = owed(app.caseworker(), "").await;
    assert!(who(&all, "call").contains(&"Siti Aminah".to_owned()), "{all}");
    for path in ["calls".to_owned(), case.path("/letters")] {
        app.caseworker().get(&path).await.expect(200);
        assert_eq!(app.admin().get(&path).await.problem(403), "forbidden");
    }
}
