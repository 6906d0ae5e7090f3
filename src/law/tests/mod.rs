//! Cases that a claims officer can read, from `tests/law/`, and properties of the whole of the law.

mod boundaries;
mod golden;
mod properties;
mod table;
