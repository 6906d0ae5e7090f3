//! How families see each procedure, as data: the names of one procedure's states, steps and questions stand in
//! `texts/paths.yaml` and nowhere in the pages.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::workflow::{ActionName, DocumentKind, FactName, ProcedureName, StateName};

const SOURCE: &str = include_str!("../../../texts/paths.yaml");

/// The whole file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Paths {
    payee_papers: Vec<DocumentKind>,
    procedures: BTreeMap<String, Path>,
}

/// How families see one procedure.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Path {
    /// The phases in order.
    pub(super) phases: Vec<Phase>,
    /// States beside the path: what happened is said in a banner.
    pub(super) beside: Vec<StateName>,
    /// The phase from which papers are asked of the family, by its words; later ones still take them.
    papers: String,
    /// The states in which an heir is asked whether the list of heirs is right.
    #[serde(default)]
    pub(super) confirm: Vec<StateName>,
    /// The step that settles who the heirs are.
    #[serde(default)]
    pub(super) settled_by: Option<ActionName>,
    /// What a state says above everything else.
    #[serde(default)]
    pub(super) banners: BTreeMap<StateName, Banner>,
    /// The question whose answer says that work was not the cause.
    #[serde(default)]
    pub(super) work_related: Option<WorkRelated>,
}

/// A phase.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Phase {
    /// The end of the key of its words.
    pub(super) words: String,
    /// The states that belong to it.
    states: Vec<StateName>,
    /// Whether every state belongs to it that stands nowhere else.
    #[serde(default)]
    rest: bool,
}

/// What is said above everything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Banner {
    /// Somebody objects; the money waits.
    Objection,
    /// The insurer wants more.
    MoreWanted,
    /// What the procedure itself says of the state, with the reason of the step into it.
    Explained,
}

/// A question about work, and the answer that says no.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WorkRelated {
    /// The question.
    pub(super) fact: FactName,
    /// The answer.
    pub(super) no: String,
}

impl Path {
    /// The phase of a state; none: it stands beside the path.
    pub(super) fn phase_of(&self, state: &StateName) -> Option<usize> {
        if self.beside.contains(state) {
            return None;
        }
        let own = self.phases.iter().position(|phase| phase.states.contains(state));
        own.or_else(|| self.phases.iter().position(|phase| phase.rest))
    }

    /// The phase from which papers are asked.
    pub(super) fn papers(&self) -> Option<usize> {
        self.phases.iter().position(|phase| phase.words == self.papers)
    }
}

/// How families see a procedure, if anybody has said so.
pub(super) fn path_of(procedure: &ProcedureName) -> Option<&'static Path> {
    all().procedures.get(procedure.as_str())
}

/// Kinds of papers that a payee may stand on.
pub(super) fn payee_papers() -> &'static [DocumentKind] {
    &all().payee_papers
}

fn all() -> &'static Paths {
    static PATHS: OnceLock<Paths> = OnceLock::new();
    PATHS.get_or_init(|| {
        // A test keeps the file readable; without it every procedure shows its own states.
        serde_saphyr::from_str(SOURCE).unwrap_or_else(|error| {
            tracing::error!(%error, "the phases of families cannot be read");
            Paths::default()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{all, path_of, payee_papers};
    use crate::law::Language;
    use crate::words::Words;
    use crate::workflow::{ActionName, Catalogue, StateName};

    #[test]
    fn every_state_of_every_procedure_has_a_phase_or_stands_beside() {
        let Ok(catalogue) = Catalogue::shipped() else { panic!("the shipped procedures cannot be read") };
        let mut seen = 0;
        for procedure in catalogue.procedures() {
            let Some(path) = path_of(&procedure.name) else { panic!("{} has no phases", procedure.name) };
            for state in procedure.states.keys() {
                let beside = path.beside.contains(state);
                assert!(beside || path.phase_of(state).is_some(), "{}: {state}", procedure.name);
                seen += 1;
            }
        }
        assert!(seen > 10);
    }

    #[test]
    fn what_the_phases_name_is_there() {
        let Ok(catalogue) = Catalogue::shipped() else { panic!("the shipped procedures cannot be read") };
        for procedure in catalogue.procedures() {
            let Some(path) = path_of(&procedure.name) else { panic!("{} has no phases", procedure.name) };
            let phases = path.phases.iter().flat_map(|phase| &phase.states);
            let states: Vec<&StateName> =
                phases.chain(&path.beside).chain(&path.confirm).chain(path.banners.keys()).collect();
            for state in states {
                assert!(procedure.states.contains_key(state), "{}: no state {state}", procedure.name);
            }
            let steps: Vec<&ActionName> = path.settled_by.iter().collect();
            assert!(steps.iter().all(|step| procedure.knows_action(step)), "{}: {steps:?}", procedure.name);
            let asked = path.work_related.as_ref().map(|asked| &asked.fact);
            assert!(asked.is_none_or(|fact| procedure.facts.contains_key(fact)), "{}", procedure.name);
        }
    }

    #[test]
    fn papers_that_a_payee_stands_on_are_papers_of_some_procedure() {
        let Ok(catalogue) = Catalogue::shipped() else { panic!("the shipped procedures cannot be read") };
        assert!(payee_papers().len() > 3);
        for kind in payee_papers() {
            assert!(catalogue.procedures().any(|procedure| procedure.documents.contains_key(kind)), "{kind}");
        }
    }

    #[test]
    fn every_phase_has_words_in_both_languages() {
        assert!(all().procedures.len() >= 3);
        for (procedure, path) in &all().procedures {
            assert!(path.papers().is_some(), "{procedure}");
            for phase in &path.phases {
                for language in [Language::Id, Language::En] {
                    assert!(Words::of(language).has(&format!("fam-phase-{}", phase.words)), "{}", phase.words);
                }
            }
        }
    }
}
