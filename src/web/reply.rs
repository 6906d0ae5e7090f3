//! Answers: a body in both languages until the last moment, with the headers that say its version and place.

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_LANGUAGE, ETAG, IF_NONE_MATCH, LOCATION, VARY};
use actix_web::{HttpRequest, HttpResponse, Responder};
use serde::Serialize;
use serde_json::Value;

use crate::desk::{Answered, DeskError};

use super::language;
use super::problem::WebError;

/// The header that marks an answer given before.
const REPLAYED: &str = "idempotency-replayed";

/// What a handler of JSON answers.
pub(super) type Answer = Result<Reply, WebError>;

/// An answer to be put into the reader's language.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    status: u16,
    version: Option<i64>,
    location: Option<String>,
    replayed: bool,
    body: Value,
}

impl Reply {
    /// 200 with a body.
    pub(super) fn ok(body: &impl Serialize) -> Answer {
        Self::with_status(200, body)
    }

    /// A body under another status.
    pub(super) fn with_status(status: u16, body: &impl Serialize) -> Answer {
        let body = serde_json::to_value(body).map_err(DeskError::from)?;
        Ok(Self { status, version: None, location: None, replayed: false, body })
    }

    /// The same, with the claim's version as its `ETag`.
    pub(super) fn versioned(version: i64, body: &impl Serialize) -> Answer {
        Ok(Self { version: Some(version), ..Self::ok(body)? })
    }
}

impl From<Answered> for Reply {
    fn from(answered: Answered) -> Self {
        let Answered { answer, replayed, .. } = answered;
        Self { status: answer.status, version: answer.version, location: answer.location, replayed, body: answer.body }
    }
}

/// A version as an entity tag.
pub(super) fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

impl Responder for Reply {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let language = language::language_of(request);
        let mut response = HttpResponse::build(StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK));
        response.insert_header((CONTENT_LANGUAGE, language.code()));
        response.insert_header((VARY, "Accept-Language"));
        if let Some(version) = self.version {
            let tag = etag(version);
            let known = request.headers().get(IF_NONE_MATCH).and_then(|value| value.to_str().ok());
            let unchanged = known.is_some_and(|known| known.split(',').any(|known| known.trim() == tag));
            response.insert_header((ETAG, tag));
            if unchanged && request.method().is_safe() {
                return response.status(StatusCode::NOT_MODIFIED).finish();
            }
        }
        if let Some(location) = self.location {
            response.insert_header((LOCATION, location));
        }
        if self.replayed {
            response.insert_header((REPLAYED, "true"));
        }
        response.json(language::localised(self.body, language))
    }
}
