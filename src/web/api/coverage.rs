//! Whether somebody was covered on a day.

use actix_web::web::Data;

use crate::desk::CoverageQuestion;

use super::super::app::App;
use super::super::reply::{Answer, Reply};
use super::asking::Asking;
use super::body::Body;

/// Answers from the register.
pub(super) async fn check(app: Data<App>, asking: Asking, body: Body<CoverageQuestion>) -> Answer {
    Reply::ok(&app.desk.coverage(asking.actor(), &body).await?)
}
