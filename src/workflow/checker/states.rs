//! States: each can be reached, can end, waits for somebody who can move it, and ends when it says so.

use super::super::names::{Role, StateName};
use super::super::state::{State, WaitingOn};
use super::known;
use super::report::{Context, Report};

/// Checks each state and the way through them.
pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (name, state, path) in context.states() {
        report.visit();
        if state.end {
            end(report, name, state, &path);
        } else {
            waiting(report, name, state, &path);
        }
    }
    ways(context, report);
}

fn end(report: &mut Report<'_>, name: &StateName, state: &State, path: &str) {
    if state.waiting_on.is_some() {
        report.add(&format!("{path}/waiting_on"), "end_waits", format!("`{name}` is an end and waits for nobody"));
    }
    if state.deadline.is_some() {
        report.add(&format!("{path}/deadline"), "end_has_deadline", format!("`{name}` is an end and has no clock"));
    }
    if !state.actions.is_empty() {
        report.add(&format!("{path}/actions"), "end_has_actions", format!("`{name}` is an end; no step leads on"));
    }
}

fn waiting(report: &mut Report<'_>, name: &StateName, state: &State, path: &str) {
    let Some(waiting_on) = state.waiting_on else {
        let message = format!("`{name}` waits for nobody: say `waiting_on`, or `end: true`");
        report.add(path, "waits_for_nobody", message);
        return;
    };
    if state.deadline.is_none() {
        let message = format!("`{name}` waits for the {} without a deadline", waiting_on.as_str());
        report.add(path, "deadline_missing", message);
    }
    if state.actions.is_empty() {
        report.add(path, "state_without_actions", format!("no step leads out of `{name}`"));
        return;
    }
    // The family also moves a claim by what is no step: by sending papers, or by letting time pass.
    let role = match waiting_on {
        WaitingOn::Heir => return,
        WaitingOn::Supervisor => Role::Supervisor,
        WaitingOn::Insurer => Role::Insurer,
        WaitingOn::System => Role::System,
        _ => Role::Caseworker,
    };
    if !state.actions.values().any(|action| action.by.iter().any(|by| role.covers(*by))) {
        let message =
            format!("`{name}` waits for the {}, but the {role} can take no step out of it", waiting_on.as_str());
        report.add(&format!("{path}/waiting_on"), "waits_for_the_powerless", message);
    }
}

fn ways(context: &Context<'_>, report: &mut Report<'_>) {
    let procedure = context.procedure;
    if procedure.states.is_empty() {
        report.add("states", "states_missing", "there is no state");
        return;
    }
    let Some(start) = context.graph.state(&procedure.start) else {
        let hint = known::perhaps(procedure.states.keys(), procedure.start.as_str());
        let message = format!("the start `{}` is no state of this file{hint}", procedure.start);
        report.add("start", "start_unknown", message);
        return;
    };
    if procedure.states.get(&procedure.start).is_some_and(|state| state.end) {
        report.add("start", "start_is_end", format!("`{}` is an end: a new claim would be over", procedure.start));
    }
    let ends: Vec<usize> =
        procedure.states.values().enumerate().filter(|(_, state)| state.end).map(|(index, _)| index).collect();
    if ends.is_empty() {
        report.add("states", "end_missing", "no state has `end: true`");
    }
    let forward = context.graph.walk([start], |_| true, report);
    let backward = context.graph.walk_back(ends.iter().copied(), report);
    for (index, (name, _, path)) in context.states().enumerate() {
        report.visit();
        if !forward.reaches(index) {
            let message = format!("no way leads from `{}` to `{name}`", procedure.start);
            report.add(&path, "state_unreachable", message);
        } else if !ends.is_empty() && !backward.reaches(index) {
            let story = context.graph.story(&forward, index);
            let message = format!("from `{name}` no end can be reached; a claim gets stuck this way: {story}");
            report.add(&path, "state_cannot_end", message);
        }
    }
}
