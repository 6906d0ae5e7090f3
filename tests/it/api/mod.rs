//! The HTTP interface, through real routing in this process.

mod bad_input;
pub(crate) mod case;
mod concurrency;
mod consent;
mod docs;
mod insurer;
mod reading;
mod roles;
mod served;
mod versions;
mod walk;
mod words;
