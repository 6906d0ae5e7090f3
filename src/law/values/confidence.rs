//! How sure we are of a fact of law.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How well a rule or an amount is known. Data files carry one per fact, answers carry it to the reader.
///
/// Ordered from sure to open, so that the least sure of several facts is their maximum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Read in the source, or confirmed by published cases.
    #[default]
    High,
    /// Practice, or a text that was not read again. An officer should confirm it.
    Medium,
    /// Remembered or deduced.
    Low,
    /// The law leaves it open: the insurer or a court decides.
    Open,
}
