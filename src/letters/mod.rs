//! Pure: letters, from facts to words. A letter is a subject, a text, the same as HTML, and a message that is short enough
//! for a messenger or to be read out on the telephone, in Indonesian and English.
//!
//! Give [`compose`] a [`Letter`] (what happened), a [`Frame`] (to whom, about which claim, whom to ask) and a language.
//! Nothing here sends, stores or reads a clock. No letter holds more of a person than the first name, the number of the
//! claim, what to do and the link, and no subject a name at all; money and the end of an account stand only in the letters
//! about money. A one-time link
//! is never part of what is kept: [`LINK_PLACEHOLDER`] stands in its place until [`with_link`] fills it in.

mod body;
mod compose;
mod facts;
mod family;
mod frame;
mod kind;
mod link;
mod papers;
mod staff;

#[cfg(test)]
mod tests;

pub use compose::{Composed, compose};
pub use facts::{Changed, DigestItem, Letter, MoneyLine, PaidTo, PaperLine, Wish};
pub use frame::{Frame, LinkLine, first_name};
pub use kind::LetterKind;
pub use link::{LINK_PLACEHOLDER, message_by_hand, with_end, with_link, without_link};
