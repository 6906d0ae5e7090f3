//! Claims: reporting, listing, looking.

use actix_web::web::{Data, Path};
use serde::Deserialize;

use crate::claim::{InsuredEvent, Reporter};
use crate::desk::{self, Changed, DeskError, Report, WorkList};
use crate::law::Text;

use super::super::app::App;
use super::super::problem::WebError;
use super::super::reply::{Answer, Reply};
use super::asking::Asking;
use super::body::Body;
use super::change;
use super::params::Params;

/// A report of an insured event.
#[derive(Deserialize)]
pub(super) struct NewClaim {
    workflow: String,
    participant: ParticipantKey,
    event: InsuredEvent,
    reporter: Reporter,
}

#[derive(Deserialize)]
struct ParticipantKey {
    nik: String,
}

/// Opens a claim.
pub(super) async fn open(app: Data<App>, asking: Asking, body: Body<NewClaim>) -> Answer {
    let report = Report {
        workflow: body.workflow.as_str().into(),
        nik: body.participant.nik.clone(),
        event: body.event.clone(),
        reporter: body.reporter.clone(),
    };
    let show = |changed: &Changed<'_>| Ok(created(changed));
    let opened = app.desk.open_claim(asking.actor(), &report, asking.key(&body.fingerprint), &show).await;
    match opened {
        Ok(answered) => Ok(Reply::from(answered)),
        Err(DeskError::NotFound("workflow")) => Err(unknown_workflow(&app)),
        Err(other) => Err(other.into()),
    }
}

fn created(changed: &Changed<'_>) -> desk::Answer {
    let location = format!("/api/v1/claims/{}", changed.after.number);
    desk::Answer { location: Some(location), ..change::answer(201, changed, changed.view.clone()) }
}

fn unknown_workflow(app: &App) -> WebError {
    let mut names: Vec<&str> = app.desk.catalogue().procedures().map(|procedure| procedure.name.as_str()).collect();
    names.dedup();
    let names = names.join(", ");
    let message = Text::new(format!("Tidak dikenal. Yang ada: {names}."), format!("Not known. There are: {names}."));
    WebError::field("workflow", "unknown_workflow", message)
}

/// The work list.
pub(super) async fn list(app: Data<App>, asking: Asking, params: Params) -> Answer {
    let assignee = match params.text("assignee").as_deref() {
        Some("none") => Some(None),
        Some("me") => asking.actor().user.map(|user| Some(user.0)),
        _ => params.id("assignee")?.map(Some),
    };
    let wanted = WorkList {
        state: params.text("state"),
        workflow: params.text("workflow"),
        assignee,
        overdue: params.flag("overdue")?,
        office: params.text("office"),
        q: params.text("q"),
        limit: params.limit()?,
        cursor: params.text("cursor"),
        ..WorkList::default()
    };
    Reply::ok(&app.desk.work_list(asking.actor(), &wanted).await?)
}

/// One claim.
pub(super) async fn show(app: Data<App>, path: Path<String>, asking: Asking) -> Answer {
    let (version, view) = app.desk.claim(&path, asking.actor()).await?;
    Reply::versioned(version, &view)
}

/// The history of a claim.
pub(super) async fn history(app: Data<App>, path: Path<String>, asking: Asking, params: Params) -> Answer {
    let cursor = params.text("cursor");
    Reply::ok(&app.desk.history(&path, asking.actor(), cursor.as_deref(), params.limit()?).await?)
}
