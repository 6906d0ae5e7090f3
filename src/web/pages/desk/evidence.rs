//! The evidence of a finding, said in words: papers, people and questions by their names, dates and money as people
//! write them. What only programs read is left out.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

use crate::claim::Alert;
use crate::desk::Case;
use crate::law::{Month, Rupiah};
use crate::letters::LetterKind;
use crate::words::{Words, shown};
use crate::workflow::{DocumentKind, FactName, StateName};

/// What only programs read.
const FOR_PROGRAMS: [&str; 9] =
    ["rule", "delivery", "id", "accepted", "webhook_id", "answer", "sha256", "document", "call"];
/// What is money, in whole rupiah.
const MONEY: [&str; 3] = ["expected", "alternative", "paid"];

/// The evidence as pairs of what and how.
pub(super) fn evidence(case: &Case, alert: &Alert, words: Words) -> Vec<(String, String)> {
    let Value::Object(fields) = &alert.evidence else { return Vec::new() };
    let said = fields.iter().filter(|(name, value)| !FOR_PROGRAMS.contains(&name.as_str()) && !value.is_null());
    said.map(|(name, value)| (label(name, words), say(case, alert, name, value, words))).collect()
}

fn label(name: &str, words: Words) -> String {
    words.t(&format!("evidence-{}", name.replace('_', "-")))
}

fn say(case: &Case, alert: &Alert, name: &str, value: &Value, words: Words) -> String {
    match (name, value) {
        (_, Value::Array(items)) => {
            items.iter().map(|item| say(case, alert, name, item, words)).collect::<Vec<_>>().join(", ")
        }
        ("payments", Value::Object(payment)) => {
            let amount = payment.get("amount").and_then(Value::as_i64).map(|sum| Rupiah(sum).to_string());
            let at = payment.get("paid_at").and_then(Value::as_str).map(|at| plain(at, words));
            amount.into_iter().chain(at).collect::<Vec<_>>().join(", ")
        }
        (_, Value::Number(sum)) if MONEY.contains(&name) => Rupiah(sum.as_i64().unwrap_or_default()).to_string(),
        (_, Value::String(text)) => named(case, alert, name, text, words).unwrap_or_else(|| plain(text, words)),
        (_, Value::Bool(answer)) => words.t(if *answer { "answer-yes" } else { "answer-no" }),
        (_, other) => other.to_string(),
    }
}

/// What is called something in the procedure or in the claim.
fn named(case: &Case, alert: &Alert, name: &str, text: &str, words: Words) -> Option<String> {
    let procedure = &case.procedure;
    match name {
        "kind" => procedure.documents.get(&DocumentKind::from(text)).map(|spec| words.of_text(&spec.title)),
        "state" => procedure.state(&StateName::from(text)).map(|state| words.of_text(&state.title)),
        "fact" => procedure.facts.get(&FactName::from(text)).map(|spec| words.of_text(&spec.title)),
        "person" | "children" => {
            let person = case.claim.people.iter().find(|person| person.id.to_string() == text)?;
            Some(person.details.name.clone())
        }
        "field" => {
            let kind = alert.evidence.get("kind").and_then(Value::as_str)?;
            let spec = procedure.documents.get(&DocumentKind::from(kind))?;
            spec.read.get(text).map(|field| words.of_text(&field.title))
        }
        "was" | "is" => {
            let fact = alert.evidence.get("fact").and_then(Value::as_str)?;
            let spec = procedure.facts.get(&FactName::from(fact))?;
            match &spec.kind {
                crate::workflow::FactKind::Choice(options) => options.get(text).map(|label| words.of_text(label)),
                _ => None,
            }
        }
        "deadline" => alert
            .evidence
            .get("state")
            .and_then(Value::as_str)
            .and_then(|state| procedure.state(&StateName::from(state)).map(|state| words.of_text(&state.title))),
        "letter" => LetterKind::parse(text).map(|kind| kind.title(words.language())),
        "waiting_on" => Some(words.t(&format!("waiting-{text}"))),
        _ => None,
    }
}

/// Dates, moments and months as people write them; anything else as it stands.
fn plain(text: &str, words: Words) -> String {
    let language = words.language();
    if let Ok(at) = text.parse::<DateTime<Utc>>() {
        return shown::long_moment(at, language);
    }
    if let Ok(date) = text.parse::<NaiveDate>() {
        return shown::long_date(date, language);
    }
    if let Ok(month) = text.parse::<Month>() {
        return words.of_text(&month.words());
    }
    text.to_owned()
}
