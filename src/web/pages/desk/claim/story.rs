//! One event of a history in words: when, who, what.

use serde_json::Value;

use crate::desk::{Case, HistoryItem};
use crate::law::clock::Span;
use crate::words::{Words, shown};
use crate::workflow::{DocumentKind, StateName};

use super::super::super::returned::reason_words;
use super::super::super::school_words;
use super::super::clock_words;

/// An event.
pub(in super::super) struct LineView {
    /// Its place in the history.
    pub(in super::super) seq: i64,
    /// When.
    pub(in super::super) at: String,
    /// Who.
    pub(in super::super) who: String,
    /// What.
    pub(in super::super) what: String,
    /// More of it, as words that somebody wrote.
    pub(in super::super) more: Option<String>,
    /// The start of its hash.
    pub(in super::super) hash: String,
}

/// An event in the reader's words.
pub(in super::super) fn line_view(item: &HistoryItem, case: &Case, words: Words) -> LineView {
    let what = words.t(&format!("event-{}", item.kind.replace('_', "-")));
    let detail = detail(item, case, words);
    LineView {
        seq: item.seq,
        at: shown::moment(item.at, words.language()),
        who: who(item, case, words),
        what: detail.map_or_else(|| what.clone(), |detail| format!("{what}: {detail}")),
        more: wrote(item, words),
        hash: item.hash.chars().take(12).collect(),
    }
}

fn who(item: &HistoryItem, case: &Case, words: Words) -> String {
    let role = item.actor.split(':').next().unwrap_or_default();
    let role = words.t(&format!("role-{role}"));
    let name = item.actor_name.as_deref().or_else(|| case.name_of(&crate::claim::ActorRef(item.actor.clone())));
    name.map_or(role.clone(), |name| format!("{name} ({role})"))
}

/// What the event is about: a step, a paper, a person, a question.
fn detail(item: &HistoryItem, case: &Case, words: Words) -> Option<String> {
    let data = &item.data;
    let text = |name: &str| data.get(name).and_then(Value::as_str);
    match item.kind.as_str() {
        "action_taken" => {
            let (from, to) = (StateName::from(text("from")?), StateName::from(text("to")?));
            let action = case.procedure.state(&from).and_then(|state| state.actions.get(text("action")?));
            let title =
                action.map_or_else(|| text("action").unwrap_or_default().to_owned(), |it| words.of_text(&it.title));
            let to = case.procedure.state(&to).map(|state| words.of_text(&state.title)).unwrap_or_default();
            Some(format!("{title} \u{2192} {to}"))
        }
        "document_received" => {
            let kind = DocumentKind::from(text("kind")?);
            let title = case.procedure.documents.get(&kind).map(|spec| words.of_text(&spec.title));
            Some(format!("{} ({})", title.unwrap_or_default(), text("file_name").unwrap_or_default()))
        }
        "document_reviewed" | "document_withdrawn" => {
            let document =
                case.claim.documents.iter().find(|one| Some(one.id.to_string().as_str()) == text("document"))?;
            let title = case.procedure.documents.get(&document.kind).map(|spec| words.of_text(&spec.title));
            let verdict = text("verdict").map(|verdict| words.t(&format!("paper-{verdict}")));
            Some([title, verdict].into_iter().flatten().collect::<Vec<_>>().join(", "))
        }
        "person_added" | "person_changed" => data.pointer("/details/name")?.as_str().map(str::to_owned),
        "person_verified" | "family_link_made" | "family_link_opened" => {
            text("person").and_then(|id| person_name(case, id))
        }
        "consent_recorded" => {
            let name = text("person").and_then(|id| person_name(case, id))?;
            Some(format!("{name}, {}", words.t(&format!("person-consent-{}", text("consent")?))))
        }
        "receipt_said" => {
            let name = text("person").and_then(|id| person_name(case, id))?;
            let arrived = data.get("arrived")?.as_bool()?;
            Some(format!("{name}, {}", words.t(if arrived { "person-receipt-yes" } else { "person-receipt-no" })))
        }
        "part_paid" => {
            let part = serde_json::from_value(data.get("part")?.clone()).ok()?;
            Some(school_words::part(&part, words))
        }
        "carried_over" => Some(carried_over(case, item, words)),
        "documents_set_aside" => {
            let kinds = data.get("kinds")?.as_array()?.iter().filter_map(Value::as_str);
            let title = |kind: &str| case.procedure.documents.get(kind).map(|spec| words.of_text(&spec.title));
            Some(kinds.filter_map(title).collect::<Vec<_>>().join(", "))
        }
        "follow_up_wanted" => {
            let workflow = data.pointer("/follow_up/workflow")?.as_str()?.to_uppercase();
            let person = data.pointer("/follow_up/person").and_then(Value::as_str);
            let person = person.and_then(|id| person_name(case, id));
            Some(std::iter::once(workflow).chain(person).collect::<Vec<_>>().join(", "))
        }
        "facts_changed" => {
            let names = data.get("facts")?.as_object()?.keys();
            let title = |name: &String| case.procedure.facts.get(name.as_str()).map(|spec| words.of_text(&spec.title));
            Some(names.filter_map(title).collect::<Vec<_>>().join("; "))
        }
        "deadline_extended" => {
            let span: Span = serde_json::from_value(data.get("span")?.clone()).ok()?;
            Some(clock_words::span(span, words))
        }
        "rung_fired" => Some(words.t(&format!("rung-{}", text("kind")?.replace('_', "-")))),
        "letters_chosen" => text("person").and_then(|id| person_name(case, id)),
        "alert_raised" => Some(words.t(&format!("alert-{}", text("kind")?))),
        "benefit_assessed" => {
            let total = data.pointer("/benefit/total")?.as_i64()?;
            Some(crate::law::Rupiah(total).to_string())
        }
        "hand_over_received" => text("channel").map(|channel| words.t(&format!("channel-{channel}"))),
        _ => None,
    }
}

fn person_name(case: &Case, id: &str) -> Option<String> {
    let person = case.claim.people.iter().find(|one| one.id.to_string() == id)?;
    Some(person.details.name.clone())
}

/// From which claim, and how much of it.
fn carried_over(case: &Case, item: &HistoryItem, words: Words) -> String {
    let many = |name: &str| match item.data.get(name) {
        Some(Value::Array(items)) => items.len().to_string(),
        Some(Value::Object(fields)) => fields.len().to_string(),
        _ => "0".to_owned(),
    };
    let origin = case.links.iter().find(|link| link.is_origin).and_then(|link| link.number.clone());
    let of = [("number", origin.unwrap_or_default()), ("facts", many("facts")), ("people", many("people"))];
    let papers = many("documents");
    let of: Vec<(&str, &str)> = of.iter().map(|(name, value)| (*name, value.as_str())).collect();
    words.with("event-carried-over-what", &[&of[..], &[("papers", papers.as_str())]].concat())
}

/// Words that somebody wrote: a note, a reason. Why a paper comes back is chosen from a list, and told in its words.
fn wrote(item: &HistoryItem, words: Words) -> Option<String> {
    let text = |name: &str| item.data.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    if item.kind == "document_reviewed" {
        let reason = text("reason").map(|reason| reason_words(words, "", reason));
        let parts: Vec<String> = reason.into_iter().chain(text("note").map(str::to_owned)).collect();
        return (!parts.is_empty()).then(|| parts.join(" "));
    }
    let found = ["text", "note", "reason"].into_iter().find_map(text);
    let found = found.or_else(|| item.data.pointer("/inputs/reason").and_then(Value::as_str));
    found.filter(|words| !words.is_empty()).map(str::to_owned)
}
