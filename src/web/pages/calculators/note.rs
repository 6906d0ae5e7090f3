//! What the law says beside an amount or a person: the rule in words, its article, what would help, and how sure it is.

use crate::law::{Confidence, CoverageCondition, LawRefusal, Line, Text};
use crate::words::{Words, shown::sentence};

use super::super::family::plain::{article, waits_for_the_insurer};

/// A rule, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NoteView {
    /// What it says.
    pub(super) message: String,
    /// What can be done.
    pub(super) remedy: Option<String>,
    /// The article.
    pub(super) law: String,
    /// Whether only the insurer's word makes it certain.
    pub(super) doubt: bool,
}

/// An amount, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LineView {
    /// What for.
    pub(super) title: String,
    /// How much.
    pub(super) amount: String,
    /// How it comes about.
    pub(super) formula: String,
    /// The article.
    pub(super) law: String,
    /// Whether only the insurer's word makes it certain.
    pub(super) doubt: bool,
}

impl NoteView {
    /// A rule in words.
    pub(super) fn new(message: &Text, remedy: Option<&Text>, law: &str, confidence: Confidence, words: Words) -> Self {
        Self {
            message: sentence(&words.of_text(message)),
            remedy: remedy.map(|remedy| sentence(&words.of_text(remedy))),
            law: article(law, words),
            doubt: waits_for_the_insurer(confidence, law),
        }
    }

    /// What the law does not give.
    pub(super) fn of_refusal(refusal: &LawRefusal, words: Words) -> Self {
        Self::new(&refusal.message, Some(&refusal.remedy), &refusal.law, Confidence::High, words)
    }

    /// What a membership still needs.
    pub(super) fn of_condition(condition: &CoverageCondition, words: Words) -> Self {
        Self::new(&condition.message, Some(&condition.remedy), &condition.law, condition.confidence, words)
    }
}

impl LineView {
    /// An amount of an estimate.
    pub(super) fn of(line: &Line, words: Words) -> Self {
        let code = serde_json::to_value(line.code).ok();
        let code = code.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default();
        Self {
            title: words.t(&format!("fam-money-line-{code}")),
            amount: line.amount.to_string(),
            formula: sentence(&words.of_text(&line.formula)),
            law: article(&line.law, words),
            doubt: waits_for_the_insurer(line.confidence, &line.law),
        }
    }
}
