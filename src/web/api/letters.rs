//! Letters: those of a claim with what became of them, one with its words, and those that a step would write.

use actix_web::web::{Data, Path};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::claim::PersonId;
use crate::desk::{Changed, LetterText};

use super::super::app::App;
use super::super::reply::{Answer, Reply};
use super::actions::StepInputs;
use super::asking::Asking;
use super::body::Body;
use super::params::Params;
use super::people;

/// Which letters a person of a family wants.
#[derive(Deserialize)]
pub(super) struct LetterChoice {
    fewer: bool,
}

/// The letters of a claim.
pub(super) async fn list(app: Data<App>, path: Path<String>, asking: Asking, params: Params) -> Answer {
    let cursor = params.text("cursor");
    Reply::ok(&app.desk.letters(&path, asking.actor(), params.limit()?, cursor.as_deref()).await?)
}

/// A letter with its words.
pub(super) async fn show(app: Data<App>, path: Path<Uuid>, asking: Asking) -> Answer {
    let letter = app.desk.letter(*path, asking.actor()).await?;
    let mut shown = with_words(&letter);
    if let Some(fields) = shown.as_object_mut() {
        fields.insert("id".to_owned(), json!(*path));
        // What became of it stands beside the words; of a letter to staff only its reader knows.
        if let Value::Object(known) = json!(letter.item) {
            fields.extend(known);
        }
    }
    Reply::ok(&shown)
}

/// The letters to the family that a step would write. Nothing is stored.
pub(super) async fn preview(
    app: Data<App>,
    path: Path<(String, String)>,
    asking: Asking,
    body: Body<StepInputs>,
) -> Answer {
    let (number, action) = path.into_inner();
    let letters = app.desk.letters_before(&number, asking.actor(), &body.step(&action)).await?;
    let items: Vec<Value> = letters.iter().map(with_words).collect();
    Reply::ok(&json!({ "items": items, "next_cursor": null }))
}

/// A person of the family wants all letters, or only those that must be, as they told the office.
pub(super) async fn choose(
    app: Data<App>,
    path: Path<(String, Uuid)>,
    asking: Asking,
    body: Body<LetterChoice>,
) -> Answer {
    let (number, person) = path.into_inner();
    let shown = people::the_person(person);
    let render = |changed: &Changed<'_>| Ok(shown(changed));
    let asked = asking.on(&number, &body.fingerprint);
    let chosen = app.desk.choose_family_letters(asked, PersonId(person), body.fewer, &render).await?;
    Ok(Reply::from(chosen))
}

fn with_words(letter: &LetterText) -> Value {
    json!({
        "kind": letter.kind,
        "name": letter.name,
        "address": letter.address,
        "channel": letter.channel,
        "language": letter.language.code(),
        "subject": letter.words.subject,
        "text": letter.words.text,
        "html": letter.words.html,
        "message": letter.words.message,
    })
}
