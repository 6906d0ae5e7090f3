//! What fires: the rungs of deadlines, or their ends.

use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use santun::desk::Desk;

use crate::copies::Copies;

/// Deadlines that are read, and updated by bare SQL, at a time.
pub(crate) const CHUNK: i64 = 500;

/// What is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A rung of each: a reminder is written.
    Rungs,
    /// The end of each: an alert is raised.
    Ends,
}

impl Kind {
    pub(crate) const ALL: [Self; 2] = [Self::Rungs, Self::Ends];

    /// As the report calls them.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Rungs => "rungs",
            Self::Ends => "ends",
        }
    }

    /// The moment at which they are due.
    pub(crate) fn moment(self, copies: &Copies) -> DateTime<Utc> {
        match self {
            Self::Rungs => copies.rung_at,
            Self::Ends => copies.end_at,
        }
    }

    /// Lets the desk fire all that are due; how many did, and in what time.
    pub(crate) async fn fire(self, desk: &Desk) -> (u64, Duration) {
        let begun = Instant::now();
        let (fired, failed) = match self {
            Self::Rungs => {
                let done = desk.fire_due_rungs(CHUNK).await.unwrap();
                (done.fired, done.failed)
            }
            Self::Ends => {
                let done = desk.fire_due_deadlines(CHUNK).await.unwrap();
                (done.fired, done.failed)
            }
        };
        assert_eq!(failed, 0, "every one of the {} can be fired", self.name());
        (fired, begun.elapsed())
    }
}
