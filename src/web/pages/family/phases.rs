//! The path of a claim as a family sees it: a few phases instead of many states. Which state belongs to which phase is
//! data, by procedure; a procedure that is not listed shows its own states.

use chrono::{DateTime, Utc};

use crate::claim::{Claim, Event, Recorded};
use crate::desk::Case;
use crate::law::clock::jakarta_date;
use crate::words::{Words, shown};
use crate::workflow::Outcome;

use super::super::paths::{Path, Phase, path_of};

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

/// Whether papers have been asked of the family where the claim is now, and are not with the insurer yet.
pub(super) fn papers_are_asked(claim: &Claim) -> bool {
    let Some(path) = path_of(&claim.workflow) else { return false };
    let phase = path.phase_of(&claim.state);
    !claim.hand_over.with_insurer && phase.zip(path.papers()).is_some_and(|(phase, papers)| phase >= papers)
}

/// Whether the claim is where papers are collected.
pub(super) fn waits_for_papers(claim: &Claim) -> bool {
    path_of(&claim.workflow).is_some_and(|path| {
        let phase = path.phase_of(&claim.state);
        phase.is_some() && phase == path.papers()
    })
}

/// Whether the claim is where its report was just received.
pub(super) fn is_new(claim: &Claim) -> bool {
    path_of(&claim.workflow).and_then(|path| path.phase_of(&claim.state)) == Some(0)
}

/// The phases of a claim, or none where its procedure says its own.
pub(super) fn phases(case: &Case, story: &[Recorded], words: Words) -> Vec<PhaseView> {
    let Some(path) = path_of(&case.claim.workflow) else { return vec![own_words(case, words)] };
    let mut stays = stays(path, story);
    // A claim that was closed without money never came to the last phase, where the closed ones stand.
    let unpaid = case.claim.ended && case.claim.outcome != Some(Outcome::Paid);
    if unpaid {
        stays.pop();
    }
    let here = path.phase_of(&case.claim.state).filter(|_| !unpaid);
    // Beside the path the last phase is where the claim stopped.
    let reached = here.or(stays.last().map(|(phase, _)| *phase)).unwrap_or(0);
    let went_back = stays.len() > 1 && stays[stays.len() - 2].0 > reached;
    let ended = case.claim.ended && here == Some(path.phases.len() - 1);
    let view = |(index, phase): (usize, &Phase)| {
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
            title: words.t(&format!("fam-phase-{}", phase.words)),
            class,
            standing: words.t(standing),
            since: entered.filter(|_| index <= reached).map_or_else(String::new, |at| {
                words.t1(since, "at", shown::short_date(jakarta_date(at), words.language()))
            }),
        }
    };
    path.phases.iter().enumerate().map(view).collect()
}

/// When the claim came into each phase, in order; going from state to state in one phase is no new stay. What comes
/// behind a payment, as another school year, is a new round and no way back.
fn stays(path: &Path, story: &[Recorded]) -> Vec<(usize, DateTime<Utc>)> {
    let mut stays: Vec<(usize, DateTime<Utc>)> = Vec::new();
    for recorded in story {
        let state = match &recorded.event {
            Event::ClaimOpened(opened) => &opened.state,
            Event::ActionTaken(taken) => &taken.to,
            _ => continue,
        };
        let Some(phase) = path.phase_of(state) else { continue };
        let paid = stays.last().is_some_and(|(last, _)| *last + 1 == path.phases.len());
        if paid && phase + 1 < path.phases.len() {
            stays.clear();
        }
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
