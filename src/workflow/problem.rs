//! What is wrong with a workflow file, and where.

use std::fmt;

use serde::Serialize;

/// One thing that is wrong with a workflow file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    /// The file's name as the caller gave it.
    pub file: String,
    /// Its line, from 1; 0 when the problem is of the file as a whole.
    pub line: usize,
    /// Its column in characters, from 1; 0 when the problem is of the file as a whole.
    pub column: usize,
    /// The kind of the problem, stable for programs (`state_unreachable`).
    pub code: &'static str,
    /// What is wrong, for the person who writes the file.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)
    }
}
