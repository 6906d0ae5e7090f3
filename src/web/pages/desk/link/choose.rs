//! Whom a link is for, and how it reaches them.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use crate::claim::{self, Person, PersonId, Refused};
use crate::desk::{Case, DeskError};
use crate::words::{Words, shown};

use super::super::super::super::app::App;
use super::super::super::super::problem::WebError;
use super::super::super::field::{FieldView, told};
use super::super::super::form::Sent;
use super::super::super::page::{Face, Frame, PageResult, go_to_done, page_as};
use super::super::super::problems::Problems;
use super::super::super::visit::Visit;

/// The fields of the form.
const FIELDS: [&str; 2] = ["person", "kind"];

#[derive(Template)]
#[template(path = "desk/link/choose.html")]
struct ChoosePage {
    f: Frame,
    number: String,
    participant: String,
    /// The claim has ended: it lets nobody in any more.
    ended: bool,
    /// Nobody is recorded yet: the family comes first.
    nobody: bool,
    /// None when there is nobody to make a link for.
    fields: Vec<FieldView>,
    others: Vec<Other>,
    /// Who is in now, and may be shut out: a telephone that was lost or lent.
    inside: Vec<Inside>,
}

/// Somebody who is in now.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Inside {
    person: String,
    name: String,
    seen: String,
}

/// Somebody who gets no link, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Other {
    name: String,
    why: String,
}

/// Shows who may get a link; with `?person=` that one is chosen already.
pub(in super::super::super) async fn choose(app: Data<App>, path: Path<String>, visit: Visit) -> PageResult {
    let case = app.desk.case(&path, visit.actor()?).await?;
    let person = visit.asked("person").map(|person| ("person".to_owned(), person.to_owned()));
    show(&app, &visit, &case, &Sent::new(person.into_iter().collect()), &Problems::default()).await
}

/// Shuts a person out on every telephone; a new link lets them in again.
pub(in super::super::super) async fn shut_out(
    app: Data<App>,
    path: Path<String>,
    visit: Visit,
    sent: Sent,
) -> PageResult {
    let person = sent.filled("person").and_then(|id| id.parse().ok()).map(PersonId);
    let person = person.ok_or(DeskError::NotFound("person"))?;
    app.desk.end_family_sessions(&path, visit.actor()?, person).await?;
    Ok(go_to_done(&format!("/desk/claims/{path}/link"), "session-ended"))
}

async fn inside(app: &App, visit: &Visit, case: &Case) -> Result<Vec<Inside>, WebError> {
    let (number, actor, mut inside) = (case.claim.number.as_str(), visit.actor()?, Vec::new());
    for person in &case.claim.people {
        let sessions = app.desk.family_sessions(number, actor, person.id).await?;
        if let Some(seen) = sessions.iter().map(|session| session.last_seen_at).max() {
            inside.push(Inside {
                person: person.id.to_string(),
                name: person.details.name.clone(),
                seen: shown::moment(seen, visit.language()),
            });
        }
    }
    Ok(inside)
}

/// The form, with what was chosen.
pub(super) async fn show(app: &App, visit: &Visit, case: &Case, sent: &Sent, problems: &Problems) -> PageResult {
    let words = visit.words();
    let (may, others) = sorted(case, words);
    let fields = if may.is_empty() { Vec::new() } else { fields(may, sent, words) };
    let status = if problems.is_empty() { StatusCode::OK } else { problems.status() };
    page_as(
        status,
        &ChoosePage {
            f: Frame::new(visit, Face::Desk, words.t("link-title")).with_wrong(problems.summary(words, &FIELDS)),
            number: case.claim.number.to_string(),
            participant: case.participant.name.clone(),
            ended: case.claim.ended,
            nobody: case.claim.people.is_empty(),
            fields: told(fields, problems, words),
            others,
            inside: inside(app, visit, case).await?,
        },
    )
}

/// Who gets a link, as options, and who does not.
fn sorted(case: &Case, words: Words) -> (Vec<(String, String)>, Vec<Other>) {
    let (mut may, mut others) = (Vec::new(), Vec::new());
    for person in &case.claim.people {
        match claim::may_come_in(&case.claim, person) {
            Ok(()) => may.push((person.id.to_string(), label(person, words))),
            Err(refused) => others.push(Other { name: label(person, words), why: why(&refused, words) }),
        }
    }
    (may, others)
}

fn label(person: &Person, words: Words) -> String {
    let relation = words.t(&format!("relation-{}", person.details.relation.as_str()));
    format!("{} ({relation})", person.details.name)
}

fn why(refused: &Refused, words: Words) -> String {
    let Refused::Rules(refusals) = refused else { return String::new() };
    let said = refusals
        .iter()
        .map(|refusal| format!("{} {}", words.of_text(&refusal.message), words.of_text(&refusal.remedy)));
    said.collect::<Vec<_>>().join(" ")
}

fn fields(may: Vec<(String, String)>, sent: &Sent, words: Words) -> Vec<FieldView> {
    // The only one there is need not be chosen.
    let only = if may.len() == 1 { may.first().map(|(id, _)| id.clone()) } else { None };
    let person = sent.get("person").map(str::to_owned).or(only).unwrap_or_default();
    let kinds = ["printed", "sent"].map(|kind| (kind.to_owned(), words.t(&format!("link-kind-{kind}"))));
    vec![
        FieldView::choice("person", words.t("link-person"), may, &person).required(),
        FieldView::choice("kind", words.t("link-kind"), kinds, sent.get("kind").unwrap_or("printed")).required(),
    ]
}
