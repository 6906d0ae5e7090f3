//! `audit verify`: every chain of hashes, and every claim against the fold of its history.

use crate::claim::{self, ActorRef, Claim, ClaimId, ClaimNumber, Event, Recorded};
use crate::store::ledger::{self, ChainEnd};
use crate::store::queries::{self, StoredClaim, StoredEvent};
use crate::store::{Db, StoreError};

use super::claims::row_of;
use super::context::Desk;
use super::error::DeskError;

/// How many claims are read at a time.
const PAGE: i64 = 200;

/// Something that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditFault {
    /// The claim's number.
    pub claim: String,
    /// The event, or the newest one when the claim's row is at fault.
    pub seq: i64,
    /// What is wrong.
    pub reason: String,
}

/// What was verified.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditReport {
    /// Claims looked at.
    pub claims: u64,
    /// Events looked at.
    pub events: u64,
    /// Faults, at most one line for each cause.
    pub faults: Vec<AuditFault>,
}

impl Desk {
    /// Verifies one claim, or all of them.
    pub async fn audit(&self, number: Option<&str>) -> Result<AuditReport, DeskError> {
        let mut report = AuditReport::default();
        if let Some(number) = number {
            let number = ClaimNumber::parse(number).ok_or(DeskError::NotFound("claim"))?;
            let found = self.store().read(move |db| queries::claim_by_number(db, number.as_str())).await?;
            let id = found.ok_or(DeskError::NotFound("claim"))?.id;
            self.audit_claim(id, &mut report).await?;
            return Ok(report);
        }
        let mut after = None;
        loop {
            let page = self.store().read(move |db| queries::claim_ids_after(db, after, PAGE)).await?;
            let Some(last) = page.last() else { return Ok(report) };
            after = Some(*last);
            for id in page {
                self.audit_claim(id, &mut report).await?;
            }
        }
    }

    async fn audit_claim(&self, id: uuid::Uuid, report: &mut AuditReport) -> Result<(), DeskError> {
        let read = self.store().read(move |db| claim_with_events(db, id)).await?;
        // Nothing ever deletes a claim; one that is gone after all cannot be compared with anything.
        let Some((stored, events)) = read else { return Ok(()) };
        self.audit_read(&stored, &events, report);
        Ok(())
    }

    fn audit_read(&self, stored: &StoredClaim, events: &[StoredEvent], report: &mut AuditReport) {
        report.claims += 1;
        report.events += u64::try_from(events.len()).unwrap_or(u64::MAX);
        let end = ChainEnd { claim: stored.id, version: stored.version, last_hash: &stored.last_hash };
        let broken = ledger::verify(events, end);
        let fault = |seq: i64, reason: String| AuditFault { claim: stored.row.number.clone(), seq, reason };
        let chained = broken.is_empty();
        report.faults.extend(broken.into_iter().map(|problem| fault(problem.seq, problem.reason.to_string())));
        if chained {
            report
                .faults
                .extend(self.fold_faults(stored, events).into_iter().map(|reason| fault(stored.version, reason)));
        }
    }

    /// How the stored claim differs from what its history makes of it.
    fn fold_faults(&self, stored: &StoredClaim, events: &[StoredEvent]) -> Vec<String> {
        let history: Result<Vec<Recorded>, _> = events.iter().map(recorded).collect();
        let history = match history {
            Ok(history) => history,
            Err(error) => return vec![format!("an event cannot be read: {error}")],
        };
        let folded = claim::fold(ClaimId(stored.id), &history);
        let snapshot: Result<Claim, _> = serde_json::from_slice(&stored.row.snapshot);
        match snapshot {
            Err(error) => return vec![format!("the stored claim cannot be read: {error}")],
            Ok(snapshot) if snapshot != folded => {
                return vec!["the stored claim is not the fold of its events".to_owned()];
            }
            Ok(_) => {}
        }
        let Ok(procedure) = self.procedure_of(&folded) else {
            return vec!["its procedure is not stored".to_owned()];
        };
        row_differences(&folded, stored, procedure)
    }
}

/// A claim and its history as they stood at one moment: read one after the other, a change in between would look
/// like a fault.
fn claim_with_events(db: &mut Db, id: uuid::Uuid) -> Result<Option<(StoredClaim, Vec<StoredEvent>)>, StoreError> {
    let Some(stored) = queries::claim_by_id(db, id)? else { return Ok(None) };
    Ok(Some((stored, queries::all_events_of(db, id)?)))
}

fn row_differences(folded: &Claim, stored: &StoredClaim, procedure: &crate::workflow::Procedure) -> Vec<String> {
    // The participant's name may have changed in the register, and clocks are not a part of the history.
    let Ok(expected) = row_of(folded, procedure, "", stored.row.next_deadline) else {
        return vec!["the claim cannot be written".to_owned()];
    };
    let row = &stored.row;
    let columns = [
        ("number", expected.number == row.number),
        ("workflow", expected.workflow == row.workflow && expected.workflow_version == row.workflow_version),
        ("participant", expected.participant_id == row.participant_id),
        ("office", expected.office_id == row.office_id),
        ("state", expected.state == row.state),
        ("waiting_on", expected.waiting_on == row.waiting_on),
        ("outcome", expected.outcome == row.outcome),
        ("ended", expected.ended == row.ended),
        ("event_date", expected.event_date == row.event_date),
        ("opened_at", expected.opened_at == row.opened_at),
        ("updated_at", expected.updated_at == row.updated_at),
        ("assignee", expected.assignee_id == row.assignee_id),
        ("active_key", expected.active_key == row.active_key),
    ];
    let wrong = columns.into_iter().filter(|(_, same)| !same);
    wrong.map(|(column, _)| format!("the stored {column} is not the fold of the events")).collect()
}

fn recorded(event: &StoredEvent) -> Result<Recorded, DeskError> {
    Ok(Recorded {
        seq: event.seq,
        at: event.at,
        actor: ActorRef(event.actor.clone()),
        event: Event::decode(&event.opened()?)?,
    })
}
