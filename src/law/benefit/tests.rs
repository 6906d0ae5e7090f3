use serde_json::{Value, json};

use super::{Estimate, EstimateRequest, LineCode, estimate, income_base, jkk_death_total};
use crate::law::{Confidence, LawBook, Rupiah, Segment};

fn book() -> LawBook {
    LawBook::embedded().unwrap()
}

fn request(changes: &Value) -> EstimateRequest {
    let mut request = json!({
        "program": "jkm", "outcome": "death", "segment": "bpu", "event_date": "2025-08-20", "monthly_wage": 1_000_000,
        "membership": {"from": "2025-05", "paid_through": "2026-12"},
    });
    for (field, value) in changes.as_object().unwrap() {
        request[field] = value.clone();
    }
    serde_json::from_value(request).unwrap()
}

fn answer(changes: &Value) -> Estimate {
    estimate(&book(), &request(changes)).unwrap()
}

/// Amounts of the lines in order, the sum, and the other sum.
#[track_caller]
fn check(changes: &Value, amounts: &[i64], alternative: Option<i64>) {
    let answer = answer(changes);
    let found: Vec<i64> = answer.lines.iter().map(|line| line.amount.0).collect();
    let total = Rupiah(amounts.iter().sum());
    assert_eq!((found.as_slice(), answer.total), (amounts, total), "{changes}");
    assert_eq!(answer.alternative_total, alternative.map(Rupiah), "{changes}");
}

fn child(birth_date: &str, grade: u32) -> Value {
    json!({"birth_date": birth_date, "level": "sd", "grade": grade, "studying": true, "married": false,
        "employed": false})
}

fn long(event: &str) -> Value {
    json!({"event_date": event, "membership": {"from": "2010-01", "paid_through": "2030-01"}})
}

#[test]
fn the_date_of_death_chooses_the_amounts() {
    check(&long("2015-07-01"), &[16_200_000, 4_800_000, 3_000_000], None);
    check(&long("2019-12-01"), &[16_200_000, 4_800_000, 3_000_000], None);
    check(&long("2019-12-02"), &[20_000_000, 12_000_000, 10_000_000], None);
    check(&long("2026-11-22"), &[20_000_000, 12_000_000, 10_000_000], None);
}

#[test]
fn before_the_first_table_the_law_is_named() {
    let answer = answer(&long("2015-06-30"));
    assert_eq!((answer.covered, answer.total, answer.lines.len()), (false, Rupiah(0), 0));
    assert_eq!(answer.refusals[0].rule, "law_table_missing");
    assert!(answer.refusals[0].law.contains("PP 53/2012"));
}

#[test]
fn a_short_membership_earns_the_funeral_since_february_2025() {
    let since =
        |from: &str, event: &str| json!({"event_date": event, "membership": {"from": from, "paid_through": "2026-12"}});
    let full = [20_000_000, 12_000_000, 10_000_000];
    check(&since("2025-02", "2025-02-23"), &full, None);
    check(&since("2025-02", "2025-02-24"), &[10_000_000], None);
    check(&since("2025-01", "2025-02-24"), &[10_000_000], None);
    check(&since("2024-12", "2025-02-24"), &[10_000_000], Some(42_000_000));
    check(&since("2024-11", "2025-02-24"), &full, None);
    let open = answer(&since("2024-12", "2025-02-24"));
    assert_eq!(open.lines[0].confidence, Confidence::Open);
}

#[test]
fn uncovered_earns_nothing_and_says_what_would_help() {
    let answer = answer(&json!({"membership": {"from": "2025-01", "paid_through": "2025-04"}}));
    assert_eq!((answer.covered, answer.total, answer.lines.len()), (false, Rupiah(0), 0));
    assert_eq!(answer.refusals.len(), 1);
    assert_eq!(answer.refusals[0].rule, "grace_over");
    assert!(!answer.refusals[0].remedy.id.is_empty());
}

