//! The lines of permanent disability (cacat).

use super::jkk_rules::PartialDisabilityRule;
use super::rules::WagePart;
use super::wage::FormulaWage;
use super::{Line, LineCode};
use crate::law::Text;
use crate::law::disability::{Losses, Rate};

/// Total permanent disability: a part of a number of wages.
pub(super) fn total_disability(part: &WagePart, wage: &FormulaWage) -> Option<Line> {
    let amount = wage.amount.checked_part(i64::from(part.basis_points) * i64::from(part.wages), 10_000)?;
    let rate = Rate::of_basis_points(part.basis_points).words();
    let formula = |rate: &str, words: &str| format!("{rate} × {} × {words}", part.wages);
    Some(Line {
        code: LineCode::DisabilityLumpSum,
        amount,
        formula: Text::new(formula(&rate.id, &wage.words.id), formula(&rate.en, &wage.words.en)),
        law: part.law.clone(),
        confidence: part.confidence.max(wage.confidence),
    })
}

/// Partial disability: the sum of the losses, held at the most that several may come to.
pub(super) fn partial_disability(rule: &PartialDisabilityRule, losses: &Losses, wage: &FormulaWage) -> Option<Line> {
    let at_most = Rate::of_basis_points(rule.at_most);
    let is_capped = losses.sum > at_most;
    let counted = losses.sum.min(at_most);
    let times = i64::try_from(counted.0).ok()?.checked_mul(i64::from(rule.wages))?;
    let amount = wage.amount.checked_part(times, Rate::WHOLE)?;
    let (sum, most) = (losses.sum.words(), at_most.words());
    let held = if is_capped {
        Text::new(format!(" = {}, paling banyak {}", sum.id, most.id), format!(" = {}, at most {}", sum.en, most.en))
    } else {
        Text::default()
    };
    let formula = |losses: &str, held: &str, words: &str| format!("({losses}{held}) × {} × {words}", rule.wages);
    let mut confidence = rule.confidence.max(wage.confidence).max(losses.confidence);
    if is_capped {
        confidence = confidence.max(rule.at_most_confidence);
    }
    Some(Line {
        code: LineCode::DisabilityLumpSum,
        amount,
        formula: Text::new(
            formula(&losses.words.id, &held.id, &wage.words.id),
            formula(&losses.words.en, &held.en, &wage.words.en),
        ),
        law: rule.law.clone(),
        confidence,
    })
}
