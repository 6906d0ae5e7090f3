//! The schemas of bodies and answers. What the description shows is what bodies are checked against, so that the
//! two cannot differ: a small part of JSON Schema, the part that the schemas here use.

use std::sync::OnceLock;

use chrono::{NaiveDate, NaiveTime};
use serde_json::{Map, Value};

use crate::law::{FieldError, Nik, Text};

const FILES: [&str; 6] = [
    include_str!("schemas/common.json"),
    include_str!("schemas/claim.json"),
    include_str!("schemas/bodies.json"),
    include_str!("schemas/lists.json"),
    include_str!("schemas/reminders.json"),
    include_str!("schemas/law.json"),
];

/// All schemas by name.
pub(super) fn all() -> &'static Map<String, Value> {
    static ALL: OnceLock<Map<String, Value>> = OnceLock::new();
    ALL.get_or_init(|| {
        // A test reads every file; one that cannot be read would show here as a missing schema.
        FILES.iter().filter_map(|file| serde_json::from_str::<Map<String, Value>>(file).ok()).flatten().collect()
    })
}

/// Everything in a body that its schema does not allow.
pub(super) fn check(name: &str, body: &Value) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if let Some(schema) = all().get(name) {
        look(schema, body, "", &mut errors);
    }
    unwritable(body, "", &mut errors);
    errors
}

/// A zero character is no writing, and one of the databases cannot keep it.
fn unwritable(value: &Value, path: &str, errors: &mut Vec<FieldError>) {
    match value {
        Value::String(text) if text.contains('\0') => {
            let message = Text::new(
                "Ada karakter yang tidak dapat ditulis (NUL).",
                "Holds a character that cannot be written (NUL).",
            );
            errors.push(FieldError::new(path, "wrong_value", message));
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                unwritable(item, &format!("{path}[{index}]"), errors);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                unwritable(field, &join(path, name), errors);
            }
        }
        _ => {}
    }
}

fn look(schema: &Value, value: &Value, path: &str, errors: &mut Vec<FieldError>) {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        if let Some(schema) = all().get(name) {
            look(schema, value, path, errors);
        }
        return;
    }
    if let Some(options) = schema["anyOf"].as_array() {
        // A value or null: what is wrong is told of the value.
        let wanted = options.iter().find(|option| option["type"] != "null");
        return match wanted {
            Some(wanted) if !value.is_null() => look(wanted, value, path, errors),
            _ => {}
        };
    }
    let types = words(&schema["type"]);
    if !types.is_empty() && !types.iter().any(|kind| is_of(kind, value)) {
        let wanted = types.join(" / ");
        return errors.push(error(path, "wrong_type", &format!("Isi {wanted}."), &format!("Give {wanted}.")));
    }
    match value {
        Value::Object(fields) => look_at_object(schema, fields, path, errors),
        Value::Array(items) => look_at_list(schema, items, path, errors),
        Value::String(text) => look_at_text(schema, text, path, errors),
        Value::Number(number) => look_at_number(schema, number.as_i64(), path, errors),
        _ => {}
    }
}

fn look_at_object(schema: &Value, fields: &Map<String, Value>, path: &str, errors: &mut Vec<FieldError>) {
    let known = schema["properties"].as_object();
    for name in words(&schema["required"]) {
        if !fields.contains_key(name) {
            errors.push(error(&join(path, name), "required", "Wajib diisi.", "Required."));
        }
    }
    for (name, value) in fields {
        match known.and_then(|known| known.get(name)) {
            Some(schema) => look(schema, value, &join(path, name), errors),
            None if schema["additionalProperties"] == Value::Bool(false) => {
                let names: Vec<&str> = known.into_iter().flatten().map(|(name, _)| name.as_str()).collect();
                let names = if names.is_empty() { "-".to_owned() } else { names.join(", ") };
                let (id, en) =
                    (format!("Tidak dikenal. Yang ada: {names}."), format!("Not known. There are: {names}."));
                errors.push(error(&join(path, name), "unknown_field", &id, &en));
            }
            None if schema["additionalProperties"].is_object() => {
                look(&schema["additionalProperties"], value, &join(path, name), errors);
            }
            None => {}
        }
    }
}

fn look_at_list(schema: &Value, items: &[Value], path: &str, errors: &mut Vec<FieldError>) {
    for (index, item) in items.iter().enumerate() {
        look(&schema["items"], item, &format!("{path}[{index}]"), errors);
    }
}

fn look_at_text(schema: &Value, text: &str, path: &str, errors: &mut Vec<FieldError>) {
    let options = words(&schema["enum"]);
    if !options.is_empty() && !options.contains(&text) {
        let names = options.join(", ");
        let (id, en) = (format!("Pilih salah satu: {names}."), format!("Choose one of: {names}."));
        return errors.push(error(path, "wrong_value", &id, &en));
    }
    let length = u64::try_from(text.trim().chars().count()).unwrap_or(u64::MAX);
    if schema["minLength"].as_u64().is_some_and(|least| length < least) {
        return errors.push(error(path, "required", "Wajib diisi.", "Required."));
    }
    if let Some(most) = schema["maxLength"].as_u64().filter(|most| length > *most) {
        let (id, en) = (format!("Paling banyak {most} huruf."), format!("At most {most} characters."));
        return errors.push(error(path, "too_long", &id, &en));
    }
    if schema["format"] == "nik"
        && let Err(wrong) = text.parse::<Nik>()
    {
        return errors.push(FieldError::new(path, wrong.code(), wrong.text()));
    }
    let (right, id, en) = match schema["format"].as_str() {
        Some("date") => (is_date(text), "Isi tanggal TTTT-BB-HH.", "Give a date YYYY-MM-DD."),
        Some("time") => (is_time(text), "Isi jam HH:MM.", "Give a time HH:MM."),
        Some("uuid") => (text.parse::<uuid::Uuid>().is_ok(), "Isi id (UUID).", "Give an id (UUID)."),
        _ => return,
    };
    if !right {
        errors.push(error(path, "wrong_value", id, en));
    }
}

fn look_at_number(schema: &Value, number: Option<i64>, path: &str, errors: &mut Vec<FieldError>) {
    if let Some((least, number)) = schema["minimum"].as_i64().zip(number).filter(|(least, number)| number < least) {
        let (id, en) = (format!("{number} kurang dari {least}."), format!("{number} is less than {least}."));
        errors.push(error(path, "out_of_range", &id, &en));
    }
}

fn is_date(text: &str) -> bool {
    text.len() == "2026-01-31".len() && text.parse::<NaiveDate>().is_ok()
}

fn is_time(text: &str) -> bool {
    NaiveTime::parse_from_str(text, "%H:%M").is_ok() && text.len() == "23:59".len()
}

fn is_of(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        _ => false,
    }
}

/// The words of a list, or the one word.
fn words(value: &Value) -> Vec<&str> {
    match value {
        Value::String(word) => vec![word],
        Value::Array(words) => words.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

fn error(path: &str, code: &str, id: &str, en: &str) -> FieldError {
    FieldError::new(path, code, Text::new(id, en))
}

#[cfg(test)]
mod tests;
