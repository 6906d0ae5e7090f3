//! Alerts: listed, and settled by a person.

use actix_web::web::{Data, Path};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use crate::claim::{AlertId, SettlementOutcome};
use crate::desk::{AlertList, Changed};

use super::super::app::App;
use super::super::reply::{Answer, Reply};
use super::asking::Asking;
use super::body::Body;
use super::change;
use super::params::Params;

/// How an alert is settled.
#[derive(Deserialize)]
pub(super) struct NewSettlement {
    outcome: SettlementOutcome,
    note: String,
}

/// The alerts.
pub(super) async fn list(app: Data<App>, asking: Asking, params: Params) -> Answer {
    let wanted = AlertList {
        claim: params.text("claim"),
        kind: params.text("kind"),
        open: params.flag("open")?,
        limit: params.limit()?,
        cursor: params.text("cursor"),
    };
    Reply::ok(&app.desk.alerts(asking.actor(), &wanted).await?)
}

/// Settles an alert.
pub(super) async fn settle(app: Data<App>, path: Path<Uuid>, asking: Asking, body: Body<NewSettlement>) -> Answer {
    let alert = AlertId(*path);
    let render = |changed: &Changed<'_>| Ok(change::answer(200, changed, json!(changed.after.alert(alert))));
    let asked = asking.on("", &body.fingerprint);
    Ok(Reply::from(app.desk.settle_alert(asked, alert, body.outcome, &body.note, &render).await?))
}
