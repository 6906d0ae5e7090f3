//! Runs all parts of the checker over one file or many.

use std::collections::BTreeSet;

use super::super::loader::load;
use super::super::locations::Locations;
use super::super::problem::Problem;
use super::super::procedure::Procedure;
use super::graph::Graph;
use super::report::{Context, Report};
use super::{
    actions, conditions, consequences, contradictions, deadlines, documents, facts, known, names, paths, scenarios,
    states, stories, texts, versions,
};

/// Everything that is wrong with one procedure, by place. Empty when it may be used.
///
/// A step may open claims of this procedure's planned companions; whether those exist is known only over all files.
pub fn check(procedure: &Procedure, locations: &Locations) -> Vec<Problem> {
    let mut report = Report::new(locations);
    check_into(procedure, &planned(), &mut report);
    report.finish()
}

/// Everything that is wrong with some files, each given as `(name, source)`: in each by itself, and between them.
pub fn check_sources(sources: &[(&str, &str)]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut loaded = Vec::new();
    for (file, source) in sources {
        match load(file, source) {
            Ok(procedure) => loaded.push((procedure, Locations::of(file, source))),
            Err(found) => problems.extend(found),
        }
    }
    let mut known = planned();
    known.extend(loaded.iter().map(|(procedure, _)| procedure.name.to_string()));
    for (procedure, locations) in &loaded {
        let mut report = Report::new(locations);
        check_into(procedure, &known, &mut report);
        problems.extend(report.finish());
    }
    problems.extend(versions::check(&loaded));
    problems
}

/// Runs every part over one procedure.
pub(super) fn check_into(procedure: &Procedure, procedures: &BTreeSet<String>, report: &mut Report<'_>) {
    let context = Context { procedure, graph: Graph::of(procedure), procedures };
    for part in [
        names::check,
        texts::check,
        facts::check,
        documents::check,
        states::check,
        deadlines::check,
        actions::check,
        conditions::check,
        contradictions::check,
        consequences::check,
        paths::check,
        scenarios::check,
        stories::check,
    ] {
        part(&context, report);
    }
}

/// The procedures that may be opened even when no file describes them yet.
pub(super) fn planned() -> BTreeSet<String> {
    known::PLANNED_PROCEDURES.iter().map(|name| (*name).to_owned()).collect()
}
