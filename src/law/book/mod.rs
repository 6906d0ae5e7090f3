//! The law book: every dated table, read once from its files and checked. The date of the insured event chooses
//! the version; nothing in the book is ever looked up by today's date.

mod files;
mod law_book;
mod table;

#[cfg(test)]
mod tests;

pub use files::{LawError, LawFile};
pub use law_book::{LawBook, LawSource, LawVersion};
pub use table::{LawTable, Versions};
