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
fn a_formula_shows_where_every_rupiah_comes_from() {
    let base = json!({"program": "jkk", "outcome": "partial_functional", "event_date": "2026-03-01", "incapacity_days": 361,
        "incapacity_paid": 2_000_000, "paid_elsewhere": 20_000_000, "left_handed": true,
        "disabilities": [{"code": "left_thumb", "function_loss_percent": 50}, {"code": "right_index_phalanx", "function_loss_percent": 100},
            {"code": "hearing_loss_one", "measured": 25}],
        "expenses": [{"kind": "medical", "amount": 35_000_000}, {"kind": "prosthesis", "amount": 1_000_000},
            {"kind": "homecare", "amount": 900_000, "days": 30}]});
    let formulas: Vec<String> = answer(&base).lines.into_iter().map(|line| line.formula.en).collect();
    let expect = [
        "(left thumb (left-handed, counted as right thumb) 50 % × 15 % + first phalanx of the right index finger \
            (left-handed, counted as first phalanx of the left index finger) 100 % × 3.5 % + loss of hearing of one ear \
            2 × 10 dB × 3 %) × 80 × base Rp1.000.000 (declared income Rp1.000.000)",
        "360/30 × 100 % × base Rp1.000.000 (declared income Rp1.000.000) + 1/30 × 50 % × base Rp1.000.000 \
            (declared income Rp1.000.000) − Rp2.000.000 already paid",
        "medical care Rp35.000.000 − Rp20.000.000 that the first payer paid",
        "care at home Rp900.000, at most Rp20.000.000 and 365 days",
        "price of the orthosis or prosthesis Rp1.000.000 + 40 %",
    ];
    assert_eq!(formulas, expect);
    let capped = json!({"program": "jkk", "outcome": "partial_anatomical", "segment": "pu", "event_date": "2026-03-01",
        "disabilities": [{"code": "one_leg"}, {"code": "right_arm_shoulder"}]});
    let line = &answer(&capped).lines[0];
    assert_eq!(
        line.formula.id,
        "(sebelah kaki dari pangkal paha ke bawah 35 % + lengan kanan dari sendi bahu ke bawah 40 % = 75 %, \
            paling banyak 70 %) × 80 × upah Rp1.000.000"
    );
    assert_eq!(line.confidence, Confidence::Medium);
}

#[test]
fn a_line_is_as_sure_as_its_least_sure_part() {
    let of = |code: &str, measured: Option<u32>, segment: &str| {
        let changes = json!({"program": "jkk", "outcome": "partial_anatomical", "event_date": "2026-03-01",
            "segment": segment, "disabilities": [{"code": code, "measured": measured}]});
        answer(&changes).lines[0].confidence
    };
    assert_eq!(of("right_arm_shoulder", None, "pu"), Confidence::High);
    assert_eq!(of("right_arm_shoulder", None, "bpu"), Confidence::Medium);
    assert_eq!(of("right_thumb", None, "pu"), Confidence::Medium);
    assert_eq!(of("hearing_loss_both", Some(60), "pu"), Confidence::High);
    assert_eq!(of("hearing_loss_both", Some(70), "pu"), Confidence::Open);
}

#[test]
fn every_table_that_was_needed_is_named() {
    let tables = |changes: &Value| {
        answer(changes)
            .law_versions
            .into_iter()
            .map(|table| format!("{} {}", table.name, table.version))
            .collect::<Vec<_>>()
    };
    let death = ["benefit-death 2", "coverage 2", "income-bands 1"];
    assert_eq!(tables(&json!({})), death);
    assert_eq!(tables(&json!({"program": "jkk"})), death);
    let days = json!({"program": "jkk", "outcome": "temporary", "incapacity_days": 3});
    assert_eq!(tables(&days), [&death[..], &["benefit-jkk 1"]].concat());
    let all = json!({"program": "jkk", "outcome": "partial_anatomical", "disabilities": [{"code": "one_eye"}],
        "children": [child("2015-03-01", 4)]});
    assert_eq!(tables(&all), [&death[..], &["benefit-jkk 1", "disability 1", "scholarship 2"]].concat());
    let old = json!({"program": "jkk", "outcome": "medical", "event_date": "2018-01-01",
        "membership": {"from": "2016-01", "paid_through": "2018-01"}, "expenses": [{"kind": "glasses", "amount": 1}]});
    assert_eq!(tables(&old), ["benefit-death 1", "coverage 1", "income-bands 1"]);
    let refusal = &answer(&old).refusals[0];
    assert_eq!(
        (refusal.rule.as_str(), refusal.law.as_str()),
        ("law_table_missing", "PP 44/2015 Lampiran III (penggantian biaya)")
    );
    assert!(refusal.message.en.contains("before 02-12-2019"), "{refusal:?}");
}

#[test]
fn an_unknown_kind_of_cost_is_refused_by_name() {
    let error = serde_json::from_value::<super::ExpenseInput>(json!({"kind": "transport", "amount": 1})).unwrap_err();
    assert!(error.to_string().contains("unknown variant `transport`, expected one of `medical`"), "{error}");
}

#[test]
fn a_scholarship_is_only_as_sure_as_the_months_it_counts() {
    let of = |gaps: Value, program: &str| {
        let changes = json!({"program": program, "event_date": "2026-05-01", "children": [child("2015-03-01", 4)],
            "membership": {"from": "2020-01", "paid_through": "2026-12", "gaps": gaps}});
        answer(&changes).scholarship.unwrap().confidence
    };
    assert_eq!(of(json!([]), "jkm"), Confidence::Medium);
    assert_eq!(of(json!(["2024-01"]), "jkm"), Confidence::Open);
    assert_eq!(of(json!(["2026-06"]), "jkm"), Confidence::Medium);
    assert_eq!(of(json!(["2024-01"]), "jkk"), Confidence::Medium);
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
        ("disabilities", "not_of_program"),
        ("expenses", "not_of_program"),
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
