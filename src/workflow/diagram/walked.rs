//! Where a claim stands on the way of its procedure.

use std::collections::BTreeSet;

use crate::law::Text;

use super::super::names::{ActionName, StateName};
use super::super::procedure::Procedure;
use super::super::state::Action;
use super::route::happy_path;
use super::words;

/// How far a claim has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walked {
    /// Where it is.
    pub current: StateName,
    /// The states that it has been in, as far as they are known.
    pub visited: BTreeSet<StateName>,
}

/// Where one state stands for a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It lies behind the claim.
    Done,
    /// The claim is there.
    Current,
    /// It is still to come.
    Ahead,
}

/// One state on the way of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathStep {
    /// The state.
    pub state: StateName,
    /// What people call it.
    pub title: Text,
    /// Where it stands.
    pub standing: Standing,
    /// Whether it lies off the way that most claims go.
    pub aside: bool,
}

/// The way of a claim: the states that most claims go through, and the one beside them if the claim is there.
///
/// On the way, all before the current state is done, also after a claim was sent back. A state beside the way stands
/// before the state that the claim left for it, which is not done: there the claim goes on, if it does. Left was the
/// farthest visited state with a step to the aside; if none is known, what was visited at all is done.
pub fn path(procedure: &Procedure, current: &StateName, visited: &BTreeSet<StateName>) -> Vec<PathStep> {
    let way = happy_path(procedure);
    let here = way.iter().position(|state| *state == current);
    let done = here.unwrap_or_else(|| left(procedure, &way, current, visited));
    let step = |state: &StateName, standing, aside| PathStep {
        title: words::title(procedure, state),
        state: state.clone(),
        standing,
        aside,
    };
    let mut steps: Vec<PathStep> = Vec::new();
    for (at, state) in way.into_iter().enumerate() {
        let standing = match at {
            _ if Some(at) == here => Standing::Current,
            _ if at < done => Standing::Done,
            _ => Standing::Ahead,
        };
        steps.push(step(state, standing, false));
    }
    if here.is_none() {
        steps.insert(done.min(steps.len()), step(current, Standing::Current, true));
    }
    steps
}

/// How many states of the way lie behind a claim that stands beside it.
fn left(procedure: &Procedure, way: &[&StateName], aside: &StateName, visited: &BTreeSet<StateName>) -> usize {
    let leads_there = |state: &StateName| {
        procedure.states.get(state).is_some_and(|state| state.actions.values().any(|action| action.may_lead_to(aside)))
    };
    let doors: Vec<usize> = (0..way.len()).filter(|at| leads_there(way[*at])).collect();
    let been = |at: &usize| visited.contains(way[*at]);
    let farthest = (0..way.len()).rev().find(been).map_or(0, |at| at + 1);
    match doors.as_slice() {
        [only] => *only,
        _ => doors.iter().rev().copied().find(been).unwrap_or(farthest),
    }
}

/// The states that a claim has certainly been in, told by the steps that were ever taken: the start, and each state to
/// which every step of a taken name leads.
pub fn states_entered(procedure: &Procedure, taken: &BTreeSet<ActionName>) -> BTreeSet<StateName> {
    let mut entered = BTreeSet::from([procedure.start.clone()]);
    for name in taken {
        let steps = procedure.states.values().filter_map(|state| state.actions.get(name));
        let targets: BTreeSet<&StateName> = steps.flat_map(Action::targets).collect();
        if let (Some(only), 1) = (targets.first(), targets.len()) {
            entered.insert((*only).clone());
        }
    }
    entered
}
