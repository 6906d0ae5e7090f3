//! Letters (surat) and the calls that stand for them where no letter reaches: whom they are for, what they say, how they
//! are sent, and what becomes of them.
//!
//! A letter is composed in the change that causes it and committed with it; the outbox sends it. Who has no address is
//! called by a named person of the desk instead.

mod bounces;
mod callers;
mod calls;
mod coming;
mod digest;
mod facts;
mod opt_out;
mod read;
mod recipients;
mod send;
mod staff;
mod warnings;
mod write;

pub use bounces::BounceTaken;
pub use calls::{CallItem, CallOutcome, CallPage};
pub use coming::ComingLetter;
pub use read::{LetterItem, LetterPage, LetterText};
pub use send::{LetterToSend, MAIL};
pub use staff::{LetterChoice, StaffChoice};
pub(super) use write::Written;
