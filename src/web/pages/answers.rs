//! Answers to the questions of a procedure, in words.

use std::collections::BTreeMap;

use crate::desk::Case;
use crate::words::{Words, shown};
use crate::workflow::{ColumnSpec, FactKind, FactName, FactSpec, FactValue, columns_in_order};

/// An answer in words: a line, or one for each row of a table.
pub(super) fn answer_words(case: &Case, spec: &FactSpec, value: &FactValue, words: Words) -> Vec<String> {
    match (&spec.kind, value) {
        (FactKind::Table { columns, .. }, FactValue::Table(rows)) => {
            rows.iter().map(|row| row_words(case, columns, row, words)).collect()
        }
        (kind, value) => vec![one(case, kind, value, words)],
    }
}

/// A row of a table of answers, column by column in the order of the form.
fn row_words(
    case: &Case,
    columns: &BTreeMap<FactName, ColumnSpec>,
    row: &BTreeMap<FactName, FactValue>,
    words: Words,
) -> String {
    let cell = |(name, column): (&FactName, &ColumnSpec)| {
        let said = one(case, &column.kind, row.get(name)?, words);
        // A code, a date, a sum and a choice speak for themselves; yes, no and a bare number need their question.
        let bare = matches!(column.kind, FactKind::Boolean | FactKind::Integer { .. });
        Some(if bare { format!("{}: {said}", words.of_text(&column.title)) } else { said })
    };
    columns_in_order(columns).into_iter().filter_map(cell).collect::<Vec<_>>().join(", ")
}

fn one(case: &Case, kind: &FactKind, value: &FactValue, words: Words) -> String {
    match (kind, value) {
        (FactKind::Choice(options), FactValue::Text(word)) => {
            options.get(word).map_or_else(|| word.clone(), |label| words.of_text(label))
        }
        (FactKind::DisabilityCode, FactValue::Text(code)) => {
            let row = case.disabilities.iter().find(|(known, _)| known == code);
            row.map_or_else(|| code.clone(), |(_, title)| words.of_text(title))
        }
        (FactKind::Money, FactValue::Integer(sum)) => crate::law::Rupiah(*sum).to_string(),
        (_, FactValue::Boolean(true)) => words.t("answer-yes"),
        (_, FactValue::Boolean(false)) => words.t("answer-no"),
        (_, FactValue::Integer(number)) => number.to_string(),
        (_, FactValue::Date(date)) => shown::long_date(*date, words.language()),
        (_, FactValue::Text(text)) => text.clone(),
        // No procedure has a table within a table.
        (_, FactValue::Table(_)) => String::new(),
    }
}
