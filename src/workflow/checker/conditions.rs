//! Conditions: everything they name exists, has the right type, and can be known when they are asked.

use super::super::condition::{Check, FactCheck};
use super::super::document::Per;
use std::collections::BTreeMap;

use crate::law::scholarship::SchoolYear;

use super::super::fact::{ColumnSpec, FactKind, FactValue};
use super::super::names::{ActionName, FactName, InputName, Role};
use super::super::state::{Action, InputKind};
use super::known;
use super::report::{Context, Report};

/// Checks the conditions of steps and of papers.
pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for placed in context.actions() {
        for (i, requirement) in placed.action.when.iter().enumerate() {
            one(context, report, &format!("{}/when/{i}/check", placed.path), &requirement.check, Some(placed.action));
        }
        for (i, branch) in placed.action.instead.iter().enumerate() {
            one(context, report, &format!("{}/instead/{i}/when", placed.path), &branch.when, Some(placed.action));
        }
    }
    for (kind, document) in &context.procedure.documents {
        if let Some(check) = &document.required_when {
            one(context, report, &format!("documents/{kind}/required_when"), check, None);
        }
    }
}

/// Checks one condition; `action` is the step it belongs to, if it belongs to one.
fn one(context: &Context<'_>, report: &mut Report<'_>, path: &str, check: &Check, action: Option<&Action>) {
    report.visit();
    match check {
        Check::All(checks) | Check::Any(checks) => {
            let word = if matches!(check, Check::All(_)) { "all" } else { "any" };
            if checks.is_empty() {
                let message = format!("`{word}` of no conditions");
                report.add(&format!("{path}/{word}"), "condition_empty", message);
            }
            for (i, check) in checks.iter().enumerate() {
                one(context, report, &format!("{path}/{word}/{i}"), check, action);
            }
        }
        Check::Not(check) => one(context, report, &format!("{path}/not"), check, action),
        Check::Answered(name) => {
            fact(context, report, &format!("{path}/answered"), name);
        }
        Check::Fact(check) => compared(context, report, &format!("{path}/fact"), check),
        Check::Document(kind) => match context.procedure.documents.get(kind) {
            None => {
                let hint = known::perhaps(context.procedure.documents.keys(), kind.as_str());
                let message = format!("this procedure has no paper `{kind}`{hint}");
                report.add(&format!("{path}/document"), "document_unknown", message);
            }
            Some(document) if document.per == Per::Person => {
                let message = format!("there is one `{kind}` for each person; `documents_complete` looks at those");
                report.add(&format!("{path}/document"), "document_of_person", message);
            }
            Some(_) => {}
        },
        Check::AlertsSettled(kinds) => {
            for (i, kind) in kinds.iter().enumerate() {
                if !known::knows(known::ALERT_KINDS, kind) {
                    let hint = known::perhaps(known::ALERT_KINDS, kind);
                    let message = format!("no check raises an alert `{kind}`{hint}");
                    report.add(&format!("{path}/alerts_settled/{i}"), "alert_kind_unknown", message);
                }
            }
        }
        _ => of_step(context, report, path, check, action),
    }
}

/// The conditions that only a step can answer: they look at who acts, or at what was filled in.
fn of_step(context: &Context<'_>, report: &mut Report<'_>, path: &str, check: &Check, action: Option<&Action>) {
    let word = match check {
        Check::Input(_) => "input",
        Check::InputNotInFuture(_) => "input_not_in_future",
        Check::ScholarshipPlace(_) => "scholarship_place",
        Check::ActorRole(_) => "actor_role",
        Check::DifferentPersonThan(_) => "different_person_than",
        Check::Taken(name) => {
            known_action(context, report, &format!("{path}/taken"), name);
            return;
        }
        Check::DocumentsComplete { .. } => "documents_complete",
        _ => return,
    };
    let path = format!("{path}/{word}");
    let Some(action) = action else {
        report.add(&path, "condition_of_step", format!("`{word}` can only be asked when somebody takes a step"));
        return;
    };
    match check {
        Check::Input(name) => input(report, &path, action, name, "given", |_| true),
        Check::InputNotInFuture(name) => {
            let dated = |kind: &InputKind| matches!(kind, InputKind::Date | InputKind::Payments);
            input(report, &path, action, name, "a date", dated);
        }
        Check::ScholarshipPlace(name) => {
            input(report, &path, action, name, "a person", |kind| matches!(kind, InputKind::Person(_)));
        }
        Check::DocumentsComplete { waivers: Some(name) } => {
            let path = format!("{path}/waivers");
            input(report, &path, action, name, "waivers", |kind| *kind == InputKind::Waivers);
        }
        Check::ActorRole(role) => actor(report, &path, action, *role),
        Check::DifferentPersonThan(name) => known_action(context, report, &path, name),
        _ => {}
    }
}

fn fact<'a>(context: &Context<'a>, report: &mut Report<'_>, path: &str, name: &FactName) -> Option<&'a FactKind> {
    let found = context.procedure.facts.get(name);
    if found.is_none() {
        let hint = known::perhaps(context.procedure.facts.keys(), name.as_str());
        report.add(path, "fact_unknown", format!("this procedure asks for no fact `{name}`{hint}"));
    }
    found.map(|fact| &fact.kind)
}

