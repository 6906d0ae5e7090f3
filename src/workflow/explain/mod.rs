//! A procedure in words, as Markdown: its states with whose turn it is and until when, its steps with why they may be
//! refused and what follows, its papers with when they are wanted; each with the law it stands on.
//!
//! Everything is said by the definition, so that the page cannot say anything else than what the desk does. What the
//! definition does not bring, such as what a consequence does, has its words here.

mod conditions;
mod consequences;
mod markdown;
mod page;
mod papers;
mod states;
mod steps;

pub use page::{explain, explain_all};

#[cfg(test)]
mod tests;
