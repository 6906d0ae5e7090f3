//! The months that were paid for.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::law::Month;

/// The months that were paid for: from the first to the last, without the gaps between them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// First paid month.
    pub from: Month,
    /// Last paid month.
    pub paid_through: Month,
    /// Months in between that were not paid.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<Month>,
}

impl Membership {
    /// Every month from the first to the last was paid.
    pub fn without_gaps(from: Month, paid_through: Month) -> Self {
        Self { from, paid_through, gaps: Vec::new() }
    }

    /// How many months were paid up to and including `through`.
    pub fn paid_months(&self, through: Month) -> u32 {
        let last = self.paid_through.min(through);
        let gaps: BTreeSet<Month> = self.gaps.iter().copied().filter(|gap| (self.from..=last).contains(gap)).collect();
        let months = u32::try_from(self.from.months_until(last) + 1).unwrap_or(0);
        months.saturating_sub(u32::try_from(gaps.len()).unwrap_or(u32::MAX))
    }

    /// The last paid month up to and including `at`. `None` when nothing was paid until then.
    pub fn last_paid(&self, at: Month) -> Option<Month> {
        let last = self.paid_through.min(at);
        let steps = i32::try_from(self.gaps.len()).unwrap_or(i32::MAX);
        // Each step back passes one gap, so that more steps than gaps are never needed.
        (0..=steps)
            .map(|back| last.plus(-back))
            .take_while(|month| *month >= self.from)
            .find(|month| !self.gaps.contains(month))
    }
}
