//! Steps that may lead to several states, drawn as one step for each of them.

use super::super::names::ActionName;
use super::super::procedure::Procedure;
use super::super::state::Action;

/// The procedure with every branch of a step as a step of its own, so that each arrow has one end.
pub(super) fn spread(procedure: &Procedure) -> Procedure {
    let mut spread = procedure.clone();
    for state in spread.states.values_mut() {
        let all = std::mem::take(&mut state.actions);
        for (name, mut action) in all {
            for (number, branch) in (2..).zip(std::mem::take(&mut action.instead)) {
                let also = Action { to: branch.to, ..action.clone() };
                state.actions.insert(ActionName::from(format!("{name}_{number}")), also);
            }
            state.actions.insert(name, action);
        }
    }
    spread
}
