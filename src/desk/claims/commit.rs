//! A decision as one change of the ledger: events, the claim's row, clocks, deliveries, files, alerts, the answer.

use chrono::{DateTime, Utc};

use crate::claim::{self, Claim, Document, DocumentStatus, Effect, Event, Link, Recorded, Situation};
use crate::store::ledger::{Access, Change, ClaimRow, NewAlert, NewDelivery, NewEvent, NewFile, SettledAlert};
use crate::store::queries::StoredLink;
use crate::workflow::{Procedure, UniquePer};

use super::super::answers::{Answer, IdempotencyKey};
use super::super::context::Desk;
use super::super::error::DeskError;
use super::super::hand_over;
use super::change::{Extra, moved};
use super::clock_rows;
use super::decision::Decided;
use super::load::Loaded;

/// The outbox kind of a hand-over to the insurer.
pub const HAND_OVER: &str = "hand_over";
/// The outbox kind of an answer of the insurer that fits no claim.
pub const INSURER_ANSWER: &str = "insurer_answer";
/// What is kept of an answer that took a step.
const MOVED: &str = "moved";
/// The outbox kind of a linked claim that is to be opened.
pub const OPEN_CLAIM: &str = "open_claim";

impl Desk {
    /// The change that a decision on a loaded claim makes, with what is committed beside it.
    pub(super) fn as_change(
        &self,
        loaded: &Loaded,
        decided: &Decided,
        answer: &Answer,
        key: Option<&IdempotencyKey>,
        extra: &Extra,
    ) -> Result<Change, DeskError> {
        let Decided { recorded, after, effects, now, .. } = decided;
        let procedure = self.procedure_of(after)?;
        let situation = self.situation_after(loaded, after, *now)?;
        let next = clock_rows::nearest(&situation, loaded, after, effects);
        let row = row(after, procedure, &loaded.participant.name, next)?;
        let mut change = Change::new(after.id.0, loaded.claim.version, new_events(recorded)?, row);
        (change.alerts_raised, change.alerts_settled) = alerts(recorded)?;
        self.add_effects(&mut change, loaded, decided, &situation)?;
        change.answer = key.map(|key| key.save(answer, *now)).transpose()?;
        change.finish_deliveries.extend(extra.delivered);
        change.dead_deliveries.extend(extra.dead.clone());
        change.fire_deadlines.extend(extra.fires.then_some(extra.due.as_ref()).flatten().map(|due| due.id));
        change.fire_rungs.extend(extra.rungs.iter().cloned());
        change.calls_made.clone_from(&extra.calls_made);
        extra.letters.add_to(&mut change);
        change.inbound.clone_from(&extra.inbound);
        if let Some(inbound) = change.inbound.as_mut().filter(|_| moved(recorded)) {
            MOVED.clone_into(&mut inbound.result);
        }
        change.files.extend(received_file(recorded, extra));
        change.files.extend(carried_files(recorded)?);
        change.access = access(after, recorded, extra);
        Ok(change)
    }

    fn add_effects(
        &self,
        change: &mut Change,
        loaded: &Loaded,
        decided: &Decided,
        situation: &Situation<'_>,
    ) -> Result<(), DeskError> {
        let (after, now) = (&decided.after, decided.now);
        for effect in &decided.effects {
            match effect {
                Effect::StopClocks => change.cancel_deadlines = true,
                Effect::StartClock(clock) => {
                    if clock.calendar_missing {
                        tracing::warn!(deadline = %clock.name, due = %clock.due_at, "calendar_missing: only weekends were left out");
                        metrics::counter!("santun_calendar_missing_total").increment(1);
                    }
                    change.arm.push(clock_rows::started(self.new_id(), clock)?);
                }
                Effect::MoveClock => {
                    let reading = clock_rows::moved_reading(situation, loaded, after);
                    if let Some((row, reading)) = clock_rows::running(loaded, after).zip(reading) {
                        change.move_deadlines = vec![clock_rows::moved(row, &reading, &[])?];
                    }
                }
                Effect::RenewClock => {
                    let reading = clock_rows::moved_reading(situation, loaded, after);
                    if let Some((row, reading)) = clock_rows::running(loaded, after).zip(reading) {
                        change.cancel_deadlines = true;
                        change.arm.push(clock_rows::renewed(self.new_id(), row, &reading)?);
                    }
                }
                Effect::QueueHandOver { attempt, delivery } => {
                    let program = claim::program(self.procedure_of(after)?);
                    let body = hand_over::body(self.public_url(), loaded, after, program, *attempt, now)?;
                    change.enqueue.push(NewDelivery {
                        id: delivery.0,
                        kind: HAND_OVER.to_owned(),
                        dedup_key: format!("{HAND_OVER}/{}/{attempt}", after.id),
                        payload: body,
                        next_attempt_at: now,
                    });
                }
                Effect::CancelHandOver(delivery) => change.cancel_deliveries.push(delivery.0),
                Effect::OpenClaim(link) => change.enqueue.push(follow_up(after, link, now)?),
            }
        }
        Ok(())
    }
}

/// The rows of the events.
pub(super) fn new_events(recorded: &[Recorded]) -> Result<Vec<NewEvent>, DeskError> {
    let new = |recorded: &Recorded| {
        Ok(NewEvent {
            at: recorded.at,
            actor: recorded.actor.0.clone(),
            kind: recorded.event.kind().to_owned(),
            body: recorded.event.encode()?,
        })
    };
    recorded.iter().map(new).collect()
}

