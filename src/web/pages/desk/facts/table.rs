//! A table of answers: a group of fields for every row, two empty rows behind those that are filled.

use std::collections::BTreeMap;

use crate::workflow::{ColumnSpec, FactName, FactSpec, columns_in_order};

use super::super::super::field::FieldView;
use super::page::MORE;
use super::question::{Asking, cell};
use super::typed::{cell_name, rows_name, rows_sent};

/// Empty rows behind the filled ones.
const SPARE_ROWS: usize = 2;

/// A table of the form.
pub(super) struct TableView {
    /// Its name.
    pub(super) name: String,
    /// The question.
    pub(super) label: String,
    /// What helps to fill it in.
    pub(super) help: Option<String>,
    /// What is wrong with what was typed, with the number of the row.
    pub(super) wrong: Option<String>,
    /// Whether an answer is expected where the claim is now.
    pub(super) required: bool,
    /// The rows.
    pub(super) rows: Vec<RowView>,
    /// The name of the hidden box that says how many rows there are.
    pub(super) count: String,
    /// Whether one more row may be asked for.
    pub(super) more: bool,
    /// That no more rows may be, when it is full.
    pub(super) full: Option<String>,
}

/// A row.
pub(super) struct RowView {
    /// `Baris 2`.
    pub(super) title: String,
    /// Its cells, in the order people read them.
    pub(super) cells: Vec<FieldView>,
}

impl TableView {
    /// What describes the table to a reader's program: its help and what is wrong.
    pub(super) fn described_by(&self) -> String {
        let help = self.help.as_ref().map(|_| format!("{}-help", self.name));
        let wrong = self.wrong.as_ref().map(|_| format!("{}-wrong", self.name));
        help.into_iter().chain(wrong).collect::<Vec<_>>().join(" ")
    }
}

/// A table with what was typed, else with the answers that are known.
pub(super) fn table(
    asking: &Asking<'_>,
    name: &FactName,
    spec: &FactSpec,
    columns: &BTreeMap<FactName, ColumnSpec>,
    rows_max: u32,
) -> TableView {
    let (words, sent) = (asking.words, asking.sent);
    let most = usize::try_from(rows_max).unwrap_or(usize::MAX);
    let filled = rows_sent(name.as_str(), columns, sent).len();
    let before: usize = sent.get(&rows_name(name.as_str())).and_then(|count| count.parse().ok()).unwrap_or(0);
    let one_more = usize::from(sent.filled(MORE) == Some(name.as_str()));
    let rows = (filled + SPARE_ROWS).max(before.min(most) + one_more).min(most);
    let columns = columns_in_order(columns);
    let row = |at: usize| RowView {
        title: words.t1("fact-row", "number", at + 1),
        cells: columns.iter().map(|(column, spec)| column_cell(asking, name, at, column, spec)).collect(),
    };
    TableView {
        label: words.of_text(&spec.title),
        help: spec.help.as_ref().map(|help| words.of_text(help)),
        wrong: asking.problems.at(name.as_str(), words),
        required: spec.required_in.contains(&asking.case.claim.state),
        rows: (0..rows).map(row).collect(),
        count: rows_name(name.as_str()),
        more: rows < most,
        full: (rows >= most).then(|| words.t1("fact-rows-full", "count", rows_max)),
        name: name.to_string(),
    }
}

fn column_cell(asking: &Asking<'_>, name: &FactName, at: usize, column: &FactName, spec: &ColumnSpec) -> FieldView {
    let words = asking.words;
    let field = cell(asking, &cell_name(name.as_str(), at, column), words.of_text(&spec.title), &spec.kind, true);
    let field = match &spec.help {
        Some(help) => field.help(words.of_text(help)),
        None => field,
    };
    field.required_if(!spec.optional)
}
