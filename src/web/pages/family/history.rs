//! What has happened, in plain words, newest first. What only the desk does among itself is left out.

use crate::claim::{Consent, Event, Recorded, ReviewVerdict};
use crate::desk::Case;
use crate::law::clock::jakarta_date;
use crate::words::{Words, shown};
use crate::workflow::DocumentKind;

use super::super::school_words;

/// Lines shown.
const LINES: usize = 10;

/// One line of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LineView {
    /// When.
    pub(super) at: String,
    /// What.
    pub(super) what: String,
}

/// The newest lines of a claim's history.
pub(super) fn history(case: &Case, story: &[Recorded], words: Words) -> Vec<LineView> {
    let lines = story.iter().rev().filter_map(|recorded| {
        let at = shown::short_date(jakarta_date(recorded.at), words.language());
        Some(LineView { at, what: what(case, &recorded.event, words)? })
    });
    lines.take(LINES).collect()
}

fn what(case: &Case, event: &Event, words: Words) -> Option<String> {
    let title = |kind: &DocumentKind| {
        let spec = case.procedure.documents.get(kind);
        spec.map(|spec| words.of_text(&spec.title)).unwrap_or_default()
    };
    match event {
        Event::ClaimOpened(_) => Some(words.t("fam-history-opened")),
        Event::DocumentReceived(received) => Some(words.t1("fam-history-paper-came", "paper", title(&received.kind))),
        Event::DocumentReviewed { document, verdict, .. } => {
            let paper = title(&case.claim.document(*document)?.kind);
            let key = match verdict {
                ReviewVerdict::Accepted => "fam-history-paper-accepted",
                ReviewVerdict::Rejected => "fam-history-paper-refused",
            };
            Some(words.t1(key, "paper", paper))
        }
        Event::ActionTaken(taken) if taken.from != taken.to => {
            let state = case.procedure.state(&taken.to)?;
            Some(words.t1("fam-history-step", "step", words.of_text(&state.title)))
        }
        Event::HandOverReceived { .. } => Some(words.t("fam-history-with-insurer")),
        Event::ConsentRecorded { person, consent, .. } => {
            let name = case.claim.person(*person)?.details.name.clone();
            let key = match consent {
                Consent::Given => "fam-history-agreed",
                // Objecting costs nothing: nobody else of the family is told who did.
                Consent::Objected | Consent::Open => return None,
            };
            Some(words.t1(key, "name", name))
        }
        Event::CarriedOver(_) => Some(words.t("fam-history-carried")),
        Event::PartPaid { part } => Some(school_words::part(part, words)),
        Event::DocumentsSetAside { kinds, .. } => {
            let papers = kinds.iter().map(title).filter(|title| !title.is_empty()).collect::<Vec<_>>().join(", ");
            Some(words.t1("fam-history-again", "papers", papers))
        }
        Event::PaymentsRecorded { .. } => Some(words.t("fam-history-paid")),
        Event::ReceiptSaid { person, arrived, .. } => {
            let name = case.claim.person(*person)?.details.name.clone();
            let key = if *arrived { "fam-history-arrived" } else { "fam-history-not-arrived" };
            Some(words.t1(key, "name", name))
        }
        _ => None,
    }
}
