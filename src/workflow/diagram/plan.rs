//! What is to be drawn: states on the way and beside it, and steps gathered so that each is drawn once.

use std::collections::{BTreeMap, BTreeSet};

use super::super::names::StateName;
use super::super::procedure::Procedure;
use super::super::state::Action;
use super::branches::spread;
use super::route::happy_path;

/// States and steps by the part they play in the picture. Indices count `way` and `beside`.
pub(super) struct Plan<'a> {
    /// The states that most claims go through, in order.
    pub(super) way: Vec<&'a StateName>,
    /// All others, those that are left for earlier first.
    pub(super) beside: Vec<&'a StateName>,
    /// The steps from each state on the way to the next.
    pub(super) forward: Vec<Vec<&'a Action>>,
    /// Steps between states on the way that are not neighbours, and back.
    pub(super) jumps: Vec<Jump<'a>>,
    /// Steps from the way to states beside it.
    pub(super) off: Vec<Off<'a>>,
    /// The steps out of each state beside the way.
    pub(super) back: Vec<Vec<&'a Action>>,
}

/// One step that leads from some states on the way to another one, all on one side of it.
pub(super) struct Jump<'a> {
    /// Where it stands.
    pub(super) from: BTreeSet<usize>,
    /// Where it leads.
    pub(super) to: usize,
    /// The step.
    pub(super) action: &'a Action,
}

/// Steps that stand in the same states, each leading to a state beside the way.
pub(super) struct Off<'a> {
    /// Where they stand.
    pub(super) from: BTreeSet<usize>,
    /// Where each leads.
    pub(super) to: Vec<(usize, &'a Action)>,
}

/// Steps that look alike are one: same title, same people, same place to go.
type Same<'a> = (usize, &'a str, &'a str, Vec<&'static str>);

fn same(to: usize, action: &Action) -> Same<'_> {
    (to, &action.title.id, &action.title.en, action.by.iter().map(|role| role.as_str()).collect())
}

impl<'a> Plan<'a> {
    /// The plan of a procedure. Steps to unknown states are left out.
    pub(super) fn of(procedure: &'a Procedure) -> Self {
        let way = happy_path(procedure);
        let beside = beside(procedure, &way);
        let place = |name: &StateName| way.iter().position(|state| *state == name);
        let aside = |name: &StateName| beside.iter().position(|state| *state == name);
        let steps = |name: &StateName| {
            let actions = procedure.states.get(name).map(|state| state.actions.values());
            actions.into_iter().flatten().filter(|action| procedure.states.contains_key(&action.to)).collect::<Vec<_>>()
        };
        let mut forward = vec![Vec::new(); way.len().saturating_sub(1)];
        let mut jumps: BTreeMap<(bool, Same<'a>), Jump<'a>> = BTreeMap::new();
        let mut off: BTreeMap<Same<'a>, (BTreeSet<usize>, &'a Action)> = BTreeMap::new();
        for (from, name) in way.iter().enumerate() {
            for action in steps(name) {
                match (place(&action.to), aside(&action.to)) {
                    (Some(to), _) if to == from => {}
                    (Some(to), _) if to == from + 1 => forward[from].push(action),
                    (Some(to), _) => {
                        let jump = Jump { from: BTreeSet::new(), to, action };
                        jumps.entry((to < from, same(to, action))).or_insert(jump).from.insert(from);
                    }
                    (None, Some(to)) => {
                        off.entry(same(to, action)).or_insert((BTreeSet::new(), action)).0.insert(from);
                    }
                    (None, None) => {}
                }
            }
        }
        let mut gathered: BTreeMap<BTreeSet<usize>, Vec<(usize, &Action)>> = BTreeMap::new();
        for ((to, ..), (from, action)) in off {
            gathered.entry(from).or_default().push((to, action));
        }
        let off = gathered.into_iter().map(|(from, to)| Off { from, to }).collect();
        let back = beside.iter().map(|name| steps(name)).collect();
        Self { way, beside, forward, jumps: jumps.into_values().collect(), off, back }
    }
}

/// The states in the order of the picture: those on the way, and those beside it.
pub(in crate::workflow) fn in_order(procedure: &Procedure) -> (Vec<StateName>, Vec<StateName>) {
    let spread = spread(procedure);
    let Plan { way, beside, .. } = Plan::of(&spread);
    (way.into_iter().cloned().collect(), beside.into_iter().cloned().collect())
}

/// The states off the way, by the middle of the states on it that lead there.
fn beside<'a>(procedure: &'a Procedure, way: &[&StateName]) -> Vec<&'a StateName> {
    let middle = |name: &StateName| {
        let leads = |state: &&StateName| {
            let actions = procedure.states.get(*state).map(|state| state.actions.values());
            actions.into_iter().flatten().filter(|action| action.to == *name).count()
        };
        let (sum, count) = way
            .iter()
            .enumerate()
            .fold((0, 0), |(sum, count), (at, state)| (sum + at * leads(state), count + leads(state)));
        // Hundredths; a state that no state on the way leads to comes last.
        (sum * 100).checked_div(count).unwrap_or(usize::MAX)
    };
    let mut beside: Vec<_> = procedure.states.keys().filter(|name| !way.contains(name)).collect();
    beside.sort_by_key(|name| (middle(name), *name));
    beside
}
