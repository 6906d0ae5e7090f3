//! A paper as the review page shows it beside the form: what it is, its receipt, its other versions.

use crate::claim::{Claim, Document, DocumentId, DocumentStatus};
use crate::desk::Case;
use crate::law::Text;
use crate::words::{Words, shown};

use super::super::super::super::paper::Shows;
use super::super::super::returned::reason_words;
use super::reading;

/// One version of a paper.
pub(super) struct PaperView {
    /// What it is, and of whom.
    pub(super) title: String,
    /// Class of its tag.
    pub(super) class: &'static str,
    /// Where it stands.
    pub(super) status: String,
    /// Version, sender, moment and the start of its hash, in one line.
    pub(super) line: String,
    /// Its receipt, line by line.
    pub(super) receipt: Vec<(String, String)>,
    /// Where its bytes are.
    pub(super) file: String,
    /// How a browser shows it: `picture`, `pdf` or nothing.
    pub(super) shows: &'static str,
    /// Its versions, when there are several.
    pub(super) versions: Vec<VersionView>,
    /// Its review, if it was reviewed.
    pub(super) review: Option<ReviewedView>,
}

/// Another version of a paper.
pub(super) struct VersionView {
    /// Where it is shown.
    pub(super) href: String,
    /// `Versi 2, ditolak`.
    pub(super) label: String,
    /// Whether it is the one that is shown.
    pub(super) current: bool,
}

/// A review that was made.
pub(super) struct ReviewedView {
    /// Who and when.
    pub(super) by: String,
    /// Why it was refused.
    pub(super) reason: Option<String>,
    /// The remark.
    pub(super) note: Option<String>,
    /// What was read.
    pub(super) read: Vec<(String, String)>,
}

/// The name of a paper: its title, and whose it is.
pub(super) fn title(case: &Case, document: &Document) -> Text {
    let spec = case.procedure.documents.get(&document.kind);
    let title =
        spec.map_or_else(|| Text::new(document.kind.as_str(), document.kind.as_str()), |spec| spec.title.clone());
    match document.person.and_then(|id| case.claim.person(id)) {
        None => title,
        Some(person) => {
            let name = &person.details.name;
            Text::new(format!("{} ({name})", title.id), format!("{} ({name})", title.en))
        }
    }
}

/// Where the page of a paper is.
pub(super) fn address(claim: &Claim, document: DocumentId) -> String {
    format!("/desk/claims/{}/documents/{document}", claim.number)
}

/// Papers of a claim that wait for a reviewer, oldest first.
pub(super) fn waiting(claim: &Claim) -> Vec<DocumentId> {
    let pending = claim.documents.iter().filter(|document| document.status == DocumentStatus::Pending);
    pending.map(|document| document.id).collect()
}

/// The next paper that waits after this one, round to the oldest.
pub(super) fn next_waiting(claim: &Claim, after: DocumentId) -> Option<DocumentId> {
    let position = claim.documents.iter().position(|document| document.id == after).unwrap_or(0);
    let (before, behind) = claim.documents.split_at(position);
    let pending = |document: &&Document| document.status == DocumentStatus::Pending && document.id != after;
    behind.iter().chain(before).find(pending).map(|document| document.id)
}

fn status(document: &Document) -> (&'static str, &'static str) {
    match document.status {
        DocumentStatus::Pending => ("soon", "paper-pending"),
        DocumentStatus::Accepted => ("done", "paper-accepted"),
        DocumentStatus::Rejected => ("refused", "paper-rejected"),
        DocumentStatus::Replaced => ("idle", "paper-replaced"),
        DocumentStatus::Withdrawn => ("idle", "paper-withdrawn"),
    }
}

/// One version of a paper, as it is shown.
pub(super) fn view(case: &Case, document: &Document, words: Words) -> PaperView {
    let language = words.language();
    let (class, key) = status(document);
    let name = |actor| case.name_of(actor).map_or_else(|| words.t("paper-somebody"), str::to_owned);
    let same = |other: &&Document| other.kind == document.kind && other.person == document.person;
    let versions: Vec<&Document> = case.claim.documents.iter().filter(same).collect();
    let of = versions.iter().map(|other| other.version).max().unwrap_or(document.version);
    let start: String = document.sha256.chars().take(12).collect();
    let (number, of) = (document.version.to_string(), of.to_string());
    let at = shown::moment(document.received_at, language);
    let short: String = start.chars().take(4).collect();
    let sender = name(&document.received_from);
    let line =
        words.with("paper-line", &[("n", &number), ("of", &of), ("name", &sender), ("at", &at), ("start", &short)]);
    let receipt = vec![
        (words.t("paper-version"), words.with("paper-version-of", &[("n", &number), ("of", &of)])),
        (words.t("paper-sender"), sender),
        (words.t("paper-received"), at),
        (words.t("paper-file-name"), document.file_name.clone()),
        (words.t("paper-size"), shown::size(document.size, language)),
        (words.t("paper-sha256"), start),
    ];
    let version = |other: &Document| VersionView {
        href: address(&case.claim, other.id),
        label: words.with(
            "paper-version-stands",
            &[("n", &other.version.to_string()), ("status", &words.t(status(other).1).to_lowercase())],
        ),
        current: other.id == document.id,
    };
    let spec = case.procedure.documents.get(&document.kind);
    let paper = spec.map(|spec| words.of_text(&spec.title)).unwrap_or_default();
    let review = document.review.as_ref().map(|review| ReviewedView {
        by: words
            .with("paper-reviewed-by", &[("name", &name(&review.by)), ("at", &shown::moment(review.at, language))]),
        reason: review.reason.as_deref().map(|reason| reason_words(words, &paper, reason)),
        note: review.note.clone(),
        read: reading::read_before(spec, &review.read, words),
    });
    PaperView {
        title: words.of_text(&title(case, document)),
        class,
        status: words.t(key),
        line,
        receipt,
        file: format!("{}/file", address(&case.claim, document.id)),
        shows: match Shows::of(&document.media_type) {
            Shows::Picture => "picture",
            Shows::Pdf => "pdf",
            Shows::Nothing => "",
        },
        versions: if versions.len() > 1 { versions.into_iter().map(version).collect() } else { Vec::new() },
        review,
    }
}
