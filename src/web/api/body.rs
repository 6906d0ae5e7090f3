//! A JSON body: read up to the limit, checked against the schema that the description shows, and fingerprinted so
//! that a repeat is known.

use std::collections::BTreeMap;
use std::ops::Deref;

use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, web};
use futures_util::StreamExt as _;
use futures_util::future::LocalBoxFuture;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::law::{FieldError, Text};

use super::super::app::{App, Limits};
use super::super::problem::WebError;
use super::endpoint::{Body as Sent, Endpoint};
use super::schema;

/// A body, and its fingerprint.
pub(super) struct Body<T> {
    value: T,
    /// SHA-256 of the parsed JSON in canonical order.
    pub(super) fingerprint: String,
}

impl<T> Deref for Body<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// A body that says nothing: empty, or `{}`.
#[derive(serde::Deserialize)]
pub(super) struct Nothing {}

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = WebError;
    type Future = LocalBoxFuture<'static, Result<Self, WebError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move { take(&request, payload).await })
    }
}

async fn take<T: DeserializeOwned>(request: &HttpRequest, payload: Payload) -> Result<Body<T>, WebError> {
    let bytes = bytes(request, payload).await?;
    let value = if bytes.is_empty() {
        Value::Object(serde_json::Map::new())
    } else {
        is_json(request)?;
        serde_json::from_slice(&bytes).map_err(|error| not_json(&error))?
    };
    let endpoint = request.extensions().get::<&'static Endpoint>().copied();
    if let Some(Sent::Json(name)) = endpoint.map(|endpoint| endpoint.body) {
        let errors = schema::check(name, &value);
        if !errors.is_empty() {
            return Err(WebError::fields(&errors));
        }
    }
    let fingerprint = fingerprint(&value);
    // The schema has said everything that it can; what is left is told in the parser's words.
    let value = serde_json::from_value(value).map_err(|error| {
        let message = Text::new(format!("Tidak terbaca: {error}."), format!("Cannot be read: {error}."));
        WebError::fields(&[FieldError::new("", "wrong_value", message)])
    })?;
    Ok(Body { value, fingerprint })
}

/// The bytes of a body, as long as they are not too many.
pub(super) async fn bytes(request: &HttpRequest, payload: Payload) -> Result<Vec<u8>, WebError> {
    let limit = request.app_data::<web::Data<App>>().map_or_else(Limits::default, |app| app.limits).json_bytes;
    bytes_up_to(limit, payload).await
}

/// The same with a limit of its own.
pub(super) async fn bytes_up_to(limit: usize, mut payload: Payload) -> Result<Vec<u8>, WebError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|error| {
            let detail = Text::new("Isi permintaan terputus.", "The request's body broke off.");
            WebError::malformed("body_incomplete", detail).with("cause", error.to_string())
        })?;
        if bytes.len() + chunk.len() > limit {
            return Err(WebError::too_large(limit));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn is_json(request: &HttpRequest) -> Result<(), WebError> {
    let Some(essence) = essence(request) else { return Ok(()) };
    let json = essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json"));
    if json { Ok(()) } else { Err(WebError::unsupported("application/json")) }
}

/// The type of a body without its parameters, in small letters; none where none is given.
pub(super) fn essence(request: &HttpRequest) -> Option<String> {
    let value = request.headers().get(CONTENT_TYPE)?.to_str().unwrap_or_default();
    Some(value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase())
}

fn not_json(error: &serde_json::Error) -> WebError {
    let (line, column) = (error.line(), error.column());
    let detail = Text::new(
        format!("Isi bukan JSON yang benar, di baris {line} kolom {column}."),
        format!("The body is no valid JSON, at line {line} column {column}."),
    );
    WebError::malformed("malformed_json", detail).with("cause", error.to_string())
}

/// SHA-256 of JSON in canonical order: keys sorted, no spaces.
pub(super) fn fingerprint(value: &Value) -> String {
    hex::encode(Sha256::digest(canonical(value).as_bytes()))
}

fn canonical(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let sorted: BTreeMap<&String, &Value> = fields.iter().collect();
            let fields: Vec<String> = sorted
                .into_iter()
                .map(|(key, value)| format!("{}:{}", Value::from(key.as_str()), canonical(value)))
                .collect();
            format!("{{{}}}", fields.join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(",")),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::fingerprint;

    #[test]
    fn the_same_json_has_the_same_fingerprint() {
        let read = |text: &str| fingerprint(&serde_json::from_str::<Value>(text).unwrap_or_default());
        assert_eq!(read(r#"{"a":1,"b":{"d":[1,2],"c":null}}"#), read(r#" { "b" : {"c":null, "d":[1, 2]}, "a": 1 } "#));
        assert_ne!(fingerprint(&json!({"a": [1, 2]})), fingerprint(&json!({"a": [2, 1]})));
        assert_ne!(fingerprint(&json!({"a": "1"})), fingerprint(&json!({"a": 1})));
    }
}
