//! Deliveries: listed, and tried again.

use actix_web::web::{Data, Path};
use serde_json::json;
use uuid::Uuid;

use super::super::app::App;
use super::super::reply::{Answer, Reply};
use super::asking::Asking;
use super::body::{Body, Nothing};
use super::params::{Params, wrong};

/// The states a delivery may be in.
const STATES: [&str; 4] = ["pending", "delivered", "dead", "cancelled"];

/// The deliveries.
pub(super) async fn list(app: Data<App>, asking: Asking, params: Params) -> Answer {
    let state = params.text("state");
    if state.as_deref().is_some_and(|state| !STATES.contains(&state)) {
        let words = STATES.join(", ");
        return Err(wrong("state", &format!("Pilih salah satu: {words}."), &format!("Choose one of: {words}.")));
    }
    let cursor = params.text("cursor");
    Reply::ok(&app.desk.deliveries(asking.actor(), state, cursor.as_deref(), params.limit()?).await?)
}

/// Tries a dead delivery again.
pub(super) async fn retry(app: Data<App>, path: Path<Uuid>, asking: Asking, _: Body<Nothing>) -> Answer {
    app.desk.retry_delivery(asking.actor(), *path).await?;
    Reply::with_status(202, &json!({ "id": *path, "state": "pending" }))
}
