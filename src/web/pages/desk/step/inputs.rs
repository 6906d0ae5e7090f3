//! What is filled in when a step is taken: fields made from the procedure, and what was sent read as its types.

use serde_json::{Map, Value, json};

use crate::claim::DocumentStatus;
use crate::desk::{Case, PaperStanding};
use crate::words::{Words, shown};
use crate::workflow::{DocumentKind, InputKind, InputSpec, RequiredWhen, Role};

use super::super::super::field::{FieldView, yes_or_no};
use super::super::super::form::Sent;

/// Characters of an input of words.
const TEXT_MAX: u32 = 2000;
/// Reasons of the insurer that a form has room for.
const REASONS: usize = 3;

/// The fields of an input, with what was typed.
pub(super) fn fields(case: &Case, name: &str, spec: &InputSpec, sent: &Sent, words: Words) -> Vec<FieldView> {
    let label = words.of_text(&spec.title);
    let typed = sent.get(name).unwrap_or_default();
    let one = |field: FieldView| vec![field.required_if(spec.required != RequiredWhen::Never)];
    match &spec.kind {
        InputKind::Text => one(FieldView::area(name, label, typed, TEXT_MAX)),
        InputKind::Boolean => one(FieldView::choice(name, label, yes_or_no(words), typed)),
        InputKind::Date => one(FieldView::date(name, label, sent)),
        InputKind::Choice(options) => {
            let options: Vec<_> = options.iter().map(|(word, label)| (word.clone(), words.of_text(label))).collect();
            // One option is no choice.
            let chosen = if options.len() == 1 { options[0].0.clone() } else { typed.to_owned() };
            one(FieldView::choice(name, label, options, &chosen))
        }
        InputKind::Document(kinds) => one(document_field(case, name, label, kinds, typed, words)),
        InputKind::Person(relations) => one(person_field(case, name, label, relations, typed, words)),
        InputKind::Payments => payment_fields(case, name, sent, words),
        InputKind::Reasons => reason_fields(name, &label, sent, words),
        InputKind::Waivers => waiver_fields(case, name, sent, words),
    }
}

/// Whether somebody of this role may fill it in.
pub(super) fn is_for(spec: &InputSpec, role: Role) -> bool {
    spec.by.is_empty() || spec.by.iter().any(|by| role.covers(*by))
}

fn person_field(case: &Case, name: &str, label: String, relations: &[String], typed: &str, words: Words) -> FieldView {
    let fits = |person: &&crate::claim::Person| {
        relations.is_empty() || relations.iter().any(|word| word == person.details.relation.as_str())
    };
    let option = |person: &crate::claim::Person| {
        let relation = words.t(&format!("relation-{}", person.details.relation.as_str()));
        (person.id.to_string(), format!("{} ({relation})", person.details.name))
    };
    FieldView::choice(name, label, case.claim.people.iter().filter(fits).map(option), typed)
}

fn document_field(
    case: &Case,
    name: &str,
    label: String,
    kinds: &[DocumentKind],
    typed: &str,
    words: Words,
) -> FieldView {
    let fits = |document: &&crate::claim::Document| {
        document.status == DocumentStatus::Accepted && kinds.contains(&document.kind)
    };
    let option = |document: &crate::claim::Document| {
        let title = case.procedure.documents.get(&document.kind).map(|spec| words.of_text(&spec.title));
        let at = shown::moment(document.received_at, words.language());
        (document.id.to_string(), format!("{}, {at}", title.unwrap_or_default()))
    };
    let options: Vec<_> = case.claim.documents.iter().filter(fits).map(option).collect();
    let none = options.is_empty();
    let first = std::iter::once((String::new(), words.t("step-choose-paper")));
    let field = FieldView::select(name, label, first.chain(options), typed);
    if none { field.help(words.t("step-no-paper")) } else { field }
}

fn payment_fields(case: &Case, name: &str, sent: &Sent, words: Words) -> Vec<FieldView> {
    let total = case.claim.benefit.as_ref().map(|benefit| benefit.total);
    let amounts =
        total.and_then(|total| crate::claim::payee_amounts(total, &case.claim.payees).ok()).unwrap_or_default();
    let mut fields = Vec::new();
    for (at, payee) in case.claim.payees.iter().enumerate() {
        let person = case.claim.person(payee.person).map(|person| person.details.name.clone()).unwrap_or_default();
        let owed = amounts.get(at).map(|sum| sum.0.to_string()).unwrap_or_default();
        let amount = sent.get(&format!("{name}.{at}.amount")).map_or(owed, str::to_owned);
        let reference = sent.get(&format!("{name}.{at}.reference")).unwrap_or_default();
        fields.push(
            FieldView::digits(
                &format!("{name}.{at}.amount"),
                words.t1("step-paid-amount", "name", person.as_str()),
                &amount,
            )
            .required(),
        );
        fields.push(FieldView::date(&format!("{name}.{at}.paid_at"), words.t("step-paid-on"), sent).required());
        fields.push(
            FieldView::line(&format!("{name}.{at}.reference"), words.t("step-paid-reference"), reference).required(),
        );
    }
    fields
}

