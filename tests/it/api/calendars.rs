//! Calendars of offices: read, tried, changed.

use santun::desk::NewUser;
use santun::workflow::Role;
use serde_json::{Value, json};

use super::case::Case;
use crate::support::app::{Reply, TestApp};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    calendars_are_read_by_whoever_is_of_the_office,
    a_preview_says_what_the_change_then_moves,
    hours_are_changed_by_an_administrator,
    what_cannot_be_a_calendar_is_refused,
    an_administrator_of_one_office_changes_that_one,
    what_was_entered_is_read_and_written_back,
    nothing_makes_no_unknown_year_known,
);

/// A day of flood, between the report and the end of its first deadline.
fn flood(office: &Value) -> Value {
    let days = json!([{"date": "2026-03-03", "kind": "holiday", "name": "Banjir"}]);
    json!({"office": office, "year": 2026, "days": days})
}

async fn calendars_are_read_by_whoever_is_of_the_office(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let all = app.admin().get("calendars").await.expect(200);
    let names: Vec<&Value> = all["items"].as_array().unwrap().iter().map(|calendar| &calendar["office"]).collect();
    assert_eq!((names, &all["next_cursor"]), (vec![&json!("Jambi"), &json!("Muaro")], &Value::Null));
    let jambi = &all["items"][0];
    assert_eq!((&jambi["hours"], &jambi["zone"]), (&json!("08:00-16:00"), &json!("Asia/Jakarta")));
    assert!(jambi["years"].as_array().unwrap().contains(&json!(2026)), "{jambi}");
    assert_eq!(jambi["missing_years"], json!([]));
    let own = app.caseworker().get("calendars").await.expect(200);
    assert_eq!(own["items"], json!([jambi]));

    let year = app.caseworker().get("calendars/Jambi").await.expect(200);
    assert_eq!((&year["year"], &year["known"]), (&json!(2026), &json!(true)));
    let labour_day = year["days"].as_array().unwrap().iter().find(|day| day["date"] == "2026-05-01").unwrap();
    assert_eq!(labour_day["kind"], "holiday");
    let far = app.by(&app.tokens.auditor).get("calendars/Muaro?year=2099").await.expect(200);
    assert_eq!((&far["known"], &far["days"]), (&json!(false), &json!([])));

    assert_eq!(app.caseworker().get("calendars/Muaro").await.problem(404), "not_found");
    assert_eq!(app.admin().get("calendars/Nowhere").await.problem(404), "not_found");
    for wrong in ["x", "26", "20260"] {
        assert_eq!(app.admin().get(&format!("calendars/Jambi?year={wrong}")).await.problem(400), "invalid");
    }
    for path in ["calendars", "calendars/Jambi"] {
        assert_eq!(app.by(&app.tokens.insurer).get(path).await.problem(403), "forbidden");
    }
}

