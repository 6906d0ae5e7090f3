//! Alerts: raised by the program, settled by a person.

use serde_json::Value;

use crate::law::Text;

use super::super::event::Event;
use super::super::ids::AlertId;
use super::super::parts::{SettlementOutcome, Severity};
use super::super::refusal::Refused;
use super::super::state::Claim;
use super::findings;

/// The finding that a deadline has passed. Its evidence names the deadline and its state.
pub const OVERDUE: &str = "overdue";

/// Raises an alert, unless the same finding is open already.
pub(super) fn raise(claim: &Claim, kind: &str, severity: Severity, evidence: &Value) -> Vec<Event> {
    let known = claim.open_alerts().any(|alert| alert.kind == kind && alert.evidence == *evidence);
    if known {
        return Vec::new();
    }
    vec![findings::alert(claim.id, claim.version + 1, kind, severity, evidence.clone())]
}

/// A person settles an alert, with words.
pub(super) fn settle(
    claim: &Claim,
    id: AlertId,
    outcome: SettlementOutcome,
    note: &str,
) -> Result<Vec<Event>, Refused> {
    let alert = claim.alert(id).ok_or(Refused::Unknown { what: "alert" })?;
    if alert.settled.is_some() {
        return Err(Refused::rule(
            "alert_settled",
            Text::new("Peringatan ini sudah diselesaikan.", "This alert has been settled already."),
            "office",
            Text::new("Tidak ada yang perlu dilakukan.", "There is nothing to do."),
        ));
    }
    let note = super::inputs::words("note", note, 2000)?;
    Ok(vec![Event::AlertSettled { alert: id, outcome, note }])
}
