//! `santun workflow check`, `diagram` and `schema`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::claim::scenario;
use crate::law::{Language, LawBook};
use crate::workflow::{self, Catalogue, Dress, Problem};

use super::arguments::WorkflowCommand;
use super::out::{Failure, line, note};

/// What can be done with definitions.
pub(super) fn workflow(command: WorkflowCommand) -> Result<(), Failure> {
    match command {
        WorkflowCommand::Check { paths } => check(&paths),
        WorkflowCommand::Diagram { name, lang, out } => diagram(&name, lang, out.as_deref()),
        WorkflowCommand::Schema => {
            let schema = serde_json::to_string_pretty(&workflow::schema());
            line(schema.map_err(|error| Failure::new(error.to_string()))?);
            Ok(())
        }
    }
}

/// Draws the newest version of a definition. A file is only read: a picture helps to find what is wrong with a draft.
fn diagram(name: &str, language: Language, out: Option<&Path>) -> Result<(), Failure> {
    let file = Path::new(name);
    let catalogue = if is_yaml(file) {
        let source = std::fs::read_to_string(file).map_err(|error| Failure::new(format!("{name}: {error}")))?;
        Catalogue::from_sources([(name, source.as_str())])
    } else {
        Catalogue::shipped()
    };
    let catalogue = match catalogue {
        Ok(catalogue) => catalogue,
        Err(problems) => {
            problems.iter().for_each(note);
            return Err(Failure::found());
        }
    };
    let named = catalogue.procedures().filter(|procedure| is_yaml(file) || procedure.name.as_str() == name);
    let Some(procedure) = named.last() else {
        let known: BTreeSet<&str> = catalogue.procedures().map(|procedure| procedure.name.as_str()).collect();
        let known: Vec<&str> = known.into_iter().collect();
        return Err(Failure::new(format!("there is no procedure `{name}`; there is: {}", known.join(", "))));
    };
    let svg = workflow::diagram(procedure, language, None, Dress::Standalone);
    let Some(path) = out else {
        line(svg.trim_end());
        return Ok(());
    };
    std::fs::write(path, svg).map_err(|error| Failure::new(format!("{}: {error}", path.display())))
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
