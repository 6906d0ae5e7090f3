//! The papers of a claim as its family sees them: where each stands, and for what is missing what it is, where it comes
//! from, what it costs, and how to send it.

use crate::claim::PersonId;
use crate::desk::{Case, PaperStanding, WantedPaper};
use crate::law::clock::jakarta_date;
use crate::words::{Words, shown};
use crate::workflow::{DocumentKind, DocumentSpec, Per};

use super::super::paper_hints::about_paper;
use super::super::returned::returned;

/// A paper as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PaperView {
    /// What it is called.
    pub(super) title: String,
    /// Of whom, where it is of a person.
    pub(super) of: String,
    /// The class of its mark: `done`, `else`, `late`, `idle`.
    pub(super) class: &'static str,
    /// Where it stands, in a word.
    pub(super) standing: String,
    /// What is to be known about that: why it was refused, when it came.
    pub(super) about: String,
    /// Where it comes from and what it costs; how it is done better.
    pub(super) help: String,
    /// Where it is sent.
    pub(super) send: Option<String>,
}

/// Another paper that the family may send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OtherView {
    /// What it is called.
    pub(super) title: String,
    /// Where it comes from and what it costs.
    pub(super) help: String,
    /// Where it is sent.
    pub(super) send: String,
}

/// A kind of paper that the family may send.
pub(super) fn of_family<'a>(case: &'a Case, kind: &DocumentKind) -> Option<&'a DocumentSpec> {
    case.procedure.documents.get(kind).filter(|spec| spec.is_of_family())
}

/// Whether a paper waits for the family: missing or refused, and theirs to send.
pub(super) fn is_wanted(case: &Case, paper: &WantedPaper) -> bool {
    matches!(paper.standing, PaperStanding::Missing | PaperStanding::Refused) && of_family(case, &paper.kind).is_some()
}

/// What waits for the family, the refused before the missing.
pub(super) fn wanted(case: &Case) -> Vec<&WantedPaper> {
    let mut wanted: Vec<_> = case.papers.iter().filter(|paper| is_wanted(case, paper)).collect();
    wanted.sort_by_key(|paper| paper.standing != PaperStanding::Refused);
    wanted
}

/// Where a paper is sent.
pub(super) fn address(case: &Case, kind: &DocumentKind, person: Option<PersonId>) -> String {
    let person = person.map(|person| format!("?person={person}")).unwrap_or_default();
    format!("/keluarga/{}/kirim/{kind}{person}", case.claim.number)
}

/// The name of whoever a paper is of. Where one is wanted of several people, that of the one who died is named too.
pub(super) fn owner(case: &Case, kind: &DocumentKind, person: Option<PersonId>) -> String {
    if let Some(person) = person.and_then(|id| case.claim.person(id)) {
        return person.details.name.clone();
    }
    let spec = case.procedure.documents.get(kind);
    let several = spec.is_some_and(|spec| spec.per == Per::Claim && !spec.required_of.is_empty());
    if several && person.is_none() { case.participant.name.clone() } else { String::new() }
}

/// Every required paper: what waits for the family first.
pub(super) fn papers(case: &Case, words: Words) -> Vec<PaperView> {
    let mut papers: Vec<_> = case.papers.iter().collect();
    papers.sort_by_key(|paper| match paper.standing {
        PaperStanding::Refused => 0,
        PaperStanding::Missing => 1,
        PaperStanding::InReview => 2,
        PaperStanding::Accepted => 3,
        PaperStanding::Waived => 4,
    });
    papers.into_iter().map(|paper| view(case, paper, words)).collect()
}

fn view(case: &Case, paper: &WantedPaper, words: Words) -> PaperView {
    let spec = case.procedure.documents.get(&paper.kind);
    let document = paper.document.and_then(|id| case.claim.document(id));
    let ours = of_family(case, &paper.kind).is_none();
    let (class, key) = match paper.standing {
        PaperStanding::Missing if ours => ("else", "fam-paper-ours"),
        PaperStanding::Missing => ("idle", "fam-paper-missing"),
        PaperStanding::Refused => ("late", "fam-paper-refused"),
        PaperStanding::InReview => ("else", "fam-paper-in-review"),
        PaperStanding::Accepted => ("done", "fam-paper-accepted"),
        PaperStanding::Waived => ("done", "fam-paper-waived"),
    };
    let came = document.map(|document| {
        let at = shown::short_date(jakarta_date(document.received_at), words.language());
        words.t1("fam-paper-came", "at", at)
    });
    // The same words that the reviewer saw before refusing it.
    let title = spec.map(|spec| words.of_text(&spec.title)).unwrap_or_default();
    let review = document.and_then(|document| document.review.as_ref());
    let why =
        review.and_then(|review| Some(returned(words, &title, review.reason.as_deref()?, review.note.as_deref()).body));
    let (about, help) = match paper.standing {
        PaperStanding::Missing if ours => (String::new(), String::new()),
        PaperStanding::Missing => (String::new(), spec.map(|spec| about_paper(spec, words)).unwrap_or_default()),
        PaperStanding::Refused => (why.unwrap_or_default(), String::new()),
        PaperStanding::InReview | PaperStanding::Accepted => (came.unwrap_or_default(), String::new()),
        PaperStanding::Waived => (String::new(), String::new()),
    };
    PaperView {
        title,
        of: owner(case, &paper.kind, paper.person),
        class,
        standing: words.t(key),
        about,
        help,
        send: (is_wanted(case, paper) && !case.claim.ended).then(|| address(case, &paper.kind, paper.person)),
    }
}

/// Papers of the claim that nobody asked for and the family may send.
pub(super) fn others(case: &Case, words: Words) -> Vec<OtherView> {
    if case.claim.ended {
        return Vec::new();
    }
    let asked = |kind: &DocumentKind| case.papers.iter().any(|paper| paper.kind == *kind);
    let kinds = case.procedure.documents.iter();
    let open = kinds.filter(|(kind, spec)| spec.per == Per::Claim && of_family(case, kind).is_some() && !asked(kind));
    open.map(|(kind, spec)| OtherView {
        title: words.of_text(&spec.title),
        help: about_paper(spec, words),
        send: address(case, kind, None),
    })
    .collect()
}
