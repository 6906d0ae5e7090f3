//! The wage that formulas take.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

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
    pub(super) amount: Rupiah,
    pub(super) words: Text,
    pub(super) confidence: Confidence,
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