fn compared(context: &Context<'_>, report: &mut Report<'_>, path: &str, check: &FactCheck) {
    let Some(kind) = fact(context, report, &format!("{path}/name"), &check.name) else { return };
    let ways = [check.is.is_some(), !check.one_of.is_empty(), check.at_least.is_some() || check.at_most.is_some()];
    if ways.iter().filter(|way| **way).count() != 1 {
        let message = "compare by exactly one of `is`, `one_of`, or `at_least` and `at_most`";
        report.add(path, "fact_comparison", message);
    }
    let listed = check.one_of.iter().enumerate().map(|(i, value)| (format!("one_of/{i}"), value));
    let single = [("is", &check.is), ("at_least", &check.at_least), ("at_most", &check.at_most)];
    let single = single.into_iter().filter_map(|(word, value)| Some((word.to_owned(), value.as_ref()?)));
    for (word, value) in single.chain(listed) {
        if let Err((code, message)) = fits(kind, value) {
            report.add(&format!("{path}/{word}"), code, format!("`{}`: {message}", check.name));
        }
    }
    let ordered = matches!(kind, FactKind::Integer { .. } | FactKind::Money | FactKind::Date);
    if (check.at_least.is_some() || check.at_most.is_some()) && !ordered {
        let message = format!("`{}` has no greater and smaller values; use `is` or `one_of`", check.name);
        report.add(path, "fact_order", message);
    }
}

/// Whether a value is one that a fact of this type can have; if not, the kind of the problem and its words.
pub(super) fn fits(kind: &FactKind, value: &FactValue) -> Result<(), (&'static str, String)> {
    let wrong = |wanted: &str| Err(("fact_type", format!("this is not {wanted}")));
    match (kind, value) {
        (FactKind::Boolean, FactValue::Boolean(_))
        // Words that read as a date are a date to the loader.
        | (FactKind::Date | FactKind::Text { .. }, FactValue::Date(_))
        // Which codes there are is known by the day of the event only.
        | (FactKind::DisabilityCode, FactValue::Text(_)) => Ok(()),
        (FactKind::SchoolYear, FactValue::Text(words)) if words.parse::<SchoolYear>().is_ok() => Ok(()),
        (FactKind::Table { columns, rows }, FactValue::Table(given)) => table_fits(columns, *rows, given),
        (FactKind::Integer { min, max }, FactValue::Integer(number)) => {
            if (min..=max).contains(&number) {
                Ok(())
            } else {
                Err(("fact_value_outside", format!("{number} is not from {min} to {max}")))
            }
        }
        (FactKind::Money, FactValue::Integer(rupiah)) if *rupiah >= 0 => Ok(()),
        (FactKind::Money, FactValue::Integer(rupiah)) => {
            Err(("fact_value_outside", format!("{rupiah} is less than no money")))
        }
        (FactKind::Text { max }, FactValue::Text(words)) => {
            if words.chars().count() <= usize::try_from(*max).unwrap_or(usize::MAX) {
                Ok(())
            } else {
                Err(("fact_value_outside", format!("these words have more than {max} letters")))
            }
        }
        (FactKind::Choice(options), FactValue::Text(option)) => {
            if options.contains_key(option) {
                Ok(())
            } else {
                let hint = known::perhaps(options.keys(), option);
                Err(("option_unknown", format!("`{option}` is none of its options{hint}")))
            }
        }
        (FactKind::Boolean, _) => wrong("`true` or `false`"),
        (FactKind::Date, _) => wrong("a date (2025-12-31)"),
        (FactKind::Integer { .. } | FactKind::Money, _) => wrong("a whole number"),
        (FactKind::Text { .. }, _) => wrong("words"),
        (FactKind::Choice(_), _) => wrong("one of its options; write `yes` and `no` in quotes"),
        (FactKind::DisabilityCode, _) => wrong("a code of the law's table of disabilities"),
        (FactKind::SchoolYear, _) => wrong("a school year such as 2026/2027"),
        (FactKind::Table { .. }, _) => wrong("a list of rows"),
    }
}

fn table_fits(
    columns: &BTreeMap<FactName, ColumnSpec>,
    rows: u32,
    given: &[BTreeMap<FactName, FactValue>],
) -> Result<(), (&'static str, String)> {
    if given.len() > usize::try_from(rows).unwrap_or(usize::MAX) {
        return Err(("fact_value_outside", format!("there are more than {rows} rows")));
    }
    for row in given {
        if let Some(name) = row.keys().find(|name| !columns.contains_key(*name)) {
            return Err(("fact_unknown", format!("there is no column `{name}`")));
        }
        for (name, column) in columns {
            match row.get(name) {
                Some(value) => fits(&column.kind, value)?,
                None if column.optional => {}
                None => return Err(("fact_type", format!("a row has no `{name}`"))),
            }
        }
    }
    Ok(())
}

fn input(
    report: &mut Report<'_>,
    path: &str,
    action: &Action,
    name: &InputName,
    wanted: &str,
    serves: impl Fn(&InputKind) -> bool,
) {
    match action.inputs.get(name) {
        None => {
            let hint = known::perhaps(action.inputs.keys(), name.as_str());
            report.add(path, "input_unknown", format!("this step asks for no input `{name}`{hint}"));
        }
        Some(input) if !serves(&input.kind) => {
            report.add(path, "input_type", format!("the input `{name}` is not {wanted}"));
        }
        Some(_) => {}
    }
}

fn actor(report: &mut Report<'_>, path: &str, action: &Action, role: Role) {
    if !action.by.iter().any(|by| role.covers(*by)) {
        report.add(path, "condition_role", format!("the {role} may not take this step at all"));
    }
}

fn known_action(context: &Context<'_>, report: &mut Report<'_>, path: &str, name: &ActionName) {
    if !context.procedure.knows_action(name) {
        let names = context.graph.edges().iter().map(|edge| edge.name);
        let hint = known::perhaps(names, name.as_str());
        report.add(path, "action_unknown", format!("this procedure has no step `{name}`{hint}"));
    }
}