/// The claim's row: what lists show and filter by, and the whole claim.
pub(in super::super) fn row(
    claim: &Claim,
    procedure: &Procedure,
    participant: &str,
    next_deadline: DateTime<Utc>,
) -> Result<ClaimRow, DeskError> {
    Ok(ClaimRow {
        number: claim.number.as_str().to_owned(),
        workflow: claim.workflow.to_string(),
        workflow_version: i64::from(claim.workflow_version),
        participant_id: claim.participant.0,
        office_id: claim.office.0,
        state: claim.state.to_string(),
        waiting_on: claim.waiting_on.map(|waiting| waiting.as_str().to_owned()),
        outcome: claim.outcome.map(|outcome| outcome.as_str().to_owned()),
        ended: claim.ended,
        unreviewed: unreviewed(claim),
        event_date: claim.event.date.to_string(),
        opened_at: claim.opened_at,
        updated_at: claim.updated_at,
        assignee_id: claim.assignee.map(|account| account.0),
        next_deadline,
        search_text: format!("{} {}", claim.number, claim::folded(participant)),
        active_key: claim.blocks_another().then(|| active_key(procedure, claim)),
        snapshot: serde_json::to_vec(claim)?,
    })
}

/// Papers that wait for a reviewer; none once nothing can be reviewed any more.
fn unreviewed(claim: &Claim) -> i64 {
    let pending = claim.documents.iter().filter(|document| document.status == DocumentStatus::Pending).count();
    if claim.ended { 0 } else { i64::try_from(pending).unwrap_or(i64::MAX) }
}

/// What may exist only once while a claim is open or paid.
pub(super) fn active_key(procedure: &Procedure, claim: &Claim) -> String {
    match procedure.unique_per {
        UniquePer::Participant => format!("{}:{}", claim.workflow, claim.participant),
        UniquePer::ParticipantAndEvent => format!("{}:{}:{}", claim.workflow, claim.participant, claim.event.date),
        UniquePer::Beneficiary => {
            let person = claim.beneficiary.map(|person| person.to_string()).unwrap_or_default();
            format!("{}:{}:{person}", claim.workflow, claim.participant)
        }
    }
}

/// The rows of alerts raised and settled.
pub(super) fn alerts(recorded: &[Recorded]) -> Result<(Vec<NewAlert>, Vec<SettledAlert>), DeskError> {
    let (mut raised, mut settled) = (Vec::new(), Vec::new());
    for recorded in recorded {
        match &recorded.event {
            Event::AlertRaised { alert, kind, severity, evidence } => raised.push(NewAlert {
                id: alert.0,
                kind: kind.clone(),
                severity: serde_json::to_value(severity)?.as_str().unwrap_or_default().to_owned(),
                evidence: evidence.to_string(),
                raised_at: recorded.at,
            }),
            Event::AlertSettled { alert, outcome, note } => settled.push(SettledAlert {
                id: alert.0,
                settled_at: recorded.at,
                settlement: serde_json::json!({ "outcome": outcome, "note": note, "by": recorded.actor }).to_string(),
            }),
            _ => {}
        }
    }
    Ok((raised, settled))
}

fn received_file(recorded: &[Recorded], extra: &Extra) -> Option<NewFile> {
    let document = recorded.iter().find_map(|recorded| match &recorded.event {
        Event::DocumentReceived(received) => Some(received.document),
        _ => None,
    })?;
    let file = extra.file.clone()?;
    Some(NewFile { id: document.0, ..file })
}

/// The files of papers that were taken over from another claim.
fn carried_files(recorded: &[Recorded]) -> Result<Vec<NewFile>, DeskError> {
    let documents = recorded.iter().flat_map(|recorded| match &recorded.event {
        Event::CarriedOver(carried) => carried.documents.as_slice(),
        _ => &[],
    });
    let file = |document: &Document| {
        Ok(NewFile {
            id: document.id.0,
            sha256: document.sha256.clone(),
            size: i64::try_from(document.size)
                .map_err(|_| DeskError::Unreadable(format!("document {}", document.id)))?,
            media_type: document.media_type.clone(),
            file_name: document.file_name.clone(),
            received_at: document.received_at,
        })
    };
    documents.map(file).collect()
}

/// Who is let in, when these events say so.
fn access(claim: &Claim, recorded: &[Recorded], extra: &Extra) -> Option<Access> {
    recorded.iter().find_map(|recorded| match (&recorded.event, extra.access.clone()?) {
        (Event::FamilyLinkMade { expires_at, .. }, Access::Made(link)) => {
            let link = StoredLink { claim_id: Some(claim.id.0), expires_at: *expires_at, ..link };
            Some(Access::Made(StoredLink { created_at: recorded.at, ..link }))
        }
        (Event::FamilyLinkOpened { .. }, opened @ Access::Opened { .. }) => Some(opened),
        _ => None,
    })
}

fn follow_up(claim: &Claim, link: &Link, now: DateTime<Utc>) -> Result<NewDelivery, DeskError> {
    let mut payload = serde_json::json!({ "claim": link.claim, "workflow": link.workflow, "origin": claim.id });
    if let Some(person) = link.person {
        payload["person"] = serde_json::json!(person);
    }
    let whose = link.person.map_or(claim.participant.0, |person| person.0);
    Ok(NewDelivery {
        id: uuid::Uuid::new_v5(&link.claim.0, b"delivery"),
        kind: OPEN_CLAIM.to_owned(),
        dedup_key: format!("{OPEN_CLAIM}/{}/{}/{whose}", claim.id, link.workflow),
        payload: serde_json::to_string(&payload)?,
        next_attempt_at: now,
    })
}
