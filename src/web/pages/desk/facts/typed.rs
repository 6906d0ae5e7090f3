//! Answers as boxes of a form, and back. The cell of a table is called `losses.0.code`: question, row, column.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::law::Rupiah;
use crate::workflow::{ColumnSpec, FactKind, FactName, FactSpec, FactValue};

use super::super::super::form::Sent;

/// The questions of a procedure.
type Facts = BTreeMap<FactName, FactSpec>;
/// The columns of a table.
type Columns = BTreeMap<FactName, ColumnSpec>;

/// The name of the hidden box that says how many rows a table has in the form.
pub(super) fn rows_name(table: &str) -> String {
    format!("{table}.rows")
}

/// The name of a cell.
pub(super) fn cell_name(table: &str, row: usize, column: &FactName) -> String {
    format!("{table}.{row}.{column}")
}

/// What the form of recorded answers holds at first.
pub(super) fn as_sent(facts: &Facts, known: &BTreeMap<FactName, FactValue>) -> Sent {
    let mut pairs = Vec::new();
    for (name, spec) in facts {
        match (&spec.kind, known.get(name)) {
            (FactKind::Table { columns, .. }, Some(FactValue::Table(rows))) => {
                for (at, row) in rows.iter().enumerate() {
                    for (column, value) in row {
                        let kind = columns.get(column).map(|column| &column.kind);
                        pairs.extend(boxes(&cell_name(name.as_str(), at, column), kind, value));
                    }
                }
            }
            (kind, Some(value)) => pairs.extend(boxes(name.as_str(), Some(kind), value)),
            (_, None) => {}
        }
    }
    Sent::new(pairs)
}

/// The boxes of one answer.
fn boxes(name: &str, kind: Option<&FactKind>, value: &FactValue) -> Vec<(String, String)> {
    let one = |value: String| vec![(name.to_owned(), value)];
    match (kind, value) {
        (Some(FactKind::Money), FactValue::Integer(sum)) => one(Rupiah(*sum).to_string().replace("Rp", "")),
        (Some(FactKind::Date), FactValue::Date(date)) => {
            let parts = date.format("%-d %-m %Y").to_string();
            let ends = ["d", "m", "y"].into_iter().zip(parts.split(' '));
            ends.map(|(end, part)| (format!("{name}.{end}"), part.to_owned())).collect()
        }
        (_, FactValue::Boolean(value)) => one(value.to_string()),
        (_, FactValue::Integer(value)) => one(value.to_string()),
        // Words that happen to be a date are read back from the history as one.
        (_, FactValue::Date(value)) => one(value.to_string()),
        (_, FactValue::Text(value)) => one(value.clone()),
        (_, FactValue::Table(_)) => Vec::new(),
    }
}

/// The rows of a table in which something was typed, by their number in the form.
pub(super) fn rows_sent(table: &str, columns: &Columns, sent: &Sent) -> Vec<usize> {
    let start = format!("{table}.");
    let mut rows: Vec<usize> = Vec::new();
    for (name, value) in sent.pairs() {
        let cell = name.strip_prefix(&start).and_then(|cell| cell.split_once('.'));
        let Some((row, column)) = cell.filter(|_| !value.trim().is_empty()) else { continue };
        let column = column.split('.').next().unwrap_or_default();
        if let Some(row) = row.parse().ok().filter(|_| columns.contains_key(column)) {
            rows.push(row);
        }
    }
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// The same form without the rows that were left wholly empty: the others move up.
pub(super) fn without_empty_rows(facts: &Facts, sent: &Sent) -> Sent {
    let mut pairs: Vec<(String, String)> = sent.pairs().to_vec();
    for (name, spec) in facts {
        let FactKind::Table { columns, .. } = &spec.kind else { continue };
        let rows = rows_sent(name.as_str(), columns, sent);
        let start = format!("{name}.");
        pairs.retain_mut(|(key, _)| {
            let cell = key.strip_prefix(&start).and_then(|cell| cell.split_once('.'));
            let Some((Ok(row), column)) = cell.map(|(row, column)| (row.parse::<usize>(), column)) else { return true };
            let Some(at) = rows.iter().position(|known| *known == row) else { return false };
            *key = format!("{start}{at}.{column}");
            true
        });
    }
    Sent::new(pairs)
}

/// A question that the form did not have, because its page is older than the procedure, is left as it is.
pub(super) fn is_sent(name: &FactName, spec: &FactSpec, sent: &Sent) -> bool {
    match spec.kind {
        FactKind::Date => sent.has(&format!("{name}.y")),
        FactKind::Table { .. } => sent.has(&rows_name(name.as_str())),
        _ => sent.has(name.as_str()),
    }
}

/// What was typed as the JSON of the question's kind; an empty field takes an answer back.
pub(super) fn value(name: &str, kind: &FactKind, sent: &Sent) -> Value {
    let filled = sent.filled(name);
    match kind {
        FactKind::Boolean => filled.map_or(Value::Null, |text| json!(text == "true")),
        FactKind::Integer { .. } | FactKind::Money => filled.map_or(Value::Null, |text| {
            // Rupiah are written with points: Rp1.000.000.
            let digits = text.trim_start_matches("Rp").replace(['.', ' '], "");
            digits.parse::<i64>().map_or_else(|_| json!(text), |number| json!(number))
        }),
        FactKind::Date => match sent.date(name) {
            Ok(date) => json!(date),
            Err(typed) => json!(format!("{}-{}-{}", typed.year, typed.month, typed.day)),
        },
        FactKind::Text { .. } | FactKind::Choice(_) | FactKind::DisabilityCode | FactKind::SchoolYear => json!(filled),
        FactKind::Table { columns, .. } => {
            let rows = rows_sent(name, columns, sent);
            let row = |at: usize| {
                let cell = |(column, spec): (&FactName, &ColumnSpec)| {
                    let value = value(&cell_name(name, at, column), &spec.kind, sent);
                    (!value.is_null()).then(|| (column.to_string(), value))
                };
                Value::Object(columns.iter().filter_map(cell).collect::<Map<_, _>>())
            };
            if rows.is_empty() { Value::Null } else { Value::Array(rows.into_iter().map(row).collect()) }
        }
    }
}

#[cfg(test)]
mod tests;
