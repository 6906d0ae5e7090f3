//! Facts, checked against the procedure's schema. All or nothing.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::law::scholarship::SchoolYear;
use crate::law::{FieldError, Text};
use crate::workflow::{ColumnSpec, FactKind, FactName, FactSpec, FactValue};

use super::super::event::Event;
use super::super::parts::Severity;
use super::super::refusal::Refused;
use super::super::situation::Situation;
use super::super::state::Claim;
use super::findings;

/// Greatest length of a code of a table of law.
const CODE_LENGTH_MAX: usize = 40;

/// The event that sets what differs; every wrong value is reported at once.
pub(super) fn set(
    situation: &Situation<'_>,
    claim: &Claim,
    values: &BTreeMap<FactName, Value>,
) -> Result<Vec<Event>, Refused> {
    let mut errors = Vec::new();
    let mut facts = BTreeMap::new();
    let (mut affects_benefit, mut late) = (false, Vec::new());
    for (name, value) in values {
        let Some(spec) = situation.procedure.facts.get(name) else {
            let known = situation.procedure.facts.keys().map(FactName::as_str).collect::<Vec<_>>().join(", ");
            errors.push(FieldError::new(
                format!("facts.{name}"),
                "unknown_fact",
                Text::new(format!("Tidak dikenal. Yang ada: {known}."), format!("Not known. There are: {known}.")),
            ));
            continue;
        };
        match parse(&spec.kind, value) {
            Ok(parsed) => {
                if let Some(code) = parsed.as_ref().and_then(|value| unknown_code(situation, claim, &spec.kind, value))
                {
                    errors.push(FieldError::new(format!("facts.{name}"), "unknown_code", no_such_code(&code)));
                    continue;
                }
                if claim.facts.get(name) != parsed.as_ref() {
                    affects_benefit |= spec.affects_benefit;
                    if too_late(situation, claim, name, spec) {
                        late.push(json!({ "fact": name, "was": claim.facts.get(name), "is": parsed }));
                    }
                    facts.insert(name.clone(), parsed);
                }
            }
            Err(message) => errors.push(FieldError::new(format!("facts.{name}"), "wrong_value", message)),
        }
    }
    if !errors.is_empty() {
        return Err(Refused::Invalid(errors));
    }
    if facts.is_empty() {
        return Ok(Vec::new());
    }
    if affects_benefit {
        super::people::not_while_with_insurer(claim)?;
    }
    let mut events = vec![Event::FactsChanged { facts, affects_benefit }];
    for (seq, evidence) in (claim.version + 2..).zip(late) {
        events.push(findings::alert(claim.id, seq, "fact_changed_late", Severity::Blocking, evidence));
    }
    Ok(events)
}

/// Whether an answer that a step has checked already is changed behind that step: then no rule would look at the new
/// one, so a person must.
fn too_late(situation: &Situation<'_>, claim: &Claim, name: &FactName, spec: &FactSpec) -> bool {
    let checked = claim.facts.contains_key(name) && !spec.required_in.is_empty();
    checked && claim.state != situation.procedure.start && !spec.required_in.contains(&claim.state)
}

/// A code in an answer that the table of disabilities of the event's day does not have. Before the first table every
/// code is taken: then no sum is worked out either.
fn unknown_code(situation: &Situation<'_>, claim: &Claim, kind: &FactKind, value: &FactValue) -> Option<String> {
    let table = situation.law.disability.in_force(claim.event.date)?;
    match (kind, value) {
        (FactKind::DisabilityCode, FactValue::Text(code)) => table.rules.row(code).is_none().then(|| code.clone()),
        (FactKind::Table { columns, .. }, FactValue::Table(rows)) => rows.iter().flatten().find_map(|(name, cell)| {
            columns.get(name).and_then(|column| unknown_code(situation, claim, &column.kind, cell))
        }),
        _ => None,
    }
}

fn no_such_code(code: &str) -> Text {
    Text::new(
        format!("\"{code}\" bukan kode dari tabel cacat yang berlaku pada tanggal kejadian."),
        format!("`{code}` is no code of the table of disabilities in force on the day of the event."),
    )
}

/// Whether an answer that another procedure took is one that this question takes too.
pub(in super::super) fn fits(spec: &FactSpec, value: &FactValue) -> bool {
    let json = serde_json::to_value(value).unwrap_or_default();
    parse(&spec.kind, &json).is_ok_and(|parsed| parsed.as_ref() == Some(value))
}

