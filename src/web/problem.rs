//! Problems (RFC 9457): why a request did nothing, with a stable code for programs and words for people.

use std::fmt;

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_LANGUAGE, CONTENT_TYPE};
use actix_web::{HttpResponse, ResponseError};
use serde_json::{Map, Value, json};

use crate::law::{FieldError, Language, Text};

use super::language;

/// The error of every handler: a problem, rendered once the reader is known.
#[derive(Clone, Debug)]
pub(super) struct WebError(Box<Problem>);

#[derive(Clone, Debug)]
struct Problem {
    status: StatusCode,
    code: &'static str,
    detail: Text,
    /// Members beside the usual ones: `errors`, `refusals`, `changes`, ….
    members: Map<String, Value>,
    headers: Vec<(&'static str, String)>,
    /// What went wrong inside, for the log only.
    cause: Option<String>,
}

impl WebError {
    /// A problem with a status, a code and words.
    pub(super) fn new(status: StatusCode, code: &'static str, detail: Text) -> Self {
        Self(Box::new(Problem { status, code, detail, members: Map::new(), headers: Vec::new(), cause: None }))
    }

    /// The same with another member; what cannot be written as JSON is left out.
    pub(super) fn with(mut self, member: &str, value: impl serde::Serialize) -> Self {
        if let Ok(value) = serde_json::to_value(value) {
            self.0.members.insert(member.to_owned(), value);
        }
        self
    }

    /// The same with a header.
    pub(super) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.0.headers.push((name, value.into()));
        self
    }

    /// Wrong fields, all of them.
    pub(super) fn fields(errors: &[FieldError]) -> Self {
        let detail = Text::new(
            "Permintaan tidak dapat dibaca; perbaiki isian yang disebut.",
            "The request cannot be taken; mend the fields named.",
        );
        Self::new(StatusCode::BAD_REQUEST, "invalid", detail).with("errors", errors)
    }

    /// One wrong field.
    pub(super) fn field(field: &str, code: &str, message: Text) -> Self {
        Self::fields(&[FieldError::new(field, code, message)])
    }

    /// A request that cannot be read at all.
    pub(super) fn malformed(code: &'static str, detail: Text) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, detail)
    }

    /// A failure of ours: opaque to the caller, told in the log.
    pub(super) fn internal(cause: impl Into<String>) -> Self {
        let detail = Text::new(
            "Ada kesalahan pada kami. Coba lagi; bila terulang, sebutkan request_id ini.",
            "Something went wrong on our side. Try again; if it happens again, tell us this request_id.",
        );
        let mut error = Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", detail);
        error.0.cause = Some(cause.into());
        error
    }

    /// What passes by itself.
    pub(super) fn unavailable(cause: impl Into<String>) -> Self {
        let detail =
            Text::new("Layanan sedang sibuk; coba lagi sebentar.", "The service is busy; try again in a moment.");
        let mut error = Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", detail).header("retry-after", "2");
        error.0.cause = Some(cause.into());
        error
    }

    /// No token, or a bad one.
    pub(super) fn unauthorized() -> Self {
        let detail = Text::new(
            "Perlu token yang berlaku: Authorization: Bearer TOKEN.",
            "A valid token is needed: Authorization: Bearer TOKEN.",
        );
        Self::new(StatusCode::UNAUTHORIZED, "unauthorized", detail).header("www-authenticate", "Bearer")
    }

    /// The caller's role may not do this.
    pub(super) fn forbidden() -> Self {
        let detail = Text::new("Peran Anda tidak boleh melakukan ini.", "Your role may not do this.");
        Self::new(StatusCode::FORBIDDEN, "forbidden", detail)
    }

    /// Nothing is at this path.
    pub(super) fn path_unknown() -> Self {
        let detail = Text::new(
            "Tidak ada apa-apa di alamat ini; lihat /api/openapi.json.",
            "Nothing is at this address; see /api/openapi.json.",
        );
        Self::new(StatusCode::NOT_FOUND, "not_found", detail)
    }

