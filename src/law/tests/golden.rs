use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::{Map, Value, json};

use super::table::{Row, rows};
use crate::law::benefit::{Estimate, EstimateRequest, estimate};
use crate::law::scholarship::{YearsRequest, years};
use crate::law::{FieldError, LawBook, LawRefusal, LineCode, coverage};

macro_rules! cases {
    ($name:literal) => {
        rows(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/law/", $name)))
    };
}

/// Read once: hundreds of cases ask it.
fn book() -> &'static LawBook {
    static BOOK: LazyLock<LawBook> = LazyLock::new(|| LawBook::embedded().unwrap());
    &BOOK
}

/// `code key=value key=value` as an object, the first word under `first`.
fn object(item: &str, first: &str, names: &[(&str, &str)]) -> Value {
    let mut words = item.split_whitespace();
    let mut object = Map::from_iter([(first.to_owned(), json!(words.next().unwrap()))]);
    for word in words {
        let (key, value) = word.split_once('=').unwrap_or(("amount", word));
        let name = names.iter().find(|(short, _)| *short == key).map_or(key, |(_, name)| name);
        object.insert(name.to_owned(), json!(value.parse::<i64>().unwrap()));
    }
    Value::Object(object)
}

fn wrong_fields(errors: &[FieldError]) -> Vec<String> {
    assert!(errors.iter().all(|error| !error.message.id.is_empty() && !error.message.en.is_empty()));
    errors.iter().map(|error| format!("{} {}", error.field, error.code)).collect()
}

fn refused(refusals: &[LawRefusal]) -> Vec<&str> {
    let complete = |refusal: &LawRefusal| !refusal.law.is_empty() && !refusal.remedy.id.is_empty();
    assert!(refusals.iter().all(complete), "{refusals:?}");
    refusals.iter().map(|refusal| refusal.rule.as_str()).collect()
}

fn line_code(code: LineCode) -> String {
    serde_json::to_value(code).unwrap().as_str().unwrap().to_owned()
}

#[test]
fn benefits() {
    let cases = cases!("benefits.csv");
    assert!(cases.len() >= 120);
    for row in cases {
        let mut request = json!({
            "program": row.get("program"), "outcome": row.get("outcome"), "segment": row.get("segment"),
            "event_date": row.get("event_date"), "monthly_wage": row.number("monthly_wage"),
            "membership": row.membership(), "left_handed": row.is_yes("left_handed"),
            "incapacity_days": row.number("incapacity_days"),
            "incapacity_paid": row.number("incapacity_paid").unwrap_or(0),
            "paid_elsewhere": row.number("paid_elsewhere").unwrap_or(0),
        });
        request["expenses"] = row.list("expenses").iter().map(|item| object(item, "kind", &[])).collect();
        let names = [("loss", "function_loss_percent")];
        request["disabilities"] = row.list("disabilities").iter().map(|item| object(item, "code", &names)).collect();
        check_estimate(&row, request);
    }
}

/// Compares lines, sums and refusals, and that every line says where it comes from.
#[track_caller]
fn check_estimate(row: &Row, request: Value) -> Option<Estimate> {
    let request: EstimateRequest = serde_json::from_value(request).unwrap();
    let answer = match estimate(book(), &request) {
        Ok(answer) => answer,
        Err(errors) => {
            assert_eq!(wrong_fields(&errors), row.list("refusals"), "{}", row.case());
            assert_eq!(row.get("total"), "", "{}", row.case());
            return None;
        }
    };
    let lines: Vec<String> =
        answer.lines.iter().map(|line| format!("{} {}", line_code(line.code), line.amount.0)).collect();
    assert_eq!(lines, row.list("lines"), "{}", row.case());
    assert_eq!(Some(answer.total.0), row.number("total"), "{}", row.case());
    assert_eq!(answer.alternative_total.map(|total| total.0), row.number("other_total"), "{}", row.case());
    assert_eq!(refused(&answer.refusals), row.list("refusals"), "{}", row.case());
    assert!(answer.lines.iter().all(|line| !line.law.is_empty() && !line.formula.id.is_empty()), "{}", row.case());
    Some(answer)
}

