//! What people read, and how it is shown to them: words in two languages from the Fluent files under `texts/`, and
//! dates, moments, money and numbers as each language writes them. Pages and letters both speak through this room, so
//! that a date or a masked account looks the same on a screen and in a mail. Pure, but for a warning in the log where
//! words are missing.

mod fluent;
mod office;
pub mod shown;

#[cfg(test)]
mod tests;

pub use fluent::Words;
pub use office::OfficeContact;
