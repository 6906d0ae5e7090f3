//! The papers of a claim: what is required and where it stands, and what came besides.

use crate::claim::{Document, DocumentStatus, PersonId};
use crate::desk::{Case, PaperStanding};
use crate::words::{Words, shown};
use crate::workflow::DocumentKind;

/// The papers.
pub(super) struct PapersView {
    /// How many of the required ones are done.
    pub(super) done: usize,
    /// The required ones.
    pub(super) wanted: Vec<PaperView>,
    /// Others that came.
    pub(super) others: Vec<PaperView>,
    /// Where a caseworker sends any paper.
    pub(super) send: String,
}

/// A paper.
pub(super) struct PaperView {
    /// What people call it.
    pub(super) label: String,
    /// Its standing, in words.
    pub(super) standing: String,
    /// Its standing, as a class.
    pub(super) class: &'static str,
    /// The page of its newest version.
    pub(super) review: Option<String>,
    /// What the newest version is: when it came, how large.
    pub(super) about: Option<String>,
    /// Where a caseworker sends it.
    pub(super) send: String,
}

/// The papers of a claim.
pub(super) fn papers_view(case: &Case, words: Words) -> PapersView {
    let wanted = case.papers.iter().map(|paper| {
        let newest = case.claim.documents.iter().rev().find(|document| {
            let shown = document.status != DocumentStatus::Withdrawn;
            shown && document.kind == paper.kind && document.person == paper.person
        });
        let standing = match paper.standing {
            PaperStanding::Accepted => ("done", "paper-accepted"),
            PaperStanding::Waived => ("done", "paper-waived"),
            PaperStanding::InReview => ("soon", "paper-pending"),
            PaperStanding::Refused => ("refused", "paper-rejected"),
            PaperStanding::Missing => ("idle", "paper-missing"),
        };
        paper_view(case, newest, words.of_text(&paper.label), standing, (&paper.kind, paper.person), words)
    });
    PapersView {
        done: case.papers.iter().filter(|paper| paper.standing >= PaperStanding::Waived).count(),
        wanted: wanted.collect(),
        others: others(case, words),
        send: format!("/desk/claims/{}/documents/new", case.claim.number),
    }
}

/// Papers that came without being required, the newest version of each.
fn others(case: &Case, words: Words) -> Vec<PaperView> {
    let mut seen: Vec<(&DocumentKind, Option<PersonId>)> = Vec::new();
    let mut views = Vec::new();
    for document in case.claim.documents.iter().rev() {
        let of = (&document.kind, document.person);
        let required = case.papers.iter().any(|paper| (&paper.kind, paper.person) == of);
        if required || seen.contains(&of) || document.status == DocumentStatus::Withdrawn {
            continue;
        }
        seen.push(of);
        let standing = match document.status {
            DocumentStatus::Accepted => ("done", "paper-accepted"),
            DocumentStatus::Pending => ("soon", "paper-pending"),
            DocumentStatus::Rejected => ("refused", "paper-rejected"),
            DocumentStatus::Replaced | DocumentStatus::Withdrawn => ("idle", "paper-replaced"),
        };
        views.push(paper_view(case, Some(document), label(case, document, words), standing, of, words));
    }
    views
}

fn label(case: &Case, document: &Document, words: Words) -> String {
    let title = case.procedure.documents.get(&document.kind).map(|spec| words.of_text(&spec.title)).unwrap_or_default();
    match document.person.and_then(|id| case.claim.person(id)) {
        Some(person) => format!("{title} ({})", person.details.name),
        None => title,
    }
}

fn paper_view(
    case: &Case,
    newest: Option<&Document>,
    label: String,
    (class, standing): (&'static str, &str),
    (kind, person): (&DocumentKind, Option<PersonId>),
    words: Words,
) -> PaperView {
    let (number, language) = (&case.claim.number, words.language());
    let person = person.map(|person| format!("&person={person}")).unwrap_or_default();
    PaperView {
        label,
        standing: words.t(standing),
        class,
        review: newest.map(|document| format!("/desk/claims/{number}/documents/{}", document.id)),
        about: newest.map(|document| {
            format!("{}, {}", shown::moment(document.received_at, language), shown::size(document.size, language))
        }),
        send: format!("/desk/claims/{number}/documents/new?kind={kind}{person}"),
    }
}
