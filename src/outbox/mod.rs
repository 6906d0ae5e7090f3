//! At-least-once delivery: hand-overs to the insurer, and claims that other claims asked for.
//!
//! A step, not a loop: [`Outbox::run_once`] takes what is due and settles it; `jobs` says when to look. Work is held
//! by lease, so a worker that dies loses nothing. No transaction is open while a server is being talked to.

mod address;
mod config;
mod insurer;
mod retry;
mod worker;

#[cfg(test)]
mod tests;

pub use config::{Outbox, OutboxConfig, OutboxError};
pub use worker::Report;
