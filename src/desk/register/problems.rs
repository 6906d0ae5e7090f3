//! What is wrong with a row, and what a person should look at.

use super::columns::Column;
use crate::law::Text;

/// What was found in one row, each with its column.
#[derive(Default)]
pub(super) struct Problems {
    /// Why the row is left out.
    pub(super) refused: Vec<(&'static str, Text)>,
    /// What a person should look at.
    pub(super) warnings: Vec<(&'static str, Text)>,
    /// Columns whose cell is an error of a formula.
    errors: Vec<&'static str>,
}

impl Problems {
    /// Of a cell that is an error of a formula, nothing else need be said.
    pub(super) fn refuse(&mut self, column: Column, reason: Text) {
        if !self.errors.contains(&column.name) {
            self.refused.push((column.name, reason));
        }
    }

    /// The same, for an error of a formula.
    pub(super) fn refuse_error(&mut self, column: Column, reason: Text) {
        self.refuse(column, reason);
        self.errors.push(column.name);
    }

    /// The value, or a reason to refuse the row.
    pub(super) fn keep<T>(&mut self, column: Column, read: Result<T, Text>) -> Option<T> {
        read.map_err(|reason| self.refuse(column, reason)).ok()
    }

    /// The value if there is one, or a reason to refuse the row.
    pub(super) fn maybe<T>(&mut self, column: Column, read: Result<Option<T>, Text>) -> Option<T> {
        self.keep(column, read).flatten()
    }

    /// The value, or a warning and nothing.
    pub(super) fn note<T>(&mut self, column: Column, read: Result<Option<T>, Text>) -> Option<T> {
        let wrong = |message| {
            if !self.errors.contains(&column.name) {
                self.warnings.push((column.name, message));
            }
        };
        read.map_err(wrong).ok().flatten()
    }
}
