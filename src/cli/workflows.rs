//! `santun workflow check`, `diagram`, `explain` and `schema`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use crate::law::Language;
use crate::workflow::{self, Catalogue, Dress, Problem, Procedure};

use super::arguments::WorkflowCommand;
use super::out::{Failure, line, note};

mod check;

/// What can be done with definitions.
pub(super) fn workflow(command: WorkflowCommand) -> Result<(), Failure> {
    match command {
        WorkflowCommand::Check { mutate, paths } => check::check(&paths, mutate),
        WorkflowCommand::Diagram { name, lang, out } => diagram(&name, lang, out.as_deref()),
        WorkflowCommand::Explain { name, lang } => explain(name.as_deref(), lang),
        WorkflowCommand::Schema => {
            let schema = serde_json::to_string_pretty(&workflow::schema());
            line(schema.map_err(|error| Failure::new(error.to_string()))?);
            Ok(())
        }
    }
}

/// Draws the newest version of a definition.
fn diagram(name: &str, language: Language, out: Option<&Path>) -> Result<(), Failure> {
    let svg = workflow::diagram(&*newest(name)?, language, None, Dress::Standalone);
    let Some(path) = out else {
        line(svg.trim_end());
        return Ok(());
    };
    std::fs::write(path, svg).map_err(|error| Failure::new(format!("{}: {error}", path.display())))
}

/// Explains the newest version of a definition, or of every built-in one.
fn explain(name: Option<&str>, language: Language) -> Result<(), Failure> {
    let page = if let Some(name) = name {
        workflow::explain(&*newest(name)?, language)
    } else {
        let catalogue = told(Catalogue::shipped())?;
        let newest: BTreeMap<_, _> = catalogue.procedures().map(|one| (&one.name, one.as_ref())).collect();
        workflow::explain_all(newest.into_values(), language)
    };
    line(page.trim_end());
    Ok(())
}

/// The newest version of a definition. A file is only read: a picture helps to find what is wrong with a draft.
fn newest(name: &str) -> Result<Arc<Procedure>, Failure> {
    let file = Path::new(name);
    let catalogue = told(if is_yaml(file) {
        let source = std::fs::read_to_string(file).map_err(|error| Failure::new(format!("{name}: {error}")))?;
        Catalogue::from_sources([(name, source.as_str())])
    } else {
        Catalogue::shipped()
    })?;
    let named = catalogue.procedures().filter(|procedure| is_yaml(file) || procedure.name.as_str() == name);
    named.last().cloned().ok_or_else(|| {
        let known: BTreeSet<&str> = catalogue.procedures().map(|procedure| procedure.name.as_str()).collect();
        let known: Vec<&str> = known.into_iter().collect();
        Failure::new(format!("there is no procedure `{name}`; there is: {}", known.join(", ")))
    })
}

/// The definitions; what cannot be read is told.
fn told(catalogue: Result<Catalogue, Vec<Problem>>) -> Result<Catalogue, Failure> {
    catalogue.map_err(|problems| {
        problems.iter().for_each(note);
        Failure::found()
    })
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml")
}
