//! Facts: what is known about the insured event, typed and labelled by the procedure.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::law::Text;

use super::names::{FactName, StateName};

/// The type of a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FactKind {
    /// `true` or `false`.
    Boolean,
    /// A whole number within bounds.
    Integer {
        /// Smallest value allowed.
        min: i64,
        /// Greatest value allowed.
        max: i64,
    },
    /// Whole rupiah, not negative.
    Money,
    /// A date in Asia/Jakarta.
    Date,
    /// Free words, at most `max` characters.
    Text {
        /// Greatest length in characters.
        max: u32,
    },
    /// One of the named options, each with its label.
    Choice(BTreeMap<String, Text>),
    /// A row of the law's table of disabilities (cacat), by its code; the law of the event's day names the rows.
    DisabilityCode,
    /// A school year (tahun ajaran), as `2026/2027`.
    SchoolYear,
    /// Rows of the same columns, in the order they were written.
    Table {
        /// The columns, by name.
        columns: BTreeMap<FactName, ColumnSpec>,
        /// How many rows at most.
        rows: u32,
    },
}

/// A column of a table of answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ColumnSpec {
    /// Its label.
    pub title: Text,
    /// What belongs in it, for the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Text>,
    /// Its type; no table within a table.
    pub kind: FactKind,
    /// Whether it may be left empty.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
    /// Where it stands in the row, 1 first; columns without a place come last, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<u32>,
}

/// The columns of a table in the order in which people read them.
pub fn columns_in_order(columns: &BTreeMap<FactName, ColumnSpec>) -> Vec<(&FactName, &ColumnSpec)> {
    let mut all: Vec<_> = columns.iter().collect();
    all.sort_by_key(|(_, column)| column.place.unwrap_or(u32::MAX));
    all
}

/// A fact that a procedure asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FactSpec {
    /// The question's label.
    pub title: Text,
    /// Why it is asked, for the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Text>,
    /// Its type.
    pub kind: FactKind,
    /// The states in which an answer is expected; empty when it never is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub required_in: Vec<StateName>,
    /// Whether the stored benefit depends on it: a change after the assessment sends the claim back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub affects_benefit: bool,
}

/// The value of a fact, of the type its specification names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum FactValue {
    /// For [`FactKind::Boolean`].
    Boolean(bool),
    /// For [`FactKind::Integer`] and [`FactKind::Money`].
    Integer(i64),
    /// For [`FactKind::Date`].
    Date(NaiveDate),
    /// For [`FactKind::Text`], [`FactKind::Choice`], [`FactKind::DisabilityCode`] and [`FactKind::SchoolYear`].
    Text(String),
    /// For [`FactKind::Table`]: row by row, without the columns that were left empty.
    Table(Vec<BTreeMap<FactName, FactValue>>),
}
