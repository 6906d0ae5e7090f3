//! What is answered when a request cannot be computed, or the law says no.

use serde::{Deserialize, Serialize};

use crate::law::Text;

/// One thing wrong with one field of a request. All are collected, so that the sender sees every one at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// Path of the field in the request, such as `membership.from` or `relatives[2].parents[0]`.
    pub field: String,
    /// Stable code for programs.
    pub code: String,
    /// What is wrong and what to do.
    pub message: Text,
}

impl FieldError {
    /// An error of one field.
    pub fn new(field: impl Into<String>, code: &str, message: Text) -> Self {
        Self { field: field.into(), code: code.to_owned(), message }
    }
}

/// A "no" of the law: which rule, in the reader's words, where it stands, and what would turn it into a "yes".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LawRefusal {
    /// Stable code of the rule.
    pub rule: String,
    /// What the rule says about this case.
    pub message: Text,
    /// The article.
    pub law: String,
    /// What can be done about it.
    pub remedy: Text,
}
