//! Relatives, heirs and payees.

use actix_web::web::{Data, Path};
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use crate::claim::{Claim, Command, Consent, Event, Payee, PersonDetails, PersonId, Refused, VerificationStatus};
use crate::desk::{self, Changed, DeskError, person_view};

use super::super::app::App;
use super::super::reply::Answer;
use super::asking::Asking;
use super::body::Body;
use super::change::{self, change};
use super::schema;

/// A caseworker's word on a person.
#[derive(Deserialize)]
pub(super) struct NewVerification {
    verdict: VerificationStatus,
    #[serde(default)]
    reason: Option<String>,
    #[serde(default)]
    note: Option<String>,
}

/// Records a person.
pub(super) async fn add(app: Data<App>, path: Path<String>, asking: Asking, body: Body<PersonDetails>) -> Answer {
    let command = |_: &Claim| Ok(Command::AddPerson((*body).clone()));
    change(&app, &path, &asking, &body.fingerprint, &command, &added).await
}

fn added(changed: &Changed<'_>) -> desk::Answer {
    let id = changed.events.iter().find_map(|recorded| match &recorded.event {
        Event::PersonAdded { person, .. } => Some(*person),
        _ => None,
    });
    change::answer(201, changed, one(changed, id))
}

/// Changes what is recorded about a person: a merge patch, in which null takes a value back.
pub(super) async fn patch(app: Data<App>, path: Path<(String, Uuid)>, asking: Asking, body: Body<Value>) -> Answer {
    let (number, id) = path.into_inner();
    let command = |claim: &Claim| {
        let person = claim.person(PersonId(id)).ok_or(Refused::Unknown { what: "person" })?;
        let mut details = serde_json::to_value(&person.details)?;
        merge(&mut details, &body);
        let mut errors = schema::check("NewPerson", &details);
        // What stands is not the patch's fault: the desk itself records the worker, whom nobody may add.
        errors.retain(|error| touches(&body, &error.field));
        if !errors.is_empty() {
            return Err(DeskError::Invalid(errors));
        }
        Ok(Command::ChangePerson { person: PersonId(id), details: serde_json::from_value(details)? })
    };
    change(&app, &number, &asking, &body.fingerprint, &command, &the_person(id)).await
}

/// Whether a patch names a field of the person.
fn touches(patch: &Value, field: &str) -> bool {
    let name = field.split(['.', '[']).next().unwrap_or_default();
    patch.get(name).is_some()
}

/// RFC 7396: objects are merged, null removes, everything else replaces.
fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(changes) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = Value::Object(serde_json::Map::new());
    }
    let Some(fields) = target.as_object_mut() else { return };
    for (name, change) in changes {
        if change.is_null() {
            fields.remove(name);
        } else {
            merge(fields.entry(name.clone()).or_insert(Value::Null), change);
        }
    }
}

/// Verifies a person.
pub(super) async fn verify(
    app: Data<App>,
    path: Path<(String, Uuid)>,
    asking: Asking,
    body: Body<NewVerification>,
) -> Answer {
    let (number, id) = path.into_inner();
    let command = |_: &Claim| {
        Ok(Command::VerifyPerson {
            person: PersonId(id),
            verdict: body.verdict,
            reason: body.reason.clone(),
            note: body.note.clone(),
        })
    };
    change(&app, &number, &asking, &body.fingerprint, &command, &the_person(id)).await
}

/// What a person says to the list of heirs, as they told the office.
#[derive(Deserialize)]
pub(super) struct NewConsent {
    consent: Consent,
    #[serde(default)]
    note: Option<String>,
}

/// Records what a person says to the list of heirs.
pub(super) async fn consent(
    app: Data<App>,
    path: Path<(String, Uuid)>,
    asking: Asking,
    body: Body<NewConsent>,
) -> Answer {
    let (number, id) = path.into_inner();
    let command =
        |_: &Claim| Ok(Command::RecordConsent { person: PersonId(id), consent: body.consent, note: body.note.clone() });
    change(&app, &number, &asking, &body.fingerprint, &command, &the_person(id)).await
}

/// Whether the money has arrived, as a person told the office.
#[derive(Deserialize)]
pub(super) struct NewReceipt {
    arrived: bool,
    #[serde(default)]
    note: Option<String>,
}

/// Records whether the money has arrived in a person's account.
pub(super) async fn receipt(
    app: Data<App>,
    path: Path<(String, Uuid)>,
    asking: Asking,
    body: Body<NewReceipt>,
) -> Answer {
    let (number, id) = path.into_inner();
    let (arrived, person) = (body.arrived, PersonId(id));
    let command = |_: &Claim| Ok(Command::SayReceipt { person, arrived, note: body.note.clone() });
    change(&app, &number, &asking, &body.fingerprint, &command, &the_person(id)).await
}

/// Records who is paid.
pub(super) async fn set_payees(app: Data<App>, path: Path<String>, asking: Asking, body: Body<Vec<Payee>>) -> Answer {
    let command = |_: &Claim| Ok(Command::SetPayees((*body).clone()));
    change(&app, &path, &asking, &body.fingerprint, &command, &change::the_claim).await
}

pub(super) fn the_person(id: Uuid) -> impl Fn(&Changed<'_>) -> desk::Answer + Send + Sync {
    move |changed| change::answer(200, changed, one(changed, Some(PersonId(id))))
}

fn one(changed: &Changed<'_>, id: Option<PersonId>) -> Value {
    id.and_then(|id| changed.after.person(id)).map(person_view).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::merge;

    #[test]
    fn a_patch_merges_replaces_and_removes() {
        let check = |mut target: Value, patch: Value, expected: Value| {
            merge(&mut target, &patch);
            assert_eq!(target, expected, "{patch}");
        };
        check(
            json!({"a": 1, "b": {"c": 2, "d": 3}}),
            json!({"b": {"c": null, "e": 4}}),
            json!({"a": 1, "b": {"d": 3, "e": 4}}),
        );
        check(json!({"a": [1]}), json!({"a": [2, 3]}), json!({"a": [2, 3]}));
        check(json!({"a": null}), json!({"a": {"b": 1, "c": null}}), json!({"a": {"b": 1}}));
        check(json!({"a": 1}), json!({"b": null}), json!({"a": 1}));
    }
}
