//! The benefits of a work accident, by its outcome.

use super::death::{jkk_lines, periodic};
use super::disability::{partial_disability, total_disability};
use super::expenses::expenses;
use super::incapacity::temporary_incapacity;
use super::jkk_rules::JkkRules;
use super::rules::DeathRules;
use super::wage::{FormulaWage, formula_wage};
use super::{EstimateRequest, Line, Outcome, words};
use crate::law::disability::Losses;
use crate::law::{LawBook, LawRefusal, Rupiah, Text};

/// What a work accident earns, and what of it cannot be given.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) lines: Vec<Line>,
    pub(super) refusals: Vec<LawRefusal>,
}

/// The lines of a work accident. `None` when an amount overflows.
pub(super) fn draft(
    book: &LawBook,
    death: &DeathRules,
    request: &EstimateRequest,
    losses: Option<Losses>,
) -> Option<Draft> {
    let wage = formula_wage(book, request.monthly_wage, request.segment, request.event_date)?;
    let rules = book.benefit_jkk.in_force(request.event_date).map(|table| &table.rules);
    let mut draft = Draft::default();
    match request.outcome {
        Outcome::Death => draft.lines = jkk_lines(&death.jkk, &death.jkm.death_lump_sum, &wage)?,
        Outcome::TotalDisability => {
            match rules {
                Some(rules) => draft.lines.push(total_disability(&rules.total_disability, &wage)?),
                None => draft.miss(book, &Text::new("santunan cacat total tetap", "total disability")),
            }
            draft.lines.push(periodic(&death.jkk.periodic)?);
        }
        Outcome::PartialAnatomical | Outcome::PartialFunctional => {
            draft.partial(book, rules, request.outcome, losses, &wage)?;
        }
        Outcome::Temporary | Outcome::Medical => {}
    }
    draft.incapacity(book, rules, request, &wage)?;
    draft.expenses(book, rules, request)?;
    Some(draft)
}

impl Draft {
    /// A line that is asked for, whose rates of that time are not data here.
    fn miss(&mut self, book: &LawBook, line: &Text) {
        let tables = &book.benefit_jkk;
        self.refusals.push(words::line_missing(line, tables.first_date(), tables.law_before()));
    }

    fn partial(
        &mut self,
        book: &LawBook,
        rules: Option<&JkkRules>,
        outcome: Outcome,
        losses: Option<Losses>,
        wage: &FormulaWage,
    ) -> Option<()> {
        let (Some(rules), Some(losses)) = (rules, losses) else {
            self.miss(book, &Text::new("santunan cacat sebagian", "partial disability"));
            return Some(());
        };
        let rule = match outcome {
            Outcome::PartialFunctional => &rules.partial_functional,
            _ => &rules.partial_anatomical,
        };
        if !losses.words.id.is_empty() {
            self.lines.push(partial_disability(rule, &losses, wage)?);
        }
        self.refusals.extend(losses.refusals);
        Some(())
    }

    fn incapacity(
        &mut self,
        book: &LawBook,
        rules: Option<&JkkRules>,
        request: &EstimateRequest,
        wage: &FormulaWage,
    ) -> Option<()> {
        let Some(days) = request.incapacity_days.filter(|days| *days > 0) else { return Some(()) };
        match rules {
            Some(rules) => {
                let rule = &rules.temporary_incapacity;
                self.lines.push(temporary_incapacity(rule, days, request.incapacity_paid, wage)?);
            }
            None => {
                self.miss(book, &Text::new("santunan sementara tidak mampu bekerja", "temporary incapacity to work"));
            }
        }
        Some(())
    }

    fn expenses(&mut self, book: &LawBook, rules: Option<&JkkRules>, request: &EstimateRequest) -> Option<()> {
        if request.expenses.is_empty() {
            return Some(());
        }
        let Some(rules) = rules else {
            self.miss(book, &Text::new("penggantian biaya", "costs paid back"));
            return Some(());
        };
        let (lines, refusals) = expenses(&rules.expenses, &request.expenses, request.paid_elsewhere)?;
        self.lines.extend(lines);
        self.refusals.extend(refusals);
        Some(())
    }
}

/// The lines of a death by work accident alone.
pub(super) fn death_lines(
    book: &LawBook,
    monthly_wage: Rupiah,
    segment: crate::law::Segment,
    event_date: chrono::NaiveDate,
) -> Option<Vec<Line>> {
    let rules = &book.benefit_death.in_force(event_date)?.rules;
    let wage = formula_wage(book, monthly_wage, segment, event_date)?;
    jkk_lines(&rules.jkk, &rules.jkm.death_lump_sum, &wage)
}