#[test]
fn a_jkk_death_counts_the_wage() {
    check(&json!({"program": "jkk"}), &[48_000_000, 12_000_000, 10_000_000], None);
    check(
        &json!({"program": "jkk", "segment": "pu", "monthly_wage": 3_131_321}),
        &[150_303_408, 12_000_000, 10_000_000],
        None,
    );
    check(
        &json!({"program": "jkk", "segment": "pu", "monthly_wage": 400_000}),
        &[20_000_000, 12_000_000, 10_000_000],
        None,
    );
    let line = &answer(&json!({"program": "jkk", "monthly_wage": 1_250_000})).lines[0];
    assert_eq!(
        (line.code, line.amount, line.confidence),
        (LineCode::DeathLumpSum, Rupiah(57_600_000), Confidence::Medium)
    );
    assert_eq!(line.formula.en, "60 % × 80 × base Rp1.200.000 (declared income Rp1.250.000)");
}

#[test]
fn both_sums_of_a_death_that_may_have_been_at_work() {
    let total = |wage, segment, date: &str| jkk_death_total(&book(), Rupiah(wage), segment, date.parse().unwrap());
    assert_eq!(total(1_000_000, Segment::Bpu, "2025-08-20"), Some(Rupiah(70_000_000)));
    assert_eq!(total(3_131_321, Segment::Pu, "2023-05-01"), Some(Rupiah(172_303_408)));
    assert_eq!(total(1_000_000, Segment::Bpu, "2019-12-01"), Some(Rupiah(55_800_000)));
    assert_eq!(total(1_000_000, Segment::Bpu, "2015-06-30"), None);
    assert_eq!(total(-1, Segment::Pu, "2025-08-20"), None);
    assert_eq!(total(i64::MAX, Segment::Pu, "2025-08-20"), None);
}

#[test]
fn income_has_a_base() {
    let check = |income, base, confidence| {
        let found = income_base(&book(), Rupiah(income), "2025-08-20".parse().unwrap()).unwrap();
        assert_eq!((found.base, found.confidence), (Rupiah(base), confidence), "{income}");
    };
    check(0, 1_000_000, Confidence::High);
    check(1_099_999, 1_000_000, Confidence::High);
    check(1_100_000, 1_200_000, Confidence::High);
    check(1_299_000, 1_200_000, Confidence::High);
    check(2_699_000, 2_600_000, Confidence::Medium);
    check(2_700_000, 2_950_000, Confidence::Medium);
    check(8_199_000, 7_950_000, Confidence::Medium);
    check(8_200_000, 8_700_000, Confidence::Medium);
    check(20_199_000, 19_700_000, Confidence::Medium);
    check(900_000_000, 20_700_000, Confidence::Medium);
    assert_eq!(income_base(&book(), Rupiah(-1), "2025-08-20".parse().unwrap()), None);
    assert_eq!(income_base(&book(), Rupiah(1), "2015-06-30".parse().unwrap()), None);
}

#[test]
fn what_is_not_built_is_refused_by_name() {
    let answer = answer(&json!({"program": "jkk", "outcome": "total_disability"}));
    assert!(answer.covered && answer.lines.is_empty());
    assert_eq!(answer.refusals[0].rule, "program_not_available");
}

#[test]
fn children_without_scholarship_are_told_why() {
    let child = json!([child("2015-03-01", 4)]);
    let rules = |changes: Value| answer(&changes).refusals.into_iter().map(|refusal| refusal.rule).collect::<Vec<_>>();
    assert_eq!(rules(json!({"children": child})), ["scholarship_contributions_short"]);
    let years = |from: &str| json!({"children": child, "membership": {"from": from, "paid_through": "2026-12"}});
    assert_eq!(rules(years("2022-10")), ["scholarship_contributions_short"]);
    assert_eq!(rules(years("2022-09")), ["scholarship_not_computed"]);
    assert_eq!(rules(json!({"children": child, "program": "jkk"})), ["scholarship_not_computed"]);
    assert!(rules(json!({})).is_empty());
}

