//! The catalogue: every version of every procedure at hand, and which of them a claim runs on.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::checker::check_sources;
use super::loader::load;
use super::names::ProcedureName;
use super::problem::Problem;
use super::procedure::Procedure;

/// The files inside the program: the newest version of each procedure, then the released ones that it replaced.
const EMBEDDED: &[(&str, &str)] = &[
    ("workflows/jkm.yaml", include_str!("../../workflows/jkm.yaml")),
    ("workflows/jkk.yaml", include_str!("../../workflows/jkk.yaml")),
    ("workflows/beasiswa.yaml", include_str!("../../workflows/beasiswa.yaml")),
];

/// Where released versions stand. They are loaded but no longer checked: the checker may have grown stricter since,
/// and claims still run on them.
const RELEASED: &str = "workflows/released/";

/// Versions of procedures by name and number.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    entries: BTreeMap<(ProcedureName, u32), Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    procedure: Arc<Procedure>,
    file: String,
    source: String,
}

/// One version as it was given: where from, what it says, and as what it was read.
#[derive(Clone, Copy, Debug)]
pub struct Definition<'a> {
    /// The file's name as the caller gave it.
    pub file: &'a str,
    /// Its text.
    pub source: &'a str,
    /// What was read.
    pub procedure: &'a Procedure,
}

impl Definition<'_> {
    /// Whether a newer version inside the program has replaced it: such a one is not measured by newer rules.
    pub fn is_released(&self) -> bool {
        self.file.starts_with(RELEASED)
    }
}

impl Catalogue {
    /// The procedures inside the program.
    ///
    /// # Errors
    /// Every problem of the files. A test keeps them without one, so an error means a broken build.
    pub fn embedded() -> Result<Self, Vec<Problem>> {
        let current: Vec<_> = EMBEDDED.iter().copied().filter(|(file, _)| !file.starts_with(RELEASED)).collect();
        let problems = check_sources(&current);
        if problems.is_empty() { Self::shipped() } else { Err(problems) }
    }

    /// The procedures inside the program, read but not checked: what a desk starts with. [`Catalogue::embedded`] checks
    /// them in a test and for `workflow check`; a start need not wait for that again.
    ///
    /// # Errors
    /// What cannot be read.
    pub fn shipped() -> Result<Self, Vec<Problem>> {
        Self::from_sources(EMBEDDED.iter().copied())
    }

    /// A catalogue of texts as they were stored, each given as `(file or other name, source)`. They are only read:
    /// what was once accepted stays usable.
    ///
    /// # Errors
    /// What cannot be read, and a version that is given twice with different texts.
    pub fn from_sources<'a>(sources: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Vec<Problem>> {
        let mut catalogue = Self::default();
        let mut problems = Vec::new();
        for (file, source) in sources {
            match load(file, source) {
                Ok(procedure) => problems.extend(catalogue.add(file, source, procedure)),
                Err(found) => problems.extend(found),
            }
        }
        if problems.is_empty() { Ok(catalogue) } else { Err(problems) }
    }

    fn add(&mut self, file: &str, source: &str, procedure: Procedure) -> Option<Problem> {
        let key = (procedure.name.clone(), procedure.version);
        if self.entries.get(&key).is_some_and(|entry| entry.source != source) {
            let message = format!("version {} of `{}` is given twice, with different texts", key.1, key.0);
            return Some(Problem { file: file.to_owned(), line: 0, column: 0, code: "version_repeated", message });
        }
        let entry = Entry { procedure: Arc::new(procedure), file: file.to_owned(), source: source.to_owned() };
        self.entries.insert(key, entry);
        None
    }

    /// The version that a claim reported on a date is opened under: the newest one in force by then. `None` when
    /// the procedure is unknown or the report older than its first version.
    pub fn newest_for(&self, name: &str, report_date: NaiveDate) -> Option<&Arc<Procedure>> {
        let in_force = |entry: &&Entry| entry.procedure.effective_from <= report_date;
        self.versions(name).filter(in_force).last().map(|entry| &entry.procedure)
    }

    /// One version of a procedure.
    pub fn get(&self, name: &str, version: u32) -> Option<&Arc<Procedure>> {
        self.entries.get(&(ProcedureName::from(name), version)).map(|entry| &entry.procedure)
    }

    /// All procedures, by name and version.
    pub fn procedures(&self) -> impl Iterator<Item = &Arc<Procedure>> {
        self.entries.values().map(|entry| &entry.procedure)
    }

    /// All procedures with the files they were read from, by name and version.
    pub fn definitions(&self) -> impl Iterator<Item = Definition<'_>> {
        self.entries.values().map(|Entry { procedure, file, source }| Definition { file, source, procedure })
    }

    /// The texts as they are to be stored: name, version, source.
    pub fn sources(&self) -> impl Iterator<Item = (&ProcedureName, u32, &str)> {
        self.entries.iter().map(|((name, version), entry)| (name, *version, entry.source.as_str()))
    }

    /// The versions of one name, oldest first.
    fn versions(&self, name: &str) -> impl Iterator<Item = &Entry> {
        let first = (ProcedureName::from(name), 0);
        let last = (ProcedureName::from(name), u32::MAX);
        self.entries.range(first..=last).map(|(_, entry)| entry)
    }
}

#[cfg(test)]
mod tests;
