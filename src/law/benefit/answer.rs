//! What is answered: the public answer of a benefit estimate.

use serde::{Deserialize, Serialize};

use crate::law::scholarship::Scholarship;
use crate::law::{Confidence, Coverage, LawRefusal, LawVersion, Rupiah, Text};

/// The benefit as the law of the day gives it. Also what a claim stores when it is assessed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Estimate {
    /// Whether the event is insured.
    pub covered: bool,
    /// Why, and under which conditions.
    pub coverage: Coverage,
    /// The amounts. Empty when nothing is earned or could not be computed.
    pub lines: Vec<Line>,
    /// Sum of the lines. Leaves the scholarship out, which is paid year by year.
    pub total: Rupiah,
    /// The higher sum, when the law leaves open whether it is due.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub alternative_total: Option<Rupiah>,
    /// Scholarships of the children; `null` when none are earned.
    pub scholarship: Option<Scholarship>,
    /// What is not given, by which rule.
    pub refusals: Vec<LawRefusal>,
    /// The tables that decided, to be recorded with a stored benefit.
    pub law_versions: Vec<LawVersion>,
}

/// One amount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What it is for.
    pub code: LineCode,
    /// How much.
    pub amount: Rupiah,
    /// How it was computed, for people.
    pub formula: Text,
    /// The article.
    pub law: String,
    /// How sure.
    pub confidence: Confidence,
}

/// Kinds of amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineCode {
    /// Death benefit (santunan kematian).
    DeathLumpSum,
    /// Periodic benefit, paid at once (santunan berkala).
    Periodic,
    /// Funeral cost (biaya pemakaman).
    Funeral,
    /// Disability benefit (santunan cacat).
    DisabilityLumpSum,
    /// Temporary incapacity to work (STMB).
    TemporaryIncapacity,
    /// Medical care.
    Medical,
    /// Transport to hospital or home.
    Transport,
    /// Orthoses, prostheses and medical rehabilitation.
    Rehabilitation,
    /// Scholarship of one child for one school year (beasiswa). Never part of an estimate's total.
    Scholarship,
}
