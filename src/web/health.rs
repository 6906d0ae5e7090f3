//! Whether the process lives, whether it can work, and what it counts.

use std::fmt::Write as _;

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::{HttpResponse, web};
use metrics_exporter_prometheus::PrometheusHandle;

use serde_json::json;

use crate::desk::Census;
use crate::law::clock::jakarta_date;

use super::app::App;
use super::problem::WebError;

/// The format of Prometheus' text.
const PROMETHEUS_TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";

/// The routes that machines watch.
pub(super) fn configure(config: &mut web::ServiceConfig) {
    config
        .route("/healthz", web::get().to(alive))
        .route("/readyz", web::get().to(ready))
        .route("/metrics", web::get().to(numbers));
}

/// Lives, and says what day it takes it to be: a desk may rehearse another one.
async fn alive(app: web::Data<App>) -> HttpResponse {
    let now = app.desk.now();
    let body = json!({ "status": "ok", "now": now, "today": jakarta_date(now) });
    HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).json(body)
}

async fn ready(app: web::Data<App>) -> Result<HttpResponse, WebError> {
    match app.desk.ready().await {
        Ok(true) => Ok(HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).body("ready\n")),
        Ok(false) => Err(WebError::unavailable("the database is not migrated: run santun migrate")),
        Err(error) => Err(WebError::unavailable(error.to_string())),
    }
}

async fn numbers(app: web::Data<App>) -> Result<HttpResponse, WebError> {
    let mut text = app.metrics.as_ref().map(PrometheusHandle::render).unwrap_or_default();
    text.push_str(&census_text(&app.desk.census().await?));
    Ok(HttpResponse::Ok().insert_header((CONTENT_TYPE, PROMETHEUS_TEXT)).body(text))
}

/// What is counted in the database at this moment; a state that is empty again leaves no stale number behind.
fn census_text(census: &Census) -> String {
    let mut text = String::from("# TYPE santun_claims gauge\n");
    for (workflow, state, count) in &census.claims {
        let _ = writeln!(text, "santun_claims{{workflow=\"{workflow}\",state=\"{state}\"}} {count}");
    }
    text.push_str("# TYPE santun_outbox gauge\n");
    for (kind, state, count) in &census.deliveries {
        let _ = writeln!(text, "santun_outbox{{kind=\"{kind}\",state=\"{state}\"}} {count}");
    }
    text
}
