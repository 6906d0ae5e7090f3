//! Letters by e-mail: what one is made of, where it goes, and what a returned one says.
//!
//! Pure: no network, no clock, no database. Moments and ids come in with the letter, and the same letter is the same
//! bytes, so that a repeat can be recognised as one. Who sends, retries and believes what is the outbox's and the
//! desk's business. Absent on purpose: signatures (DKIM), which belong in the relay, and attachments.

mod address;
pub mod bounce;
mod message;
mod route;
mod words;

#[cfg(test)]
mod tests;

pub use address::{Address, AddressError, EmailAddress};
pub use message::{MailError, OutgoingMail, Sender, build, message_id};
pub use route::{LogIn, Route, RouteError, SmtpServer, Tls};
pub use words::without_addresses;
