//! The system's quiet words: events that it writes by itself and that change nothing of what a person has before them.
//!
//! A reminder that was sent, or a deadline that has passed, raises a claim's version like everything else. A form that
//! somebody is filling in at that moment is still about the same claim.

use crate::claim::{Actor, Claim, Event};
use crate::store::queries;

use super::super::context::Desk;
use super::super::error::DeskError;

/// Findings that say only that time has passed.
const QUIET_ALERTS: [&str; 3] = ["overdue", "call_overdue", "calendar_missing"];

/// Events that are looked at; who is further behind looks at the claim anew.
const EVENTS_MAX: i64 = 100;

impl Desk {
    /// Whether nothing but quiet words was added to a claim behind a version.
    pub(super) async fn only_quiet_since(&self, claim: &Claim, version: i64) -> Result<bool, DeskError> {
        let behind = claim.version - version;
        if version < 1 || !(1..=EVENTS_MAX).contains(&behind) {
            return Ok(false);
        }
        let id = claim.id.0;
        let events = self.store().read(move |db| queries::events_of(db, id, version, EVENTS_MAX)).await?;
        let system = Actor::system().reference();
        for event in &events {
            if event.actor != system.0 || !is_quiet(&Event::decode(&event.opened()?)?) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn is_quiet(event: &Event) -> bool {
    match event {
        Event::RungFired { .. } => true,
        Event::AlertRaised { kind, .. } => QUIET_ALERTS.contains(&kind.as_str()),
        _ => false,
    }
}
