//! The rules of coverage as the data file states them.

use serde::Deserialize;

use crate::law::{Confidence, Segment};

/// Rules of coverage (kepesertaan).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoverageRules {
    /// Arrears of those without an employer.
    pub bpu: ArrearsRule,
    /// Arrears of wage earners.
    pub pu: ArrearsRule,
    /// How long a membership must be for the full death benefit; absent when the first day is enough.
    #[serde(default)]
    pub jkm_membership: Option<JkmMembershipRule>,
}

/// How long coverage outlives the last paid month (masa tenggang).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArrearsRule {
    /// Months after the last paid month.
    pub grace_months: u32,
    /// The article.
    pub law: String,
    /// How sure.
    pub confidence: Confidence,
}

/// How many paid months earn the full death benefit.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JkmMembershipRule {
    /// Whom the rule binds.
    pub segments: Vec<Segment>,
    /// From this many paid months on, the full benefit.
    pub full_from_months: u32,
    /// Up to this many, the funeral cost only. What lies between the two is open.
    pub funeral_only_up_to_months: u32,
    /// The article.
    pub law: String,
    /// How sure, outside the open months.
    pub confidence: Confidence,
}

impl CoverageRules {
    /// The rule of arrears of one segment.
    pub fn arrears(&self, segment: Segment) -> &ArrearsRule {
        match segment {
            Segment::Bpu => &self.bpu,
            Segment::Pu => &self.pu,
        }
    }

    /// Says in a sentence what makes no sense.
    pub(in crate::law) fn check(&self) -> Result<(), String> {
        match &self.jkm_membership {
            Some(rule) if rule.full_from_months <= rule.funeral_only_up_to_months => Err(format!(
                "full_from_months ({}) must be more than funeral_only_up_to_months ({})",
                rule.full_from_months, rule.funeral_only_up_to_months
            )),
            _ => Ok(()),
        }
    }
}
