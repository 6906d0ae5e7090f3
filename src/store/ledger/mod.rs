//! The one door through which claims change: `Store::append` takes a [`Change`] of exactly one claim and commits
//! its events, its row, its deadlines, deliveries, papers and findings together, or nothing.
//!
//! On an embedded database waiting changes are committed together, each with its own outcome; on a server each has a
//! transaction of its own, and the server groups what it writes to disk. The callers cannot tell the difference.
//!
//! The version decides: a change names the version it was decided on, and of two changes on the same version one
//! wins and the other is told. Events are chained by hash ([`hash`]) and only ever inserted; [`verify`] proves it.

mod access;
mod append;
mod chain;
mod change;
mod consequences;
mod door;
mod error;
mod group;
pub mod hash;
mod letters;

pub use append::Appended;
pub(super) use append::{save_answer, write_inbound};
pub use chain::{ChainEnd, ChainFault, ChainProblem, verify};
pub use change::{
    Access, CallsPassTo, CancelDeadlines, Change, ClaimRow, DeadDelivery, FiredRung, InboundAnswer, MadeCall,
    MovedDeadline, NO_DEADLINE, NewAlert, NewCall, NewDeadline, NewDelivery, NewEvent, NewFile, NewLetter, SavedAnswer,
    SettledAlert,
};
pub use error::AppendError;
pub(super) use group::Group;
pub(super) use letters::write_letter;
