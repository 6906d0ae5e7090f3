//! The register, to be searched.

use actix_web::web::Data;

use super::super::app::App;
use super::super::reply::{Answer, Reply};
use super::asking::Asking;
use super::params::Params;

/// Participants by name or NIK.
pub(super) async fn search(app: Data<App>, asking: Asking, params: Params) -> Answer {
    let (q, cursor) = (params.text("q").unwrap_or_default(), params.text("cursor"));
    Reply::ok(&app.desk.participants(asking.actor(), &q, cursor.as_deref(), params.limit()?).await?)
}
