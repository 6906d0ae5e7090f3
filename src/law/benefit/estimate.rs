//! Computing the benefit.

use chrono::NaiveDate;

use super::death::{jkm_funeral_only, jkm_lines};
use super::jkk::{self, Draft};
use super::validate::{amount_too_large, validate};
use super::{DeathRules, Estimate, EstimateRequest, Line, Outcome};
use crate::law::coverage::{JkmScope, assess};
use crate::law::disability::{Losses, losses};
use crate::law::scholarship::ceiling;
use crate::law::{Confidence, Coverage, FieldError, LawBook, LawRefusal, Program, Rupiah, Segment};

/// The tables that every estimate is computed from.
const TABLES: [&str; 3] = ["benefit-death", "coverage", "income-bands"];

/// What the claim is worth by the law of the day of the event.
///
/// Bad input answers with every field error at once. What the law does not give is no error: it is answered with
/// refusals, and `lines` without it.
pub fn estimate(book: &LawBook, request: &EstimateRequest) -> Result<Estimate, Vec<FieldError>> {
    let mut errors = validate(book, request);
    let losses = stated_losses(book, request).unwrap_or_else(|found| {
        errors.extend(found);
        None
    });
    if !errors.is_empty() {
        return Err(errors);
    }
    let EstimateRequest { program, segment, event_date, membership, .. } = request;
    let (coverage, scope) = assess(book, *program, *segment, membership, *event_date);
    let mut answer = Estimate {
        covered: coverage.covered,
        lines: Vec::new(),
        total: Rupiah::ZERO,
        alternative_total: None,
        scholarship: None,
        refusals: coverage_refusals(&coverage),
        law_versions: book.versions_of(&tables(request), *event_date),
        coverage,
    };
    let Some(table) = book.benefit_death.in_force(*event_date).filter(|_| answer.covered) else {
        return Ok(answer);
    };
    let overflow = || vec![amount_too_large()];
    let Draft { lines, refusals } = match program {
        Program::Jkk => jkk::draft(book, &table.rules, request, losses).ok_or_else(overflow)?,
        Program::Jkm => {
            let (draft, alternative) = jkm_draft(&table.rules, scope).ok_or_else(overflow)?;
            answer.alternative_total = alternative;
            draft
        }
    };
    answer.lines = lines;
    answer.total = total(&answer.lines).ok_or_else(overflow)?;
    answer.refusals.extend(refusals);
    let (scholarship, refusals) = ceiling(book, request);
    answer.scholarship = scholarship;
    answer.refusals.extend(refusals);
    Ok(answer)
}

/// What a death by work accident earns in all, without scholarship: the other sum to show when somebody may have
/// died at work. `None` when no table is in force on that day, or the wage is negative or out of all bounds.
pub fn jkk_death_total(
    book: &LawBook,
    monthly_wage: Rupiah,
    segment: Segment,
    event_date: NaiveDate,
) -> Option<Rupiah> {
    if monthly_wage.is_negative() {
        return None;
    }
    total(&jkk::death_lines(book, monthly_wage, segment, event_date)?)
}

/// The tables that this request needs, to be recorded with the answer.
fn tables(request: &EstimateRequest) -> Vec<&'static str> {
    let mut names = TABLES.to_vec();
    let is_partial = matches!(request.outcome, Outcome::PartialAnatomical | Outcome::PartialFunctional);
    let is_death_alone =
        request.outcome == Outcome::Death && request.incapacity_days.is_none() && request.expenses.is_empty();
    if request.program == Program::Jkk && !is_death_alone {
        names.push("benefit-jkk");
    }
    if is_partial {
        names.push("disability");
    }
    if !request.children.is_empty() {
        names.push("scholarship");
    }
    names
}

/// The losses of a partial disability. `None` for another outcome, or where no table is in force.
fn stated_losses(book: &LawBook, request: &EstimateRequest) -> Result<Option<Losses>, Vec<FieldError>> {
    let is_partial = matches!(request.outcome, Outcome::PartialAnatomical | Outcome::PartialFunctional);
    match book.disability.in_force(request.event_date) {
        Some(table) if is_partial => {
            let stated = &request.disabilities;
            losses(&table.rules, &table.law, request.outcome, stated, request.left_handed).map(Some)
        }
        _ => Ok(None),
    }
}

/// The lines of a JKM death, and the other sum where the law is open.
fn jkm_draft(rules: &DeathRules, scope: JkmScope) -> Option<(Draft, Option<Rupiah>)> {
    let full = jkm_lines(&rules.jkm)?;
    let (lines, alternative) = match scope {
        JkmScope::Full => (full, None),
        JkmScope::FuneralOnly(confidence) => (jkm_funeral_only(&rules.jkm, confidence), None),
        JkmScope::Open => (jkm_funeral_only(&rules.jkm, Confidence::Open), Some(total(&full)?)),
    };
    Some((Draft { lines, refusals: Vec::new() }, alternative))
}

fn total(lines: &[Line]) -> Option<Rupiah> {
    Rupiah::checked_sum(lines.iter().map(|line| line.amount))
}

fn coverage_refusals(coverage: &Coverage) -> Vec<LawRefusal> {
    if coverage.covered {
        return Vec::new();
    }
    let refusal = |condition: &crate::law::CoverageCondition| LawRefusal {
        rule: coverage.rule.clone(),
        message: condition.message.clone(),
        law: condition.law.clone(),
        remedy: condition.remedy.clone(),
    };
    coverage.conditions.iter().map(refusal).collect()
}