#[test]
fn every_fault_of_a_request_is_named() {
    let wrong = request(&json!({
        "outcome": "temporary", "monthly_wage": -1, "event_date": "0202-08-20",
        "membership": {"from": "2025-05", "paid_through": "2025-04"},
        "children": [child("2090-03-01", 9)],
        "disabilities": [{"code": "arm", "function_loss_percent": 101}],
        "expenses": [{"kind": "transport_land", "amount": 2_000_000_000_000_i64}],
    }));
    let errors = estimate(&book(), &wrong).unwrap_err();
    let found: Vec<_> = errors.iter().map(|error| (error.field.as_str(), error.code.as_str())).collect();
    let expect = [
        ("monthly_wage", "negative"),
        ("event_date", "date_out_of_range"),
        ("membership.paid_through", "paid_through_before_from"),
        ("outcome", "outcome_not_of_program"),
        ("children[0].birth_date", "birth_date_after_event"),
        ("children[0].grade", "grade_out_of_range"),
        ("disabilities[0].function_loss_percent", "percent_out_of_range"),
        ("expenses[0].amount", "too_large"),
    ];
    assert_eq!(found, expect);
}

#[test]
fn unknown_fields_are_refused() {
    let text = r#"{"program":"jkm","outcome":"death","segment":"bpu","event_date":"2025-08-20","monthly_wage":1000000,
        "membership":{"from":"2025-05","paid_through":"2026-12"},"wage":1}"#;
    assert!(serde_json::from_str::<EstimateRequest>(text).unwrap_err().to_string().contains("wage"));
}

#[test]
fn reads_as_the_interface_promises() {
    let json = serde_json::to_value(answer(&json!({}))).unwrap();
    let keys: Vec<_> = json.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["coverage", "covered", "law_versions", "lines", "refusals", "scholarship", "total"]);
    assert_eq!(json["total"], 42_000_000);
    assert_eq!(json["scholarship"], Value::Null);
    assert_eq!(json["lines"][0]["code"], "death_lump_sum");
    assert_eq!(json["lines"][1]["formula"]["id"], "24 bulan × Rp500.000, dibayar sekaligus");
    assert_eq!(json["lines"][2]["confidence"], "high");
    assert_eq!(json["law_versions"][0], json!({"name": "benefit-death", "version": 2}));
    assert_eq!(json["law_versions"][1], json!({"name": "coverage", "version": 2}));
}

/// Claims that the press reported as paid. The rows of JKM in full, those of JKK without their scholarships.
#[test]
fn published_claims_were_paid_as_computed() {
    let mut reader = csv::Reader::from_reader(include_str!("published-claims.csv").as_bytes());
    let headers = reader.headers().unwrap().clone();
    let mut jkm = 0;
    for record in reader.records() {
        let record = record.unwrap();
        let get = |name: &str| record.get(headers.iter().position(|header| header == name).unwrap()).unwrap();
        let number = |name: &str| get(name).parse::<i64>().unwrap();
        let answer = answer(&json!({
            "program": get("program"), "segment": get("segment"), "event_date": get("event_date"),
            "monthly_wage": number("monthly_wage"),
            "membership": {"from": get("enrolled"), "paid_through": get("event_date")[..7]},
        }));
        let amount = |code| answer.lines.iter().find(|line| line.code == code).map_or(0, |line| line.amount.0);
        let found = [LineCode::DeathLumpSum, LineCode::Periodic, LineCode::Funeral].map(amount);
        assert_eq!(found, ["death_lump_sum", "periodic", "funeral"].map(number), "{}", get("case"));
        assert_eq!(answer.total.0, number("paid_total") - number("scholarship_total"), "{}", get("case"));
        jkm += i32::from(get("program") == "jkm");
    }
    assert_eq!(jkm, 4);
}
