//! Says how a call went, or gives it to a colleague.

use actix_web::web::{Data, Path};
use uuid::Uuid;

use crate::claim::AccountId;
use crate::desk::{CallOutcome, DeskError};
use crate::law::{FieldError, Text};

use super::super::super::super::app::App;
use super::super::super::door;
use super::super::super::form::Sent;
use super::super::super::page::{PageResult, go_to_done};
use super::super::super::problems::Problems;
use super::super::super::visit::Visit;
use super::card::field;
use super::list::show;

/// Does what a card's form asks for.
pub(in super::super::super) async fn make_call(app: Data<App>, id: Path<Uuid>, visit: Visit, sent: Sent) -> PageResult {
    let key = id.to_string();
    let done = match sent.get("do") {
        Some("made") => made(&app, &visit, &key, &sent).await,
        Some("give") => give(&app, &visit, *id, &sent).await,
        _ => return Err(door::foreign_form()),
    };
    let problems = match done {
        Ok(done) => return Ok(go_to_done("/desk/calls", done)),
        // A colleague was faster; there is nothing left to do.
        Err(Stopped::Desk(DeskError::AlreadyDone)) => return Ok(go_to_done("/desk/calls", "call-already")),
        Err(Stopped::Desk(error)) => at_card(Problems::of(error)?, &key),
        Err(Stopped::Form(problems)) => problems,
        Err(Stopped::Door(problem)) => return Err(problem),
    };
    show(&app, &visit, *id, &sent, &problems, problems.status()).await
}

/// Why nothing was done.
enum Stopped {
    /// Something is missing in the form.
    Form(Problems),
    /// The desk says no.
    Desk(DeskError),
    /// The form is none of ours.
    Door(super::super::super::super::problem::WebError),
}

async fn made(app: &App, visit: &Visit, id: &str, sent: &Sent) -> Result<&'static str, Stopped> {
    let outcome = sent.filled(&field("outcome", id)).and_then(CallOutcome::parse);
    let Some(outcome) = outcome else {
        let message = Text::new("Pilih bagaimana teleponnya.", "Choose how the call went.");
        return Err(Stopped::Form(Problems::field(&field("outcome", id), "required", message)));
    };
    let asked = visit.asks(id, sent).map_err(Stopped::Door)?;
    let told: Vec<Uuid> =
        sent.pairs().iter().filter(|(name, _)| name == "told").filter_map(|(_, id)| id.parse().ok()).collect();
    let note = sent.filled(&field("note", id));
    app.desk.make_call(asked, outcome, note, Some(&told)).await.map_err(Stopped::Desk)?;
    Ok(if outcome.ends_the_call() { "call-made" } else { "call-stays" })
}

async fn give(app: &App, visit: &Visit, id: Uuid, sent: &Sent) -> Result<&'static str, Stopped> {
    let to = sent.filled(&field("to", &id.to_string())).and_then(|to| to.parse().ok());
    let Some(to) = to else {
        let message = Text::new("Pilih kepada siapa.", "Choose to whom.");
        return Err(Stopped::Form(Problems::field(&field("to", &id.to_string()), "required", message)));
    };
    let actor = visit.actor().map_err(Stopped::Door)?;
    app.desk.give_call(actor, id, AccountId(to)).await.map_err(Stopped::Desk)?;
    Ok("call-given")
}

/// What was wrong, at the fields of the card.
fn at_card(problems: Problems, id: &str) -> Problems {
    let at = |error: FieldError| {
        let name = match error.field.as_str() {
            "user" => field("to", id),
            "text" => field("note", id),
            other => other.to_owned(),
        };
        FieldError { field: name, ..error }
    };
    Problems { fields: problems.fields.into_iter().map(at).collect(), ..problems }
}
