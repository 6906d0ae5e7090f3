//! The page of an error: what happened, what to do, and a code to read out when it is our fault.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::super::problem::WebError;
use super::page::{Face, Frame, page_as};
use super::visit::Visit;

#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage {
    f: Frame,
    detail: String,
    code: Option<String>,
}

/// An error as a page.
pub(in crate::web) fn failure(request: &HttpRequest, problem: &WebError, request_id: &str) -> HttpResponse {
    let visit = Visit::of(request);
    let words = visit.words();
    let status = problem.status();
    let title = match status.as_u16() {
        400 | 405 | 409 | 413 | 415 | 422 => words.t("error-title-other"),
        401 if problem.code() == "family_session_over" => words.t("error-title-family"),
        401 => words.t("error-title-401"),
        403 => words.t("error-title-403"),
        404 | 410 => words.t("error-title-404"),
        429 => words.t("error-title-429"),
        503 => words.t("error-title-503"),
        _ => words.t("error-title-500"),
    };
    let ours = status == StatusCode::INTERNAL_SERVER_ERROR;
    let detail = match status.as_u16() {
        404 => words.t("error-404"),
        500 => words.t("error-500"),
        _ => words.of_text(problem.detail()),
    };
    let face = if visit.is_staff() { Face::Desk } else { Face::Family };
    let template = FailurePage {
        f: Frame::new(&visit, face, title),
        detail,
        code: ours.then(|| words.t1("error-code", "code", request_id)),
    };
    let page = page_as(status, &template);
    page.unwrap_or_else(|_| problem.render(visit.language(), request_id))
}
