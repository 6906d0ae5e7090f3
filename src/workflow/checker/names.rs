//! Names: lower case words joined by `_`, so that they can stand in addresses, JSON and the store as they are.

use super::super::fact::FactKind;
use super::report::{Context, Report};

const LENGTH_MAX: usize = 40;

/// Checks every name that the file gives.
pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let procedure = context.procedure;
    one(report, "workflow", "workflow", procedure.name.as_str());
    if procedure.version == 0 {
        report.add("version", "version_zero", "versions begin with 1");
    }
    for (name, fact) in &procedure.facts {
        one(report, &format!("facts/{name}"), "fact", name.as_str());
        kind(report, &format!("facts/{name}/kind"), &fact.kind);
    }
    for (kind, document) in &procedure.documents {
        for field in document.read.keys() {
            one(report, &format!("documents/{kind}/read/{field}"), "field", field);
        }
    }
    for (name, state, path) in context.states() {
        one(report, &path, "state", name.as_str());
        if let Some(deadline) = &state.deadline {
            one(report, &format!("{path}/deadline/name"), "deadline", &deadline.name);
        }
    }
    for placed in context.actions() {
        one(report, &placed.path, "action", placed.name.as_str());
        for (name, input) in &placed.action.inputs {
            let path = format!("{}/inputs/{name}", placed.path);
            one(report, &path, "input", name.as_str());
            if let super::super::state::InputKind::Choice(options) = &input.kind {
                for option in options.keys() {
                    one(report, &format!("{path}/kind/choice/{option}"), "option", option);
                }
            }
        }
        for (i, requirement) in placed.action.when.iter().enumerate() {
            one(report, &format!("{}/when/{i}/rule", placed.path), "rule", requirement.rule.as_str());
        }
    }
}

fn kind(report: &mut Report<'_>, path: &str, kind_of: &FactKind) {
    match kind_of {
        FactKind::Choice(options) => {
            for option in options.keys() {
                one(report, &format!("{path}/choice/{option}"), "option", option);
            }
        }
        FactKind::Table { columns, .. } => {
            for (name, column) in columns {
                let path = format!("{path}/table/columns/{name}");
                one(report, &path, "column", name.as_str());
                if let FactKind::Choice(_) = &column.kind {
                    kind(report, &format!("{path}/kind"), &column.kind);
                }
            }
        }
        _ => {}
    }
}

fn one(report: &mut Report<'_>, path: &str, what: &str, name: &str) {
    report.visit();
    let starts_well = name.starts_with(|c: char| c.is_ascii_lowercase());
    let goes_well = name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if !(starts_well && goes_well) || name.ends_with('_') || name.len() > LENGTH_MAX {
        let message =
            format!("the {what} name `{name}` must be lower case words joined by `_`, at most {LENGTH_MAX} letters");
        report.add(path, "name_malformed", message);
    }
}
