//! Notes and logged contacts.

use actix_web::web::{Data, Path};
use serde::Deserialize;
use serde_json::json;

use crate::claim::{Claim, Command, Contact};
use crate::desk::{self, Changed};

use super::super::app::App;
use super::super::reply::Answer;
use super::asking::Asking;
use super::body::Body;
use super::change::{self, change};

/// A note, or a contact with somebody.
#[derive(Deserialize)]
pub(super) struct NewNote {
    text: String,
    #[serde(default)]
    contact: Option<Contact>,
}

/// Writes a note.
pub(super) async fn add(app: Data<App>, path: Path<String>, asking: Asking, body: Body<NewNote>) -> Answer {
    let command = |_: &Claim| Ok(Command::AddNote { text: body.text.clone(), contact: body.contact.clone() });
    change(&app, &path, &asking, &body.fingerprint, &command, &written).await
}

fn written(changed: &Changed<'_>) -> desk::Answer {
    change::answer(201, changed, json!(changed.after.notes.last()))
}
