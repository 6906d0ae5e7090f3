//! Actions: they lead to a state that exists, somebody can take them, and what they ask for serves something.

use std::collections::BTreeSet;

use super::super::condition::Check;
use super::super::names::{InputName, Role};
use super::super::state::{Consequence, InputKind, InputSpec, RequiredWhen};
use super::known;
use super::report::{Context, Placed, Report};

/// Checks every step and its inputs.
pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for placed in context.actions() {
        report.visit();
        target(context, report, &placed);
        roles(report, &placed);
        rules(report, &placed);
        let used = used(&placed);
        for (name, input) in &placed.action.inputs {
            report.visit();
            let path = format!("{}/inputs/{name}", placed.path);
            kind(context, report, &path, input);
            givers(report, &path, &placed, input);
            let serves = !matches!(input.kind, InputKind::Boolean | InputKind::Waivers | InputKind::Payments);
            if !serves && !used.contains(name) {
                let message = format!("`{}` asks for `{name}`, but nothing looks at it", placed.name);
                report.add(&path, "input_unused", message);
            }
        }
    }
}

fn target(context: &Context<'_>, report: &mut Report<'_>, placed: &Placed<'_>) {
    let action = placed.action;
    let known = |to| context.procedure.states.contains_key(to);
    let paths = (0..).map(|i| if i == 0 { "to".to_owned() } else { format!("instead/{}/to", i - 1) });
    for (path, to) in paths.zip(action.targets()).filter(|(_, to)| !known(*to)) {
        let hint = known::perhaps(context.procedure.states.keys(), to.as_str());
        let message = format!("`{}` leads to `{to}`, which is no state{hint}", placed.name);
        report.add(&format!("{}/{path}", placed.path), "target_unknown", message);
    }
    for (i, branch) in action.instead.iter().enumerate() {
        let before = action.instead[..i].iter().any(|other| other.when == branch.when);
        if branch.to == action.to || before {
            let message = format!("`{}` leads to the same state with and without this", placed.name);
            report.add(&format!("{}/instead/{i}/to", placed.path), "branch_without_effect", message);
        }
    }
    let stays = action.to == *placed.state && action.instead.is_empty();
    if stays && action.inputs.is_empty() && action.then.is_empty() {
        let message = format!("`{}` stays in `{}`, asks for nothing and does nothing", placed.name, action.to);
        report.add(&format!("{}/to", placed.path), "action_without_effect", message);
    }
}

fn roles(report: &mut Report<'_>, placed: &Placed<'_>) {
    let by = &placed.action.by;
    if by.is_empty() {
        report.add(&format!("{}/by", placed.path), "action_by_nobody", format!("nobody may take `{}`", placed.name));
    }
    for (i, role) in by.iter().enumerate() {
        let path = format!("{}/by/{i}", placed.path);
        if matches!(role, Role::Admin | Role::Auditor) {
            report.add(&path, "action_role", format!("the {role} takes no steps of claims"));
        }
        if by[..i].contains(role) {
            report.add(&path, "role_repeated", format!("`{role}` is listed twice"));
        }
    }
}

fn rules(report: &mut Report<'_>, placed: &Placed<'_>) {
    let mut seen = BTreeSet::new();
    for (i, requirement) in placed.action.when.iter().enumerate() {
        if !seen.insert(&requirement.rule) {
            let message = format!("`{}` has two rules `{}`; a refusal must name one", placed.name, requirement.rule);
            report.add(&format!("{}/when/{i}/rule", placed.path), "rule_repeated", message);
        }
    }
}

/// The inputs that a condition or a consequence of the step looks at.
fn used<'a>(placed: &Placed<'a>) -> BTreeSet<&'a InputName> {
    let mut used = BTreeSet::new();
    let mut open: Vec<&Check> = placed.action.when.iter().map(|rule| &rule.check).collect();
    open.extend(placed.action.instead.iter().map(|branch| &branch.when));
    while let Some(check) = open.pop() {
        match check {
            Check::All(checks) | Check::Any(checks) => open.extend(checks),
            Check::Not(check) => open.push(check),
            Check::Input(name)
            | Check::InputNotInFuture(name)
            | Check::ScholarshipPlace(name)
            | Check::DocumentsComplete { waivers: Some(name) } => {
                used.insert(name);
            }
            _ => {}
        }
    }
    used.extend(placed.action.then.iter().filter_map(|then| match then {
        Consequence::OpenScholarshipOf(name) => Some(name),
        _ => None,
    }));
    if placed.action.then.contains(&Consequence::MatchPayments) {
        let payments = placed.action.inputs.iter().filter(|(_, input)| input.kind == InputKind::Payments);
        used.extend(payments.map(|(name, _)| name));
    }
    used
}

fn kind(context: &Context<'_>, report: &mut Report<'_>, path: &str, input: &InputSpec) {
    match &input.kind {
        InputKind::Choice(options) if options.is_empty() => {
            report.add(&format!("{path}/kind"), "input_choice_empty", "a choice needs an option");
        }
        InputKind::Person(relations) => {
            for (i, relation) in relations.iter().enumerate() {
                if !known::knows(known::RELATIONS, relation) {
                    let hint = known::perhaps(known::RELATIONS, relation);
                    let message = format!("the heir order knows no relation `{relation}`{hint}");
                    report.add(&format!("{path}/kind/person/{i}"), "relation_unknown", message);
                }
            }
        }
        InputKind::Document(kinds) => {
            if kinds.is_empty() {
                report.add(&format!("{path}/kind"), "input_document_empty", "name the kinds of papers that will do");
            }
            for (i, kind) in kinds.iter().enumerate() {
                if !context.procedure.documents.contains_key(kind) {
                    let kinds = context.procedure.documents.keys();
                    let hint = known::perhaps(kinds, kind.as_str());
                    let message = format!("this procedure has no paper `{kind}`{hint}");
                    report.add(&format!("{path}/kind/document/{i}"), "document_unknown", message);
                }
            }
        }
        _ => {}
    }
}

fn givers(report: &mut Report<'_>, path: &str, placed: &Placed<'_>, input: &InputSpec) {
    let by = &placed.action.by;
    for (i, role) in input.by.iter().enumerate() {
        if !by.iter().any(|taker| role.covers(*taker) || taker.covers(*role)) {
            let message = format!("the {role} may give this, but may not take `{}`", placed.name);
            report.add(&format!("{path}/by/{i}"), "input_role", message);
        }
    }
    let by_machine = by.iter().any(|role| matches!(role, Role::Insurer | Role::System));
    let by_staff = by.iter().any(|role| role.is_staff());
    if input.required == RequiredWhen::ByHand && !(by_machine && by_staff) {
        let message =
            format!("`by_hand` is for staff who take the insurer's or the system's step; `{}` is none", placed.name);
        report.add(&format!("{path}/required"), "by_hand_without_machine", message);
    }
    if input.required == RequiredWhen::Always && by.contains(&Role::System) {
        let message = format!("the system may take `{}`, but never fills anything in", placed.name);
        report.add(&format!("{path}/required"), "input_of_system", message);
    }
}
