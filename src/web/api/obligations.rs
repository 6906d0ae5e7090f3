//! What was accepted and has not ended, and what nobody looks after.

use actix_web::web::Data;
use serde_json::{Value, json};

use crate::desk::AlarmItem;
use crate::workflow::Role;

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
    // An administrator runs the desk and sees nobody of a family.
    Reply::ok(&if actor.role == Role::Admin { page.without_families() } else { page })
}

/// The alarms of the installation that are raised now.
pub(super) async fn alarms(app: Data<App>, asking: Asking) -> Answer {
    let raised = app.desk.alarms(asking.actor()).await?;
    let item = |alarm: &AlarmItem| {
        let AlarmItem { kind, detail, raised_at, whom, came_back } = alarm;
        json!({ "kind": kind, "detail": detail, "raised_at": raised_at, "to": whom, "came_back": came_back })
    };
    let items: Vec<Value> = raised.iter().map(item).collect();
    Reply::ok(&json!({ "items": items, "next_cursor": null }))
}
