//! Small procedures, and claims of the shipped one.

use std::collections::{BTreeMap, BTreeSet};

use crate::law::Text;
use crate::workflow::{
    Action, ActionName, Catalogue, Consequence, Outcome, Procedure, Role, State, StateName, UniquePer, WaitingOn,
};

/// The shipped death procedure.
pub(super) fn jkm() -> Procedure {
    let catalogue = Catalogue::shipped().unwrap_or_default();
    let found = catalogue.get("jkm", 1).map(|procedure| procedure.as_ref().clone());
    found.unwrap_or_else(|| panic!("jkm is shipped"))
}

/// A set of states.
pub(super) fn states(names: &str) -> BTreeSet<StateName> {
    names.split_whitespace().map(StateName::from).collect()
}

/// A procedure from lines `state: step>target step>target`. A state without steps is an end; `!` before a step pays the
/// claim, `-` ends it otherwise. The first line is the start.
pub(super) fn small(text: &str) -> Procedure {
    let lines: Vec<(&str, Vec<&str>)> = text
        .lines()
        .filter_map(|line| line.trim().split_once(':'))
        .map(|(name, steps)| (name, steps.split_whitespace().collect()))
        .collect();
    let start = StateName::from(lines.first().map_or("", |(name, _)| *name));
    let states = lines.into_iter().map(|(name, steps)| (StateName::from(name), state(name, &steps))).collect();
    procedure(start, states)
}

/// A procedure of some states.
pub(super) fn procedure(start: StateName, states: BTreeMap<StateName, State>) -> Procedure {
    Procedure {
        benefit: crate::workflow::BenefitSpec::Death,
        name: "small".into(),
        version: 1,
        effective_from: chrono::NaiveDate::MIN,
        title: Text::new("Kecil", "Small"),
        unique_per: UniquePer::Participant,
        start,
        facts: BTreeMap::new(),
        documents: BTreeMap::new(),
        texts: Vec::new(),
        states,
        scenarios: Vec::new(),
    }
}

fn state(name: &str, steps: &[&str]) -> State {
    let steps = steps.iter().filter_map(|step| step.split_once('>'));
    let actions = steps.map(|(name, to)| {
        let plain = name.trim_start_matches(['!', '-']);
        let then = match name.chars().next() {
            Some('!') => vec![Consequence::Outcome(Some(Outcome::Paid))],
            Some('-') => vec![Consequence::Outcome(Some(Outcome::Withdrawn))],
            _ => Vec::new(),
        };
        (ActionName::from(plain), action(plain, to, vec![Role::Caseworker], then))
    });
    let actions: BTreeMap<_, _> = actions.collect();
    State {
        title: Text::new(name, name),
        explain: Text::default(),
        letter: None,
        waiting_on: (!actions.is_empty()).then_some(WaitingOn::Caseworker),
        end: actions.is_empty(),
        deadline: None,
        actions,
    }
}

/// A step.
pub(super) fn action(title: &str, to: &str, by: Vec<Role>, then: Vec<Consequence>) -> Action {
    Action {
        title: Text::new(title, title),
        to: to.into(),
        by,
        when: Vec::new(),
        inputs: BTreeMap::new(),
        then,
        instead: Vec::new(),
    }
}