    /// The path is there, the method is not.
    pub(super) fn wrong_method(allowed: &str) -> Self {
        let detail = Text::new(format!("Di sini hanya: {allowed}."), format!("Only these here: {allowed}."));
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", detail).header("allow", allowed)
    }

    /// A body larger than is read.
    pub(super) fn too_large(limit: usize) -> Self {
        let detail = Text::new(
            format!("Terlalu besar; paling banyak {limit} byte."),
            format!("Too large; at most {limit} bytes are taken."),
        );
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", detail)
    }

    /// A body of a type that is not read here.
    pub(super) fn unsupported(wanted: &str) -> Self {
        let detail = Text::new(
            format!("Jenis isi ini tidak diterima; kirim Content-Type: {wanted}."),
            format!("This type of content is not taken; send Content-Type: {wanted}."),
        );
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_type", detail)
    }

    /// What the framework refused by itself.
    pub(super) fn of_status(status: StatusCode, cause: &str) -> Self {
        if status == StatusCode::NOT_FOUND {
            return Self::path_unknown();
        }
        if status.is_client_error() {
            tracing::debug!(%status, cause, "the server refused a request");
            return Self::new(status, "refused_by_server", refused_words(status));
        }
        Self::internal(cause)
    }

    /// Its status.
    pub(super) fn status(&self) -> StatusCode {
        self.0.status
    }

    /// Its code.
    pub(super) fn code(&self) -> &'static str {
        self.0.code
    }

    /// Its words.
    pub(super) fn detail(&self) -> &Text {
        &self.0.detail
    }

    /// Says in the log what went wrong inside, if it is ours to mend.
    pub(super) fn log(&self) {
        let problem = &self.0;
        match &problem.cause {
            Some(cause) if problem.status == StatusCode::INTERNAL_SERVER_ERROR => {
                tracing::error!(code = problem.code, cause, "a request failed");
            }
            Some(cause) => tracing::warn!(code = problem.code, cause, "a request was put off"),
            None => {}
        }
    }

    /// The answer for a reader.
    pub(super) fn render(&self, language: Language, request_id: &str) -> HttpResponse {
        let problem = &self.0;
        let mut body = json!({
            "type": format!("urn:santun:problem:{}", problem.code),
            "title": problem.status.canonical_reason().unwrap_or("Error"),
            "status": problem.status.as_u16(),
            "detail": problem.detail,
            "code": problem.code,
        });
        if let Some(fields) = body.as_object_mut() {
            if !request_id.is_empty() {
                fields.insert("request_id".to_owned(), request_id.into());
            }
            fields.extend(problem.members.clone());
        }
        let mut response = HttpResponse::build(problem.status);
        response.insert_header((CONTENT_TYPE, "application/problem+json"));
        response.insert_header((CONTENT_LANGUAGE, language.code()));
        for header in &problem.headers {
            response.insert_header((header.0, header.1.as_str()));
        }
        response.body(language::localised(body, language).to_string())
    }
}

impl fmt::Display for WebError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.code, self.0.detail.en)
    }
}

impl std::error::Error for WebError {}

impl ResponseError for WebError {
    fn status_code(&self) -> StatusCode {
        self.0.status
    }

    /// Only where no request is known; [`super::finish`] renders it in the reader's language.
    fn error_response(&self) -> HttpResponse<BoxBody> {
        self.render(Language::default(), "")
    }
}

/// What the framework refused by itself, in words for people: its own are for whoever wrote it.
fn refused_words(status: StatusCode) -> Text {
    match status.as_u16() {
        413 => Text::new("Yang dikirim terlalu besar.", "What was sent is too large."),
        415 => Text::new("Bentuk kiriman ini tidak dikenal.", "This form of sending is not known."),
        408 => Text::new("Kiriman terlalu lama; coba lagi.", "Sending took too long; try again."),
        _ => Text::new(
            "Permintaan ini tidak terbaca; periksa, lalu coba lagi.",
            "This request cannot be read; look again and try once more.",
        ),
    }
}
