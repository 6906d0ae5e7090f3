//! Claims that the press reported as paid: to the rupiah by the interface, by the command line, and by a claim that
//! was walked and assessed.

use std::process::Command;

use serde_json::{Value, json};

use super::accident::accident;
use super::case::{Case, report_of};
use crate::support::app::TestApp;
use crate::support::database::{TestDatabase, on_each_database, run};

on_each_database!(walked_claims_come_to_what_was_paid);

/// A row of the published claims.
struct Published {
    case: String,
    program: String,
    segment: String,
    event_date: String,
    enrolled: String,
    wage: i64,
    once: i64,
    scholarship: i64,
}

fn published() -> Vec<Published> {
    let mut reader = csv::Reader::from_path("tests/law/published-claims.csv").unwrap();
    let heads = reader.headers().unwrap().clone();
    let at = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 7);
    let read = |row: &csv::StringRecord| {
        let text = |name: &str| row[at(name)].to_owned();
        let number = |name: &str| text(name).parse::<i64>().unwrap();
        let once = number("death_lump_sum") + number("periodic") + number("funeral");
        assert_eq!(once + number("scholarship_total"), number("paid_total"), "{}", text("case"));
        assert_eq!(text("outcome"), "death");
        Published {
            case: text("case"),
            program: text("program"),
            segment: text("segment"),
            event_date: text("event_date"),
            enrolled: text("enrolled"),
            wage: number("monthly_wage"),
            once,
            scholarship: number("scholarship_total"),
        }
    };
    rows.iter().map(read).collect()
}

impl Published {
    fn month(&self) -> &str {
        &self.event_date[..7]
    }

    /// The children whose scholarships were told, and the one who was told to earn none.
    fn children(&self) -> Value {
        let child = |born: &str, level: &str, grade: u32| json!([{"birth_date": born, "level": level, "grade": grade, "studying": true, "married": false, "employed": false}]);
        match self.case.as_str() {
            "yusuf" => child("2012-01-01", "smp", 1),
            "niasrori" => child("2006-09-01", "sma", 2),
            "mahmudin" => child("2008-01-01", "sma", 1),
            _ => json!([]),
        }
    }

    fn request(&self) -> Value {
        json!({
            "program": self.program, "outcome": "death", "segment": self.segment, "event_date": self.event_date,
            "monthly_wage": self.wage, "membership": {"from": self.enrolled, "paid_through": self.month()},
            "children": self.children(),
        })
    }

    fn came_to(&self, estimate: &Value) {
        assert_eq!(estimate["total"], self.once, "{}", self.case);
        let scholarship = estimate["scholarship"]["total"].as_i64().unwrap_or_default();
        assert_eq!(scholarship, self.scholarship, "{}", self.case);
    }
}

#[test]
fn estimates_come_to_what_was_paid() {
    run(async {
        let app = TestApp::new(TestDatabase::sqlite()).await;
        for row in published() {
            row.came_to(&app.caseworker().post("benefit-estimates", &row.request()).await.expect(200));
        }
    });
}

#[test]
fn the_command_line_comes_to_what_was_paid() {
    let folder = tempfile::tempdir().unwrap();
    for row in published() {
        let file = folder.path().join(format!("{}.json", row.case));
        std::fs::write(&file, row.request().to_string()).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_santun"));
        let done = command.arg("benefit").arg(&file).current_dir(folder.path()).output().unwrap();
        assert!(done.status.success(), "{}: {}", row.case, String::from_utf8_lossy(&done.stderr));
        row.came_to(&serde_json::from_slice(&done.stdout).unwrap());
    }
}

async fn walked_claims_come_to_what_was_paid(database: TestDatabase) {
    let app = TestApp::new(database).await;
    for (number, row) in published().iter().enumerate() {
        let nik = format!("157102160886{:04}", 1000 + number);
        let group = if row.segment == "pu" { "penerima_upah" } else { "pekerja_rentan" };
        let (wage, from, through) = (row.wage, &row.enrolled, row.month());
        app.enrol(&format!(
            "{nik},Almarhum {},1986-08-16,L,001,Kebon,Kota,pekerja,{group},2500000{:04},{wage},{from},{through},,",
            row.case,
            1000 + number
        ))
        .await;
        let claim =
            if row.program == "jkk" { accident_of(&app, &nik, row).await } else { death_of(&app, &nik, row).await };
        assert_eq!(claim["benefit"]["total"], row.once, "{}", row.case);
        assert_eq!(claim["participant"]["segment"], group, "{}", row.case);
        assert_eq!(claim["participant"]["declared_income"], row.wage, "{}", row.case);
        let sum: i64 =
            claim["benefit"]["lines"].as_array().unwrap().iter().map(|line| line["amount"].as_i64().unwrap()).sum();
        assert_eq!(sum, row.once, "{}", row.case);
    }
    assert!(app.desk.audit(None).await.unwrap().faults.is_empty());
}

/// Who was paid: the widow, or, as in Tegal, the father.
async fn heir(case: &Case<'_>, row: &Published) -> String {
    if row.case != "fatah" {
        return case.widow().await;
    }
    case.person(json!({
        "name": "Kasim", "relation": "parent", "birth_date": "1960-01-01", "sex": "male",
        "account": {"bank": "BRI", "number": "0123456789", "holder": "Kasim"},
    }))
    .await
}

async fn accident_of(app: &TestApp, nik: &str, row: &Published) -> Value {
    let case = Case::reported(app, &accident(nik, &row.event_date)).await;
    let heir = heir(&case, row).await;
    case.until_heirs(&row.event_date).await;
    case.until_assessed(&heir, "sole").await
}

async fn death_of(app: &TestApp, nik: &str, row: &Published) -> Value {
    let mut report = report_of(nik, "Siti Aminah");
    report["event"]["date"] = json!(row.event_date);
    let case = Case::reported(app, &report).await;
    case.until_documents().await;
    let heir = heir(&case, row).await;
    case.all_papers().await;
    case.to(app.caseworker(), "documents_complete", json!({}), "heirs").await;
    case.until_assessed(&heir, "sole").await
}
