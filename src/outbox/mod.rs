//! At-least-once delivery: hand-overs to the insurer, claims that other claims asked for, and the way of letters.
//!
//! A step, not a loop: [`Outbox::run_once`] takes what is due and settles it; `jobs` says when to look. Work is held
//! by lease, so a worker that dies loses nothing. No transaction is open while a server is being talked to.

mod address;
mod config;
mod insurer;
mod letters;
mod mailer;
mod retry;
mod worker;

#[cfg(test)]
mod tests;

pub use config::{Outbox, OutboxConfig, OutboxError};
pub use insurer::{PostFailure, PostHandOver};
pub use mailer::{FailureKind, MAIL_PATIENCE, MailFolder, MailerError, SendFailure, SendMail, SmtpMailer, mailer};
pub use retry::{MAIL_ATTEMPTS_MAX, mail_wait};
pub use worker::Report;