async fn a_preview_says_what_the_change_then_moves(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let (one, two) = (Case::open(&app).await, Case::open_another(&app).await);
    let due = async || one.claim().await["deadlines"][0]["due_at"].clone();
    let before = due().await;
    let elsewhere = app.admin().post("calendars/preview", &flood(&json!("Muaro"))).await.expect(200);
    assert_eq!((&elsewhere["open"], &elsewhere["moved"]), (&json!(0), &json!(0)));
    let preview = app.admin().post("calendars/preview", &flood(&json!("Jambi"))).await.expect(200);
    assert_eq!((&preview["moved"], &preview["become_overdue"]), (&json!(2), &json!(0)));
    assert_eq!(due().await, before, "nothing is stored");
    for token in [&app.tokens.caseworker, &app.tokens.supervisor, &app.tokens.auditor] {
        assert_eq!(app.by(token).post("calendars/preview", &flood(&json!("Jambi"))).await.problem(403), "forbidden");
        assert_eq!(app.by(token).json("PUT", "calendars", &flood(&json!("Jambi"))).await.problem(403), "forbidden");
    }

    let changed = app.admin().json("PUT", "calendars", &flood(&json!("Jambi"))).await.expect(200);
    assert_eq!(changed, preview);
    let moved: Vec<&Value> = changed["claims"].as_array().unwrap().iter().map(|claim| &claim["number"]).collect();
    assert!(moved.contains(&&json!(one.number)) && moved.contains(&&json!(two.number)), "{changed}");
    assert_eq!((&changed["claims"][0]["before"], &changed["claims"][0]["after"]), (&before, &due().await));
    assert_eq!(due().await, "2026-03-05T16:59:59.999999Z");
    let days = app.caseworker().get("calendars/Jambi").await.expect(200)["days"].clone();
    assert!(days.as_array().unwrap().contains(&json!({"date": "2026-03-03", "kind": "holiday", "name": "Banjir"})));
    let again = app.admin().json("PUT", "calendars", &flood(&json!("Jambi"))).await.expect(200);
    assert_eq!(again["moved"], 0);

    // The flood was one too many: the days of a year are given as a whole. Two days later that makes them late.
    app.clock.advance(chrono::TimeDelta::days(3));
    let none = json!({"office": "Jambi", "year": 2026, "days": []});
    let preview = app.admin().post("calendars/preview", &none).await.expect(200);
    assert_eq!((&preview["moved"], &preview["become_overdue"]), (&json!(2), &json!(2)));
    assert_eq!(app.admin().json("PUT", "calendars", &none).await.expect(200), preview);
    assert_eq!(due().await, before);
    assert_eq!(one.claim().await["deadlines"][0]["overdue"], true);

    // For all offices at once.
    let everywhere = app.admin().json("PUT", "calendars", &flood(&Value::Null)).await.expect(200);
    assert_eq!(everywhere["moved"], 2);
    let muaro = app.stranger().get("calendars/Muaro").await.expect(200)["days"].clone();
    assert!(muaro.as_array().unwrap().iter().any(|day| day["name"] == "Banjir"), "{muaro}");
}

async fn hours_are_changed_by_an_administrator(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let hours =
        json!({"office": "Jambi", "hours": "07:30-15:00", "zone": "Asia/Makassar", "joint_leave_is_holiday": false});
    let preview = app.admin().post("calendars/preview", &hours).await.expect(200);
    assert_eq!(app.caseworker().get("calendars").await.expect(200)["items"][0]["hours"], "08:00-16:00");
    assert_eq!(app.admin().json("PUT", "calendars", &hours).await.expect(200)["moved"], preview["moved"]);
    let known = app.caseworker().get("calendars").await.expect(200)["items"][0].clone();
    for field in ["hours", "zone", "joint_leave_is_holiday"] {
        assert_eq!(known[field], hours[field]);
    }
}

async fn what_cannot_be_a_calendar_is_refused(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let day = |date: &str| json!({"date": date, "kind": "holiday", "name": "X"});
    let check = async |body: Value, expected: &[&str]| {
        for (method, path) in [("POST", "calendars/preview"), ("PUT", "calendars")] {
            let reply = app.admin().json(method, path, &body).await;
            assert_eq!(named(&reply), expected, "{body}");
        }
    };
    check(json!({}), &["office"]).await;
    check(json!({"office": null}), &["year", "days"]).await;
    check(json!({"office": "Jambi", "year": 2026}), &["days"]).await;
    check(
        json!({"office": "Jambi", "year": 2026, "days": [day("2025-12-31"), day("2026-01-02"), day("2026-01-02")]}),
        &["days[0].date", "days[2].date"],
    )
    .await;
    check(json!({"office": "Jambi", "year": 20260, "days": []}), &["year"]).await;
    check(
        json!({"office": "Jambi", "year": 2026, "days": [{"date": "2026-02-30", "kind": "feast", "name": " "}]}),
        &["days[0].date", "days[0].kind", "days[0].name"],
    )
    .await;
    check(json!({"office": "Jambi", "year": 2026, "days": [], "hours": "08:00-16:00"}), &["hours"]).await;
    check(json!({"office": "Jambi", "hours": "08:00-16:00"}), &["zone", "joint_leave_is_holiday"]).await;
    let hours = |hours: &str, zone: &str| json!({"office": "Jambi", "hours": hours, "zone": zone, "joint_leave_is_holiday": true});
    check(hours("16:00-08:00", "Asia/Jakarta"), &["hours"]).await;
    check(hours("08:00-16:00", "Jambi"), &["zone"]).await;
    let mut all = hours("08:00-16:00", "Asia/Jakarta");
    all["office"] = Value::Null;
    check(all, &["office"]).await;
    assert_eq!(app.admin().json("PUT", "calendars", &flood(&json!("Nowhere"))).await.problem(404), "not_found");
}

