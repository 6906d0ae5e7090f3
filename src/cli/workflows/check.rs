//! `santun workflow check`: the definitions, the stories in them, and what the stories leave untold.

use std::path::{Path, PathBuf};

use crate::claim::scenario::{self, Report};
use crate::law::LawBook;
use crate::workflow::{self, Catalogue, Definition, Locations, Problem};

use super::super::out::{Failure, line};
use super::is_yaml;

/// Checks definitions and runs their scenarios; if asked, also with each condition taken out.
pub(super) fn check(paths: &[PathBuf], mutate: bool) -> Result<(), Failure> {
    let catalogue = if paths.is_empty() { Catalogue::embedded() } else { read(paths)? };
    let catalogue = match catalogue {
        Ok(catalogue) => catalogue,
        Err(problems) => {
            problems.iter().for_each(line);
            line(format!("{} problems", problems.len()));
            return Err(Failure::found());
        }
    };
    let law = LawBook::embedded()?;
    let mut good = true;
    for definition in catalogue.definitions() {
        let locations = Locations::of(definition.file, definition.source);
        good &= stories(definition, &locations, &law);
        if mutate && !definition.is_released() {
            good &= mutants(definition, &locations, &law);
        }
    }
    if good { Ok(()) } else { Err(Failure::found()) }
}

/// Tells how the stories of one definition come out and what they leave untold, and whether all is well.
fn stories(definition: Definition<'_>, locations: &Locations, law: &LawBook) -> bool {
    let procedure = definition.procedure;
    let results = scenario::run_all(procedure, law);
    for (title, result) in &results {
        if let Err(failure) = result {
            line(format!("{}: scenario \"{title}\": {failure}", label(definition)));
        }
    }
    let reports: Vec<&Report> = results.iter().filter_map(|(_, result)| result.as_ref().ok()).collect();
    let covered = scenario::coverage(procedure, locations, reports.iter().copied());
    let untold: &[Problem] = if definition.is_released() { &[] } else { &covered.problems };
    untold.iter().for_each(line);
    line(format!(
        "{}: {} states, {} of {} scenarios as told, {} of {} steps taken, {} of {} refusals met",
        label(definition),
        procedure.states.len(),
        reports.len(),
        results.len(),
        covered.taken,
        covered.steps,
        covered.met,
        covered.refusals,
    ));
    reports.len() == results.len() && untold.is_empty()
}

/// Tells which conditions of one definition could be deleted without a story that fails, and whether there is none.
fn mutants(definition: Definition<'_>, locations: &Locations, law: &LawBook) -> bool {
    match scenario::mutate(definition.procedure, locations, law) {
        Ok(found) => {
            found.survivors.iter().for_each(line);
            line(format!("{}: {} mutants, {} caught", label(definition), found.mutants, found.caught()));
            found.survivors.is_empty()
        }
        Err(failure) => {
            line(format!("{}: no mutants while a scenario fails: {failure}", label(definition)));
            false
        }
    }
}

fn label(definition: Definition<'_>) -> String {
    format!("{} version {}", definition.procedure.name, definition.procedure.version)
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
