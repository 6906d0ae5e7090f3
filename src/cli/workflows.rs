//! `santun workflow check`, `diagram` and `schema`.

use std::collections::BTreeSet;
use std::path::Path;

use crate::law::Language;
use crate::workflow::{self, Catalogue, Dress};

use super::arguments::WorkflowCommand;
use super::out::{Failure, line, note};

mod check;

/// What can be done with definitions.
pub(super) fn workflow(command: WorkflowCommand) -> Result<(), Failure> {
    match command {
        WorkflowCommand::Check { mutate, paths } => check::check(&paths, mutate),
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

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml")
}
