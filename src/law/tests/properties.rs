use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use serde_json::json;

use crate::law::benefit::{EstimateRequest, ExpenseInput, ExpenseKind, estimate};
use crate::law::scholarship::{
    ChildInput, PaidYear, SchoolLevel, SchoolYear, StudyYear, Work, YearsRequest, ended, years,
};
use crate::law::{LawBook, Membership, Month, Outcome, Program, Rupiah, Segment};

/// Read once: hundreds of cases ask it.
fn book() -> &'static LawBook {
    static BOOK: LazyLock<LawBook> = LazyLock::new(|| LawBook::embedded().unwrap());
    &BOOK
}

/// A request without children, days or costs; every test sets what it is about.
fn request(program: Program, outcome: Outcome, segment: Segment, event_date: NaiveDate, wage: i64) -> EstimateRequest {
    let membership = Membership::without_gaps("2010-01".parse().unwrap(), "2040-01".parse().unwrap());
    EstimateRequest {
        program,
        outcome,
        segment,
        event_date,
        monthly_wage: Rupiah(wage),
        membership,
        children: Vec::new(),
        disabilities: Vec::new(),
        incapacity_days: None,
        expenses: Vec::new(),
        left_handed: false,
        incapacity_paid: Rupiah::ZERO,
        paid_elsewhere: Rupiah::ZERO,
    }
}

fn day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..5_000).prop_map(|days| NaiveDate::from_ymd_opt(2015, 1, 1).unwrap() + Days::new(days))
}

fn segment() -> impl Strategy<Value = Segment> {
    prop_oneof![Just(Segment::Bpu), Just(Segment::Pu)]
}

fn level() -> impl Strategy<Value = (SchoolLevel, u32)> {
    prop_oneof![
        Just((SchoolLevel::None, 0)),
        (1_u32..=2).prop_map(|grade| (SchoolLevel::Tk, grade)),
        (1_u32..=6).prop_map(|grade| (SchoolLevel::Sd, grade)),
        (1_u32..=3).prop_map(|grade| (SchoolLevel::Smp, grade)),
        (1_u32..=3).prop_map(|grade| (SchoolLevel::Sma, grade)),
        (1_u32..=5).prop_map(|grade| (SchoolLevel::Higher, grade)),
    ]
}

fn child(event: NaiveDate) -> impl Strategy<Value = ChildInput> {
    (0_u64..11_000, level(), any::<[bool; 3]>()).prop_map(
        move |(days, (level, grade), [studying, married, employed])| {
            let birth_date = event - Days::new(days);
            ChildInput { name: None, birth_date, level, grade, studying, married, employed, work: None }
        },
    )
}

fn expenses() -> impl Strategy<Value = Vec<ExpenseInput>> {
    let expense = (0..ExpenseKind::ALL.len(), 0_i64..100_000_000).prop_map(|(kind, amount)| ExpenseInput {
        kind: ExpenseKind::ALL[kind],
        amount: Rupiah(amount),
        days: None,
    });
    proptest::collection::vec(expense, 0..12)
}

