//! One dated table of law, and the versions of it.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::law::Confidence;

/// A file of law: where it comes from, when it began, and its rules.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LawTable<T> {
    /// Name shared by all versions of the table.
    pub name: String,
    /// Version, counted from 1.
    pub version: u32,
    /// First date of an insured event it decides.
    pub effective_from: NaiveDate,
    /// The regulation.
    pub law: String,
    /// The regulation that decided events before the first version, which we do not have as data.
    #[serde(default)]
    pub before: Option<String>,
    /// Where the facts were read.
    pub source: String,
    /// How sure the table is as a whole.
    pub confidence: Confidence,
    /// What is not sure, fact by fact.
    #[serde(default)]
    pub notes: Vec<String>,
    /// The rules themselves.
    pub rules: T,
}

/// All versions of one table, in order of their first date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versions<T> {
    tables: Vec<LawTable<T>>,
}

impl<T> Versions<T> {
    /// The versions in order, or the sentence that says which two collide: a later date must have a higher version.
    pub(super) fn new(mut tables: Vec<LawTable<T>>) -> Result<Self, String> {
        tables.sort_by_key(|table| table.effective_from);
        for pair in tables.windows(2) {
            let [earlier, later] = pair else { continue };
            if earlier.effective_from == later.effective_from || earlier.version >= later.version {
                return Err(format!(
                    "`{}` version {} (from {}) does not follow version {} (from {})",
                    later.name, later.version, later.effective_from, earlier.version, earlier.effective_from
                ));
            }
        }
        Ok(Self { tables })
    }

    /// The version that decides an event of that date. `None` before the first.
    pub fn in_force(&self, date: NaiveDate) -> Option<&LawTable<T>> {
        self.tables.iter().rev().find(|table| table.effective_from <= date)
    }

    /// The regulation that decided events before the first version.
    pub fn law_before(&self) -> &str {
        self.tables.first().and_then(|table| table.before.as_deref()).unwrap_or_default()
    }

    /// The first date that any version decides.
    pub fn first_date(&self) -> Option<NaiveDate> {
        self.tables.first().map(|table| table.effective_from)
    }

    /// Every version, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &LawTable<T>> {
        self.tables.iter()
    }
}
