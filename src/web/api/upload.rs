//! Forms with a file. The file goes to a temporary place while it is counted, never into memory.

use std::collections::BTreeMap;

use actix_multipart::form::tempfile::TempFile;
use actix_multipart::form::{FieldReader as _, Limits as Counted};
use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::http::header::CONTENT_LENGTH;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, web};
use futures_util::TryStreamExt as _;
use futures_util::future::LocalBoxFuture;
use serde_json::{Map, Value};

use crate::law::{FieldError, Text};

use super::super::app::{App, Limits};
use super::super::paper::safe_name;
use super::super::problem::WebError;
use super::endpoint::{Body as Sent, Endpoint};
use super::schema;

/// A form that was received: its file lies in a temporary place until this is dropped.
pub(super) struct Form {
    /// Its fields of text.
    pub(super) fields: BTreeMap<String, String>,
    /// Its file.
    pub(super) file: TempFile,
}

impl Form {
    /// The sender's name of the file, without folders and control characters.
    pub(super) fn file_name(&self) -> String {
        safe_name(self.file.file_name.as_deref().unwrap_or_default())
    }

    /// The fields as JSON, with what stands for the file: what a repeat is compared by.
    pub(super) fn with_file(&self, sha256: &str) -> Value {
        let fields = self.fields.iter().map(|(name, value)| (name.clone(), Value::from(value.as_str())));
        Value::Object(fields.chain([("file".to_owned(), Value::from(sha256))]).collect())
    }
}

impl FromRequest for Form {
    type Error = WebError;
    type Future = LocalBoxFuture<'static, Result<Self, WebError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let limits = request.app_data::<web::Data<App>>().map_or_else(Limits::default, |app| app.limits);
        let (request, form) = (request.clone(), Multipart::new(request.headers(), payload.take()));
        Box::pin(async move {
            refuse_at_once(&request, limits)?;
            take(&request, form, limits).await
        })
    }
}

/// A body that says itself that it is too large is not read.
fn refuse_at_once(request: &HttpRequest, limits: Limits) -> Result<(), WebError> {
    let length = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    match length {
        Some(length) if length > limits.upload_bytes => Err(WebError::too_large(limits.upload_bytes)),
        _ => Ok(()),
    }
}

async fn take(request: &HttpRequest, mut form: Multipart, limits: Limits) -> Result<Form, WebError> {
    let mut counted = Counted::new(limits.upload_bytes, limits.fields_bytes);
    let told = |error: MultipartError| broken(&error, limits);
    let (mut fields, mut file, mut errors) = (Map::new(), None, Vec::new());
    while let Some(field) = form.try_next().await.map_err(told)? {
        let name = field.name().unwrap_or_default().to_owned();
        let twice = fields.contains_key(&name) || (name == "file" && file.is_some());
        if twice {
            errors.push(FieldError::new(name, "repeated", Text::new("Dikirim dua kali.", "Sent twice.")));
            break;
        }
        if name == "file" {
            file = Some(TempFile::read_field(request, field, &mut counted).await.map_err(told)?);
        } else {
            fields.insert(name, Value::String(words(field, &mut counted).await.map_err(told)?));
        }
    }
    if file.is_none() {
        let message = Text::new("Kirim berkasnya dalam isian file.", "Send the file in the field named file.");
        errors.push(FieldError::new("file", "required", message));
    }
    if let Some(Sent::Form(name)) = request.extensions().get::<&'static Endpoint>().map(|endpoint| endpoint.body) {
        errors.extend(schema::check(name, &Value::Object(fields.clone())));
    }
    let fields = fields.into_iter().filter_map(|(name, value)| Some((name, value.as_str()?.to_owned()))).collect();
    match file {
        Some(file) if errors.is_empty() => Ok(Form { fields, file }),
        _ => Err(WebError::fields(&errors)),
    }
}

async fn words(mut field: Field, counted: &mut Counted) -> Result<String, MultipartError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.try_next().await? {
        counted.try_consume_limits(chunk.len(), true)?;
        bytes.extend_from_slice(&chunk);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn broken(error: &MultipartError, limits: Limits) -> WebError {
    match error {
        MultipartError::Payload(PayloadError::Overflow) => WebError::too_large(limits.upload_bytes),
        MultipartError::ContentTypeMissing
        | MultipartError::ContentTypeParse
        | MultipartError::ContentTypeIncompatible => WebError::unsupported("multipart/form-data"),
        MultipartError::Field { .. } => WebError::internal(error.to_string()),
        other => {
            let detail = Text::new("Formulir tidak terbaca atau terputus.", "The form cannot be read, or broke off.");
            WebError::malformed("malformed_form", detail).with("cause", other.to_string())
        }
    }
}