proptest! {
    #[test]
    fn sums_stay_between_nothing_and_the_caps(
        event in day(), segment in segment(), wage in 0_i64..1_000_000_000, days in 1_u32..3_650,
        paid in 0_i64..50_000_000, elsewhere in 0_i64..50_000_000, costs in expenses(),
    ) {
        for outcome in [Outcome::Death, Outcome::TotalDisability, Outcome::Temporary] {
            let mut asked = request(Program::Jkk, outcome, segment, event, wage);
            (asked.incapacity_days, asked.incapacity_paid) = (Some(days), Rupiah(paid));
            (asked.expenses, asked.paid_elsewhere) = (costs.clone(), Rupiah(elsewhere));
            let answer = estimate(book(), &asked).unwrap();
            let base = wage.max(20_700_000).max(1_000_000);
            let cost: i64 = costs.iter().map(|cost| cost.amount.0).sum();
            let most = 56 * base + 42_000_000 + base * 12 + base * i64::from(days) / 60 + cost * 14 / 10;
            prop_assert!(answer.lines.iter().all(|line| !line.amount.is_negative()));
            prop_assert!((0..=most).contains(&answer.total.0), "{} of {most}", answer.total);
            prop_assert_eq!(answer.total.0, answer.lines.iter().map(|line| line.amount.0).sum::<i64>());
        }
    }

    #[test]
    fn disabilities_together_are_at_most_70_percent_and_left_and_right_change_twice(
        wage in 0_i64..1_000_000_000, picks in proptest::collection::btree_set(0_usize..42, 1..8), left: bool,
    ) {
        let book = book();
        let event: NaiveDate = "2026-03-01".parse().unwrap();
        let rules = &book.disability.in_force(event).unwrap().rules;
        for row in &rules.rows {
            let there = rules.counted(&row.code, true).unwrap();
            prop_assert_eq!(&rules.counted(&there.code, true).unwrap().code, &row.code);
            prop_assert_eq!(&rules.counted(&row.code, false).unwrap().code, &row.code);
        }
        let mut asked = request(Program::Jkk, Outcome::PartialAnatomical, Segment::Pu, event, wage);
        asked.left_handed = left;
        let stated = picks.iter().map(|pick| json!({"code": rules.rows[*pick].code})).collect::<Vec<_>>();
        asked.disabilities = serde_json::from_value(json!(stated)).unwrap();
        // Rows that need a measurement, and one of a pair beside both, are refused by field.
        if let Ok(answer) = estimate(book, &asked) {
            prop_assert!((0..=56 * wage).contains(&answer.total.0));
            let mirrored = picks.iter().map(|pick| json!({"code": rules.counted(&rules.rows[*pick].code, true).unwrap().code}));
            asked.disabilities = serde_json::from_value(json!(mirrored.collect::<Vec<_>>())).unwrap();
            asked.left_handed = !left;
            prop_assert_eq!(estimate(book, &asked).unwrap().total, answer.total);
        }
    }

    #[test]
    fn a_day_more_of_incapacity_never_pays_less(wage in 0_i64..1_000_000_000, days in 0_u32..3_649, paid in 0_i64..9_000_000) {
        let total = |days| {
            let mut asked = request(Program::Jkk, Outcome::Temporary, Segment::Pu, "2024-03-01".parse().unwrap(), wage);
            (asked.incapacity_days, asked.incapacity_paid) = (Some(days), Rupiah(paid));
            estimate(book(), &asked).unwrap().total
        };
        prop_assert!(total(days) <= total(days + 1));
    }

    #[test]
    fn more_contributions_never_lower_a_benefit(
        event in day(), segment in segment(), months in 0_i32..60, jkm: bool, gap in 1_i32..58,
        children in proptest::collection::vec(child("2015-01-01".parse().unwrap()), 0..3),
    ) {
        let program = if jkm { Program::Jkm } else { Program::Jkk };
        let worth = |membership: Membership| {
            let mut asked = request(program, Outcome::Death, segment, event, 1_000_000);
            (asked.membership, asked.children) = (membership, children.clone());
            let answer = estimate(book(), &asked).unwrap();
            answer.total.0 + answer.scholarship.map_or(0, |all| all.total.0)
        };
        let last = Month::of(event);
        let paid = |months: i32| Membership::without_gaps(last.plus(-months), last.plus(1));
        prop_assert!(worth(paid(months)) <= worth(paid(months + 1)));
        let with_gap = Membership { gaps: vec![last.plus(-gap)], ..paid(59) };
        prop_assert!(worth(with_gap) <= worth(paid(59)));
    }

    #[test]
    fn scholarships_stay_under_their_ceiling(
        event in day(), children in proptest::collection::vec(child("2026-01-01".parse().unwrap()), 0..6),
    ) {
        let mut asked = request(Program::Jkk, Outcome::Death, Segment::Bpu, event, 1_000_000);
        asked.children = children.into_iter().filter(|child| child.birth_date <= event).collect();
        let answer = estimate(book(), &asked).unwrap();
        if let Some(all) = answer.scholarship {
            prop_assert!((1..=2).contains(&all.children.len()) && all.total <= Rupiah(174_000_000));
            prop_assert!(all.children.iter().all(|child| child.total <= Rupiah(87_000_000) && child.total > Rupiah::ZERO));
        }
    }

    #[test]
    fn year_by_year_never_comes_to_more_than_the_ceiling(born in 0_u64..8_000, level in level(), skip in 0_usize..4) {
        let event: NaiveDate = "2025-08-20".parse().unwrap();
        let birth = event - Days::new(born);
        let grades = [2, 6, 3, 3, 5];
        let steps = SchoolLevel::TAUGHT.into_iter().zip(grades).flat_map(|(level, most)| (1..=most).map(move |grade| (level, grade)));
        let (mut paid, mut total) = (Vec::new(), 0);
        let mut year = SchoolYear::of(event);
        for (index, (of, grade)) in steps.filter(|step| *step >= level).enumerate() {
            let request = YearsRequest {
                event_date: event, child_birth_date: birth, married: false, work: Work::None, studying: true,
                applied_on: year.first_day().max(event), paid: paid.clone(),
                claimed: vec![StudyYear { school_year: year, level: of, grade }],
            };
            let answer = years(book(), &request).unwrap();
            if index % 4 != skip {
                total += answer.total.0;
                let may_come = ended(book(), event, birth, &paid, request.applied_on).is_none();
                prop_assert!(answer.due.is_empty() || may_come, "{} although ended", year);
                paid.extend(answer.due);
            }
            year = year.next();
        }
        prop_assert!(total <= 87_000_000);
        let years: std::collections::BTreeSet<SchoolYear> = paid.iter().map(|paid: &PaidYear| paid.school_year).collect();
        prop_assert_eq!(years.len(), paid.len());
    }
}
