//! Letters leave the house: to a mail server, or into a folder.
//!
//! One call, one attempt, one letter, with a patience that ends it; whether and when it is tried again is the
//! worker's. Taken by a server is not read by a person: what a server says later comes back as a bounce.

mod folder;
mod refusal;
mod send;
mod smtp;

#[cfg(test)]
mod tests;

pub use folder::MailFolder;
pub use send::{FailureKind, MAIL_PATIENCE, MailerError, SendFailure, SendMail, mailer};
pub use smtp::SmtpMailer;
