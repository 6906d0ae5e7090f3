//! `decide`: the only home of rules. A command on a claim becomes events, or a refusal that changes nothing.

mod access;
mod action;
mod alerts;
mod clocks;
mod documents;
mod effects;
mod facts;
mod family;
mod findings;
mod inputs;
mod notes;
mod open;
mod payees;
mod people;
mod receipt;
mod route;

pub use access::may_see;
pub use action::{ActionOption, options};
pub use documents::comparisons;
pub(super) use facts::fits;
pub use family::may_come_in;
pub(super) use inputs::Inputs;
pub use payees::amounts as payee_amounts;
pub(super) use people::proofs as person_proofs;
pub use route::decide;
