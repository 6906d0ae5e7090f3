use super::{ConditionCode, Coverage, CoverageCondition, Membership, check};
use crate::law::{Confidence, LawBook, Program, Segment};

fn coverage(program: Program, segment: Segment, from: &str, paid_through: &str, event: &str) -> Coverage {
    let membership = Membership::without_gaps(from.parse().unwrap(), paid_through.parse().unwrap());
    check(&LawBook::embedded().unwrap(), program, segment, &membership, event.parse().unwrap())
}

/// `expect` is `rule` and the conditions with their months.
#[track_caller]
fn expect(coverage: &Coverage, covered: bool, rule: &str, conditions: &[(ConditionCode, Option<u32>)]) {
    let found: Vec<_> = coverage.conditions.iter().map(|condition| (condition.code, condition.months)).collect();
    assert_eq!((coverage.covered, coverage.rule.as_str(), found.as_slice()), (covered, rule, conditions));
    assert!(!coverage.law.is_empty());
    let complete = |c: &CoverageCondition| !c.law.is_empty() && !c.message.id.is_empty() && !c.remedy.en.is_empty();
    assert!(coverage.conditions.iter().all(complete));
}

use ConditionCode::{
    ArrearsDue, BeforeMembership, ConfirmWithInsurer, GraceOver, LawTableMissing, MembershipShort, NeverPaid,
};
use Program::{Jkk, Jkm};
use Segment::{Bpu, Pu};

#[test]
fn coverage_outlives_the_last_paid_month_by_three() {
    let at = |event| coverage(Jkm, Bpu, "2024-01", "2025-06", event);
    expect(&at("2025-06-30"), true, "paid_month", &[]);
    expect(&at("2025-07-01"), true, "grace_period", &[(ArrearsDue, Some(1))]);
    expect(&at("2025-08-31"), true, "grace_period", &[(ArrearsDue, Some(2))]);
    expect(&at("2025-09-30"), true, "grace_period", &[(ArrearsDue, Some(3))]);
    expect(&at("2025-10-01"), false, "grace_over", &[(GraceOver, Some(4))]);
    assert_eq!(at("2025-09-30").conditions[0].confidence, Confidence::Medium);
}

#[test]
fn jkm_counts_paid_months_since_february_2025() {
    let at = |from, event| coverage(Jkm, Bpu, from, "2026-12", event);
    expect(&at("2025-02", "2025-02-23"), true, "paid_month", &[]);
    expect(&at("2025-02", "2025-02-24"), true, "paid_month", &[(MembershipShort, Some(1))]);
    expect(&at("2025-01", "2025-02-24"), true, "paid_month", &[(MembershipShort, Some(2))]);
    expect(&at("2024-12", "2025-02-24"), true, "paid_month", &[(ConfirmWithInsurer, Some(3))]);
    expect(&at("2024-11", "2025-02-24"), true, "paid_month", &[]);
    expect(&at("2024-12", "2025-02-23"), true, "paid_month", &[]);
    assert_eq!(at("2024-12", "2025-02-24").conditions[0].confidence, Confidence::Open);
}

#[test]
fn unpaid_months_do_not_count_towards_the_length_of_membership() {
    let coverage = coverage(Jkm, Bpu, "2025-05", "2025-06", "2025-08-20");
    expect(&coverage, true, "grace_period", &[(ArrearsDue, Some(2)), (MembershipShort, Some(2))]);
}

#[test]
fn jkk_has_no_waiting_period_and_wage_earners_none_at_all() {
    expect(&coverage(Jkk, Bpu, "2025-06", "2025-12", "2025-06-02"), true, "paid_month", &[]);
    expect(&coverage(Jkm, Pu, "2025-06", "2025-12", "2025-06-02"), true, "paid_month", &[]);
}

#[test]
fn arrears_of_an_employer_ask_the_insurer() {
    let grace = coverage(Jkm, Pu, "2024-01", "2025-06", "2025-08-20");
    expect(&grace, true, "grace_period", &[(ArrearsDue, Some(2)), (ConfirmWithInsurer, Some(2))]);
    assert_eq!(grace.conditions[1].confidence, Confidence::Low);
    expect(&coverage(Jkm, Pu, "2024-01", "2025-06", "2025-10-01"), false, "grace_over", &[(GraceOver, Some(4))]);
}

#[test]
fn outside_membership_says_why() {
    let before = coverage(Jkm, Bpu, "2025-05", "2025-12", "2025-04-30");
    expect(&before, false, "before_membership", &[(BeforeMembership, None)]);
    let never = coverage(Jkm, Bpu, "2025-05", "2025-04", "2025-05-10");
    expect(&never, false, "never_paid", &[(NeverPaid, Some(0))]);
    let old = coverage(Jkm, Bpu, "2014-05", "2015-12", "2015-06-30");
    expect(&old, false, "law_table_missing", &[(LawTableMissing, None)]);
    assert!(old.conditions[0].message.en.contains("01-07-2015") && old.law.contains("PP 53/2012"), "{old:?}");
}

#[test]
fn reads_as_the_interface_promises() {
    let json = serde_json::to_value(coverage(Jkm, Bpu, "2025-05", "2025-06", "2025-07-20")).unwrap();
    assert_eq!(json["since"], "2025-05");
    assert_eq!(json["paid_through"], "2025-06");
    assert_eq!(json["conditions"][0]["code"], "arrears_due");
    assert_eq!(json["conditions"][0]["months"], 1);
    assert_eq!(json["conditions"][1]["code"], "membership_short");
    assert!(json["conditions"][1]["law"].as_str().unwrap().contains("Permenaker 1/2025"));
}

#[test]
fn months_in_gaps_are_not_paid() {
    let gaps = ["2025-07", "2025-08", "2025-08", "2031-01"].map(|month| month.parse().unwrap()).to_vec();
    let membership =
        Membership { gaps, ..Membership::without_gaps("2025-05".parse().unwrap(), "2025-12".parse().unwrap()) };
    let paid = |through: &str| membership.paid_months(through.parse().unwrap());
    assert_eq!(["2025-04", "2025-05", "2025-08", "2025-09", "2026-12"].map(paid), [0, 1, 2, 3, 6]);
    let at = |event: &str| check(&LawBook::embedded().unwrap(), Jkm, Bpu, &membership, event.parse().unwrap());
    expect(&at("2025-08-20"), true, "grace_period", &[(ArrearsDue, Some(2)), (MembershipShort, Some(2))]);
    expect(&at("2025-09-20"), true, "paid_month", &[(ConfirmWithInsurer, Some(3))]);
    expect(&at("2025-10-20"), true, "paid_month", &[]);
    let json = serde_json::to_value(Membership::without_gaps("2025-05".parse().unwrap(), "2025-12".parse().unwrap()));
    assert_eq!(json.unwrap(), serde_json::json!({"from": "2025-05", "paid_through": "2025-12"}));
}

#[test]
fn a_gap_longer_than_the_grace_is_not_covered() {
    let gaps = ["2025-06", "2025-07", "2025-08", "2025-09"].map(|month| month.parse().unwrap()).to_vec();
    let membership =
        Membership { gaps, ..Membership::without_gaps("2025-05".parse().unwrap(), "2025-12".parse().unwrap()) };
    let at = |event: &str| check(&LawBook::embedded().unwrap(), Jkk, Bpu, &membership, event.parse().unwrap());
    expect(&at("2025-08-31"), true, "grace_period", &[(ArrearsDue, Some(3))]);
    expect(&at("2025-09-01"), false, "grace_over", &[(GraceOver, Some(4))]);
    expect(&at("2025-10-01"), true, "paid_month", &[]);
}