fn reason_fields(name: &str, label: &str, sent: &Sent, words: Words) -> Vec<FieldView> {
    let field = |at: usize| {
        let code = sent.get(&format!("{name}.{at}.code")).unwrap_or_default();
        let text = sent.get(&format!("{name}.{at}.text")).unwrap_or_default();
        [
            FieldView::line(&format!("{name}.{at}.code"), words.t1("step-reason-code", "number", at + 1), code)
                .required_if(at == 0)
                .at_most(60),
            FieldView::area(&format!("{name}.{at}.text"), format!("{label} {}", at + 1), text, 500)
                .required_if(at == 0),
        ]
    };
    (0..REASONS).flat_map(field).collect()
}

/// A reason for each paper that is missing; an empty one does without nothing.
fn waiver_fields(case: &Case, name: &str, sent: &Sent, words: Words) -> Vec<FieldView> {
    let missing = case.papers.iter().enumerate().filter(|(_, paper)| paper.standing < PaperStanding::Waived);
    let field = |(at, paper): (usize, &crate::desk::WantedPaper)| {
        let key = format!("{name}.{at}.reason");
        let label = words.of_text(&paper.label);
        FieldView::line(&key, words.t1("step-waive", "paper", label), sent.get(&key).unwrap_or_default()).at_most(500)
    };
    missing.map(field).collect()
}

/// What was sent as the JSON that the step takes; what was left empty is not given.
pub(super) fn value(case: &Case, name: &str, spec: &InputSpec, sent: &Sent) -> Option<Value> {
    match &spec.kind {
        InputKind::Text | InputKind::Choice(_) | InputKind::Document(_) | InputKind::Person(_) => {
            sent.filled(name).map(|text| json!(text))
        }
        InputKind::Boolean => sent.filled(name).map(|text| json!(text == "true")),
        InputKind::Date => match sent.date(name) {
            Ok(date) => date.map(|date| json!(date)),
            // As it was typed: the step says what is wrong with it.
            Err(typed) => Some(json!(format!("{}-{}-{}", typed.year, typed.month, typed.day))),
        },
        InputKind::Payments => list((0..case.claim.payees.len()).filter_map(|at| payment(case, name, at, sent))),
        InputKind::Reasons => list((0..REASONS).filter_map(|at| {
            let part = |end: &str| sent.filled(&format!("{name}.{at}.{end}")).unwrap_or_default();
            let empty = part("code").is_empty() && part("text").is_empty();
            (!empty).then(|| json!({ "code": part("code"), "text": part("text") }))
        })),
        InputKind::Waivers => list(case.papers.iter().enumerate().filter_map(|(at, paper)| {
            let reason = sent.filled(&format!("{name}.{at}.reason"))?;
            let mut waiver = Map::new();
            waiver.insert("kind".to_owned(), json!(paper.kind));
            if let Some(person) = paper.person {
                waiver.insert("person".to_owned(), json!(person));
            }
            waiver.insert("reason".to_owned(), json!(reason));
            Some(Value::Object(waiver))
        })),
    }
}

fn payment(case: &Case, name: &str, at: usize, sent: &Sent) -> Option<Value> {
    let person = case.claim.payees.get(at)?.person;
    // Rupiah are written with points: 42.000.000.
    let amount = sent.filled(&format!("{name}.{at}.amount"))?.replace(['.', ' '], "").replace("Rp", "");
    let paid_at = match sent.date(&format!("{name}.{at}.paid_at")) {
        Ok(date) => date.map(|date| date.to_string()).unwrap_or_default(),
        Err(typed) => format!("{}-{}-{}", typed.year, typed.month, typed.day),
    };
    let amount = amount.parse::<i64>().map_or_else(|_| json!(amount), |amount| json!(amount));
    let reference = sent.filled(&format!("{name}.{at}.reference")).unwrap_or_default();
    Some(json!({ "person": person, "amount": amount, "paid_at": paid_at, "reference": reference }))
}

fn list(items: impl Iterator<Item = Value>) -> Option<Value> {
    let items: Vec<Value> = items.collect();
    (!items.is_empty()).then_some(Value::Array(items))
}
