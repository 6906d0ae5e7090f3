//! The procedures, as they are defined.

use std::collections::BTreeMap;

use actix_web::http::header::{CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, VARY, X_CONTENT_TYPE_OPTIONS};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::desk::DeskError;
use crate::workflow::{self, Dress, Procedure};

use super::super::app::App;
use super::super::language;
use super::super::problem::WebError;
use super::super::reply::{Answer, Reply};
use super::params::{Params, wrong};

/// All procedures with their versions.
pub(super) async fn list(app: Data<App>) -> Answer {
    let mut by_name: BTreeMap<&str, Vec<&Procedure>> = BTreeMap::new();
    for procedure in app.desk.catalogue().procedures() {
        by_name.entry(procedure.name.as_str()).or_default().push(procedure);
    }
    let items: Vec<Value> = by_name
        .into_iter()
        .map(|(name, versions)| {
            let title = versions.last().map(|newest| &newest.title);
            json!({ "name": name, "title": title, "versions": versions.iter().map(|one| version(one)).collect::<Vec<_>>() })
        })
        .collect();
    Reply::ok(&json!({ "items": items, "next_cursor": null }))
}

/// One procedure: its newest version, or the one asked for.
pub(super) async fn show(app: Data<App>, path: Path<String>, params: Params) -> Answer {
    let (procedure, versions) = wanted(&app, &path, &params)?;
    Reply::ok(&described(procedure, &versions)?)
}

/// One procedure as a picture, chosen in the same way.
pub(super) async fn diagram(
    app: Data<App>,
    path: Path<String>,
    params: Params,
    request: HttpRequest,
) -> Result<HttpResponse, WebError> {
    let (procedure, _) = wanted(&app, &path, &params)?;
    let language = language::language_of(&request);
    // The picture brings its own style sheet: exactly that one is permitted, and nothing else.
    let style = BASE64.encode(Sha256::digest(workflow::style_sheet()));
    Ok(HttpResponse::Ok()
        .content_type("image/svg+xml")
        .insert_header((CONTENT_LANGUAGE, language.code()))
        .insert_header((VARY, "Accept-Language"))
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((CONTENT_SECURITY_POLICY, format!("default-src 'none'; style-src 'sha256-{style}'")))
        .insert_header((CACHE_CONTROL, "private, max-age=300"))
        .body(workflow::diagram(procedure, language, None, Dress::Standalone)))
}

/// The version asked for, or the newest, among all of that name.
fn wanted<'a>(app: &'a App, name: &str, params: &Params) -> Result<(&'a Procedure, Vec<&'a Procedure>), WebError> {
    let versions: Vec<&Procedure> =
        app.desk.catalogue().procedures().map(AsRef::as_ref).filter(|known| known.name.as_str() == name).collect();
    let wanted = match params.text("version") {
        None => versions.last(),
        Some(text) => {
            let number: u32 =
                text.parse().map_err(|_| wrong("version", "Isi nomor versi.", "Give the number of a version."))?;
            versions.iter().find(|known| known.version == number)
        }
    };
    Ok((*wanted.ok_or(DeskError::NotFound("workflow"))?, versions))
}

/// The procedure as its file says, without the stories it is tried with, and all of its versions.
fn described(procedure: &Procedure, versions: &[&Procedure]) -> Result<Value, WebError> {
    let mut description = serde_json::to_value(procedure).map_err(DeskError::from)?;
    if let Some(fields) = description.as_object_mut() {
        fields.remove("scenarios");
        fields.insert("versions".to_owned(), versions.iter().map(|one| version(one)).collect());
    }
    Ok(description)
}

fn version(procedure: &Procedure) -> Value {
    json!({ "version": procedure.version, "effective_from": procedure.effective_from })
}
