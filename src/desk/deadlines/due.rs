//! Deadlines that have passed: each fires once, by a change of its claim, however many replicas look.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::json;

use crate::claim::{Actor, Claim, Command, Severity};
use crate::store::queries::{self, Deadline};
use crate::workflow::ActionName;

use super::super::answers::Effected;
use super::super::claims::{Changed, Extra, Wanted, Wish};
use super::super::context::Desk;
use super::super::error::DeskError;
use super::super::hand_over::silent;

/// The finding that a deadline has passed.
const OVERDUE: &str = "overdue";

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
            for deadline in &due {
                match self.fire(deadline).await {
                    Ok(Outcome::Closed) => (done.fired, done.closed) = (done.fired + 1, done.closed + 1),
                    Ok(Outcome::Alarmed) => done.fired += 1,
                    Ok(Outcome::Gone) => {}
                    Err(error) => {
                        tracing::error!(deadline.id = %deadline.id, claim.id = %deadline.claim_id, %error, "a deadline could not be fired");
                        done.failed += 1;
                    }
                }
            }
        }
    }

    async fn fire(&self, deadline: &Deadline) -> Result<Outcome, DeskError> {
        match self.try_to_fire(deadline).await {
            // However the change failed: when the deadline has ended meanwhile, there is nothing left to do.
            Err(_) if !self.is_open(deadline).await? => Ok(Outcome::Gone),
            other => other,
        }
    }

    async fn try_to_fire(&self, deadline: &Deadline) -> Result<Outcome, DeskError> {
        let loaded = self.load(&Wanted::Id(deadline.claim_id), &Actor::system()).await?;
        if let Some(action) = self.step_after(&loaded.claim, deadline)? {
            match self.fire_with_step(deadline, &action).await {
                Err(DeskError::Refused(refused)) if self.is_open(deadline).await? => {
                    tracing::warn!(deadline.id = %deadline.id, %action, reason = %refused, "the step after a deadline was refused");
                }
                other => return other.map(|()| Outcome::Closed),
            }
        }
        self.fire_with_alert(deadline).await
    }

    /// The step that the procedure names for when this deadline has passed.
    fn step_after(&self, claim: &Claim, deadline: &Deadline) -> Result<Option<ActionName>, DeskError> {
        if claim.state.as_str() != deadline.state {
            return Ok(None);
        }
        let state = self.procedure_of(claim)?.state(&claim.state);
        Ok(state.and_then(|state| state.deadline.as_ref()).and_then(|deadline| deadline.then.clone()))
    }

    async fn fire_with_step(&self, deadline: &Deadline, action: &ActionName) -> Result<(), DeskError> {
        let (system, state) = (Actor::system(), deadline.state.clone());
        let command = |claim: &Claim| {
            // The same step may stand in another state, where this deadline says nothing.
            if claim.state.as_str() != state {
                return Err(DeskError::NotFound("deadline"));
            }
            Ok(Command::TakeAction { action: action.clone(), inputs: BTreeMap::new(), note: None })
        };
        let extra = Extra { fired: Some(deadline.id), ..Extra::default() };
        let wish =
            Wish { claim: "", actor: &system, expected: None, lenient: false, command: &command, key: None, extra };
        let moved = |changed: &Changed<'_>| {
            tracing::info!(claim.number = %changed.after.number, state = %changed.after.state, "a deadline has passed and its step was taken");
            silent(changed)
        };
        self.change_wanted(&Wanted::Id(deadline.claim_id), &wish, &moved).await?;
        metrics::counter!("santun_deadlines_fired_total", "then" => "step").increment(1);
        Ok(())
    }

    async fn fire_with_alert(&self, deadline: &Deadline) -> Result<Outcome, DeskError> {
        let evidence = json!({
            "deadline": deadline.name,
            "id": deadline.id,
            "state": deadline.state,
            "waiting_on": deadline.waiting_on,
            "due_at": deadline.due_at,
        });
        let system = Actor::system();
        let command = |_: &Claim| {
            Ok(Command::RaiseAlert { kind: OVERDUE.to_owned(), severity: Severity::Info, evidence: evidence.clone() })
        };
        let extra = Extra { fired: Some(deadline.id), ..Extra::default() };
        let wish =
            Wish { claim: "", actor: &system, expected: None, lenient: false, command: &command, key: None, extra };
        let answered = self.change_wanted(&Wanted::Id(deadline.claim_id), &wish, &silent).await?;
        // The finding is known already when another replica has just fired this deadline: then nothing happens.
        if answered.effected == Effected::Nothing {
            return Ok(Outcome::Gone);
        }
        tracing::info!(claim.id = %deadline.claim_id, deadline = deadline.name, "a deadline has passed");
        metrics::counter!("santun_deadlines_fired_total", "then" => "alert").increment(1);
        Ok(Outcome::Alarmed)
    }

    /// Whether nobody has ended or fired the deadline since.
    async fn is_open(&self, deadline: &Deadline) -> Result<bool, DeskError> {
        let (claim, id) = (deadline.claim_id, deadline.id);
        let all = self.store().read(move |db| queries::deadlines_of(db, claim)).await?;
        let ended = |it: &Deadline| it.fired_at.is_some() || it.met_at.is_some() || it.cancelled_at.is_some();
        Ok(all.iter().any(|it| it.id == id && !ended(it)))
    }
}
