//! What the checker knows while it works, and what it has found.

use std::collections::BTreeSet;

use super::super::locations::Locations;
use super::super::names::{ActionName, StateName};
use super::super::problem::Problem;
use super::super::procedure::Procedure;
use super::super::state::{Action, State};
use super::graph::Graph;

/// What every part of the checker may look at.
pub(super) struct Context<'a> {
    /// The procedure under check.
    pub(super) procedure: &'a Procedure,
    /// Its states and steps as a graph.
    pub(super) graph: Graph<'a>,
    /// Names of the procedures that a claim may be opened under.
    pub(super) procedures: &'a BTreeSet<String>,
}

/// A step with where it stands.
pub(super) struct Placed<'a> {
    /// The state it leads out of.
    pub(super) state: &'a StateName,
    /// Its name.
    pub(super) name: &'a ActionName,
    /// The step.
    pub(super) action: &'a Action,
    /// Its path in the file.
    pub(super) path: String,
}

impl<'a> Context<'a> {
    /// All states with their paths.
    pub(super) fn states(&self) -> impl Iterator<Item = (&'a StateName, &'a State, String)> {
        self.procedure.states.iter().map(|(name, state)| (name, state, format!("states/{name}")))
    }

    /// All steps with their paths.
    pub(super) fn actions(&self) -> impl Iterator<Item = Placed<'a>> {
        self.states().flat_map(|(state_name, state, path)| {
            state.actions.iter().map(move |(name, action)| Placed {
                state: state_name,
                name,
                action,
                path: format!("{path}/actions/{name}"),
            })
        })
    }
}

/// The problems found so far.
pub(super) struct Report<'a> {
    locations: &'a Locations,
    problems: Vec<Problem>,
    /// How many parts were looked at: the measure by which a test knows that the work grows with the file and not
    /// with its square.
    pub(super) work: u64,
}

impl<'a> Report<'a> {
    /// An empty report about one file.
    pub(super) fn new(locations: &'a Locations) -> Self {
        Self { locations, problems: Vec::new(), work: 0 }
    }

    /// Notes a problem of the part at `path`.
    pub(super) fn add(&mut self, path: &str, code: &'static str, message: impl Into<String>) {
        let at = self.locations.find(path);
        let file = self.locations.file().to_owned();
        self.problems.push(Problem { file, line: at.line, column: at.column, code, message: message.into() });
    }

    /// Counts one part as looked at.
    pub(super) fn visit(&mut self) {
        self.work += 1;
    }

    /// The problems by place, each once: a part repeated by an alias is wrong in one place only.
    pub(super) fn finish(mut self) -> Vec<Problem> {
        self.problems.sort();
        self.problems.dedup();
        self.problems
    }
}
