//! What is answered about scholarships.

use serde::{Deserialize, Serialize};

use super::{PaidYear, SchoolLevel};
use crate::law::{Confidence, LawRefusal, LawVersion, Line, Rupiah};

/// Scholarships of all children. A ceiling, marked as estimate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scholarship {
    /// Of all children.
    pub total: Rupiah,
    /// Child by child.
    pub children: Vec<ScholarshipChild>,
    /// The article.
    pub law: String,
    /// How sure. Never high, because the children's years to come are estimated.
    pub confidence: Confidence,
}

/// The scholarship of one child.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScholarshipChild {
    /// Name, when it was given.
    pub name: Option<String>,
    /// Of all years.
    pub total: Rupiah,
    /// Level by level.
    pub years: Vec<ScholarshipYears>,
}

/// The years of one level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScholarshipYears {
    /// Level of school.
    pub level: SchoolLevel,
    /// How many school years.
    pub years: u32,
    /// Paid for each.
    pub per_year: Rupiah,
}

/// What is due of the school years that were claimed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearsAnswer {
    /// One line for each year that is due, in the order of the years.
    pub lines: Vec<Line>,
    /// Which years those are, one for each line: what to record as paid.
    pub due: Vec<PaidYear>,
    /// Sum of the lines.
    pub total: Rupiah,
    /// Each year that is not due, by which rule.
    pub refusals: Vec<LawRefusal>,
    /// The tables that decided.
    pub law_versions: Vec<LawVersion>,
}
