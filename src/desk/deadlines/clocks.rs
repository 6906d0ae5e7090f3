//! The clock of a claim as people read it: when it ends and why then, when it stood still, what its rungs did.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::claim::{self, Actor};
use crate::law::clock::{Reading, Rung, RungKind, Suspension};
use crate::law::{Rupiah, Text, clock};
use crate::store::queries::{self, StoredRung};

use super::super::claims::{Wanted, running};
use super::super::context::Desk;
use super::super::error::DeskError;

/// The clock of a claim's state, explained.
#[derive(Clone, Debug, Serialize)]
pub struct ClockReading {
    /// The deadline's name.
    pub name: String,
    /// The article it stands on, or `office`.
    pub law: String,
    /// Who is waited for.
    pub waiting_on: String,
    /// How it was counted.
    pub reading: Reading,
    /// The same in words, a sentence each.
    pub explanation: Vec<Text>,
    /// When it stood still, and why.
    pub suspensions: Vec<Suspension>,
    /// When a supervisor is asked whether it shall still stand; none while it runs.
    pub review_on: Option<NaiveDate>,
    /// How often time was added.
    pub extensions: usize,
    /// What somebody is told and when, and what became of it.
    pub rungs: Vec<RungView>,
    /// What the late one owes for the delay by now, where the law says so.
    pub penalty: Option<Rupiah>,
    /// What they owe for each day, where the law says so and the sum is known.
    pub penalty_per_day: Option<Rupiah>,
}

/// A rung of a deadline, planned or fired.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RungView {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub kind: RungKind,
    /// When it is to fire.
    pub at: DateTime<Utc>,
    /// When it did.
    pub fired_at: Option<DateTime<Utc>>,
    /// The later rung that told of this one too.
    pub collapsed_into: Option<String>,
}

impl Desk {
    /// The clock of a claim, for who may see the claim; none when its state has no deadline.
    pub async fn clock_reading(&self, number: &str, actor: &Actor) -> Result<Option<ClockReading>, DeskError> {
        let loaded = self.load(&Wanted::Number(number.to_owned()), actor).await?;
        let (claim, now) = (&loaded.claim, self.now());
        let situation = self.situation(&loaded, now)?;
        let state = situation.procedure.state(&claim.state);
        let Some(deadline) = state.and_then(|state| state.deadline.as_ref()) else { return Ok(None) };
        let Some(row) = running(&loaded, claim) else { return Ok(None) };
        let Some(reading) = claim::reading(&situation, claim, row.started_at) else { return Ok(None) };
        let id = claim.id.0;
        let fired = self.store().read(move |db| queries::fired_rungs_of(db, id)).await?;
        let basis_points = deadline.penalty_basis_points_per_day;
        let penalty = penalty(basis_points, claim, &reading, now);
        Ok(Some(ClockReading {
            name: deadline.name.clone(),
            law: deadline.law.clone(),
            waiting_on: row.waiting_on.clone(),
            explanation: reading.explain(),
            suspensions: claim.clock.suspensions.clone(),
            review_on: claim.clock.reviewed_on(),
            extensions: claim.clock.extensions.len(),
            rungs: rungs(&reading, row.id, &fired),
            penalty,
            penalty_per_day: penalty_of_a_day(basis_points, claim),
            reading,
        }))
    }
}

/// What the insurer owes for its delay by now.
fn penalty(basis_points: Option<u32>, claim: &claim::Claim, reading: &Reading, now: DateTime<Utc>) -> Option<Rupiah> {
    let amount = claim.benefit.as_ref()?.total;
    Some(clock::penalty(amount, reading.due_at?, now, basis_points?))
}

/// What the insurer owes for one day of delay.
fn penalty_of_a_day(basis_points: Option<u32>, claim: &claim::Claim) -> Option<Rupiah> {
    let (amount, start) = (claim.benefit.as_ref()?.total, DateTime::UNIX_EPOCH);
    Some(clock::penalty(amount, start, start + chrono::TimeDelta::days(1), basis_points?))
}

fn rungs(reading: &Reading, deadline: uuid::Uuid, fired: &[StoredRung]) -> Vec<RungView> {
    let view = |rung: &Rung| {
        let row = fired.iter().find(|row| row.deadline_id == deadline && row.rung == rung.name);
        RungView {
            name: rung.name.clone(),
            kind: rung.kind,
            at: rung.at,
            fired_at: row.map(|row| row.fired_at),
            collapsed_into: row.and_then(|row| row.collapsed_into.clone()),
        }
    };
    reading.rungs.iter().map(view).collect()
}
