//! What happened to the clock of a claim's state: when it stood still, and what time was added.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::law::clock::{Extension, Suspension, jakarta_date};

/// Days after which a stop is reviewed for which no day was set.
const REVIEW_DAYS: u64 = 30;

/// The ledger of the running clock. It begins empty with each state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockLedger {
    /// When it stood still, and why, oldest first; the last may still run.
    pub suspensions: Vec<Suspension>,
    /// What time was added, oldest first.
    pub extensions: Vec<Extension>,
    /// When the stop that lasts is reviewed, where a day was set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_on: Option<NaiveDate>,
}

impl ClockLedger {
    /// Whether nothing has happened to the clock.
    pub fn is_empty(&self) -> bool {
        self.suspensions.is_empty() && self.extensions.is_empty()
    }

    /// Whether the clock stands still now.
    pub fn stands_still(&self) -> bool {
        self.lasting_stop().is_some()
    }

    /// The stop that lasts.
    pub fn lasting_stop(&self) -> Option<&Suspension> {
        self.suspensions.iter().find(|suspension| suspension.until.is_none())
    }

    /// The day on which a supervisor is asked whether the clock shall still stand; none while it runs.
    pub fn reviewed_on(&self) -> Option<NaiveDate> {
        let since = jakarta_date(self.lasting_stop()?.from);
        self.review_on.or_else(|| since.checked_add_days(Days::new(REVIEW_DAYS)))
    }
}
