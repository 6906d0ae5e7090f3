//! The procedures, as they are defined.

use std::collections::BTreeMap;

use actix_web::web::{Data, Path};
use serde_json::{Value, json};

use crate::desk::DeskError;
use crate::workflow::Procedure;

use super::super::app::App;
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
    let versions: Vec<&Procedure> =
        app.desk.catalogue().procedures().map(AsRef::as_ref).filter(|known| known.name.as_str() == *path).collect();
    let wanted = match params.text("version") {
        None => versions.last(),
        Some(text) => {
            let number: u32 =
                text.parse().map_err(|_| wrong("version", "Isi nomor versi.", "Give the number of a version."))?;
            versions.iter().find(|known| known.version == number)
        }
    };
    let procedure = wanted.ok_or(DeskError::NotFound("workflow"))?;
    Reply::ok(&described(procedure, &versions)?)
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
