//! What was accepted and has not ended, and what nobody looks after.

use actix_web::web::Data;
use serde_json::{Value, json};

use super::super::app::App;
use super::super::reply::{Answer, Reply};
use super::asking::Asking;
use super::params::Params;

/// Obligations, oldest first; with `neglected` only those over their limit without an alarm.
pub(super) async fn list(app: Data<App>, asking: Asking, params: Params) -> Answer {
    let (actor, limit, cursor) = (asking.actor(), params.limit()?, params.text("cursor"));
    let page = if params.flag("neglected")?.unwrap_or_default() {
        app.desk.neglected_page(actor, limit, cursor.as_deref()).await?
    } else {
        app.desk.obligations(actor, limit, cursor.as_deref()).await?
    };
    Reply::ok(&page)
}

/// The alarms of the installation that are raised now.
pub(super) async fn alarms(app: Data<App>, asking: Asking) -> Answer {
    let raised = app.desk.alarms(asking.actor()).await?;
    let item = |kind: &str, detail: &str, at| json!({ "kind": kind, "detail": detail, "raised_at": at });
    let items: Vec<Value> = raised.iter().map(|alarm| item(&alarm.kind, &alarm.detail, alarm.raised_at)).collect();
    Reply::ok(&json!({ "items": items, "next_cursor": null }))
}
