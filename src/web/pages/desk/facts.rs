//! The answers, by a form that is made from the procedure: a new question in its file is a new field here.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use serde_json::{Value, json};

use crate::claim::Command;
use crate::desk::Case;
use crate::law::FieldError;
use crate::workflow::{FactKind, FactName, FactSpec, FactValue};

use super::super::super::app::App;
use super::super::field::{FieldView, told, yes_or_no};
use super::super::form::Sent;
use super::super::page::{Face, Frame, PageResult, go_to_done, page_as};
use super::super::problems::Problems;
use super::super::visit::Visit;
use super::super::words::Words;

/// Answers longer than this are typed in several lines.
const LINE_MAX: u32 = 120;

#[derive(Template)]
#[template(path = "desk/facts.html")]
struct FactsPage {
    f: Frame,
    number: String,
    version: i64,
    participant: String,
    fields: Vec<FieldView>,
}

/// Shows the form.
pub(in super::super) async fn facts_form(app: Data<App>, number: Path<String>, visit: Visit) -> PageResult {
    let case = app.desk.case(&number, visit.actor()?).await?;
    show(&visit, StatusCode::OK, &case, None, &Problems::default())
}

fn show(visit: &Visit, status: StatusCode, case: &Case, sent: Option<&Sent>, problems: &Problems) -> PageResult {
    let words = visit.words();
    let fields = case.procedure.facts.iter().map(|(name, spec)| field(case, name, spec, sent, words)).collect();
    let fields = told(fields, problems, words);
    let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    let wrong = problems.summary(words, &names);
    page_as(
        status,
        &FactsPage {
            f: Frame::new(visit, Face::Desk, words.t("facts-title")).with_wrong(wrong),
            number: case.claim.number.to_string(),
            version: problems.version.unwrap_or(case.claim.version),
            participant: case.participant.name.clone(),
            fields,
        },
    )
}

/// The field of a question: with what was typed, else with the answer that is known.
fn field(case: &Case, name: &FactName, spec: &FactSpec, sent: Option<&Sent>, words: Words) -> FieldView {
    let label = words.of_text(&spec.title);
    let known = case.claim.facts.get(name);
    let typed = sent.and_then(|sent| sent.get(name.as_str())).map(str::to_owned);
    let value = typed.unwrap_or_else(|| known.map(plain).unwrap_or_default());
    let unanswered = || std::iter::once((String::new(), words.t("fact-open")));
    let name = name.as_str();
    let field = match (&spec.kind, sent) {
        (FactKind::Boolean, _) => FieldView::choice(name, label, unanswered().chain(yes_or_no(words)), &value),
        (FactKind::Choice(options), _) => {
            let options = options.iter().map(|(word, label)| (word.clone(), words.of_text(label)));
            FieldView::choice(name, label, unanswered().chain(options), &value)
        }
        (FactKind::Integer { .. } | FactKind::Money, _) => FieldView::digits(name, label, &value),
        (FactKind::Date, Some(sent)) => FieldView::date(name, label, sent),
        (FactKind::Date, None) => FieldView::known_date(name, label, value.parse().ok()),
        (FactKind::Text { max }, _) if *max > LINE_MAX => FieldView::area(name, label, &value, *max),
        (FactKind::Text { max }, _) => FieldView::line(name, label, &value).at_most(*max),
        (FactKind::DisabilityCode | FactKind::SchoolYear | FactKind::Table { .. }, _) => {
            FieldView::line(name, label, &value)
        }
    };
    let field = match &spec.help {
        Some(help) => field.help(words.of_text(help)),
        None => field,
    };
    field.required_if(spec.required_in.contains(&case.claim.state))
}

/// An answer as it stands in a form.
fn plain(value: &FactValue) -> String {
    match value {
        FactValue::Boolean(value) => value.to_string(),
        FactValue::Integer(value) => value.to_string(),
        FactValue::Date(value) => value.to_string(),
        FactValue::Text(value) => value.clone(),
        FactValue::Table(_) => String::new(),
    }
}

/// Records the answers; all or nothing.
pub(in super::super) async fn set_facts(app: Data<App>, number: Path<String>, visit: Visit, sent: Sent) -> PageResult {
    let case = app.desk.case(&number, visit.actor()?).await?;
    let values: BTreeMap<FactName, Value> = case
        .procedure
        .facts
        .iter()
        .filter(|(name, spec)| is_sent(name, spec, &sent))
        .map(|(name, spec)| (name.clone(), value(name, spec, &sent)))
        .collect();
    match app.desk.act(visit.asks_on_version(&number, &sent)?, &Command::SetFacts(values)).await {
        Ok(_) => Ok(go_to_done(&format!("/desk/claims/{number}"), "saved")),
        Err(error) => {
            let mut problems = Problems::of(error)?;
            problems.fields.iter_mut().for_each(own_name);
            let case = app.desk.case(&number, visit.actor()?).await?;
            show(&visit, problems.status(), &case, Some(&sent), &problems)
        }
    }
}

/// The core names an answer by its place in a request; here the field has the question's own name.
fn own_name(error: &mut FieldError) {
    if let Some(name) = error.field.strip_prefix("facts.") {
        error.field = name.to_owned();
    }
}

/// A question that the form did not have, because its page is older than the procedure, is left as it is.
fn is_sent(name: &FactName, spec: &FactSpec, sent: &Sent) -> bool {
    match spec.kind {
        FactKind::Date => sent.has(&format!("{name}.y")),
        _ => sent.has(name.as_str()),
    }
}

/// What was typed as the JSON of the question's kind; an empty field takes an answer back.
fn value(name: &FactName, spec: &FactSpec, sent: &Sent) -> Value {
    let filled = sent.filled(name.as_str());
    match &spec.kind {
        FactKind::Boolean => filled.map_or(Value::Null, |text| json!(text == "true")),
        FactKind::Integer { .. } | FactKind::Money => filled.map_or(Value::Null, |text| {
            // Rupiah are written with points: 1.000.000.
            text.replace(['.', ' '], "").parse::<i64>().map_or_else(|_| json!(text), |number| json!(number))
        }),
        FactKind::Date => match sent.date(name.as_str()) {
            Ok(date) => json!(date),
            Err(typed) => json!(format!("{}-{}-{}", typed.year, typed.month, typed.day)),
        },
        FactKind::Text { .. }
        | FactKind::Choice(_)
        | FactKind::DisabilityCode
        | FactKind::SchoolYear
        | FactKind::Table { .. } => json!(filled),
    }
}
