//! The changes that the ledger and the bare SQL are given: what the desk made of the model, on another claim.

use chrono::{DateTime, Utc};
use santun::ids::Ids;
use santun::store::ledger::{Change, ClaimRow, NO_DEADLINE, NewDeadline, NewEvent};
use santun::store::queries::{Deadline, StoredClaim, StoredEvent};
use uuid::Uuid;

/// One step of the model: the row after it, its event, the deadline it armed.
pub(crate) struct Step {
    pub(crate) row: ClaimRow,
    pub(crate) event: StoredEvent,
    pub(crate) deadline: Deadline,
}

/// The model where measuring begins, and its two steps from there.
pub(crate) struct Material {
    pub(crate) claim: StoredClaim,
    pub(crate) events: Vec<StoredEvent>,
    pub(crate) deadline: Deadline,
    pub(crate) steps: Vec<Step>,
}

/// A copy of the model, and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) id: Uuid,
    pub(crate) number: String,
    pub(crate) participant: Uuid,
    pub(crate) version: i64,
    /// Which step is next.
    pub(crate) step: usize,
}

impl Material {
    /// The change that puts a copy beside the model.
    pub(crate) fn opening(&self, case: &Case, ids: &dyn Ids) -> Change {
        let events = self.events.iter().map(|event| self.event(case, event)).collect();
        let mut change = Change::new(case.id, 0, events, self.row(case, &self.claim.row));
        change.arm.push(deadline(&self.deadline, ids));
        change
    }

    /// The next step of a copy, as the desk hands it to the ledger.
    pub(crate) fn change(&self, case: &Case, ids: &dyn Ids) -> Change {
        let step = &self.steps[case.step];
        // What stands in the bodies is not looked at here, so the model's own words do.
        let row = ClaimRow {
            number: case.number.clone(),
            participant_id: case.participant,
            active_key: Some(format!("jkm:{}", case.participant)),
            ..step.row.clone()
        };
        let mut change = Change::new(case.id, case.version, vec![new_event(&step.event)], row);
        change.cancel_deadlines = true;
        change.arm.push(deadline(&step.deadline, ids));
        change
    }

    /// How large the bytes of one transition are: the event's body and the snapshot.
    pub(crate) fn sizes(&self) -> (usize, usize) {
        (self.steps[0].event.body.len(), self.steps[0].row.snapshot.len())
    }

    fn event(&self, case: &Case, event: &StoredEvent) -> NewEvent {
        NewEvent { body: self.renamed(case, &event.body), ..new_event(event) }
    }

    fn row(&self, case: &Case, row: &ClaimRow) -> ClaimRow {
        ClaimRow {
            number: case.number.clone(),
            participant_id: case.participant,
            search_text: row.search_text.replace(&self.claim.row.number, &case.number),
            active_key: Some(format!("jkm:{}", case.participant)),
            snapshot: self.renamed(case, &row.snapshot),
            ..row.clone()
        }
    }

    /// The model's words with the copy's names in them.
    fn renamed(&self, case: &Case, bytes: &[u8]) -> Vec<u8> {
        let model = &self.claim;
        String::from_utf8_lossy(bytes)
            .replace(&model.id.to_string(), &case.id.to_string())
            .replace(&model.row.participant_id.to_string(), &case.participant.to_string())
            .replace(&model.row.number, &case.number)
            .into_bytes()
    }
}

fn new_event(event: &StoredEvent) -> NewEvent {
    NewEvent { at: event.at, actor: event.actor.clone(), kind: event.kind.clone(), body: event.body.clone() }
}

fn deadline(model: &Deadline, ids: &dyn Ids) -> NewDeadline {
    let started_at: DateTime<Utc> = model.started_at;
    NewDeadline {
        id: ids.next(started_at),
        name: model.name.clone(),
        state: model.state.clone(),
        waiting_on: model.waiting_on.clone(),
        started_at,
        due_at: model.due_at,
        calendar_missing: model.calendar_missing,
        rungs: "[]".to_owned(),
        next_rung_at: NO_DEADLINE,
        stands_still_since: None,
    }
}
