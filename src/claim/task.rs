//! What is to be done on a claim next, and why it is stuck: one line for a list of work.

use crate::law::Text;
use crate::workflow::{Action, ActionName, Role, StateName, WaitingOn, happy_path};

use super::actor::Actor;
use super::decide::{ActionOption, options};
use super::parts::{DocumentStatus, Severity};
use super::refusal::Refusal;
use super::required::missing;
use super::situation::Situation;
use super::state::Claim;

/// The next thing to do on a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Findings that stop steps are open: settle them.
    Settle {
        /// The kind of the oldest.
        kind: String,
        /// How many.
        count: usize,
    },
    /// Papers wait for a reviewer.
    Review {
        /// The oldest.
        first: Text,
        /// How many.
        count: usize,
    },
    /// A question that this state needs answered is open.
    Answer {
        /// The question.
        question: Text,
    },
    /// The family still has to send papers.
    Await {
        /// How many.
        missing: usize,
    },
    /// A step may be taken.
    Take {
        /// Its name.
        action: ActionName,
        /// What its button says.
        title: Text,
    },
    /// The next step may not be taken yet.
    Stuck {
        /// What its button says.
        title: Text,
        /// The first rule that says no.
        refusal: Box<Refusal>,
    },
    /// Somebody else's turn.
    Wait(WaitingOn),
    /// The procedure has ended.
    Nothing,
}

/// The next thing to do on a claim, as the actor would see it.
pub fn task(situation: &Situation<'_>, claim: &Claim, actor: &Actor) -> Task {
    let Some(waiting_on) = claim.waiting_on else { return Task::Nothing };
    if let Some(task) = by_hand(situation, claim) {
        return task;
    }
    let missing = missing(situation, claim, &[]).len();
    if waiting_on == WaitingOn::Heir && missing > 0 {
        return Task::Await { missing };
    }
    let name = forward(situation, claim);
    let options = options(situation, claim, actor);
    let next = name.and_then(|name| options.into_iter().find(|option| option.action == name));
    match next {
        // What machines do, staff do only when the machine does not.
        _ if matches!(waiting_on, WaitingOn::Insurer | WaitingOn::System) => Task::Wait(waiting_on),
        // Where it is this very office's turn, what stands in the way is that a colleague has to take the step.
        Some(option) if only_another_role(&option) && !waits_for(waiting_on, actor) => Task::Wait(waiting_on),
        Some(ActionOption { allowed: true, action, title, .. }) => Task::Take { action, title },
        Some(ActionOption { title, refusals, .. }) => refusals
            .into_iter()
            .next()
            .map_or(Task::Wait(waiting_on), |refusal| Task::Stuck { title, refusal: Box::new(refusal) }),
        None => Task::Wait(waiting_on),
    }
}

/// What a person does before any step is thought of.
fn by_hand(situation: &Situation<'_>, claim: &Claim) -> Option<Task> {
    let mut blocking = claim.open_alerts().filter(|alert| alert.severity == Severity::Blocking).peekable();
    if let Some(first) = blocking.peek() {
        return Some(Task::Settle { kind: first.kind.clone(), count: blocking.count() });
    }
    let mut pending = claim.documents.iter().filter(|document| document.status == DocumentStatus::Pending).peekable();
    if let Some(first) = pending.peek() {
        let spec = situation.procedure.documents.get(&first.kind);
        let first = spec.map(|spec| spec.title.clone()).unwrap_or_default();
        return Some(Task::Review { first, count: pending.count() });
    }
    let mut facts = situation.procedure.facts.iter();
    let asked = facts.find(|(name, spec)| spec.required_in.contains(&claim.state) && !claim.facts.contains_key(*name));
    asked.map(|(_, spec)| Task::Answer { question: spec.title.clone() })
}

/// The step that leads on: to the next state of the way to the money; from aside of it, back to it.
fn forward(situation: &Situation<'_>, claim: &Claim) -> Option<ActionName> {
    let way: Vec<&StateName> = happy_path(situation.procedure);
    let state = situation.procedure.state(&claim.state)?;
    let next = way.iter().position(|name| **name == claim.state).and_then(|at| way.get(at + 1));
    let leads = |action: &Action| match next {
        Some(next) => action.may_lead_to(next),
        None => action.targets().any(|to| way.contains(&to) || situation.procedure.state(to).is_some_and(|to| to.end)),
    };
    state.actions.iter().find(|(_, action)| leads(action)).map(|(name, _)| name.clone())
}

fn waits_for(party: WaitingOn, actor: &Actor) -> bool {
    match party {
        WaitingOn::Caseworker => actor.role == Role::Caseworker,
        WaitingOn::Supervisor => actor.role == Role::Supervisor,
        _ => false,
    }
}

/// Whether nothing but the role stands in the way.
fn only_another_role(option: &ActionOption) -> bool {
    !option.allowed && option.refusals.iter().all(|refusal| refusal.rule.as_str() == "role")
}
