//! The files the book is bound from.

use thiserror::Error;

/// One file: its path, shown in errors, and its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LawFile<'a> {
    /// Path inside the repository.
    pub path: &'a str,
    /// Content.
    pub text: &'a str,
}

/// Why the law book cannot be bound. Each names the file, so that an editor of the data finds the place.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LawError {
    /// The file is not readable as a table of law.
    #[error("{file}: {cause}")]
    Unreadable {
        /// The file.
        file: String,
        /// Cause, with line and column where known.
        cause: String,
    },
    /// The file is readable and its rules make no sense.
    #[error("{file}: {cause}")]
    Senseless {
        /// The file.
        file: String,
        /// What is wrong.
        cause: String,
    },
    /// No file holds this table.
    #[error("no file of law holds the table `{0}`")]
    Missing(&'static str),
    /// Two versions of a table collide.
    #[error("{0}")]
    Collision(String),
}

macro_rules! embed {
    ($($name:literal),+ $(,)?) => {
        [$(LawFile {
            path: concat!("workflows/law/", $name),
            text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/workflows/law/", $name)),
        }),+]
    };
}

/// The files inside the binary.
pub(super) const EMBEDDED: [LawFile<'static>; 13] = embed![
    "calendar.yaml",
    "holidays.csv",
    "coverage-2015.yaml",
    "coverage-2025.yaml",
    "benefit-death-2015.yaml",
    "benefit-death-2019.yaml",
    "benefit-jkk-2019.yaml",
    "disability-2015.yaml",
    "scholarship-2019.yaml",
    "scholarship-2025.yaml",
    "income-bands-2015.yaml",
    "heirs-jkk-jkm.yaml",
    "heirs-jasa-raharja.yaml",
];
