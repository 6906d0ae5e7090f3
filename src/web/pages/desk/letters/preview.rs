//! The letters that a step would write, read before it is taken.

use crate::claim::Command;
use crate::desk::{DeskError, LetterText};
use crate::words::Words;

use super::super::super::super::app::App;
use super::super::super::super::problem::WebError;
use super::super::super::visit::Visit;
use super::standing::way;

/// A letter that is not written yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct LetterPreview {
    /// To whom, and by which way.
    pub(in super::super) whom: String,
    /// Its subject.
    pub(in super::super) subject: String,
    /// Its text.
    pub(in super::super) text: String,
    /// Its language, `id` or `en`.
    pub(in super::super) lang: &'static str,
}

/// Letters that are not written yet, in the words of a reader around them.
pub(in super::super) fn previews(letters: &[LetterText], words: Words) -> Vec<LetterPreview> {
    let view = |letter: &LetterText| {
        let way = way(&letter.channel, letter.address.as_deref(), words);
        LetterPreview {
            whom: words.with("message-to", &[("name", &letter.name), ("way", &way)]),
            subject: letter.words.subject.clone(),
            text: letter.words.text.trim().to_owned(),
            lang: letter.language.code(),
        }
    };
    letters.iter().map(view).collect()
}

/// The letters that a command would write; none while it would be refused, or wants more.
///
/// # Errors
/// When that cannot be said.
pub(in super::super) async fn before(
    app: &App,
    visit: &Visit,
    number: &str,
    command: &Command,
) -> Result<Vec<LetterPreview>, WebError> {
    match app.desk.letters_before(number, visit.actor()?, command).await {
        Ok(letters) => Ok(previews(&letters, visit.words())),
        Err(DeskError::Refused(_) | DeskError::Invalid(_)) => Ok(Vec::new()),
        Err(other) => Err(other.into()),
    }
}
