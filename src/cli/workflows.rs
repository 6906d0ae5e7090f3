//! `santun workflow check` and `santun workflow schema`.

use std::path::{Path, PathBuf};

use crate::claim::scenario;
use crate::law::LawBook;
use crate::workflow::{self, Catalogue, Problem};

use super::arguments::WorkflowCommand;
use super::out::{Failure, line};

/// Checks definitions, or prints what an editor checks them with.
pub(super) fn workflow(command: WorkflowCommand) -> Result<(), Failure> {
    match command {
        WorkflowCommand::Check { paths } => check(&paths),
        WorkflowCommand::Schema => {
            let schema = serde_json::to_string_pretty(&workflow::schema());
            line(schema.map_err(|error| Failure::new(error.to_string()))?);
            Ok(())
        }
    }
}

/// Checks definitions and runs their scenarios.
fn check(paths: &[PathBuf]) -> Result<(), Failure> {
    let catalogue = if paths.is_empty() { Catalogue::embedded() } else { read(paths)? };
    let catalogue = match catalogue {
        Ok(catalogue) => catalogue,
        Err(problems) => return Err(print(&problems)),
    };
    let law = LawBook::embedded()?;
    let mut failed = false;
    for procedure in catalogue.procedures() {
        let results = scenario::run_all(procedure, &law);
        for (title, result) in &results {
            if let Err(failure) = result {
                failed = true;
                line(format!("{} version {}: scenario \"{title}\": {failure}", procedure.name, procedure.version));
            }
        }
        let passed = results.iter().filter(|(_, result)| result.is_ok()).count();
        line(format!(
            "{} version {}: {} states, {passed} of {} scenarios as told",
            procedure.name,
            procedure.version,
            procedure.states.len(),
            results.len()
        ));
    }
    if failed { Err(Failure::found()) } else { Ok(()) }
}

fn print(problems: &[Problem]) -> Failure {
    for problem in problems {
        line(problem);
    }
    line(format!("{} problems", problems.len()));
    Failure::found()
}

fn read(paths: &[PathBuf]) -> Result<Result<Catalogue, Vec<Problem>>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        collect(path, &mut files)?;
    }
    if files.is_empty() {
        return Err(Failure::usage("no .yaml file is in what was named"));
    }
    let sources: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let problems = workflow::check_sources(&sources);
    if problems.is_empty() { Ok(Catalogue::from_sources(sources)) } else { Ok(Err(problems)) }
}

fn collect(path: &Path, files: &mut Vec<(String, String)>) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::new(format!("{}: {error}", path.display()));
    if path.is_dir() {
        let mut entries: Vec<PathBuf> =
            std::fs::read_dir(path).map_err(failed)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        entries.sort();
        for entry in entries.iter().filter(|entry| is_yaml(entry)) {
            collect(entry, files)?;
        }
        return Ok(());
    }
    files.push((path.display().to_string(), std::fs::read_to_string(path).map_err(failed)?));
    Ok(())
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml")
}