fn parse(kind: &FactKind, value: &Value) -> Result<Option<FactValue>, Text> {
    if value.is_null() {
        return Ok(None);
    }
    let parsed = match kind {
        FactKind::Boolean => value.as_bool().map(FactValue::Boolean),
        FactKind::Integer { min, max } => {
            value.as_i64().filter(|number| (*min..=*max).contains(number)).map(FactValue::Integer)
        }
        FactKind::Money => value.as_i64().filter(|amount| *amount >= 0).map(FactValue::Integer),
        FactKind::Date => value.as_str().and_then(|text| text.parse::<NaiveDate>().ok()).map(FactValue::Date),
        FactKind::Text { max } => value
            .as_str()
            .map(str::trim)
            .filter(|text| !text.is_empty() && text.chars().count() <= usize::try_from(*max).unwrap_or(usize::MAX))
            .map(written),
        FactKind::Choice(options) => value.as_str().filter(|word| options.contains_key(*word)).map(written),
        FactKind::DisabilityCode => {
            value.as_str().map(str::trim).filter(|code| !code.is_empty() && code.len() <= CODE_LENGTH_MAX).map(written)
        }
        FactKind::SchoolYear => value
            .as_str()
            .filter(|text| text.parse::<SchoolYear>().is_ok())
            .map(|text| FactValue::Text(text.to_owned())),
        FactKind::Table { columns, rows } => {
            return table(columns, *rows, value).map(|rows| Some(FactValue::Table(rows)));
        }
    };
    parsed.map(Some).ok_or_else(|| expected(kind))
}

/// Rows of answers; what is wrong is said with the number of its row.
fn table(
    columns: &BTreeMap<FactName, ColumnSpec>,
    rows_max: u32,
    value: &Value,
) -> Result<Vec<BTreeMap<FactName, FactValue>>, Text> {
    let many = usize::try_from(rows_max).unwrap_or(usize::MAX);
    let given = value.as_array().filter(|rows| rows.len() <= many && rows.iter().all(Value::is_object));
    let given = given.ok_or_else(|| {
        let names = columns.keys().map(FactName::as_str).collect::<Vec<_>>().join(", ");
        Text::new(
            format!("Isi daftar {{{names}}}, paling banyak {rows_max} baris."),
            format!("Give a list of {{{names}}}, at most {rows_max} rows."),
        )
    })?;
    let row = |(number, given): (usize, &Value)| {
        let cells = given.as_object().into_iter().flatten();
        if let Some((name, _)) = cells.clone().find(|(name, _)| !columns.contains_key(name.as_str())) {
            let name = Text::new(name.as_str(), name.as_str());
            return Err(in_row(number, &name, &Text::new("Kolom ini tidak dikenal.", "There is no such column.")));
        }
        let mut read = BTreeMap::new();
        for (name, column) in columns {
            let cell = given.get(name.as_str()).unwrap_or(&Value::Null);
            match parse(&column.kind, cell) {
                Ok(Some(value)) => drop(read.insert(name.clone(), value)),
                Ok(None) if column.optional => {}
                Ok(None) => return Err(in_row(number, &column.title, &Text::new("Wajib diisi.", "Required."))),
                Err(message) => return Err(in_row(number, &column.title, &message)),
            }
        }
        Ok(read)
    };
    given.iter().enumerate().map(row).collect()
}

fn in_row(number: usize, column: &Text, message: &Text) -> Text {
    Text::new(
        format!("Baris {}, {}: {}", number + 1, column.id, message.id),
        format!("Row {}, {}: {}", number + 1, column.en, message.en),
    )
}

/// Words as they are read back from the history. There words that are a date are read as that date, and what is
/// decided now must be what is folded later.
fn written(text: &str) -> FactValue {
    serde_json::from_value(Value::String(text.to_owned())).unwrap_or_else(|_| FactValue::Text(text.to_owned()))
}

fn expected(kind: &FactKind) -> Text {
    match kind {
        FactKind::Boolean => Text::new("Isi true atau false.", "Give true or false."),
        FactKind::Integer { min, max } => Text::new(
            format!("Isi bilangan bulat {min} sampai {max}."),
            format!("Give a whole number from {min} to {max}."),
        ),
        FactKind::Money => Text::new("Isi rupiah bulat, tidak negatif.", "Give whole rupiah, not negative."),
        FactKind::Date => Text::new("Isi tanggal TTTT-BB-HH.", "Give a date YYYY-MM-DD."),
        FactKind::Text { max } => Text::new(
            format!("Isi kata-kata, paling banyak {max} huruf."),
            format!("Give words, at most {max} characters."),
        ),
        FactKind::DisabilityCode => Text::new(
            "Isi kode dari tabel cacat yang berlaku pada tanggal kejadian.",
            "Give a code of the table of disabilities in force on the day of the event.",
        ),
        FactKind::SchoolYear => Text::new("Isi tahun ajaran, misalnya 2026/2027.", "Give a school year, as 2026/2027."),
        FactKind::Table { rows, .. } => {
            Text::new(format!("Isi paling banyak {rows} baris."), format!("Give at most {rows} rows."))
        }
        FactKind::Choice(options) => {
            let words = options.keys().cloned().collect::<Vec<_>>().join(", ");
            Text::new(format!("Pilih salah satu: {words}."), format!("Choose one of: {words}."))
        }
    }
}