/// The fields that a 400 names, in order of their names as far as one schema tells them.
#[track_caller]
fn named(reply: &Reply) -> Vec<String> {
    assert_eq!(reply.problem(400), "invalid");
    let body = reply.json();
    body["errors"].as_array().unwrap().iter().map(|error| error["field"].as_str().unwrap().to_owned()).collect()
}

async fn an_administrator_of_one_office_changes_that_one(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let email = "joko@desk.test".to_owned();
    let office = Some("Jambi".to_owned());
    let user = NewUser { name: "Joko".to_owned(), email: email.clone(), role: Role::Admin, office, password: None };
    app.desk.add_user(&user).await.unwrap();
    let token = app.desk.add_token(&email, "test").await.unwrap();
    let put = async |office: &Value| app.by(&token).json("PUT", "calendars", &flood(office)).await;
    put(&json!("Jambi")).await.expect(200);
    assert_eq!(put(&json!("Muaro")).await.problem(404), "not_found");
    assert_eq!(put(&Value::Null).await.problem(403), "forbidden");
    let muaro = app.stranger().get("calendars/Muaro").await.expect(200)["days"].clone();
    assert!(muaro.as_array().unwrap().iter().all(|day| day["name"] != "Banjir"), "{muaro}");
}

async fn what_was_entered_is_read_and_written_back(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let admin = app.admin();
    let worked = json!([{"date": "2026-05-01", "kind": "working_day", "name": "Hari Buruh"}]);
    let (own, everywhere) = (json!({"office": "Jambi", "year": 2026, "days": worked}), flood(&Value::Null));
    admin.json("PUT", "calendars", &own).await.expect(200);
    admin.json("PUT", "calendars", &everywhere).await.expect(200);
    let read = async |office: &str| admin.get(&format!("calendars/{office}?year=2026")).await;
    let jambi = read("Jambi").await.expect(200);
    assert_eq!(jambi["entered"], worked);
    let days = jambi["days"].as_array().unwrap();
    assert!(days.iter().all(|day| day["date"] != "2026-05-01"), "{jambi}");
    assert!(days.contains(&everywhere["days"][0]), "{jambi}");
    let all = read("all").await;
    let (version, all) = (all.header("etag").to_owned(), all.expect(200));
    assert_eq!((&all["office"], &all["entered"]), (&Value::Null, &everywhere["days"]));
    assert!(all["days"].as_array().unwrap().iter().any(|day| day["date"] == "2026-05-01"), "{all}");

    // Whoever says what they looked at overwrites nothing that came since.
    let put =
        async |version: &str, body: &Value| app.admin().with("if-match", version).json("PUT", "calendars", body).await;
    let back = json!({"office": null, "year": 2026, "days": all["entered"]});
    assert_eq!(put(&version, &back).await.expect(200)["moved"], 0);
    let stale = put(&version, &back).await;
    assert_eq!(stale.problem(412), "stale");
    assert_eq!(stale.header("etag"), read("all").await.header("etag"));
    put(read("Jambi").await.header("etag"), &own).await.expect(200);
    admin.json("PUT", "calendars", &back).await.expect(200);
}

async fn nothing_makes_no_unknown_year_known(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let year = |office: &Value, days: &Value| json!({"office": office, "year": 2028, "days": days});
    let put = async |office: Value, days: Value| app.admin().json("PUT", "calendars", &year(&office, &days)).await;
    let new_year = json!([{"date": "2028-01-01", "kind": "holiday", "name": "Tahun Baru"}]);
    assert_eq!(named(&put(json!("Jambi"), json!([])).await), ["days"]);
    assert_eq!(named(&put(Value::Null, json!([])).await), ["days"]);
    put(json!("Jambi"), new_year.clone()).await.expect(200);
    // That one office knows the year makes it known to no other.
    assert_eq!(named(&put(Value::Null, json!([])).await), ["days"]);
    assert_eq!(app.admin().get("calendars/Muaro?year=2028").await.expect(200)["known"], false);
    put(Value::Null, new_year).await.expect(200);
    put(json!("Jambi"), json!([])).await.expect(200);
}
