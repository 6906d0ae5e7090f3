//! The amounts of the law of today, in plain words: computed as any case is, never written down here.

use chrono::NaiveDate;

use crate::law::benefit::{DisabilityInput, estimate};
use crate::law::{Estimate, EstimateRequest, LawBook, Membership, Month, Rupiah, Segment};
use crate::words::Words;

use super::super::super::family::plain::{article, waits_for_the_insurer};
use super::super::note::{LineView, NoteView};
use super::what::What;

/// Months of membership that stand for "long enough".
const LONG: i32 = 36;
/// Months of membership in the example of a short one.
const SHORT: i32 = 2;
/// The row of the table of disabilities that stands for the others.
const EXAMPLE: &str = "right_thumb";
/// How much of its function is lost in the example, in percent.
const EXAMPLE_LOSS: u32 = 50;
/// Days without work in the example.
const EXAMPLE_DAYS: u32 = 30;

/// An amount that the law gives today.
pub(super) struct AmountView {
    /// For what.
    pub(super) title: String,
    /// How much.
    pub(super) amount: String,
    /// In which case.
    pub(super) about: String,
    /// What it is made of.
    pub(super) lines: Vec<LineView>,
    /// The articles, each once.
    pub(super) law: String,
    /// Whether only the insurer's word makes all of it certain.
    pub(super) doubt: bool,
    /// Why it is not more.
    pub(super) notes: Vec<NoteView>,
}

/// What is paid for a year of school.
pub(super) struct SchoolView {
    /// Which levels, and how long.
    pub(super) title: String,
    /// For a year.
    pub(super) amount: String,
    /// The article.
    pub(super) law: String,
    /// Whether only the insurer's word makes it certain.
    pub(super) doubt: bool,
}

/// What is paid for schools, and to whom.
pub(super) struct SchoolsView {
    /// Level by level.
    pub(super) rows: Vec<SchoolView>,
    /// Which children.
    pub(super) terms: String,
    /// The article of the terms.
    pub(super) law: String,
}

/// The amounts of a day, for somebody of the lowest income. What the law of that day does not give is left out.
pub(super) fn amounts(book: &LawBook, today: NaiveDate, words: Words) -> Vec<AmountView> {
    let example = |key: &str, what: What, paid: i32, fill: &dyn Fn(&mut EstimateRequest)| {
        let mut request = of_today(what, today, paid);
        fill(&mut request);
        let estimate = estimate(book, &request).ok().filter(|estimate| !estimate.lines.is_empty())?;
        Some(view(&estimate, key, what, words))
    };
    let loss = |percent: Option<u32>| {
        move |request: &mut EstimateRequest| {
            let part = DisabilityInput {
                code: EXAMPLE.to_owned(),
                function_loss_percent: percent,
                percent: None,
                measured: None,
            };
            request.disabilities.push(part);
        }
    };
    let death = example("death", What::Death, LONG, &|_| ());
    // Where a short membership earns as much as any, there is nothing to tell of it.
    let as_much = |short: &AmountView| death.as_ref().is_some_and(|death| death.amount == short.amount);
    let short = example("short", What::Death, SHORT, &|_| ()).filter(|short| !as_much(short));
    let of_work = [
        example("work-death", What::WorkDeath, LONG, &|_| ()),
        example("total", What::TotalDisability, LONG, &|_| ()),
        example("part", What::PartialAnatomical, LONG, &loss(None)),
        example("function", What::PartialFunctional, LONG, &loss(Some(EXAMPLE_LOSS))),
        example("days", What::Temporary, LONG, &|request| request.incapacity_days = Some(EXAMPLE_DAYS)),
    ];
    [death, short].into_iter().chain(of_work).flatten().collect()
}

fn of_today(what: What, today: NaiveDate, paid: i32) -> EstimateRequest {
    let month = Month::of(today);
    EstimateRequest {
        program: what.program(),
        outcome: what.outcome(),
        segment: Segment::Bpu,
        event_date: today,
        monthly_wage: Rupiah::ZERO,
        membership: Membership::without_gaps(month.plus(1 - paid), month),
        children: Vec::new(),
        disabilities: Vec::new(),
        incapacity_days: None,
        expenses: Vec::new(),
        left_handed: false,
        incapacity_paid: Rupiah::ZERO,
        paid_elsewhere: Rupiah::ZERO,
    }
}

fn view(estimate: &Estimate, key: &str, what: What, words: Words) -> AmountView {
    let total = estimate.total.to_string();
    // The number that an example is about.
    let n = match key {
        "short" => SHORT.to_string(),
        "function" => EXAMPLE_LOSS.to_string(),
        "days" => EXAMPLE_DAYS.to_string(),
        _ => String::new(),
    };
    let lines: Vec<LineView> = estimate.lines.iter().map(|line| LineView::of(line, words)).collect();
    let mut laws: Vec<&str> = lines.iter().map(|line| line.law.as_str()).collect();
    laws.dedup();
    AmountView {
        title: words.t1(&format!("calc-amount-{key}"), "n", n),
        // Whoever declared more is paid more.
        amount: if what.asks_income() { words.t1("calc-amount-from", "total", total) } else { total },
        about: words.t(&format!("calc-amount-{key}-about")),
        law: laws.join("; "),
        doubt: lines.iter().any(|line| line.doubt),
        lines,
        notes: estimate.coverage.conditions.iter().map(|it| NoteView::of_condition(it, words)).collect(),
    }
}

/// What a year of school is paid by the law of a day.
pub(super) fn schools(book: &LawBook, today: NaiveDate, words: Words) -> Option<SchoolsView> {
    let table = book.scholarship.in_force(today)?;
    let rules = &table.rules;
    let row = |row: &crate::law::scholarship::SchoolAmount| {
        let levels: Vec<String> = row.levels.iter().map(|level| words.of_text(&level.words())).collect();
        let years = row.years_at_most.to_string();
        SchoolView {
            title: words.with("calc-school-years", &[("levels", &levels.join(", ")), ("years", &years)]),
            amount: row.per_year.to_string(),
            law: article(&row.law, words),
            doubt: waits_for_the_insurer(row.confidence, &row.law),
        }
    };
    let (children, age) = (rules.children_at_most.to_string(), rules.under_age.to_string());
    let months = rules.jkm_contribution_months.months.to_string();
    Some(SchoolsView {
        rows: rules.amounts.iter().map(row).collect(),
        terms: words.with("calc-school-terms", &[("children", &children), ("age", &age), ("months", &months)]),
        law: article(&rules.conditions_law, words),
    })
}
