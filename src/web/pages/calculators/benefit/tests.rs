use chrono::NaiveDate;

use super::amounts::{amounts, schools};
use super::ask::{Question, question};
use super::form::groups;
use super::what::What;
use crate::law::benefit::estimate;
use crate::law::{FieldError, Language, LawBook, Program, Rupiah, SchoolLevel, Work};
use crate::web::pages::form::Sent;
use crate::words::Words;

fn sent(pairs: &str) -> Sent {
    let pair = |pair: &str| pair.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned()));
    Sent::new(pairs.split_whitespace().filter_map(pair).collect())
}

const EVENT: &str = "segment=bpu event_date.d=15 event_date.m=12 event_date.y=2025 membership.from.m=5 \
    membership.from.y=2025 membership.paid_through.m=12 membership.paid_through.y=2025";

fn asked(what: What, more: &str) -> Result<Question, Vec<String>> {
    let fields =
        |errors: Vec<FieldError>| errors.into_iter().map(|error| format!("{} {}", error.field, error.code)).collect();
    question(&sent(&format!("{EVENT} {more}")), what, Words::of(Language::En)).map_err(fields)
}

/// What the law finds wrong, under the names of the boxes.
fn told(what: What, more: &str) -> Vec<String> {
    let question = asked(what, more).unwrap();
    let errors = estimate(&LawBook::embedded().unwrap(), &question.request).unwrap_err();
    question.named(errors).into_iter().map(|error| format!("{} {}", error.field, error.code)).collect()
}

#[test]
fn a_form_becomes_the_question() {
    let more = "monthly_wage=Rp1.000.000 child2.birth_date.d=1 child2.birth_date.m=1 child2.birth_date.y=2012 \
        child2.level=smp child2.grade=2 child2.facts=studying child2.work=intern cost3.kind=homecare cost3.amount=500.000 \
        cost3.days=30 incapacity_days=12 paid_elsewhere=100000 loss1.code=right_thumb left_handed=true";
    let request = asked(What::WorkDeath, more).unwrap().request;
    assert_eq!((request.program, request.monthly_wage), (Program::Jkk, Rupiah(1_000_000)));
    assert_eq!(request.membership.from.to_string(), "2025-05");
    assert_eq!((request.incapacity_days, request.paid_elsewhere), (Some(12), Rupiah(100_000)));
    let child = &request.children[0];
    assert_eq!((child.name.as_deref(), child.level, child.grade), (Some("Child 2"), SchoolLevel::Smp, 2));
    assert_eq!((child.studying, child.married, child.employed, child.work), (true, false, true, Some(Work::Intern)));
    assert_eq!((request.expenses[0].amount, request.expenses[0].days), (Rupiah(500_000), Some(30)));
    // What does not fit what happened is not asked, whatever the address says.
    assert_eq!((request.disabilities.len(), request.left_handed), (0, false));
    let natural = asked(What::Death, more).unwrap().request;
    assert_eq!((natural.program, natural.monthly_wage, natural.expenses.len()), (Program::Jkm, Rupiah::ZERO, 0));
    assert_eq!((natural.incapacity_days, natural.paid_elsewhere), (None, Rupiah::ZERO));
}

#[test]
fn what_is_missing_is_told_beside_its_box() {
    let check = |what: What, more: &str, expected: &[&str]| {
        assert_eq!(asked(what, more).map(|_| ()).unwrap_err(), expected, "{more}");
    };
    check(What::WorkDeath, "", &["monthly_wage required"]);
    check(What::WorkDeath, "monthly_wage=x", &["monthly_wage amount_wrong"]);
    check(What::Death, "child1.level=sd", &["child1.birth_date required", "child1.grade required"]);
    check(
        What::Death,
        "child3.level=kuliah child3.grade=1 child3.birth_date.d=1 child3.birth_date.m=13 child3.birth_date.y=2010",
        &["child3.birth_date date_wrong", "child3.level choice_unknown"],
    );
    check(What::Medical, "cost5.days=3", &["cost5.kind required", "cost5.amount required"]);
    check(What::PartialAnatomical, "monthly_wage=0 loss2.percent=5", &["loss2.code required"]);
    let nothing = question(&Sent::default(), What::Death, Words::of(Language::Id)).unwrap_err();
    let fields: Vec<&str> = nothing.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(fields, ["segment", "event_date", "membership.from", "membership.paid_through"]);
}

#[test]
fn what_the_law_finds_wrong_is_told_beside_its_box() {
    let check = |what: What, more: &str, expected: &str| assert_eq!(told(what, more), [expected], "{more}");
    check(What::PartialFunctional, "monthly_wage=0 loss3.code=right_thumb", "loss3.function_loss_percent required");
    check(What::PartialAnatomical, "monthly_wage=0", "loss1.code required");
    check(What::PartialAnatomical, "monthly_wage=0 loss2.code=tail", "loss2.code unknown_disability");
    check(What::Temporary, "monthly_wage=0", "incapacity_days required");
    check(What::Medical, "cost2.kind=medical cost2.amount=1 cost2.days=4", "cost2.days not_of_kind");
    let child = "child4.birth_date.d=1 child4.birth_date.m=1 child4.birth_date.y=2012 child4.level=smp child4.grade=9";
    check(What::Death, child, "child4.grade grade_out_of_range");
}

#[test]
fn every_fault_has_its_box_on_the_form() {
    let book = LawBook::embedded().unwrap();
    let today: NaiveDate = "2026-03-01".parse().unwrap();
    for what in What::ALL {
        let groups = groups(&book, today, &Sent::default(), what, Words::of(Language::Id));
        let names: Vec<&str> = groups.iter().flat_map(super::super::group::Group::names).collect();
        let missing = question(&Sent::default(), what, Words::of(Language::Id)).unwrap_err();
        assert!(missing.iter().all(|error| names.contains(&error.field.as_str())), "{what:?}: {missing:?}");
        for (asked, name) in [
            (what.asks_losses(), "loss5.code"),
            (what.asks_children(), "child4.level"),
            (what.asks_costs(), "cost5.kind"),
            (what.asks_days(), "incapacity_days"),
            (what == What::PartialFunctional, "loss1.function_loss_percent"),
        ] {
            assert_eq!(names.contains(&name), asked, "{what:?} {name}");
        }
    }
}

#[test]
fn amounts_of_today_come_from_the_law() {
    let book = LawBook::embedded().unwrap();
    let words = Words::of(Language::Id);
    let of = |date: &str| -> Vec<String> {
        amounts(&book, date.parse().unwrap(), words).into_iter().map(|amount| amount.amount).collect()
    };
    let today = of("2026-03-01");
    assert_eq!(today[..3], ["Rp42.000.000", "Rp10.000.000", "mulai Rp70.000.000"]);
    assert_eq!(today.len(), 7);
    // Before the rule of 2025 a short membership earned as much, and is no case of its own.
    assert_eq!(of("2024-03-01")[..2], ["Rp42.000.000", "mulai Rp70.000.000"]);
    assert_eq!(of("2014-03-01"), [] as [String; 0]);
    let schools = schools(&book, "2026-03-01".parse().unwrap(), words).unwrap();
    assert_eq!(schools.rows.len(), 4);
    assert_eq!(schools.rows[0].amount, "Rp1.500.000");
}
