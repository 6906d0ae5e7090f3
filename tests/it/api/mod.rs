//! The HTTP interface, through real routing in this process.

mod accident;
mod accidents;
mod bad_input;
mod bounces;
mod calendars;
mod calls;
pub(crate) mod case;
mod clock;
mod concurrency;
mod consent;
mod docs;
mod insurer;
mod letters;
mod obligations;
mod published;
mod reading;
mod reclassified;
mod roles;
mod scholarships;
mod served;
mod versions;
mod walk;
mod words;
