//! What is done around a claim without moving it: notes, who works on it, and findings that are settled.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use uuid::Uuid;

use crate::claim::{AlertId, Command, Contact, SettlementOutcome};
use crate::desk::{Case, DeskError};
use crate::law::Text;
use crate::words::{Words, shown};

use super::super::super::app::App;
use super::super::super::problem::WebError;
use super::super::field::{FieldView, told};
use super::super::form::Sent;
use super::super::page::{Face, Frame, PageResult, go_to_done, page_as};
use super::super::problems::Problems;
use super::super::visit::Visit;
use super::evidence::evidence;

/// Writes a note, with the contact that it logs if one was chosen.
pub(in super::super) async fn add_note(app: Data<App>, number: Path<String>, visit: Visit, sent: Sent) -> PageResult {
    let contact = sent
        .filled("channel")
        .map(|channel| Contact { channel: channel.to_owned(), with: sent.filled("with").unwrap_or("-").to_owned() });
    let command = Command::AddNote { text: sent.filled("text").unwrap_or_default().to_owned(), contact };
    match app.desk.act(visit.asks(&number, &sent)?, &command).await {
        Ok(_) => Ok(go_to_done(&format!("/desk/claims/{number}#latest"), "note")),
        Err(error) => note_again(&app, &visit, &number, &sent, Problems::of(error)?).await,
    }
}

#[derive(Template)]
#[template(path = "desk/note.html")]
struct NotePage {
    f: Frame,
    number: String,
    channel: String,
    with: String,
    fields: Vec<FieldView>,
}

/// The note alone, with what was written and what is wrong with it.
async fn note_again(app: &App, visit: &Visit, number: &str, sent: &Sent, problems: Problems) -> PageResult {
    let words = visit.words();
    let case = app.desk.case(number, visit.actor()?).await?;
    let text = FieldView::area("text", words.t("note-text"), sent.get("text").unwrap_or_default(), 2000).required();
    page_as(
        problems.status(),
        &NotePage {
            f: Frame::new(visit, Face::Desk, words.t("claim-note")).with_wrong(problems.summary(words, &["text"])),
            number: case.claim.number.to_string(),
            channel: sent.get("channel").unwrap_or_default().to_owned(),
            with: sent.get("with").unwrap_or_default().to_owned(),
            fields: told(vec![text], &problems, words),
        },
    )
}

/// Takes a claim to oneself.
pub(in super::super) async fn assign_to_me(
    app: Data<App>,
    number: Path<String>,
    visit: Visit,
    sent: Sent,
) -> PageResult {
    let user = visit.actor()?.user;
    assign(&app, &number, &visit, &sent, user, "taken").await
}

/// Gives it back, so that it is nobody's.
pub(in super::super) async fn unassign(app: Data<App>, number: Path<String>, visit: Visit, sent: Sent) -> PageResult {
    assign(&app, &number, &visit, &sent, None, "released").await
}

async fn assign(
    app: &App,
    number: &str,
    visit: &Visit,
    sent: &Sent,
    user: Option<crate::claim::AccountId>,
    done: &str,
) -> PageResult {
    let address = format!("/desk/claims/{number}");
    match app.desk.act(visit.asks_on_version(number, sent)?, &Command::Assign(user)).await {
        Ok(_) => Ok(go_to_done(&address, done)),
        // Somebody else changed the claim meanwhile: it is shown anew, and the button is still there.
        Err(DeskError::Stale { .. } | DeskError::Busy) => Ok(go_to_done(&address, "changed-meanwhile")),
        Err(other) => Err(other.into()),
    }
}

#[derive(Template)]
#[template(path = "desk/alert.html")]
struct AlertPage {
    f: Frame,
    number: String,
    participant: String,
    blocking: bool,
    at: String,
    explain: String,
    evidence: Vec<(String, String)>,
    settled: Option<String>,
    acts: bool,
    fields: Vec<FieldView>,
}

/// Shows a finding with its evidence, and the form that settles it.
pub(in super::super) async fn settle_form(app: Data<App>, path: Path<(String, Uuid)>, visit: Visit) -> PageResult {
    let (number, id) = path.into_inner();
    let case = app.desk.case(&number, visit.actor()?).await?;
    show(&visit, StatusCode::OK, &case, AlertId(id), &Sent::default(), &Problems::default())
}

fn show(visit: &Visit, status: StatusCode, case: &Case, id: AlertId, sent: &Sent, problems: &Problems) -> PageResult {
    let words = visit.words();
    let alert = case.claim.alert(id).ok_or(WebError::from(DeskError::NotFound("alert")))?;
    let fields = told(fields(sent, words), problems, words);
    page_as(
        status,
        &AlertPage {
            f: Frame::new(visit, Face::Desk, words.t(&format!("alert-{}", alert.kind)))
                .with_wrong(problems.summary(words, &["outcome", "note"])),
            number: case.claim.number.to_string(),
            participant: case.participant.name.clone(),
            blocking: alert.severity == crate::claim::Severity::Blocking,
            at: shown::long_moment(alert.raised_at, words.language()),
            explain: words.t(&format!("alert-{}-help", alert.kind)),
            evidence: evidence(case, alert, words),
            settled: alert.settled.as_ref().map(|settled| settled.note.clone()),
            acts: visit.role().is_some_and(crate::workflow::Role::is_staff),
            fields,
        },
    )
}

fn fields(sent: &Sent, words: Words) -> Vec<FieldView> {
    let outcomes = ["harmless", "corrected", "confirmed"];
    let outcomes = outcomes.map(|word| (word.to_owned(), words.t(&format!("settle-{word}"))));
    let chosen = sent.get("outcome").unwrap_or_default();
    vec![
        FieldView::choice("outcome", words.t("settle-outcome"), outcomes, chosen).required(),
        FieldView::area("note", words.t("settle-note"), sent.get("note").unwrap_or_default(), 2000).required(),
    ]
}

/// Settles a finding with a person's words.
pub(in super::super) async fn settle(
    app: Data<App>,
    path: Path<(String, Uuid)>,
    visit: Visit,
    sent: Sent,
) -> PageResult {
    let (number, id) = path.into_inner();
    let outcome = match sent.filled("outcome") {
        Some("harmless") => Some(SettlementOutcome::Harmless),
        Some("corrected") => Some(SettlementOutcome::Corrected),
        Some("confirmed") => Some(SettlementOutcome::Confirmed),
        _ => None,
    };
    let problems = match outcome {
        None => Problems::field("outcome", "required", Text::new("Pilih salah satu.", "Choose one.")),
        Some(outcome) => {
            let note = sent.filled("note").unwrap_or_default().to_owned();
            let command = Command::SettleAlert { alert: AlertId(id), outcome, note };
            match app.desk.act(visit.asks(&number, &sent)?, &command).await {
                Ok(_) => return Ok(go_to_done(&format!("/desk/claims/{number}#alerts"), "settled")),
                Err(error) => Problems::of(error)?,
            }
        }
    };
    let case = app.desk.case(&number, visit.actor()?).await?;
    show(&visit, problems.status(), &case, AlertId(id), &sent, &problems)
}
