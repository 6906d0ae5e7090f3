//! The last word on every answer: errors become problems in the reader's language, the request's id is named, and
//! the request is counted. Failures of ours are logged here and nowhere else.

use std::time::Instant;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage as _, web};
use tracing_actix_web::RequestId;

use super::app::App;
use super::problem::WebError;
use super::{language, pages};

/// The header that names a request in logs.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Runs the rest of the application and finishes its answer.
pub(super) async fn finish(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let begun = Instant::now();
    let app = request.app_data::<web::Data<App>>();
    let https = app.is_some_and(|app| app.desk.public_url().starts_with("https://"));
    let id = request.extensions().get::<RequestId>().map(ToString::to_string).unwrap_or_default();
    let language = language::language_of(request.request());
    // Anybody may make up a method; only known ones become labels that are kept.
    let method = match request.method().as_str() {
        known @ ("GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS") => known.to_owned(),
        _ => "other".to_owned(),
    };
    let route = request.match_pattern().unwrap_or_else(|| "unknown".to_owned());
    let response = next.call(request).await?.map_into_boxed_body();
    let mut response = match response.response().error().map(problem) {
        Some(problem) => {
            problem.log();
            let rendered = if for_programs(response.request().path()) {
                problem.render(language, &id)
            } else {
                pages::failure(response.request(), &problem, &id)
            };
            response.into_response(rendered)
        }
        None => response,
    };
    pages::protect(response.response_mut(), https);
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    count(method, route, response.status(), begun);
    Ok(response)
}

/// Whether a path is for programs: what goes wrong there is told as JSON. All else is for people.
fn for_programs(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/") || matches!(path, "/healthz" | "/readyz" | "/metrics")
}

/// The problem behind an error; what the framework itself refuses is told by its status.
fn problem(error: &Error) -> WebError {
    match error.as_error::<WebError>() {
        Some(problem) => problem.clone(),
        None => WebError::of_status(error.as_response_error().status_code(), &error.to_string()),
    }
}

fn count(method: String, route: String, status: StatusCode, begun: Instant) {
    let labels = [("method", method), ("route", route), ("status", status.as_u16().to_string())];
    metrics::counter!("santun_http_requests_total", &labels).increment(1);
    metrics::histogram!("santun_http_request_seconds", &labels).record(begun.elapsed().as_secs_f64());
}
