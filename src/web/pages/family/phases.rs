//! The path of a claim as a family sees it: a few phases instead of many states. Which state belongs to which phase is
//! data, by procedure; a procedure that is not listed shows its own states.

use chrono::{DateTime, Utc};

use crate::claim::{Claim, Event, Recorded};
use crate::desk::Case;
use crate::law::clock::jakarta_date;
use crate::workflow::Outcome;

use super::super::shown;
use super::super::words::Words;

/// The phases of one procedure.
struct Path {
    procedure: &'static str,
    /// Key of the words, and the states.
    phases: &'static [(&'static str, &'static [&'static str])],
    /// States beside the path: what happened is said in a banner.
    asides: &'static [&'static str],
    /// The phase of every other state; none: there is no other.
    rest: Option<usize>,
    /// The phase in which papers are asked of the family; later ones still take them.
    papers: usize,
}

const PATHS: &[Path] = &[
    Path {
        procedure: "jkm",
        phases: &[
            ("received", &["reported", "intake"]),
            ("papers", &["documents"]),
            ("heirs", &["heirs"]),
            ("check", &["assessment", "approval"]),
            ("insurer", &["approved", "handed_over", "returned"]),
            ("money", &["paid", "closed"]),
        ],
        asides: &["disputed", "rejected", "withdrawn", "lapsed"],
        rest: None,
        papers: 1,
    },
    Path {
        procedure: "jkk",
        phases: &[
            ("received", &["reported"]),
            ("decided", &["determination"]),
            ("treatment", &["treatment", "medical_conclusion"]),
            ("papers", &["documents", "heirs"]),
            ("insurer", &[]),
            ("money", &["paid", "closed"]),
        ],
        asides: &["disputed", "rejected", "withdrawn", "lapsed", "not_work_accident"],
        rest: Some(4),
        papers: 3,
    },
];

/// A phase as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PhaseView {
    /// What it is called.
    pub(super) title: String,
    /// `done`, `current`, or nothing.
    pub(super) class: &'static str,
    /// Where it stands, for whoever does not see the mark before it.
    pub(super) standing: String,
    /// Since when, or that it was returned to.
    pub(super) since: String,
}

fn path_of(procedure: &str) -> Option<&'static Path> {
    PATHS.iter().find(|path| path.procedure == procedure)
}

fn phase_of(path: &Path, state: &str) -> Option<usize> {
    if path.asides.contains(&state) {
        return None;
    }
    path.phases.iter().position(|(_, states)| states.contains(&state)).or(path.rest)
}

/// Whether papers have been asked of the family where the claim is now, and are not with the insurer yet.
pub(super) fn papers_are_asked(claim: &Claim) -> bool {
    let Some(path) = path_of(claim.workflow.as_str()) else { return false };
    let phase = phase_of(path, claim.state.as_str());
    !claim.hand_over.with_insurer && phase.is_some_and(|phase| phase >= path.papers)
}

/// The phases of a claim, or none where its procedure says its own.
pub(super) fn phases(case: &Case, story: &[Recorded], words: Words) -> Vec<PhaseView> {
    let Some(path) = path_of(case.claim.workflow.as_str()) else { return vec![own_words(case, words)] };
    let mut stays = stays(path, story);
    // A claim that was closed without money never came to the last phase, where the closed ones stand.
    let unpaid = case.claim.ended && case.claim.outcome != Some(Outcome::Paid);
    if unpaid {
        stays.pop();
    }
    let here = phase_of(path, case.claim.state.as_str()).filter(|_| !unpaid);
    // Beside the path the last phase is where the claim stopped.
    let reached = here.or(stays.last().map(|(phase, _)| *phase)).unwrap_or(0);
    let went_back = stays.len() > 1 && stays[stays.len() - 2].0 > reached;
    let ended = case.claim.ended && here == Some(path.phases.len() - 1);
    let view = |(index, (key, _)): (usize, &(&str, &[&str]))| {
        let entered = stays.iter().rev().find(|(phase, _)| *phase == index).map(|(_, at)| *at);
        let current = Some(index) == here && !ended;
        let done = index < reached || (ended && index == reached);
        let stopped = here.is_none() && index == reached;
        let (class, standing) = match (current, done, stopped) {
            (true, ..) => ("current", "fam-phase-is-current"),
            (_, true, _) => ("done", "fam-phase-is-done"),
            (.., true) => ("", "fam-phase-is-stopped"),
            _ => ("", "fam-phase-is-open"),
        };
        let since = if current && went_back { "fam-phase-back" } else { "fam-phase-since" };
        PhaseView {
            title: words.t(&format!("fam-phase-{key}")),
            class,
            standing: words.t(standing),
            since: entered.filter(|_| index <= reached).map_or_else(String::new, |at| {
                words.t1(since, "at", shown::short_date(jakarta_date(at), words.language()))
            }),
        }
    };
    path.phases.iter().enumerate().map(view).collect()
}

/// When the claim came into each phase, in order; going from state to state in one phase is no new stay.
fn stays(path: &Path, story: &[Recorded]) -> Vec<(usize, DateTime<Utc>)> {
    let mut stays: Vec<(usize, DateTime<Utc>)> = Vec::new();
    for recorded in story {
        let state = match &recorded.event {
            Event::ClaimOpened(opened) => &opened.state,
            Event::ActionTaken(taken) => &taken.to,
            _ => continue,
        };
        let Some(phase) = phase_of(path, state.as_str()) else { continue };
        if stays.last().is_none_or(|(last, _)| *last != phase) {
            stays.push((phase, recorded.at));
        }
    }
    stays
}

/// A procedure without phases: where the claim is, as the procedure calls it.
fn own_words(case: &Case, words: Words) -> PhaseView {
    let state = case.procedure.state(&case.claim.state);
    let since = shown::short_date(jakarta_date(case.claim.entered_at), words.language());
    PhaseView {
        title: state.map(|state| words.of_text(&state.title)).unwrap_or_default(),
        class: if case.claim.ended { "done" } else { "current" },
        standing: words.t(if case.claim.ended { "fam-phase-is-done" } else { "fam-phase-is-current" }),
        since: words.t1("fam-phase-since", "at", since),
    }
}

#[cfg(test)]
mod tests {
    use super::{PATHS, path_of, phase_of};
    use crate::law::Language;
    use crate::web::pages::words::Words;
    use crate::workflow::Catalogue;

    #[test]
    fn every_state_of_every_procedure_has_a_phase_or_is_an_aside() {
        let Ok(catalogue) = Catalogue::shipped() else { panic!("the shipped procedures cannot be read") };
        let mut seen = 0;
        for procedure in catalogue.procedures() {
            let path = path_of(procedure.name.as_str());
            let Some(path) = path else { panic!("{} has no phases for families", procedure.name) };
            for name in procedure.states.keys() {
                let aside = path.asides.contains(&name.as_str());
                assert!(aside || phase_of(path, name.as_str()).is_some(), "{}: {name}", procedure.name);
                seen += 1;
            }
        }
        assert!(seen > 10);
    }

    #[test]
    fn every_phase_has_words_in_both_languages() {
        for path in PATHS {
            assert!(path.papers < path.phases.len() && path.rest.is_none_or(|rest| rest < path.phases.len()));
            for (key, _) in path.phases {
                for language in [Language::Id, Language::En] {
                    assert!(Words::of(language).has(&format!("fam-phase-{key}")), "{key}");
                }
            }
        }
    }
}
