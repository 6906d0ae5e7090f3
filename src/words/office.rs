//! Whom to ask.

use crate::law::Text;

/// How the office is reached; the same on every page (WCAG 3.2.6) and in every letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfficeContact {
    /// Its name.
    pub name: String,
    /// Its telephone.
    pub phone: Option<String>,
    /// When somebody answers, in both languages.
    pub hours: Text,
}
