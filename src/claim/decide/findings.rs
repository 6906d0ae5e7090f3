//! What the program finds while deciding: alerts, with their evidence.

use chrono::Datelike as _;
use serde_json::{Value, json};

use crate::law::clock::jakarta_date;

use super::super::actor::Actor;
use super::super::apply::apply;
use super::super::consequences::{Effect, consequences};
use super::super::event::{Event, Recorded};
use super::super::ids::{AlertId, ClaimId};
use super::super::parts::Severity;
use super::super::situation::Situation;
use super::super::state::Claim;

/// The event that raises an alert as event `seq` of the claim.
pub(super) fn alert(claim: ClaimId, seq: i64, kind: &str, severity: Severity, evidence: Value) -> Event {
    Event::AlertRaised {
        alert: AlertId(claim.derive(&format!("alert/{kind}"), seq)),
        kind: kind.to_owned(),
        severity,
        evidence,
    }
}

/// The alert, once for a claim and year, that a clock which these events start counts working days of a year whose
/// holidays are not known: its end may be too early.
pub(super) fn calendar_missing(
    situation: &Situation<'_>,
    claim: &Claim,
    actor: &Actor,
    events: &[Event],
) -> Option<Event> {
    let moves = events.iter().any(|event| matches!(event, Event::ClaimOpened(_) | Event::ActionTaken(_)));
    if !moves {
        return None;
    }
    let at = situation.now;
    let recorded: Vec<Recorded> = (claim.version + 1..)
        .zip(events)
        .map(|(seq, event)| Recorded { seq, at, actor: actor.reference(), event: event.clone() })
        .collect();
    let after = recorded.iter().fold(claim.clone(), apply);
    let clock = consequences(situation, &after, &recorded).into_iter().find_map(|effect| match effect {
        Effect::StartClock(clock) if clock.calendar_missing => Some(clock),
        _ => None,
    })?;
    let evidence = json!({ "year": jakarta_date(clock.due_at).year() });
    let known = claim.alerts.iter().any(|alert| alert.kind == "calendar_missing" && alert.evidence == evidence);
    (!known).then(|| alert(claim.id, after.version + 1, "calendar_missing", Severity::Info, evidence))
}
