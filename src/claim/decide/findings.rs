//! What the program finds while deciding: alerts, with their evidence.

use serde_json::Value;

use super::super::event::Event;
use super::super::ids::{AlertId, ClaimId};
use super::super::parts::Severity;

/// The event that raises an alert as event `seq` of the claim.
pub(super) fn alert(claim: ClaimId, seq: i64, kind: &str, severity: Severity, evidence: Value) -> Event {
    Event::AlertRaised {
        alert: AlertId(claim.derive(&format!("alert/{kind}"), seq)),
        kind: kind.to_owned(),
        severity,
        evidence,
    }
}
