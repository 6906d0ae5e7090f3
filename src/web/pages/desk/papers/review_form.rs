//! The form of a review: what was read, how it compares, the verdict, and what the family will read. What is known is
//! shown only after the reviewer has said what stands on the paper.

use crate::claim::{Comparison, Document};
use crate::desk::Case;
use crate::law::{FieldError, Text};
use crate::words::Words;

use super::super::super::field::{FieldView, told};
use super::super::super::form::Sent;
use super::super::super::problems::Problems;
use super::super::super::returned::{REASONS, Returned, reason_words, returned};
use super::super::changing::mark;
use super::super::letters::LetterPreview;
use super::reading::{self, ReadingView};

/// Characters of a remark.
const NOTE_CHARACTERS_MAX: u32 = 1000;

/// The form.
#[derive(Default)]
pub(super) struct ReviewForm {
    /// The boxes.
    pub(super) readings: Vec<ReadingView>,
    /// The mark of the reading that was compared; empty before.
    pub(super) compared: String,
    /// Verdict, reason, remark; none before the comparison.
    pub(super) verdict: Vec<FieldView>,
    /// What the family will read on their page, before a refusal is saved.
    pub(super) letter: Option<Returned>,
    /// The letters that a refusal would write.
    pub(super) letters: Vec<LetterPreview>,
    /// That no letter is written, once somebody has asked to see it.
    pub(super) no_letter: bool,
    /// The mark of the letter that was shown.
    pub(super) seen: String,
}

/// A verdict as it was sent.
pub(super) struct Verdict<'a> {
    /// Whether the paper is good.
    pub(super) accepted: bool,
    /// Why not.
    pub(super) reason: Option<&'a str>,
    /// The remark.
    pub(super) note: Option<&'a str>,
}

/// The verdict of a form.
///
/// # Errors
/// What is missing of it.
pub(super) fn verdict(sent: &Sent) -> Result<Verdict<'_>, Problems> {
    let wrong = |field: &str, id: &str, en: &str| {
        Err(Problems { fields: vec![FieldError::new(field, "required", Text::new(id, en))], ..Problems::default() })
    };
    let reason = sent.filled("reason").filter(|reason| REASONS.contains(reason));
    let note = sent.filled("note");
    match (sent.filled("verdict"), reason) {
        (Some("accepted"), _) => Ok(Verdict { accepted: true, reason: None, note }),
        (Some("rejected"), Some(reason)) => Ok(Verdict { accepted: false, reason: Some(reason), note }),
        (Some("rejected"), None) => wrong(
            "reason",
            "Pilih alasannya, supaya keluarga tahu apa yang perlu.",
            "Choose why, so that the family knows what is needed.",
        ),
        _ => wrong("verdict", "Pilih terima atau tolak.", "Choose to accept or to refuse."),
    }
}

/// The mark of what the family would read.
pub(super) fn letter_mark(verdict: &Verdict<'_>) -> String {
    mark(&[("reason", verdict.reason.unwrap_or_default()), ("note", verdict.note.unwrap_or_default())])
}

/// What the family would read of a refusal; nothing of an acceptance.
pub(super) fn letter(case: &Case, document: &Document, verdict: &Verdict<'_>, words: Words) -> Option<Returned> {
    let paper = words.of_text(&super::paper_view::title(case, document));
    verdict.reason.map(|reason| returned(words, &paper, reason, verdict.note))
}

/// The form before the comparison, with what was typed.
pub(super) fn blank(case: &Case, document: &Document, sent: &Sent, problems: &Problems, words: Words) -> ReviewForm {
    match case.procedure.documents.get(&document.kind) {
        Some(spec) if !spec.read.is_empty() => {
            ReviewForm { readings: reading::views(spec, sent, None, problems, words), ..ReviewForm::default() }
        }
        // Where nothing is read off there is nothing to compare.
        _ => with_verdict(case, document, sent, &[], problems, words),
    }
}

/// The form with the comparison and the verdict.
pub(super) fn with_verdict(
    case: &Case,
    document: &Document,
    sent: &Sent,
    compared: &[Comparison],
    problems: &Problems,
    words: Words,
) -> ReviewForm {
    let read = compared.iter().map(|one| (one.field.clone(), one.read.clone())).collect();
    let spec = case.procedure.documents.get(&document.kind);
    let readings = spec.map(|spec| reading::views(spec, sent, Some(compared), problems, words)).unwrap_or_default();
    let paper = spec.map(|spec| words.of_text(&spec.title)).unwrap_or_default();
    ReviewForm {
        readings,
        compared: reading::mark(&read),
        verdict: told(verdict_fields(&paper, sent, words), problems, words),
        letter: None,
        letters: Vec::new(),
        no_letter: false,
        seen: String::new(),
    }
}

fn verdict_fields(paper: &str, sent: &Sent, words: Words) -> Vec<FieldView> {
    let verdicts = [("accepted", "paper-accept"), ("rejected", "paper-refuse")];
    let verdicts = verdicts.map(|(value, key)| (value.to_owned(), words.t(key)));
    let none = (String::new(), words.t("paper-no-reason"));
    let reasons = REASONS.map(|reason| (reason.to_owned(), reason_words(words, paper, reason)));
    let get = |name: &str| sent.get(name).unwrap_or_default();
    vec![
        FieldView::choice("verdict", words.t("paper-verdict"), verdicts, get("verdict")).required(),
        FieldView::select("reason", words.t("paper-reason"), std::iter::once(none).chain(reasons), get("reason"))
            .required(),
        FieldView::area("note", words.t("paper-note"), get("note"), NOTE_CHARACTERS_MAX)
            .help(words.t("paper-note-help")),
    ]
}
