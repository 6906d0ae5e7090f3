//! Calls: what a named person of the desk says by telephone, because no letter reaches the family.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use crate::claim::AccountId;
use crate::desk::{CallOutcome, Changed, DeskError};
use crate::law::Text;

use super::super::app::App;
use super::super::problem::WebError;
use super::super::reply::{Answer, Reply};
use super::asking::Asking;
use super::body::Body;
use super::change;
use super::params::Params;

/// How a call went.
#[derive(Deserialize)]
pub(super) struct NewCallOutcome {
    outcome: CallOutcome,
    #[serde(default)]
    note: Option<String>,
    /// The calls that were told of; absent: all to the same person about the same claim.
    #[serde(default)]
    told: Option<Vec<Uuid>>,
}

/// Who is to make a call.
#[derive(Deserialize)]
pub(super) struct CallOfficer {
    user: Uuid,
}

/// Calls that wait.
pub(super) async fn list(app: Data<App>, asking: Asking, params: Params) -> Answer {
    let (mine, cursor) = (params.flag("mine")?.unwrap_or_default(), params.text("cursor"));
    Reply::ok(&app.desk.calls(asking.actor(), mine, params.limit()?, cursor.as_deref()).await?)
}

/// Records how a call went.
pub(super) async fn report(app: Data<App>, path: Path<Uuid>, asking: Asking, body: Body<NewCallOutcome>) -> Answer {
    let (id, outcome) = (path.to_string(), body.outcome);
    let render = |changed: &Changed<'_>| {
        let made = json!({
            "id": id,
            "claim": changed.after.number,
            "outcome": outcome,
            "done": outcome.ends_the_call(),
            "note": changed.after.notes.last(),
        });
        Ok(change::answer(200, changed, made))
    };
    let asked = asking.on(&id, &body.fingerprint);
    let made = app
        .desk
        .call_made(asked, outcome, body.note.as_deref(), body.told.as_deref(), &render)
        .await
        .map_err(made_before)?;
    Ok(Reply::from(made))
}

/// Gives a call to a colleague.
pub(super) async fn give(app: Data<App>, path: Path<Uuid>, asking: Asking, body: Body<CallOfficer>) -> Answer {
    app.desk.give_call(asking.actor(), *path, AccountId(body.user)).await.map_err(made_before)?;
    Reply::ok(&json!({ "id": *path, "officer": body.user }))
}

fn made_before(error: DeskError) -> WebError {
    match error {
        DeskError::AlreadyDone => {
            let detail = Text::new(
                "Panggilan ini sudah dilakukan, atau surat yang lebih baru menggantikannya.",
                "This call has been made already, or a newer letter stands in its place.",
            );
            WebError::new(StatusCode::CONFLICT, "call_made", detail)
        }
        other => other.into(),
    }
}
