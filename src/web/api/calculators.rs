//! The two calculators. Nothing is stored.

use actix_web::web::Data;

use crate::law::{EstimateRequest, HeirRequest, benefit, heirs};

use super::super::app::App;
use super::super::problem::WebError;
use super::super::reply::{Answer, Reply};
use super::body::Body;

/// What a case would be worth.
pub(super) async fn benefit(app: Data<App>, body: Body<EstimateRequest>) -> Answer {
    Reply::ok(&benefit::estimate(app.desk.law(), &body).map_err(|errors| WebError::fields(&errors))?)
}

/// Who inherits.
pub(super) async fn heirs(app: Data<App>, body: Body<HeirRequest>) -> Answer {
    Reply::ok(&heirs::determine(app.desk.law(), &body).map_err(|errors| WebError::fields(&errors))?)
}
