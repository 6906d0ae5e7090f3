//! Procedures that nobody thought of.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;

use super::super::layout::lay_out;
use super::drawn::faults;
use super::small::{action, procedure};
use super::written::well_formed;
use crate::law::{Language, Text};
use crate::workflow::{
    ActionName, Consequence, Dress, Outcome, Procedure, Role, State, StateName, WaitingOn, Walked, diagram, happy_path,
};

/// Steps as `(from, to, title, what follows)`; the last state is an end.
fn made(count: usize, steps: &[(usize, usize, usize, usize)], titles: &[String]) -> Procedure {
    let name = |at: usize| StateName::from(format!("s{}", at % count));
    let mut states: BTreeMap<StateName, State> = BTreeMap::new();
    for at in 0..count {
        let title = titles.get(at % titles.len().max(1)).cloned().unwrap_or_default();
        let waiting_on = (at + 1 < count).then_some(WaitingOn::Heir);
        let (title, explain) = (Text::new(title.clone(), title), Text::default());
        let actions = BTreeMap::new();
        states.insert(
            name(at),
            State { title, explain, letter: None, waiting_on, end: at + 1 == count, deadline: None, actions },
        );
    }
    for (from, to, title, then) in steps {
        let Some(state) = states.get_mut(&name(*from)).filter(|state| !state.end) else { continue };
        let then = match then % 4 {
            0 => vec![Consequence::Outcome(Some(Outcome::Paid))],
            1 => vec![Consequence::Outcome(Some(Outcome::Lapsed))],
            _ => Vec::new(),
        };
        let step = action(
            titles.get(title % titles.len().max(1)).map_or("", String::as_str),
            name(*to).as_str(),
            vec![Role::System],
            then,
        );
        state.actions.insert(ActionName::from(format!("step_{}", title % 5)), step);
    }
    procedure(name(0), states)
}

proptest! {
    #[test]
    fn any_procedure_is_drawn_without_overlaps(
        count in 1..9_usize,
        steps in vec((0..9_usize, 0..9_usize, 0..9_usize, 0..9_usize), 0..40),
        titles in vec("[ -~\u{e9}\u{4e00}\u{1}]{0,60}", 1..9),
        current in 0..10_usize,
    ) {
        let procedure = made(count, &steps, &titles);
        let way = happy_path(&procedure);
        let mut once = way.clone();
        once.sort();
        once.dedup();
        prop_assert_eq!(once.len(), way.len(), "no state stands on the way twice");
        for pair in way.windows(2) {
            let leads = procedure.states[pair[0]].actions.values().any(|action| action.to == *pair[1]);
            prop_assert!(leads, "{} does not lead to {}", pair[0], pair[1]);
        }
        prop_assert_eq!(faults(&lay_out(&procedure, Language::Id)), Vec::<String>::new());
        let visited = way.iter().map(|state| (*state).clone()).collect();
        let walked = Walked { current: format!("s{current}").into(), visited };
        let svg = diagram(&procedure, Language::En, Some(&walked), Dress::Embedded);
        prop_assert_eq!(well_formed(&svg), Ok(()));
    }
}