#[test]
fn disabilities() {
    let mut seen = BTreeSet::new();
    for row in cases!("disability.csv") {
        seen.insert(row.get("code").to_owned());
        let item = format!("{} {}", row.get("code"), row.get("given"));
        let request = json!({
            "program": "jkk", "outcome": "partial_anatomical", "segment": "pu", "event_date": row.get("event_date"),
            "monthly_wage": row.number("monthly_wage"), "left_handed": row.is_yes("left_handed"),
            "membership": {"from": "2015-07", "paid_through": "2040-12"},
            "disabilities": [object(&item, "code", &[])],
        });
        let request: EstimateRequest = serde_json::from_value(request).unwrap();
        match estimate(book(), &request) {
            Ok(answer) => {
                assert_eq!(Some(answer.total.0), row.number("amount"), "{}", row.case());
                assert_eq!(refused(&answer.refusals), row.list("refusal"), "{}", row.case());
                let percent = format!("{} %", row.get("percent"));
                let shown =
                    answer.lines.iter().all(|line| line.formula.en.contains(&percent) || counted(row.get("given")));
                assert!(shown, "{}: {:?}", row.case(), answer.lines);
            }
            Err(errors) => {
                assert_eq!(wrong_fields(&errors), row.list("refusal"), "{}", row.case());
                assert_eq!(row.get("amount"), "", "{}", row.case());
            }
        }
    }
    let book = book();
    let table = book.disability.in_force("2026-03-01".parse().unwrap()).unwrap();
    let codes: BTreeSet<String> = table.rules.rows.iter().map(|row| row.code.clone()).collect();
    assert_eq!((codes.len(), &codes), (42, &seen));
}

/// A measured row shows its steps in the formula, not their product.
fn counted(given: &str) -> bool {
    given.starts_with("measured")
}

#[test]
fn coverages() {
    for row in cases!("coverage.csv") {
        let membership = serde_json::from_value(row.membership()).unwrap();
        let read = |name: &str| json!(row.get(name));
        let found = coverage::check(
            book(),
            serde_json::from_value(read("program")).unwrap(),
            serde_json::from_value(read("segment")).unwrap(),
            &membership,
            row.get("event_date").parse().unwrap(),
        );
        let conditions: Vec<String> = found
            .conditions
            .iter()
            .map(|condition| {
                let code = serde_json::to_value(condition.code).unwrap().as_str().unwrap().to_owned();
                condition.months.map_or(code.clone(), |months| format!("{code} {months}"))
            })
            .collect();
        assert_eq!((found.covered, found.rule.as_str()), (row.is_yes("covered"), row.get("rule")), "{}", row.case());
        assert_eq!(conditions, row.list("conditions"), "{}", row.case());
    }
}

/// `BIRTH LEVEL GRADE flags` as the calculator takes it.
fn child(item: &str) -> Value {
    let words: Vec<&str> = item.split_whitespace().collect();
    let is = |flag: &str| words.contains(&flag);
    let work = words.iter().find_map(|word| word.strip_prefix("work="));
    json!({"birth_date": words[0], "level": words[1], "grade": words[2].parse::<u32>().unwrap(),
        "studying": is("studying"), "married": is("married"), "employed": is("employed"), "work": work})
}

#[test]
fn scholarships() {
    for row in cases!("scholarship.csv") {
        let outcome = row.get("outcome");
        let mut request = json!({
            "program": row.get("program"), "outcome": outcome, "segment": "bpu", "event_date": row.get("event_date"),
            "monthly_wage": 1_000_000, "membership": row.membership(),
            "children": row.list("children").into_iter().map(child).collect::<Vec<_>>(),
        });
        match outcome {
            "temporary" => request["incapacity_days"] = json!(30),
            "partial_anatomical" => request["disabilities"] = json!([{"code": "right_thumb"}]),
            _ => {}
        }
        let request: EstimateRequest = serde_json::from_value(request).unwrap();
        let answer = match estimate(book(), &request) {
            Ok(answer) => answer,
            Err(errors) => {
                assert_eq!(wrong_fields(&errors), row.list("refusals"), "{}", row.case());
                continue;
            }
        };
        let children: Vec<String> = answer.scholarship.iter().flat_map(|all| &all.children).map(levels).collect();
        assert_eq!(children.join(" | "), row.get("expected"), "{}", row.case());
        let total = answer.scholarship.as_ref().map_or(0, |all| all.total.0);
        assert_eq!(Some(total), row.number("total"), "{}", row.case());
        assert_eq!(refused(&answer.refusals), row.list("refusals"), "{}", row.case());
    }
}

