//! Reads the register of participants (daftar peserta) that an office sends as a file.
//!
//! Offices send what their spreadsheet wrote: other delimiters, other dates, another encoding, numbers that
//! lost digits. What can be read without doubt is read; what cannot is refused with the line of the file, the
//! column, and what to do, all problems of a row at once. Nothing here touches a database, and nothing is
//! corrected by guessing.

mod amount;
mod bytes;
mod columns;
mod error;
mod fields;
mod moment;
mod parse;
mod row;
mod table;

#[cfg(test)]
mod tests;

pub use error::RegisterError;
pub use parse::parse_register;
pub use row::{ParsedRegister, RefusedRow, RegisterRow, RowWarning};
