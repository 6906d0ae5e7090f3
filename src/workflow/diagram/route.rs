//! Which way most claims go, found in the definition and never by the names of its states.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::super::names::{ActionName, StateName};
use super::super::procedure::Procedure;
use super::super::state::{Action, Consequence, Outcome};

/// A step with the state it leads out of, and the one it leads to; a step that may lead to several states is several.
type Edge<'a> = (&'a StateName, &'a ActionName, &'a Action, &'a StateName);

/// The states that most claims go through, in order, from the start.
///
/// It is the shortest way from the start over a step that pays the claim (`outcome: paid`) to an end; then, wherever
/// another way between two neighbours uses only steps that stand in no other state, it is lengthened by that way, so
/// that a state which some claims skip still belongs to it. A procedure that pays nothing goes the shortest way to the
/// end that lies farthest, without steps that end a claim otherwise (withdrawn, refused). Of equal ways the first by
/// the names of their steps is taken. A faulty procedure gets the part of it that exists.
pub fn happy_path(procedure: &Procedure) -> Vec<&StateName> {
    let Some((start, _)) = procedure.states.get_key_value(&procedure.start) else { return Vec::new() };
    let ways = Ways::of(procedure);
    let mut route = ways.paying(start).or_else(|| ways.farthest(start)).unwrap_or_else(|| vec![start]);
    ways.lengthen(&mut route);
    route
}

struct Ways<'a> {
    procedure: &'a Procedure,
    /// In how many states each step stands.
    stands_in: BTreeMap<&'a ActionName, usize>,
}

impl<'a> Ways<'a> {
    fn of(procedure: &'a Procedure) -> Self {
        let mut stands_in = BTreeMap::new();
        for name in procedure.states.values().flat_map(|state| state.actions.keys()) {
            *stands_in.entry(name).or_insert(0) += 1;
        }
        Self { procedure, stands_in }
    }

    fn out_of(&self, from: &'a StateName) -> impl Iterator<Item = Edge<'a>> {
        let actions = self.procedure.states.get(from).map(|state| &state.actions);
        actions.into_iter().flatten().flat_map(move |(name, action)| {
            let known = move |to| Some((from, name, action, self.procedure.states.get_key_value(to)?.0));
            action.targets().filter_map(known)
        })
    }

    fn is_end(&self, state: &StateName) -> bool {
        self.procedure.states.get(state).is_some_and(|state| state.end)
    }

    /// The shortest way from one state to another that `goal` accepts, over steps that `may` allows, never through `without`.
    fn shortest(
        &self,
        from: &'a StateName,
        without: &BTreeSet<&StateName>,
        may: impl Fn(Edge<'a>) -> bool,
        goal: impl Fn(&StateName, usize) -> bool,
    ) -> Option<Vec<&'a StateName>> {
        let mut before: BTreeMap<&StateName, Option<&'a StateName>> = BTreeMap::from([(from, None)]);
        let mut queue = VecDeque::from([(from, 0)]);
        while let Some((here, steps)) = queue.pop_front() {
            if goal(here, steps) {
                let mut way = vec![here];
                while let Some(Some(earlier)) = way.last().and_then(|last| before.get(last)) {
                    way.push(earlier);
                }
                way.reverse();
                return Some(way);
            }
            for edge in self.out_of(here).filter(|edge| may(*edge)) {
                let next = edge.3;
                if !without.contains(next) && !before.contains_key(next) {
                    before.insert(next, Some(here));
                    queue.push_back((next, steps + 1));
                }
            }
        }
        None
    }

    /// The shortest way over a paying step to an end.
    fn paying(&self, start: &'a StateName) -> Option<Vec<&'a StateName>> {
        let states = self.procedure.states.keys();
        let paying = states.flat_map(|from| self.out_of(from)).filter(|edge| pays(edge.2));
        let ways = paying.filter_map(|(from, _, _, to)| {
            let mut way = self.shortest(start, &BTreeSet::new(), natural, |state, _| state == from)?;
            if way.contains(&to) {
                return None;
            }
            let passed: BTreeSet<&StateName> = way.iter().copied().collect();
            // Without an end behind it the way stops at the payment.
            let rest = self.shortest(to, &passed, natural, |state, _| self.is_end(state));
            way.extend(rest.unwrap_or_else(|| vec![to]));
            Some(way)
        });
        ways.min_by_key(Vec::len)
    }

    /// The shortest way to the end that lies farthest; without any end, to the state that does.
    fn farthest(&self, start: &'a StateName) -> Option<Vec<&'a StateName>> {
        let ways = |ends: bool| {
            let goals = self.procedure.states.keys().filter(move |name| !ends || self.is_end(name));
            goals.filter_map(|to| self.shortest(start, &BTreeSet::new(), natural, |state, _| state == to))
        };
        // `max_by_key` takes the last of equals; reversed lengths take the first.
        let longest = |way: &Vec<&StateName>| std::cmp::Reverse(way.len());
        ways(true).min_by_key(longest).or_else(|| ways(false).min_by_key(longest))
    }

    fn lengthen(&self, route: &mut Vec<&'a StateName>) {
        let mut at = 0;
        while at + 1 < route.len() {
            let (from, to) = (route[at], route[at + 1]);
            let direct = |edge: &Edge<'a>| edge.3 == to;
            let without: BTreeSet<&StateName> = route.iter().copied().filter(|state| *state != to).collect();
            let detour = if self.out_of(from).filter(direct).any(|edge| pays(edge.2)) {
                None
            } else {
                let own = |edge: Edge<'a>| {
                    let leads_straight = edge.0 == from && direct(&edge);
                    let alone = self.stands_in.get(edge.1).is_some_and(|count| *count == 1);
                    alone && !leads_straight && natural(edge) && !pays(edge.2)
                };
                self.shortest(from, &without, own, |state, steps| state == to && steps > 1)
            };
            match detour {
                // Looked at again from the same place: the longer way may have a longer one.
                Some(way) => drop(route.splice(at..at + 2, way)),
                None => at += 1,
            }
        }
    }
}

fn pays(action: &Action) -> bool {
    action.then.contains(&Consequence::Outcome(Some(Outcome::Paid)))
}

/// Whether a step does not end a claim otherwise than by paying it.
fn natural(edge: Edge<'_>) -> bool {
    let ends = |then: &Consequence| matches!(then, Consequence::Outcome(Some(outcome)) if *outcome != Outcome::Paid);
    !edge.2.then.iter().any(ends)
}
