//! Deadlines: spans that can be read, reminders before the end, somebody who hears of it, a clock that can start.

use std::collections::BTreeMap;

use super::super::names::{InputName, Role, StateName};
use super::super::state::{Deadline, DeadlineStart, InputKind, RequiredWhen, State};
use super::known;
use super::report::{Context, Report};

/// A hundred percent, in hundredths of a percent.
const WHOLE_BASIS_POINTS: u32 = 10_000;

/// Checks every deadline.
pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let mut names: BTreeMap<&str, &StateName> = BTreeMap::new();
    let entering = entering(context);
    for (state_name, state, path) in context.states() {
        let Some(deadline) = &state.deadline else { continue };
        report.visit();
        let path = format!("{path}/deadline");
        if let Some(other) = names.insert(&deadline.name, state_name) {
            let message = format!("the deadline `{}` is also the one of `{other}`", deadline.name);
            report.add(&format!("{path}/name"), "deadline_name_repeated", message);
        }
        spans(report, &path, deadline);
        if !matches!(deadline.escalate_to, Role::Caseworker | Role::Supervisor | Role::Admin) {
            let message = format!("`{}` is nobody of the office; name who must hear of it", deadline.escalate_to);
            report.add(&format!("{path}/escalate_to"), "escalation_role", message);
        }
        if let DeadlineStart::Input(input) = &deadline.from {
            start(context, report, &format!("{path}/from"), state_name, input, &entering);
        }
        step(report, &path, deadline, state);
    }
}

/// For each state the inputs of the steps that lead into it.
fn entering<'a>(context: &Context<'a>) -> BTreeMap<&'a StateName, BTreeMap<&'a InputName, &'a InputKind>> {
    let mut entering: BTreeMap<&StateName, BTreeMap<&InputName, &InputKind>> = BTreeMap::new();
    for edge in context.graph.edges() {
        let inputs = entering.entry(context.graph.name(edge.to)).or_default();
        inputs.extend(edge.action.inputs.iter().map(|(name, input)| (name, &input.kind)));
    }
    entering
}

fn start(
    context: &Context<'_>,
    report: &mut Report<'_>,
    path: &str,
    state: &StateName,
    input: &InputName,
    entering: &BTreeMap<&StateName, BTreeMap<&InputName, &InputKind>>,
) {
    match entering.get(state).and_then(|inputs| inputs.get(input)) {
        Some(InputKind::Date) => {}
        Some(_) => report.add(path, "deadline_input_type", format!("a clock starts on a date; `{input}` is none")),
        // A new claim enters the start by no step.
        None => {
            let message = if state == &context.procedure.start {
                format!("a new claim enters `{state}` without a step, so there is no `{input}`")
            } else {
                format!("no step into `{state}` has an input `{input}`")
            };
            report.add(path, "deadline_input_unknown", message);
        }
    }
}

/// The step that is taken when the time has passed: Santun must be able to take it alone.
fn step(report: &mut Report<'_>, path: &str, deadline: &Deadline, state: &State) {
    let Some(name) = &deadline.then else { return };
    let path = format!("{path}/then");
    let Some(action) = state.actions.get(name) else {
        let hint = known::perhaps(state.actions.keys(), name.as_str());
        report.add(&path, "deadline_step_unknown", format!("no step `{name}` leads out of this state{hint}"));
        return;
    };
    if !action.by.contains(&Role::System) {
        report.add(&path, "deadline_step_not_system", format!("the system may not take `{name}`"));
    }
    if action.inputs.values().any(|input| input.required == RequiredWhen::Always) {
        report.add(&path, "deadline_step_needs_input", format!("nobody is there to fill in what `{name}` asks for"));
    }
}

fn spans(report: &mut Report<'_>, path: &str, deadline: &Deadline) {
    let whole = span(report, &format!("{path}/within"), &deadline.within);
    let mut seen = Vec::new();
    for (i, reminder) in deadline.remind_before.iter().enumerate() {
        let path = format!("{path}/remind_before/{i}");
        let Some(before) = span(report, &path, reminder) else { continue };
        if whole.is_some_and(|whole| before.hours >= whole.hours) {
            let message = format!("a reminder {reminder} before the end of {} comes too early", deadline.within);
            report.add(&path, "reminder_too_long", message);
        }
        if seen.contains(&before) {
            report.add(&path, "reminder_repeated", format!("a reminder {reminder} before is listed twice"));
        }
        seen.push(before);
    }
    let mut behind = Vec::new();
    for (i, reminder) in deadline.remind_after.iter().enumerate() {
        let path = format!("{path}/remind_after/{i}");
        let Some(after) = span(report, &path, reminder) else { continue };
        if behind.contains(&after) {
            report.add(&path, "reminder_repeated", format!("a reminder {reminder} behind the end is listed twice"));
        }
        behind.push(after);
    }
    if let Some(after) = &deadline.escalate_after {
        span(report, &format!("{path}/escalate_after"), after);
    }
    penalty(report, path, deadline);
}

/// A penalty of nothing is none, and one of more than all of it in a day is a slip of the pen.
fn penalty(report: &mut Report<'_>, path: &str, deadline: &Deadline) {
    let Some(points) = deadline.penalty_basis_points_per_day else { return };
    if points == 0 || points > WHOLE_BASIS_POINTS {
        let message = format!("a penalty of {points} hundredths of a percent a day is none; 100 are one percent");
        report.add(&format!("{path}/penalty_basis_points_per_day"), "penalty_out_of_range", message);
    }
}

/// A span as it is compared here: about how many hours it is. The calendar decides what it is in truth.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Length {
    hours: u64,
}

fn span(report: &mut Report<'_>, path: &str, text: &str) -> Option<Length> {
    let Some((amount, hours)) = parse(text) else {
        let message = format!(
            "`{text}` is no span; write a number and clock_hours, working_days, calendar_days, months or years"
        );
        report.add(path, "span_unreadable", message);
        return None;
    };
    if amount == 0 {
        report.add(path, "span_zero", "a span of nothing has passed before anybody can act");
        return None;
    }
    Some(Length { hours: amount * hours })
}

fn parse(text: &str) -> Option<(u64, u64)> {
    let (amount, unit) = text.split_once(' ')?;
    let amount = amount.parse::<u32>().ok().filter(|amount| *amount <= 36_500)?;
    let hours = match unit {
        "clock_hours" => 1,
        // Five working days are a week.
        "working_days" => 34,
        "calendar_days" => 24,
        "months" => 730,
        "years" => 8_766,
        _ => return None,
    };
    Some((u64::from(amount), hours))
}
