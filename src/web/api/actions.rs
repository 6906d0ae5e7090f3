//! Steps and facts: what moves a claim, and why not.

use std::collections::BTreeMap;

use actix_web::web::{Data, Path};
use serde::Deserialize;
use serde_json::Value;

use crate::claim::{Claim, Command};
use crate::desk::{self, Changed};
use crate::workflow::{FactName, InputName};

use super::super::app::App;
use super::super::reply::{Answer, Reply};
use super::asking::Asking;
use super::body::Body;
use super::change::{self, change};

/// What is filled in for a step; the procedure says what it asks for.
#[derive(Deserialize)]
pub(super) struct StepInputs {
    #[serde(default)]
    note: Option<String>,
    #[serde(flatten)]
    inputs: BTreeMap<InputName, Value>,
}

impl StepInputs {
    /// The step of that name, with what was filled in.
    pub(super) fn step(&self, action: &str) -> Command {
        Command::TakeAction { action: action.into(), inputs: self.inputs.clone(), note: self.note.clone() }
    }
}

/// Answers of facts.
#[derive(Deserialize)]
pub(super) struct FactAnswers {
    facts: BTreeMap<FactName, Value>,
}

/// What may be done, and why not.
pub(super) async fn list(app: Data<App>, path: Path<String>, asking: Asking) -> Answer {
    let (version, options) = app.desk.actions(&path, asking.actor()).await?;
    Reply::versioned(version, &options)
}

/// Takes a step.
pub(super) async fn take(
    app: Data<App>,
    path: Path<(String, String)>,
    asking: Asking,
    body: Body<StepInputs>,
) -> Answer {
    let (number, action) = path.into_inner();
    let command = |_: &Claim| Ok(body.step(&action));
    change(&app, &number, &asking, &body.fingerprint, &command, &stepped).await
}

/// A step that was not taken but raised an alert is accepted only (202): somebody has to look.
fn stepped(changed: &Changed<'_>) -> desk::Answer {
    let status = if changed.moved() || changed.events.is_empty() { 200 } else { 202 };
    change::answer(status, changed, changed.view.clone())
}

/// Answers facts, all or nothing.
pub(super) async fn set_facts(app: Data<App>, path: Path<String>, asking: Asking, body: Body<FactAnswers>) -> Answer {
    let command = |_: &Claim| Ok(Command::SetFacts(body.facts.clone()));
    change(&app, &path, &asking, &body.fingerprint, &command, &change::the_claim).await
}
