//! Who works on a claim, and where.

use actix_web::web::{Data, Path};
use serde::Deserialize;
use uuid::Uuid;

use crate::claim::AccountId;
use crate::desk::Changed;

use super::super::app::App;
use super::super::reply::{Answer, Reply};
use super::asking::Asking;
use super::body::Body;
use super::change;

/// Who shall work on it; null: nobody yet.
#[derive(Deserialize)]
pub(super) struct Assignment {
    user: Option<Uuid>,
}

/// Where it shall go.
#[derive(Deserialize)]
pub(super) struct NewOffice {
    office: String,
    reason: String,
}

/// Assigns a claim.
pub(super) async fn assign(app: Data<App>, path: Path<String>, asking: Asking, body: Body<Assignment>) -> Answer {
    let asked = asking.on(&path, &body.fingerprint);
    let shown = |changed: &Changed<'_>| Ok(change::the_claim(changed));
    Ok(Reply::from(app.desk.assign(asked, body.user.map(AccountId), &shown).await?))
}

/// Moves a claim to another office.
pub(super) async fn move_office(app: Data<App>, path: Path<String>, asking: Asking, body: Body<NewOffice>) -> Answer {
    let asked = asking.on(&path, &body.fingerprint);
    let shown = |changed: &Changed<'_>| Ok(change::the_claim(changed));
    Ok(Reply::from(app.desk.move_claim(asked, &body.office, &body.reason, &shown).await?))
}
