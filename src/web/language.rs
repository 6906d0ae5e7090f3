//! The reader's language. Everything inside carries both; here one is chosen, and bodies are put into it.

use actix_web::HttpRequest;
use actix_web::http::header::ACCEPT_LANGUAGE;
use serde_json::{Map, Value};

use crate::law::Language;

/// The language that a request wants: `?lang=`, or the best of `Accept-Language`, or Indonesian.
pub(super) fn language_of(request: &HttpRequest) -> Language {
    let accepted = request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    choose(request.query_string(), accepted)
}

pub(super) fn choose(query: &str, accepted: Option<&str>) -> Language {
    asked(query).or_else(|| accepted.and_then(best)).unwrap_or_default()
}

/// The language that an address asks for.
pub(super) fn asked(query: &str) -> Option<Language> {
    query.split('&').find_map(|pair| pair.strip_prefix("lang=")).and_then(known)
}

/// The language of a tag, as `id-ID`.
pub(super) fn known(tag: &str) -> Option<Language> {
    match tag.split('-').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        // Old programs still say `in` for Indonesian.
        "id" | "in" | "*" => Some(Language::Id),
        "en" => Some(Language::En),
        _ => None,
    }
}

/// The known language with the greatest weight; of equals, the one named first.
fn best(header: &str) -> Option<Language> {
    let mut chosen: Option<(u16, Language)> = None;
    for item in header.split(',') {
        let mut parts = item.split(';');
        let Some(language) = known(parts.next().unwrap_or_default().trim()) else { continue };
        let weight = parts.find_map(|part| part.trim().strip_prefix("q=")).map_or(1000, thousandths);
        if weight > 0 && chosen.is_none_or(|(most, _)| weight > most) {
            chosen = Some((weight, language));
        }
    }
    chosen.map(|(_, language)| language)
}

/// `0.8` as 800; what cannot be read counts as nothing.
fn thousandths(weight: &str) -> u16 {
    let (whole, fraction) = weight.trim().split_once('.').unwrap_or((weight.trim(), ""));
    let fraction: String = fraction.chars().chain("000".chars()).take(3).collect();
    match (whole, fraction.parse::<u16>()) {
        ("1", _) => 1000,
        ("0" | "", Ok(thousandths)) => thousandths,
        _ => 0,
    }
}

/// A body as the reader gets it: every `{id, en}` is one wording, and moments have all their six digits.
pub(super) fn localised(value: Value, language: Language) -> Value {
    match value {
        Value::Object(fields) => match wording(&fields, language) {
            Some(text) => Value::String(text),
            None => Value::Object(fields.into_iter().map(|(key, value)| (key, localised(value, language))).collect()),
        },
        Value::Array(items) => Value::Array(items.into_iter().map(|item| localised(item, language)).collect()),
        Value::String(text) => Value::String(whole_moment(text)),
        other => other,
    }
}

fn wording(fields: &Map<String, Value>, language: Language) -> Option<String> {
    let (Some(Value::String(id)), Some(Value::String(en)), 2) = (fields.get("id"), fields.get("en"), fields.len())
    else {
        return None;
    };
    Some(match language {
        Language::Id => id.clone(),
        Language::En => en.clone(),
    })
}

/// Moments are written without the zeros at their end; readers get them in one length.
fn whole_moment(text: String) -> String {
    const SECONDS: usize = "2026-01-01T00:00:00".len();
    let bytes = text.as_bytes();
    let shape = |at: usize, byte: u8| match at {
        4 | 7 => byte == b'-',
        10 => byte == b'T',
        13 | 16 => byte == b':',
        19 => byte == b'.',
        _ => byte.is_ascii_digit(),
    };
    let Some((b'Z', moment)) = bytes.split_last() else { return text };
    let fraction = moment.len().saturating_sub(SECONDS + 1);
    let right = moment.len() == SECONDS || (1..6).contains(&fraction);
    if !right || !moment.iter().enumerate().all(|(at, byte)| shape(at, *byte)) {
        return text;
    }
    let point = if moment.len() == SECONDS { "." } else { "" };
    format!("{}{point}{}Z", &text[..text.len() - 1], "0".repeat(6 - fraction))
}

#[cfg(test)]
mod tests;
