//! Letters (surat) and the calls that stand for them where no letter reaches: whom they are for, what they say, how they
//! are sent, and what becomes of them.
//!
//! A letter is composed in the change that causes it and committed with it; the outbox sends it. Who has no address is
//! called by a named person of the desk instead.

mod bounces;
mod callers;
mod calls;
mod calls_made;
mod coming;
mod digest;
mod facts;
mod invitation;
mod leaving;
mod link_now;
mod mail_trouble;
mod new_link;
mod opt_out;
mod overtaken;
mod read;
mod recipients;
mod replaced;
mod samples;
mod send;
mod staff;
mod to_staff;
mod together;
mod warnings;
mod write;

#[cfg(test)]
mod tests;

pub use bounces::{BounceTaken, ReturnedMail};
pub(super) use callers::pass_calls_on;
pub use calls::{CallItem, CallPage};
pub use calls_made::CallOutcome;
pub use coming::ComingLetter;
pub use leaving::{Leaves, LetterToSend};
pub(super) use mail_trouble::MAIL_TROUBLE;
pub use overtaken::Overtaken;
pub use read::{LetterItem, LetterPage, LetterText};
pub use samples::{Sample, letter_samples};
pub(super) use staff::of_the_desk;
pub use staff::{LetterChoice, StaffChoice};
pub(super) use write::Written;

pub use crate::store::queries::MAIL;
