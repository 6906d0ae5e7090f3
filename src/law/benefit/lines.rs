//! The lines of a death benefit, and the wage they are computed from.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::rules::{FixedAmount, JkkDeathRules, JkmDeathRules, Periodic};
use super::{Line, LineCode};
use crate::law::{Confidence, LawBook, Rupiah, Segment, Text};

/// The base of contributions and benefits of a declared income.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncomeBase {
    /// The base (dasar penghasilan).
    pub base: Rupiah,
    /// How sure the row of the table is.
    pub confidence: Confidence,
    /// The article.
    pub law: String,
}

/// The base of a declared income on the day of the event. `None` before the first table, or for a negative income.
pub fn income_base(book: &LawBook, declared: Rupiah, event_date: NaiveDate) -> Option<IncomeBase> {
    let table = book.income_bands.in_force(event_date)?;
    let row = table.rules.row(declared)?;
    Some(IncomeBase { base: row.base, confidence: row.confidence, law: table.law.clone() })
}

/// The wage a formula takes, how it reads in the formula, and how sure it is.
pub(super) struct FormulaWage {
    amount: Rupiah,
    words: Text,
    confidence: Confidence,
}

/// For `pu` the wage itself; for `bpu` the base of its band, marked at least medium because most rows of the table
/// are not verified.
pub(super) fn formula_wage(
    book: &LawBook,
    declared: Rupiah,
    segment: Segment,
    event_date: NaiveDate,
) -> Option<FormulaWage> {
    match segment {
        Segment::Pu => Some(FormulaWage {
            amount: declared,
            words: Text::new(format!("upah {declared}"), format!("wage {declared}")),
            confidence: Confidence::High,
        }),
        Segment::Bpu => {
            let IncomeBase { base, confidence, .. } = income_base(book, declared, event_date)?;
            Some(FormulaWage {
                amount: base,
                words: Text::new(
                    format!("dasar penghasilan {base} (penghasilan {declared})"),
                    format!("base {base} (declared income {declared})"),
                ),
                confidence: confidence.max(Confidence::Medium),
            })
        }
    }
}

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
    let times = i64::from(part.basis_points) * i64::from(part.wages);
    let computed = Rupiah(wage.amount.checked_mul(times)?.0 / 10_000);
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

fn periodic(rule: &Periodic) -> Option<Line> {
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
