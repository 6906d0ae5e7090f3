//! Letters as the desk reads them: those of a claim, one as the family reads it, and those that a step would write.

mod letter;
mod messages;
mod preview;
mod standing;

#[cfg(test)]
mod tests;

pub(in super::super) use letter::{letter, letter_html};
pub(in super::super) use messages::messages;
pub(super) use preview::{LetterPreview, before};
