//! The page of the answers: what is asked where the claim is now first, the rest folded.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use serde_json::Value;

use crate::claim::Command;
use crate::desk::Case;
use crate::law::FieldError;
use crate::law::clock::jakarta_date;
use crate::workflow::FactName;

use super::super::super::super::app::App;
use super::super::super::form::Sent;
use super::super::super::page::{Face, Frame, PageResult, go_to_done, page_as};
use super::super::super::problems::Problems;
use super::super::super::visit::Visit;
use super::question::{Asking, QuestionView, question};
use super::typed;

/// The button that asks for one more row of a table.
pub(super) const MORE: &str = "more";

#[derive(Template)]
#[template(path = "desk/facts.html")]
struct FactsPage {
    f: Frame,
    number: String,
    version: i64,
    participant: String,
    /// What is asked where the claim is now.
    now: Vec<QuestionView>,
    /// Everything else.
    others: Vec<QuestionView>,
    /// Whether everything else is unfolded: the form came back, a row was asked for there, or it is all there is.
    unfolded: bool,
}

/// Shows the form.
pub(in super::super::super) async fn facts_form(app: Data<App>, number: Path<String>, visit: Visit) -> PageResult {
    let case = app.desk.case(&number, visit.actor()?).await?;
    let sent = typed::as_sent(&case.procedure.facts, &case.claim.facts);
    show(&app, &visit, StatusCode::OK, &case, &sent, &Problems::default())
}

fn show(app: &App, visit: &Visit, status: StatusCode, case: &Case, sent: &Sent, problems: &Problems) -> PageResult {
    let words = visit.words();
    let asking = Asking { case, sent, words, problems, today: jakarta_date(app.desk.now()) };
    let questions = case.procedure.facts.iter().map(|(name, spec)| question(&asking, name, spec));
    let (now, others): (Vec<_>, Vec<_>) = questions.partition(QuestionView::is_required);
    let names: Vec<&str> = now.iter().chain(&others).flat_map(QuestionView::names).collect();
    let wrong = problems.summary(words, &names);
    let more = sent.filled(MORE);
    // A form that came back, because an answer is wrong or the claim has changed meanwhile, hides nothing of what was typed.
    let came_back = status != StatusCode::OK;
    let unfolded = now.is_empty() || came_back || others.iter().any(|one| more == Some(one.name()));
    // Whoever asks for one more row is still on the version that their page was made from.
    let version = problems.version.or_else(|| sent.get("version")?.parse().ok()).unwrap_or(case.claim.version);
    page_as(
        status,
        &FactsPage {
            f: Frame::new(visit, Face::Desk, words.t("facts-title")).with_wrong(wrong),
            number: case.claim.number.to_string(),
            version,
            participant: case.participant.name.clone(),
            now,
            others,
            unfolded,
        },
    )
}

/// Records the answers, all or nothing; or comes back with one more row of a table.
pub(in super::super::super) async fn set_facts(
    app: Data<App>,
    number: Path<String>,
    visit: Visit,
    sent: Sent,
) -> PageResult {
    let case = app.desk.case(&number, visit.actor()?).await?;
    let facts = &case.procedure.facts;
    // What is wrong is told by the number of a row, so the empty ones between are taken out first.
    let closed = typed::without_empty_rows(facts, &sent);
    if sent.filled(MORE).is_some() {
        return show(&app, &visit, StatusCode::OK, &case, &closed, &Problems::default());
    }
    let asked = facts.iter().filter(|(name, spec)| typed::is_sent(name, spec, &closed));
    let values: BTreeMap<FactName, Value> =
        asked.map(|(name, spec)| (name.clone(), typed::value(name.as_str(), &spec.kind, &closed))).collect();
    match app.desk.act(visit.asks_on_version(&number, &sent)?, &Command::SetFacts(values)).await {
        Ok(_) => Ok(go_to_done(&format!("/desk/claims/{number}"), "saved")),
        Err(error) => {
            let mut problems = Problems::of(error)?;
            problems.fields.iter_mut().for_each(own_name);
            let case = app.desk.case(&number, visit.actor()?).await?;
            show(&app, &visit, problems.status(), &case, &closed, &problems)
        }
    }
}

/// The core names an answer by its place in a request; here the field has the question's own name.
fn own_name(error: &mut FieldError) {
    if let Some(name) = error.field.strip_prefix("facts.") {
        error.field = name.to_owned();
    }
}
