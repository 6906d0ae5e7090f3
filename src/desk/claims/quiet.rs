//! Quiet words: events that change nothing of what a member of staff has before them.
//!
//! A reminder that was sent, a deadline that has passed, or that somebody of the family wants fewer letters raises a claim's
//! version like everything else. A form that somebody is filling in at that moment is still about the same claim.

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
            let by_system = event.actor == system.0;
            if !is_quiet(&Event::decode(&event.opened()?)?, by_system) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn is_quiet(event: &Event, by_system: bool) -> bool {
    match event {
        // Which letters somebody wants is theirs to say at any time, and no form asks for it.
        Event::LettersChosen { .. } => true,
        Event::RungFired { .. } => by_system,
        Event::AlertRaised { kind, .. } => by_system && QUIET_ALERTS.contains(&kind.as_str()),
        _ => false,
    }
}
