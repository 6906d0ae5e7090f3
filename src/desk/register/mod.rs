//! Reads the register of participants (daftar peserta) that an office sends as a file.
//!
//! Offices send what their spreadsheet wrote: other delimiters, other dates, another encoding, numbers that
//! lost digits. What can be read without doubt is read; what cannot is refused with the line of the file, the
//! column, and what to do, all problems of a row at once. A workbook (XLSX) comes to the same rows and problems as
//! the same table in CSV; its lines are the rows of the sheet. Nothing here touches a database, and nothing is
//! corrected by guessing.

mod amount;
mod archive;
mod bytes;
mod cell;
mod columns;
mod error;
mod fields;
mod moment;
mod parse;
mod problems;
mod rounding;
mod row;
mod sheet;
mod table;
mod workbook;

#[cfg(test)]
mod tests;

pub use error::RegisterError;
pub use parse::parse_register;
pub use row::{ParsedRegister, RefusedRow, RegisterRow, RowWarning};
