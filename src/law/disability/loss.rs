//! From what the doctor stated to parts of the whole.

use super::words;
use super::{DisabilityRow, DisabilityRules, DisabilityShare, Rate};
use crate::law::benefit::{DisabilityInput, Outcome};
use crate::law::{Confidence, FieldError, LawRefusal, Text};

/// All losses of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::law) struct Losses {
    /// Their sum, before any cap.
    pub(in crate::law) sum: Rate,
    /// How the sum came about: `ibu jari tangan kanan 15 % + …`.
    pub(in crate::law) words: Text,
    /// The least sure of the rows.
    pub(in crate::law) confidence: Confidence,
    /// Losses too small for the table.
    pub(in crate::law) refusals: Vec<LawRefusal>,
}

struct Part {
    rate: Rate,
    words: Text,
    confidence: Confidence,
}

/// The parts of the whole that the stated disabilities are.
///
/// In `partial_functional` a row is multiplied with the loss of function, except where the row measures that loss
/// itself (decibels, percent, millimetres).
pub(in crate::law) fn losses(
    rules: &DisabilityRules,
    law: &str,
    outcome: Outcome,
    stated: &[DisabilityInput],
    left_handed: bool,
) -> Result<Losses, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut parts = Vec::new();
    let mut refusals = Vec::new();
    for (index, input) in stated.iter().enumerate() {
        let at = |name: &str| format!("disabilities[{index}].{name}");
        let Some(row) = rules.row(&input.code) else {
            errors.push(words::unknown_code(at("code"), &input.code));
            continue;
        };
        if let Some(error) = repeated(rules, row, &stated[..index]) {
            errors.push(FieldError { field: at("code"), ..error });
        }
        let counted = rules.counted(&input.code, left_handed).unwrap_or(row);
        let function = function_loss(counted, outcome, input.function_loss_percent);
        match (function, row_rate(rules, counted, input)) {
            (Ok(function), Ok(Some(part))) => parts.push(joined(row, counted, function, &part)),
            (Ok(_), Ok(None)) => refusals.push(words::below_table(row, law)),
            (function, rate) => errors.extend(
                function
                    .err()
                    .into_iter()
                    .chain(rate.err())
                    .map(|error| FieldError { field: at(&error.field), ..error }),
            ),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let (id, en): (Vec<_>, Vec<_>) = parts.iter().map(|part| (part.words.id.clone(), part.words.en.clone())).unzip();
    Ok(Losses {
        sum: parts.iter().fold(Rate::default(), |sum, part| sum.plus(part.rate)),
        words: Text::new(id.join(" + "), en.join(" + ")),
        confidence: parts.iter().map(|part| part.confidence).max().unwrap_or_default(),
        refusals,
    })
}

/// The same loss stated once more than a body has it, or one of a pair beside both.
fn repeated(rules: &DisabilityRules, row: &DisabilityRow, earlier: &[DisabilityInput]) -> Option<FieldError> {
    let pair = row.pair.as_deref();
    let count = earlier.iter().filter(|input| input.code == row.code).count();
    let beside_both = |input: &DisabilityInput| {
        pair == Some(input.code.as_str())
            || rules.row(&input.code).and_then(|other| other.pair.as_ref()) == Some(&row.code)
    };
    if count >= row.times || earlier.iter().any(beside_both) {
        return Some(words::repeated(row, pair.and_then(|code| rules.row(code))));
    }
    None
}

/// The percent of function lost: `None` when the row counts as it stands.
fn function_loss(row: &DisabilityRow, outcome: Outcome, given: Option<u32>) -> Result<Option<u32>, FieldError> {
    let measured = matches!(row.share, DisabilityShare::PerStep { .. } | DisabilityShare::Bands { .. });
    match (outcome, measured, given) {
        (Outcome::PartialFunctional, false, None) => Err(words::function_loss_missing(row)),
        (Outcome::PartialFunctional, false, Some(percent)) if (1..=100).contains(&percent) => Ok(Some(percent)),
        (Outcome::PartialFunctional, false, Some(_)) => Err(words::function_loss_out_of_range()),
        (Outcome::PartialFunctional, true, Some(_)) => Err(words::function_loss_of_measured(row)),
        (_, _, Some(_)) => Err(words::function_loss_not_of_outcome()),
        (_, _, None) => Ok(None),
    }
}

/// What the row gives for the statement: `None` when the measurement lies below the table.
fn row_rate(rules: &DisabilityRules, row: &DisabilityRow, input: &DisabilityInput) -> Result<Option<Part>, FieldError> {
    let is_range = matches!(row.share, DisabilityShare::Range { .. });
    let is_measured = matches!(row.share, DisabilityShare::PerStep { .. } | DisabilityShare::Bands { .. });
    if input.percent.is_some() && !is_range {
        return Err(words::not_of_row("percent", row));
    }
    if input.measured.is_some() && !is_measured {
        return Err(words::not_of_row("measured", row));
    }
    let part = |basis_points: u32, words: Text, confidence: Confidence| {
        Some(Part { rate: Rate::of_basis_points(basis_points), words, confidence })
    };
    match &row.share {
        DisabilityShare::Fixed(basis_points) => {
            Ok(part(*basis_points, Rate::of_basis_points(*basis_points).words(), row.confidence))
        }
        DisabilityShare::Range { from, to } => match input.percent {
            Some(percent) if (*from..=*to).contains(&percent) => {
                Ok(part(percent * 100, Rate::of_basis_points(percent * 100).words(), row.confidence))
            }
            _ => Err(words::percent_out_of_row(row, *from, *to, input.percent)),
        },
        DisabilityShare::PerStep { unit, step, basis_points, measured_at_most, whole } => {
            let measured = words::measured(row, input.measured, *unit, *measured_at_most)?;
            let steps = measured / step;
            let counted = steps.saturating_mul(*basis_points);
            let most = whole.as_ref().and_then(|code| rules.row(code)).map(|row| &row.share);
            let text = words::steps(steps, *step, *unit, Rate::of_basis_points(*basis_points));
            Ok(match most {
                _ if steps == 0 => None,
                Some(DisabilityShare::Fixed(most)) if counted > *most => {
                    part(*most, words::at_most(&text, Rate::of_basis_points(*most)), Confidence::Open)
                }
                _ => part(counted, text, row.confidence),
            })
        }
        DisabilityShare::Bands { unit, measured_at_most, rows } => {
            let measured = words::measured(row, input.measured, *unit, *measured_at_most)?;
            let band = rows.iter().rev().find(|band| band.from <= measured);
            Ok(band.and_then(|band| {
                let text = words::band(measured, *unit, Rate::of_basis_points(band.basis_points));
                part(band.basis_points, text, row.confidence)
            }))
        }
    }
}

fn joined(stated: &DisabilityRow, counted: &DisabilityRow, function: Option<u32>, part: &Part) -> Part {
    let words = words::loss(stated, counted, function, &part.words);
    let rate = function.map_or(part.rate, |percent| part.rate.percent(percent));
    Part { rate, words, confidence: part.confidence }
}
