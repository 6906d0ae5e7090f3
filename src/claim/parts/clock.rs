//! What happened to the clock of a claim's state: when it stood still, and what time was added.

use serde::{Deserialize, Serialize};

use crate::law::clock::{Extension, Suspension};

/// The ledger of the running clock. It begins empty with each state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockLedger {
    /// When it stood still, and why, oldest first; the last may still run.
    pub suspensions: Vec<Suspension>,
    /// What time was added, oldest first.
    pub extensions: Vec<Extension>,
}

impl ClockLedger {
    /// Whether nothing has happened to the clock.
    pub fn is_empty(&self) -> bool {
        self.suspensions.is_empty() && self.extensions.is_empty()
    }

    /// Whether the clock stands still now.
    pub fn stands_still(&self) -> bool {
        self.suspensions.iter().any(|suspension| suspension.until.is_none())
    }
}
