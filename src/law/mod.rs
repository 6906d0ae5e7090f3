//! The law as values and pure functions. Amounts, orders and limits come from dated, cited files under
//! `workflows/law/`; nothing here reads a clock, a file or a database.

mod text;

pub use text::{Language, Text};
