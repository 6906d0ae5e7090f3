//! One claim, led by the desk to the state that is measured; the others are copies of it.

use std::collections::BTreeMap;

use santun::claim::{Actor, Claim, Command, IncomingDocument};
use santun::desk::{Answer, Changed, Extra, Wish};
use santun::store::queries::{self, Deadline, StoredClaim, StoredEvent};
use serde_json::Value;

use crate::family;
use crate::material::{Material, Step};
use crate::stage::Stage;

/// The two steps that are taken in turn, with what is filled in.
pub(crate) const STEPS: [(&str, &str); 2] =
    [("dispute", "Adik almarhum juga merasa berhak."), ("resolve_dispute", "Keluarga bermusyawarah; daftar tetap.")];

/// The command of one step.
pub(crate) fn command(step: usize) -> Command {
    let (action, reason) = STEPS[step];
    let inputs = BTreeMap::from([("reason".into(), Value::from(reason))]);
    Command::TakeAction { action: action.into(), inputs, note: None }
}

/// The answer that the HTTP door gives to a step.
fn answer(changed: &Changed<'_>) -> Answer {
    Answer { status: 200, version: Some(changed.after.version), location: None, body: changed.view.clone() }
}

/// Takes one command through the desk; the claim's version after it.
pub(crate) async fn take(stage: &Stage, number: &str, actor: &Actor, command: &Command) -> i64 {
    let make = |_: &Claim| Ok(command.clone());
    let wish = Wish {
        claim: number,
        actor,
        expected: None,
        lenient: false,
        command: &make,
        key: None,
        extra: Extra::default(),
    };
    stage.desk.change(&wish, &|changed| Ok(answer(changed))).await.unwrap().answer.version.unwrap()
}

/// Who takes a step.
pub(crate) fn actor_of(stage: &Stage, step: usize) -> &Actor {
    if step == 0 { &stage.caseworker.actor } else { &stage.supervisor.actor }
}

/// Leads one claim from its report to the heirs and through two objections; what it became is the material.
pub(crate) async fn lead(stage: &Stage) -> Material {
    let actor = &stage.caseworker.actor;
    let report = family::report(&stage.niks[0]);
    let opened = stage.desk.open_claim(actor, &report, None, &|changed| Ok(answer(changed))).await.unwrap();
    let number = opened.answer.body["number"].as_str().unwrap().to_owned();
    for command in family_and_papers() {
        take(stage, &number, actor, &command).await;
    }
    for step in [0, 1] {
        take(stage, &number, actor_of(stage, step), &command(step)).await;
    }
    let (claim, events, deadline) = look(stage, &number).await;
    let mut steps = Vec::new();
    for step in [0, 1] {
        take(stage, &number, actor_of(stage, step), &command(step)).await;
        let (after, mut events, deadline) = look(stage, &number).await;
        steps.push(Step { row: after.row, event: events.pop().unwrap(), deadline });
    }
    Material { claim, events, deadline, steps }
}

/// What a family of two and its first papers bring, so that a snapshot is as large as a real one.
fn family_and_papers() -> Vec<Command> {
    let mut commands = family::commands(None);
    for kind in ["kpj", "ktp", "kk", "akta_kematian", "surat_ahli_waris", "formulir_4"] {
        commands.push(Command::ReceiveDocument(IncomingDocument {
            kind: kind.into(),
            person: None,
            file_name: format!("{kind}.jpg"),
            media_type: "image/jpeg".into(),
            size: 812_345,
            sha256: "6b".repeat(32),
            twins: Vec::new(),
        }));
    }
    commands
}

/// The claim as stored, its events, and the deadline that runs.
async fn look(stage: &Stage, number: &str) -> (StoredClaim, Vec<StoredEvent>, Deadline) {
    let number = number.to_owned();
    let read = stage.store.read(move |db| {
        let claim = queries::claim_by_number(db, &number)?;
        let id = claim.as_ref().map(|claim| claim.id).unwrap_or_default();
        Ok::<_, santun::store::StoreError>((claim, queries::all_events_of(db, id)?, queries::deadlines_of(db, id)?))
    });
    let (claim, events, deadlines) = read.await.unwrap();
    let running = deadlines.into_iter().find(|row| row.cancelled_at.is_none() && row.met_at.is_none());
    (claim.unwrap(), events, running.unwrap())
}
