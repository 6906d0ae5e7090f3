//! Deadlines that have passed: each fires once, by a change of its claim, however many replicas look.

use std::collections::BTreeMap;

use futures_util::StreamExt as _;
use futures_util::stream;
use serde::Serialize;
use serde_json::json;

use crate::claim::{Actor, Claim, Command, OVERDUE, Severity};
use crate::store::queries::{self, Deadline};

use super::super::answers::Effected;
use super::super::claims::{Extra, Wanted, Wish};
use super::super::context::Desk;
use super::super::error::DeskError;
use super::super::hand_over::silent;

/// Claims whose deadlines or rungs fire at a time: the ledger commits in groups.
pub(super) const AT_A_TIME: usize = 16;

/// What a look at the deadlines did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Fired {
    /// Deadlines that fired.
    pub fired: u64,
    /// Of these, the ones whose step the system took.
    pub closed: u64,
    /// Deadlines that could not be fired, and are tried at the next look.
    pub failed: u64,
}

/// What became of one deadline.
enum Outcome {
    Closed,
    Alarmed,
    /// Another replica, or a person, was faster.
    Gone,
}

impl Desk {
    /// Fires every deadline that is due, reading `chunk` at a time. Where the procedure names a step for it, the
    /// system takes that step in the same change; otherwise an alert says that it has passed. One claim that
    /// cannot be changed does not keep the others waiting.
    pub async fn fire_due_deadlines(&self, chunk: i64) -> Result<Fired, DeskError> {
        let now = self.now();
        let (mut done, mut after) = (Fired::default(), None);
        loop {
            let due = self.store().read(move |db| queries::deadlines_due(db, now, after, chunk)).await?;
            let Some(last) = due.last() else { return Ok(done) };
            after = Some((last.due_at, last.id));
            let mut firing =
                stream::iter(due.into_iter().map(|deadline| self.fire_or_tell(deadline))).buffered(AT_A_TIME);
            while let Some(outcome) = firing.next().await {
                match outcome {
                    Some(Outcome::Closed) => (done.fired, done.closed) = (done.fired + 1, done.closed + 1),
                    Some(Outcome::Alarmed) => done.fired += 1,
                    Some(Outcome::Gone) => {}
                    None => done.failed += 1,
                }
            }
        }
    }

    async fn fire_or_tell(&self, deadline: Deadline) -> Option<Outcome> {
        let fired = self.fire(&deadline).await;
        let failed = |error: &DeskError| {
            tracing::error!(deadline.id = %deadline.id, claim.id = %deadline.claim_id, %error, "a deadline could not be fired");
        };
        fired.inspect_err(failed).ok()
    }

    async fn fire(&self, deadline: &Deadline) -> Result<Outcome, DeskError> {
        match self.try_to_fire(deadline).await {
            // However the change failed: when the deadline is not as it was any more, there is nothing left to do.
            Err(_) if !self.is_as_read(deadline).await? => Ok(Outcome::Gone),
            other => other,
        }
    }

    async fn try_to_fire(&self, deadline: &Deadline) -> Result<Outcome, DeskError> {
        match self.fire_by(deadline, true).await {
            // The step is refused, or the claim is not where this deadline says something.
            Err(error @ (DeskError::Refused(_) | DeskError::NotFound(_))) if self.is_as_read(deadline).await? => {
                tracing::warn!(deadline.id = %deadline.id, reason = %error, "the step after a deadline was not taken");
                self.fire_by(deadline, false).await
            }
            other => other,
        }
    }

    /// Fires a deadline by the step that the procedure names, if it names one and that is wished; else by an alert.
    async fn fire_by(&self, deadline: &Deadline, with_step: bool) -> Result<Outcome, DeskError> {
        let system = Actor::system();
        let command = |claim: &Claim| {
            let step = if with_step { self.step_after(claim, deadline)? } else { None };
            Ok(step.unwrap_or_else(|| overdue(deadline)))
        };
        let extra = Extra { due: Some(deadline.clone()), fires: true, ..Extra::default() };
        let wish =
            Wish { claim: "", actor: &system, expected: None, lenient: false, command: &command, key: None, extra };
        let answered = self.change_wanted(&Wanted::Id(deadline.claim_id), &wish, &silent).await?;
        let (outcome, then) = match answered.effected {
            // The finding is known already when another replica has just fired this deadline: then nothing happens.
            Effected::Nothing => return Ok(Outcome::Gone),
            Effected::Moved => (Outcome::Closed, "step"),
            Effected::Noted => (Outcome::Alarmed, "alert"),
        };
        tracing::info!(claim.id = %deadline.claim_id, deadline = deadline.name, then, "a deadline has passed");
        metrics::counter!("santun_deadlines_fired_total", "then" => then).increment(1);
        Ok(outcome)
    }

    /// The step that the procedure names for when this deadline has passed.
    fn step_after(&self, claim: &Claim, deadline: &Deadline) -> Result<Option<Command>, DeskError> {
        // The same step may stand in another state, where this deadline says nothing.
        if claim.state.as_str() != deadline.state {
            return Err(DeskError::NotFound("deadline"));
        }
        let state = self.procedure_of(claim)?.state(&claim.state);
        let action = state.and_then(|state| state.deadline.as_ref()).and_then(|deadline| deadline.then.clone());
        Ok(action.map(|action| Command::TakeAction { action, inputs: BTreeMap::new(), note: None }))
    }

    /// Whether nobody has moved, ended or fired the deadline since it was read.
    async fn is_as_read(&self, deadline: &Deadline) -> Result<bool, DeskError> {
        let claim = deadline.claim_id;
        let all = self.store().read(move |db| queries::deadlines_of(db, claim)).await?;
        Ok(all.contains(deadline))
    }
}

/// The alert that a deadline has passed.
fn overdue(deadline: &Deadline) -> Command {
    let evidence = json!({
        "deadline": deadline.name,
        "id": deadline.id,
        "state": deadline.state,
        "waiting_on": deadline.waiting_on,
        "due_at": deadline.due_at,
    });
    Command::RaiseAlert { kind: OVERDUE.to_owned(), severity: Severity::Info, evidence }
}
