//! The words of the picture that the definition does not bring.

use std::collections::BTreeSet;

use crate::law::clock::Span;
use crate::law::{Language, Text};

use super::super::names::{Role, StateName};
use super::super::procedure::Procedure;
use super::super::state::{Action, State, WaitingOn};

/// One of two wordings.
pub(in crate::workflow) fn say(language: Language, id: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Id => id,
        Language::En => en,
    }
}

/// What people call somebody who takes steps.
pub(in crate::workflow) fn role(role: Role, language: Language) -> &'static str {
    match role {
        Role::Caseworker => say(language, "petugas klaim", "caseworker"),
        Role::Supervisor => say(language, "pengawas", "supervisor"),
        Role::Admin => say(language, "administrator", "administrator"),
        Role::Auditor => say(language, "auditor", "auditor"),
        Role::Insurer => say(language, "BPJS Ketenagakerjaan", "insurer"),
        Role::Heir => say(language, "keluarga", "family"),
        Role::System => say(language, "otomatis", "automatic"),
    }
}

/// What people call those whose turn it is.
pub(in crate::workflow) fn turn(waiting: WaitingOn, language: Language) -> &'static str {
    match waiting {
        WaitingOn::Caseworker => role(Role::Caseworker, language),
        WaitingOn::Supervisor => role(Role::Supervisor, language),
        WaitingOn::Heir => role(Role::Heir, language),
        WaitingOn::Insurer => role(Role::Insurer, language),
        WaitingOn::System => say(language, "sistem Santun", "Santun itself"),
        WaitingOn::Doctor => say(language, "dokter", "doctor"),
        WaitingOn::LabourInspector => say(language, "pengawas ketenagakerjaan", "labour inspector"),
        WaitingOn::School => say(language, "sekolah", "school"),
        WaitingOn::Court => say(language, "pengadilan", "court"),
    }
}

/// Whose turn it is, or that it ends here.
pub(super) fn whose_turn(state: &State, language: Language) -> String {
    match state.waiting_on {
        Some(waiting) => format!("{}: {}", say(language, "Giliran", "Turn"), turn(waiting, language)),
        None if state.end => say(language, "Akhir", "End").to_owned(),
        None => say(language, "Tidak menunggu siapa pun", "Waits for nobody").to_owned(),
    }
}

/// Until when, and what happens then by itself.
pub(super) fn deadline(state: &State, language: Language) -> Option<String> {
    let deadline = state.deadline.as_ref()?;
    let within = span(&deadline.within, language);
    let limit = format!("{}: {within}", say(language, "Batas", "Within"));
    let Some(then) = &deadline.then else { return Some(limit) };
    let step = state.actions.get(then).map_or(then.as_str(), |action| action.title.get(language));
    Some(format!("{limit}, {} {step}", say(language, "lalu otomatis:", "then by itself:")))
}

/// `3 working_days` as people say it. What cannot be read stands as it is.
pub(in crate::workflow) fn span(written: &str, language: Language) -> String {
    let Ok(span) = written.parse::<Span>() else { return written.to_owned() };
    span.words().get(language).to_owned()
}

/// Who may take a step.
pub(in crate::workflow) fn by(action: &Action, language: Language) -> String {
    action.by.iter().map(|one| role(*one, language)).collect::<Vec<_>>().join(", ")
}

/// The title of a state; of one that is missing, its name.
pub(super) fn title(procedure: &Procedure, state: &StateName) -> Text {
    let known = procedure.states.get(state).map(|state| state.title.clone());
    known.unwrap_or_else(|| Text::new(state.as_str(), state.as_str()))
}

/// Numbers of states as people say them: `1-4, 6`.
pub(in crate::workflow) fn numbers(indices: &BTreeSet<usize>) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in indices.iter().map(|index| index + 1) {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let words = runs.iter().map(|(first, last)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first}\u{2013}{last}"),
    });
    words.collect::<Vec<_>>().join(", ")
}
