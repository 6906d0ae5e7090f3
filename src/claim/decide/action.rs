//! Taking a step: is there such a step here, may this role take it, are its inputs right, do its conditions hold,
//! and what follows.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::law::Text;
use crate::workflow::{Action, ActionName, InputName, InputSpec, Role, StateName};

use super::super::actor::Actor;
use super::super::evaluate::{Attempt, refusals};
use super::super::event::Event;
use super::super::refusal::{Refusal, Refused};
use super::super::situation::Situation;
use super::super::state::Claim;
use super::effects;
use super::inputs::{self, Inputs};

/// Greatest length of a remark on a step.
const NOTE_CHARACTERS_MAX: usize = 2_000;

/// Decides a step.
pub(super) fn take(
    situation: &Situation<'_>,
    claim: &Claim,
    actor: &Actor,
    name: &ActionName,
    given: &BTreeMap<InputName, Value>,
    note: Option<&str>,
) -> Result<Vec<Event>, Refused> {
    let action = find(situation, claim, name)?;
    if !role_may(action, actor) {
        return Err(not_allowed(action));
    }
    let by_hand = by_hand(action, actor);
    if note.is_some_and(|note| note.chars().count() > NOTE_CHARACTERS_MAX) {
        let text = format!("At most {NOTE_CHARACTERS_MAX} characters.");
        let teks = format!("Paling banyak {NOTE_CHARACTERS_MAX} huruf.");
        return Err(Refused::field("note", "too_long", Text::new(teks, text)));
    }
    let inputs = inputs::read(situation, claim, actor, action, given, by_hand)?;
    let attempt = Attempt { situation, claim, actor, inputs: &inputs };
    let refused = refusals(attempt, &action.when);
    if !refused.is_empty() {
        return Err(Refused::Rules(refused));
    }
    effects::of(attempt, name, action, by_hand, note)
}

fn find<'a>(situation: &Situation<'a>, claim: &Claim, name: &ActionName) -> Result<&'a Action, Refused> {
    let procedure = situation.procedure;
    procedure.action(&claim.state, name).ok_or_else(|| Refused::WrongState {
        action: name.clone(),
        state: claim.state.clone(),
        possible: procedure
            .state(&claim.state)
            .map(|state| state.actions.keys().cloned().collect())
            .unwrap_or_default(),
    })
}

fn role_may(action: &Action, actor: &Actor) -> bool {
    action.by.iter().any(|role| actor.role.covers(*role))
}

fn not_allowed(action: &Action) -> Refused {
    let roles = role_titles(action);
    Refused::NotAllowed(Text::new(
        format!("Langkah ini hanya untuk: {}.", roles.id),
        format!("This step is only for: {}.", roles.en),
    ))
}

/// Who may take a step, as people call them.
fn role_titles(action: &Action) -> Text {
    let roles: BTreeSet<Role> = action.by.iter().copied().collect();
    let (id, en): (Vec<_>, Vec<_>) = roles.into_iter().map(Role::title).map(|title| (title.id, title.en)).unzip();
    Text::new(id.join(", "), en.join(", "))
}

/// Staff take a step by hand when it is also the insurer's or the system's own.
fn by_hand(action: &Action, actor: &Actor) -> bool {
    actor.role.is_staff() && action.by.iter().any(|role| matches!(role, Role::Insurer | Role::System))
}

/// A step as it stands for one person now: may it be taken, and if not, why not.
#[derive(Clone, Debug, serde::Serialize)]
pub struct ActionOption {
    /// Its name.
    pub action: ActionName,
    /// What its button says.
    pub title: Text,
    /// Where it leads.
    pub to: StateName,
    /// Whether it would be taken, were its required inputs given.
    pub allowed: bool,
    /// What is filled in.
    pub inputs: BTreeMap<InputName, InputSpec>,
    /// Why not.
    pub refusals: Vec<Refusal>,
}

/// Every step out of the claim's state, for the one who asks.
pub fn options(situation: &Situation<'_>, claim: &Claim, actor: &Actor) -> Vec<ActionOption> {
    let Some(state) = situation.procedure.state(&claim.state) else { return Vec::new() };
    state.actions.iter().map(|(name, action)| option(situation, claim, actor, name, action)).collect()
}

fn option(situation: &Situation<'_>, claim: &Claim, actor: &Actor, name: &ActionName, action: &Action) -> ActionOption {
    let inputs = Inputs::default();
    let attempt = Attempt { situation, claim, actor, inputs: &inputs };
    let refused = if role_may(action, actor) { refusals(attempt, &action.when) } else { vec![wrong_role(action)] };
    ActionOption {
        action: name.clone(),
        title: action.title.clone(),
        to: effects::target(attempt, action).clone(),
        allowed: refused.is_empty(),
        inputs: action.inputs.clone(),
        refusals: refused,
    }
}

fn wrong_role(action: &Action) -> Refusal {
    let Text { id, en } = role_titles(action);
    Refusal {
        rule: "role".into(),
        message: Text::new(format!("Hanya untuk: {id}."), format!("Only for: {en}.")),
        law: "office".to_owned(),
        remedy: Text::new(format!("Minta kepada {id}."), format!("Ask the {en}.")),
    }
}
