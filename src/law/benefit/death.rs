//! The lines of a death benefit.

use super::rules::{FixedAmount, JkkDeathRules, JkmDeathRules, Periodic};
use super::wage::FormulaWage;
use super::{Line, LineCode};
use crate::law::{Confidence, Text};

pub(super) fn jkm_lines(rules: &JkmDeathRules) -> Option<Vec<Line>> {
    Some(vec![
        fixed(LineCode::DeathLumpSum, &rules.death_lump_sum),
        periodic(&rules.periodic)?,
        fixed(LineCode::Funeral, &rules.funeral),
    ])
}

/// What a membership that is too short earns: the funeral cost, as sure as the rule that cuts the rest.
pub(super) fn jkm_funeral_only(rules: &JkmDeathRules, confidence: Confidence) -> Vec<Line> {
    let line = fixed(LineCode::Funeral, &rules.funeral);
    vec![Line { confidence: line.confidence.max(confidence), ..line }]
}

pub(super) fn jkk_lines(rules: &JkkDeathRules, minimum: &FixedAmount, wage: &FormulaWage) -> Option<Vec<Line>> {
    Some(vec![
        jkk_lump_sum(rules, minimum, wage)?,
        periodic(&rules.periodic)?,
        fixed(LineCode::Funeral, &rules.funeral),
    ])
}

fn jkk_lump_sum(rules: &JkkDeathRules, minimum: &FixedAmount, wage: &FormulaWage) -> Option<Line> {
    let part = &rules.death_lump_sum;
    let computed = wage.amount.checked_part(i64::from(part.basis_points) * i64::from(part.wages), 10_000)?;
    let percent = part.basis_points / 100;
    let formula = |words: &str| format!("{percent} % × {} × {words}", part.wages);
    let (amount, formula) = if computed < minimum.amount {
        let least = minimum.amount;
        let text = Text::new(
            format!("{} = {computed}, paling sedikit {least}", formula(&wage.words.id)),
            format!("{} = {computed}, at least {least}", formula(&wage.words.en)),
        );
        (least, text)
    } else {
        (computed, Text::new(formula(&wage.words.id), formula(&wage.words.en)))
    };
    let confidence = part.confidence.max(wage.confidence);
    Some(Line { code: LineCode::DeathLumpSum, amount, formula, law: part.law.clone(), confidence })
}

fn fixed(code: LineCode, amount: &FixedAmount) -> Line {
    let formula = Text::new(format!("{} sekaligus", amount.amount), format!("{} once", amount.amount));
    Line { code, amount: amount.amount, formula, law: amount.law.clone(), confidence: amount.confidence }
}

pub(super) fn periodic(rule: &Periodic) -> Option<Line> {
    let Periodic { per_month, months, .. } = rule;
    Some(Line {
        code: LineCode::Periodic,
        amount: per_month.checked_mul(i64::from(*months))?,
        formula: Text::new(
            format!("{months} bulan × {per_month}, dibayar sekaligus"),
            format!("{months} months × {per_month}, paid at once"),
        ),
        law: rule.law.clone(),
        confidence: rule.confidence,
    })
}
