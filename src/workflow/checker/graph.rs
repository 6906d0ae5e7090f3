//! The states and steps of a procedure as a graph, with the few walks that the checker needs.

use std::collections::{BTreeMap, VecDeque};

use super::super::names::{ActionName, StateName};
use super::super::procedure::Procedure;
use super::super::state::Action;
use super::report::Report;

/// A step between two states that both exist. A step that may lead to several states is several edges.
pub(super) struct Edge<'a> {
    /// The index of the state it leads out of.
    pub(super) from: usize,
    /// The index of the state it leads to.
    pub(super) to: usize,
    /// Its name.
    pub(super) name: &'a ActionName,
    /// The step.
    pub(super) action: &'a Action,
}

/// States by index, in the order of their names, and the steps between them.
pub(super) struct Graph<'a> {
    names: Vec<&'a StateName>,
    index: BTreeMap<&'a StateName, usize>,
    edges: Vec<Edge<'a>>,
    /// For each state the indices of the steps out of it.
    out: Vec<Vec<usize>>,
    /// For each state the indices of the steps into it.
    into: Vec<Vec<usize>>,
}

/// Where a walk came to, and by which step it first came to each state.
pub(super) struct Walk {
    reached: Vec<bool>,
    by: Vec<Option<usize>>,
}

impl Walk {
    /// Whether the walk came to a state.
    pub(super) fn reaches(&self, state: usize) -> bool {
        self.reached.get(state).copied().unwrap_or(false)
    }
}

impl<'a> Graph<'a> {
    /// The graph of a procedure; steps to unknown states are left out.
    pub(super) fn of(procedure: &'a Procedure) -> Self {
        let names: Vec<&StateName> = procedure.states.keys().collect();
        let index: BTreeMap<&StateName, usize> = names.iter().enumerate().map(|(i, name)| (*name, i)).collect();
        let mut graph = Self {
            out: vec![Vec::new(); names.len()],
            into: vec![Vec::new(); names.len()],
            names,
            index,
            edges: vec![],
        };
        for (from, state) in procedure.states.values().enumerate() {
            for (name, action) in &state.actions {
                for target in action.targets() {
                    let Some(&to) = graph.index.get(target) else { continue };
                    graph.out[from].push(graph.edges.len());
                    graph.into[to].push(graph.edges.len());
                    graph.edges.push(Edge { from, to, name, action });
                }
            }
        }
        graph
    }

    /// The index of a state.
    pub(super) fn state(&self, name: &StateName) -> Option<usize> {
        self.index.get(name).copied()
    }

    /// The name of a state.
    pub(super) fn name(&self, state: usize) -> &'a StateName {
        self.names[state]
    }

    /// All steps.
    pub(super) fn edges(&self) -> &[Edge<'a>] {
        &self.edges
    }

    /// Walks forward from some states over the steps that `may` allows.
    pub(super) fn walk(
        &self,
        from: impl IntoIterator<Item = usize>,
        may: impl Fn(&Edge<'a>) -> bool,
        report: &mut Report<'_>,
    ) -> Walk {
        self.go(from, &self.out, |edge| edge.to, may, report)
    }

    /// Walks backward from some states: what can come to them.
    pub(super) fn walk_back(&self, from: impl IntoIterator<Item = usize>, report: &mut Report<'_>) -> Walk {
        self.go(from, &self.into, |edge| edge.from, |_| true, report)
    }

    fn go(
        &self,
        from: impl IntoIterator<Item = usize>,
        steps: &[Vec<usize>],
        end: impl Fn(&Edge<'a>) -> usize,
        may: impl Fn(&Edge<'a>) -> bool,
        report: &mut Report<'_>,
    ) -> Walk {
        let mut walk = Walk { reached: vec![false; self.names.len()], by: vec![None; self.names.len()] };
        let mut queue: VecDeque<usize> = from.into_iter().collect();
        for &state in &queue {
            walk.reached[state] = true;
        }
        while let Some(state) = queue.pop_front() {
            for &step in &steps[state] {
                report.visit();
                let edge = &self.edges[step];
                let next = end(edge);
                if may(edge) && !walk.reached[next] {
                    walk.reached[next] = true;
                    walk.by[next] = Some(step);
                    queue.push_back(next);
                }
            }
        }
        walk
    }

    /// How a forward walk came to a state: `reported -accept-> intake`.
    pub(super) fn story(&self, walk: &Walk, to: usize) -> String {
        let mut words = vec![self.names[to].to_string()];
        let mut here = to;
        while let Some(step) = walk.by[here] {
            let edge = &self.edges[step];
            words.push(format!("{} -{}->", self.names[edge.from], edge.name));
            here = edge.from;
        }
        words.reverse();
        words.join(" ")
    }
}
