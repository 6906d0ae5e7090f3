//! Letters as the desk reads them: those of a claim, one as the family reads it, on paper with a code, and those that a
//! step would write.

mod letter;
mod messages;
mod preview;
mod print;
mod standing;

#[cfg(test)]
mod tests;

pub(in super::super) use letter::{letter, letter_html};
pub(in super::super) use messages::messages;
pub(super) use preview::{LetterPreview, before};
pub(in super::super) use print::print_letter;
