use super::{PaidYear, SchoolLevel, SchoolYear, child_eligible, earned, ended, first_school_day};
use crate::law::heirs::Adoption;
use crate::law::{LawBook, LawRefusal, Membership, Outcome, Program};

fn book() -> LawBook {
    LawBook::embedded().unwrap()
}

fn rule(answer: Result<(), Box<LawRefusal>>) -> String {
    answer.err().map_or_else(|| "yes".to_owned(), |refusal| refusal.rule)
}

fn year(text: &str) -> SchoolYear {
    text.parse().unwrap()
}

#[test]
fn a_school_year_begins_on_1_july() {
    let of = |date: &str| SchoolYear::of(date.parse().unwrap()).to_string();
    assert_eq!(of("2026-06-30"), "2025/2026");
    assert_eq!(of("2026-07-01"), "2026/2027");
    assert_eq!(of("2027-01-01"), "2026/2027");
    assert_eq!(year("2026/2027").first_day().to_string(), "2026-07-01");
    assert_eq!(year("2026/2027").next(), year("2027/2028"));
    assert_eq!(serde_json::to_string(&year("2026/2027")).unwrap(), "\"2026/2027\"");
    assert_eq!(serde_json::from_str::<SchoolYear>("\"2026/2027\"").unwrap(), year("2026/2027"));
    for wrong in ["", "2026", "2026/2028", "2026-2027", "2026/27", "2027/2026", "+026/0027", "1899/1900", " 2026/2027"]
    {
        assert!(wrong.parse::<SchoolYear>().unwrap_err().text().id.contains(wrong), "{wrong}");
    }
}

#[test]
fn school_begins_with_the_july_after_the_fourth_birthday() {
    let check = |birth: &str, after: &str, expect: &str| {
        let found = first_school_day(birth.parse().unwrap(), after.parse().unwrap()).to_string();
        assert_eq!(found, expect, "{birth} after {after}");
    };
    check("2021-06-30", "2024-01-10", "2025-07-01");
    check("2021-07-01", "2024-01-10", "2025-07-01");
    check("2021-07-02", "2024-01-10", "2026-07-01");
    check("2010-03-01", "2025-06-30", "2025-07-01");
    check("2010-03-01", "2025-07-01", "2026-07-01");
    check("2020-02-29", "2020-03-01", "2024-07-01");
}

#[test]
fn an_event_earns_or_says_why_not() {
    let check = |program, outcome, event: &str, from: &str, expect: &str| {
        let membership = Membership::without_gaps(from.parse().unwrap(), "2030-01".parse().unwrap());
        assert_eq!(
            rule(earned(&book(), program, outcome, event.parse().unwrap(), &membership)),
            expect,
            "{event} {from}"
        );
    };
    check(Program::Jkk, Outcome::Death, "2026-03-01", "2026-03", "yes");
    check(Program::Jkk, Outcome::TotalDisability, "2026-03-01", "2026-03", "yes");
    check(Program::Jkk, Outcome::Medical, "2026-03-01", "2010-03", "scholarship_not_of_outcome");
    check(Program::Jkm, Outcome::Death, "2026-03-01", "2023-04", "yes");
    check(Program::Jkm, Outcome::Death, "2026-03-01", "2023-05", "scholarship_contributions_short");
    check(Program::Jkk, Outcome::Death, "2019-12-01", "2010-03", "law_table_missing");
}

#[test]
fn a_child_is_theirs_and_was_there() {
    let check = |birth: Option<&str>, adopted, step, expect: &str| {
        let birth = birth.map(|birth| birth.parse().unwrap());
        let answer = child_eligible(&book(), "2026-03-01".parse().unwrap(), birth, adopted, step);
        assert_eq!(rule(answer), expect, "{birth:?} {adopted:?} {step}");
    };
    check(Some("2015-03-01"), None, false, "yes");
    check(Some("2026-03-01"), None, false, "yes");
    check(Some("2026-03-02"), None, false, "child_not_born");
    check(None, None, false, "child_not_born");
    check(Some("2003-03-02"), None, false, "yes");
    check(Some("2003-03-01"), None, false, "child_too_old");
    check(Some("2015-03-01"), Some(Adoption::Decree), false, "yes");
    check(Some("2015-03-01"), Some(Adoption::WithoutDecree), false, "child_not_legitimate");
    check(Some("2015-03-01"), None, true, "child_not_legitimate");
    check(Some("2015-03-01"), Some(Adoption::Decree), true, "yes");
}

#[test]
fn it_ends_with_23_or_with_the_last_year_of_study() {
    let paid = |level: SchoolLevel, years: &[&str]| -> Vec<PaidYear> {
        years.iter().map(|text| PaidYear { school_year: year(text), level }).collect()
    };
    let check = |birth: &str, paid: &[PaidYear], on: &str, expect: Option<&str>| {
        let found = ended(&book(), "2025-08-20".parse().unwrap(), birth.parse().unwrap(), paid, on.parse().unwrap());
        assert_eq!(found.map(|refusal| refusal.rule).as_deref(), expect, "{birth} on {on}");
    };
    check("2015-03-01", &[], "2026-11-22", None);
    // 22 on 1 July 2026, and that year is not paid yet; it may be claimed until three years have passed.
    check("2004-03-01", &[], "2026-11-22", None);
    let both = paid(SchoolLevel::Higher, &["2025/2026", "2026/2027"]);
    check("2004-03-01", &both[..1], "2026-11-22", None);
    check("2004-03-01", &both, "2026-11-22", Some("child_too_old"));
    check("2004-03-01", &[], "2029-07-01", None);
    check("2004-03-01", &[], "2029-07-02", Some("child_too_old"));
    let sma = paid(SchoolLevel::Sma, &["2025/2026", "2026/2027", "2027/2028"]);
    check("2010-03-01", &sma, "2028-11-22", None);
    let study = paid(SchoolLevel::Higher, &["2025/2026", "2026/2027", "2027/2028", "2028/2029", "2029/2030"]);
    check("2009-03-01", &study, "2029-11-22", Some("level_years_used"));
    check("2009-03-01", &study[1..], "2029-11-22", None);
}
