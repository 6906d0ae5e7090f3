//! The HTTP interface, through real routing in this process.

mod accident;
mod accidents;
mod bad_input;
pub(crate) mod case;
mod concurrency;
mod consent;
mod docs;
mod insurer;
mod published;
mod reading;
mod reclassified;
mod roles;
mod scholarships;
mod served;
mod versions;
mod walk;
mod words;