fn levels(child: &crate::law::benefit::ScholarshipChild) -> String {
    let level = |of: &crate::law::benefit::ScholarshipYears| {
        format!("{} {}", serde_json::to_value(of.level).unwrap().as_str().unwrap(), of.years)
    };
    child.years.iter().map(level).collect::<Vec<_>>().join(" ")
}

/// `YEAR LEVEL GRADE`, or without the grade for a paid year.
fn school_year(item: &str) -> Value {
    let words: Vec<&str> = item.split_whitespace().collect();
    let mut year = json!({"school_year": words[0], "level": words[1]});
    if let Some(grade) = words.get(2) {
        year["grade"] = json!(grade.parse::<u32>().unwrap());
    }
    year
}

#[test]
fn school_years() {
    for row in cases!("school-years.csv") {
        let flags: Vec<&str> = row.get("child").split_whitespace().collect();
        let work = flags.iter().find_map(|word| word.strip_prefix("work=")).unwrap_or("none");
        let request: YearsRequest = serde_json::from_value(json!({
            "event_date": row.get("event_date"), "child_birth_date": row.get("birth_date"),
            "married": flags.contains(&"married"), "studying": flags.contains(&"studying"), "work": work,
            "applied_on": row.get("applied_on"),
            "paid": row.list("paid").into_iter().map(school_year).collect::<Vec<_>>(),
            "claimed": row.list("claimed").into_iter().map(school_year).collect::<Vec<_>>(),
        }))
        .unwrap();
        let answer = match years(book(), &request) {
            Ok(answer) => answer,
            Err(errors) => {
                assert_eq!(wrong_fields(&errors), row.list("refusals"), "{}", row.case());
                continue;
            }
        };
        let due: Vec<String> = answer.due.iter().map(|year| year.school_year.to_string()).collect();
        assert_eq!(due.join(" "), row.get("due"), "{}", row.case());
        assert_eq!(Some(answer.total.0), row.number("total"), "{}", row.case());
        assert_eq!(refused(&answer.refusals), row.list("refusals"), "{}", row.case());
        assert_eq!(
            (answer.lines.len(), answer.due.len() + answer.refusals.len()),
            (answer.due.len(), request.claimed.len())
        );
    }
}

/// Claims that the press reported as paid, with the scholarships that were told.
#[test]
fn published_claims_were_paid_as_computed() {
    let child = |name: &str| match name {
        "yusuf" => json!([{"birth_date": "2012-01-01", "level": "smp", "grade": 1, "studying": true, "married": false,
            "employed": false}]),
        // About to start the second year of SMA, and about to start SMA.
        "niasrori" => json!([{"birth_date": "2006-09-01", "level": "sma", "grade": 2, "studying": true,
            "married": false, "employed": false}]),
        "mahmudin" => json!([{"birth_date": "2008-01-01", "level": "sma", "grade": 1, "studying": true,
            "married": false, "employed": false}]),
        _ => json!([]),
    };
    for row in cases_of_the_press() {
        let request = json!({
            "program": row.get("program"), "outcome": row.get("outcome"), "segment": row.get("segment"),
            "event_date": row.get("event_date"), "monthly_wage": row.number("monthly_wage"),
            "membership": {"from": row.get("enrolled"), "paid_through": &row.get("event_date")[..7]},
            "children": child(row.case()),
        });
        let answer = estimate(book(), &serde_json::from_value(request).unwrap()).unwrap();
        let amount = |code| answer.lines.iter().find(|line| line.code == code).map_or(0, |line| line.amount.0);
        let found = [LineCode::DeathLumpSum, LineCode::Periodic, LineCode::Funeral].map(amount);
        let told = ["death_lump_sum", "periodic", "funeral"].map(|name| row.number(name).unwrap());
        assert_eq!(found, told, "{}", row.case());
        let scholarship = answer.scholarship.map_or(0, |all| all.total.0);
        assert_eq!(Some(scholarship), row.number("scholarship_total"), "{}", row.case());
        assert_eq!(Some(answer.total.0 + scholarship), row.number("paid_total"), "{}", row.case());
        if row.case() == "yusuf" {
            assert_eq!(refused(&answer.refusals), ["scholarship_contributions_short"]);
        }
    }
}

fn cases_of_the_press() -> Vec<Row> {
    let cases = cases!("published-claims.csv");
    assert_eq!(cases.len(), 7);
    cases
}
