//! Facts: what is known about the insured event, typed and labelled by the procedure.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::law::Text;

use super::names::StateName;

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
    /// For [`FactKind::Text`] and [`FactKind::Choice`].
    Text(String),
}
