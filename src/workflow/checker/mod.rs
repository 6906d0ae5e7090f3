//! The checker: everything that can be known to be wrong with a procedure before the first claim runs on it.
//!
//! Each file looks at one part and reports every problem it finds, with the place where it stands. Nothing stops at
//! the first problem, and each part is walked a fixed number of times, so that a large file is still checked at once.

mod actions;
mod conditions;
mod consequences;
mod contradictions;
mod deadlines;
mod documents;
mod facts;
mod graph;
mod known;
mod names;
mod paths;
mod report;
mod run;
mod scenarios;
mod states;
mod stories;
mod texts;
mod versions;

pub use run::{check, check_sources};

#[cfg(test)]
mod tests;
