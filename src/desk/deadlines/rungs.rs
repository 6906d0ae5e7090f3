//! Rungs of deadlines that have come: each fires once, however many replicas look, and only while its office works.
//!
//! After a time in which nobody looked, the rungs that were missed are not made up for one by one: the last of them tells
//! of all, and the others count as fired. What speaks to the family and what speaks to a supervisor are two ladders.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use futures_util::StreamExt as _;
use futures_util::stream;
use serde::Serialize;
use uuid::Uuid;

use crate::claim::{Actor, Claim, Command, DueRung};
use crate::law::clock::{Rung, RungKind};
use crate::store::ledger::{FiredRung, NO_DEADLINE};
use crate::store::queries::{self, After, Deadline, StoredRung};
use crate::store::{Db, StoreError};

use super::super::claims::{Extra, Wanted, Wish};
use super::super::context::Desk;
use super::super::error::DeskError;
use super::super::hand_over::silent;
use super::due::AT_A_TIME;

/// What a look at the rungs did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FiredRungs {
    /// Rungs that fired and were told of.
    pub fired: u64,
    /// Rungs that were missed, and that one of these told of.
    pub collapsed: u64,
    /// Deadlines whose rungs could not be fired, and are tried at the next look.
    pub failed: u64,
}

/// The rungs that have fired before, by the id of their deadline.
type FiredBefore = BTreeMap<Uuid, Vec<StoredRung>>;

/// The rungs of one deadline that are due.
struct Due {
    rungs: Vec<DueRung>,
    rows: Vec<FiredRung>,
    next: DateTime<Utc>,
}

impl Desk {
    /// Fires every rung that is due at offices that work at this moment, reading `chunk` deadlines at a time. One that
    /// cannot be fired keeps no other waiting.
    pub async fn fire_due_rungs(&self, chunk: i64) -> Result<FiredRungs, DeskError> {
        let now = self.now();
        let open = self.open_offices(now).await?;
        let (mut done, mut after) = (FiredRungs::default(), None);
        while !open.is_empty() {
            let offices = open.clone();
            let (due, mut fired) = self.store().read(move |db| look(db, &offices, now, after, chunk)).await?;
            let Some(last) = due.last() else { break };
            after = Some((last.next_rung_at, last.id));
            let firing = due.into_iter().map(|deadline| {
                let fired = fired.remove(&deadline.id).unwrap_or_default();
                self.fire_rungs_of(deadline, fired, now)
            });
            let mut firing = stream::iter(firing).buffered(AT_A_TIME);
            while let Some(fired) = firing.next().await {
                done.fired += fired.fired;
                done.collapsed += fired.collapsed;
                done.failed += fired.failed;
            }
        }
        Ok(done)
    }

    /// The offices that work at a moment.
    async fn open_offices(&self, now: DateTime<Utc>) -> Result<Vec<Uuid>, DeskError> {
        let all = self.office_calendars().await?;
        Ok(all.iter().filter(|it| it.hours.is_open(now, &it.calendar)).map(|it| it.office).collect())
    }

    async fn fire_rungs_of(&self, deadline: Deadline, fired: Vec<StoredRung>, now: DateTime<Utc>) -> FiredRungs {
        match self.try_to_fire_rungs(&deadline, &fired, now).await {
            Ok(fired) => fired,
            Err(error) => {
                tracing::error!(deadline.id = %deadline.id, claim.id = %deadline.claim_id, %error, "the rungs of a deadline could not be fired");
                FiredRungs { failed: 1, ..FiredRungs::default() }
            }
        }
    }

    async fn try_to_fire_rungs(
        &self,
        deadline: &Deadline,
        fired: &[StoredRung],
        now: DateTime<Utc>,
    ) -> Result<FiredRungs, DeskError> {
        let claim = deadline.claim_id;
        let due = due_rungs(deadline, fired, now)?;
        if due.rungs.is_empty() {
            // What came has fired before its clock moved: only the look ahead is put right, unless it has moved again.
            let (id, read, next) = (deadline.id, deadline.next_rung_at, due.next);
            if next != read {
                self.store().write(move |db| queries::look_for_rung_at(db, id, read, next)).await?;
            }
            return Ok(FiredRungs::default());
        }
        let (told, all) = (due.rungs.len(), due.rows.len());
        let (system, name) = (Actor::system(), deadline.name.clone());
        let state = deadline.state.clone();
        let command = |claim: &Claim| {
            if claim.state.as_str() != state {
                return Err(DeskError::NotFound("deadline"));
            }
            Ok(Command::FireRungs { deadline: name.clone(), rungs: due.rungs.clone() })
        };
        let extra = Extra { due: Some(deadline.clone()), rungs: due.rows, ..Extra::default() };
        let wish =
            Wish { claim: "", actor: &system, expected: None, lenient: false, command: &command, key: None, extra };
        match self.change_wanted(&Wanted::Id(claim), &wish, &silent).await {
            Ok(_) => {
                metrics::counter!("santun_rungs_fired_total").increment(u64::try_from(told).unwrap_or(0));
                let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
                Ok(FiredRungs { fired: count(told), collapsed: count(all - told), failed: 0 })
            }
            // Another replica, or a person who moved the claim, was faster.
            Err(DeskError::NotFound(_) | DeskError::AlreadyDone) => Ok(FiredRungs::default()),
            Err(other) => Err(other),
        }
    }
}

/// Deadlines of which a rung is due, and what of each has fired. Where another replica has fired one since, the row of
/// the rung is taken and the change is refused.
fn look(
    db: &mut Db,
    offices: &[Uuid],
    now: DateTime<Utc>,
    after: Option<After>,
    chunk: i64,
) -> Result<(Vec<Deadline>, FiredBefore), StoreError> {
    let due = queries::rungs_due(db, offices, now, after, chunk)?;
    let ids: Vec<Uuid> = due.iter().map(|deadline| deadline.id).collect();
    let mut fired = FiredBefore::new();
    for rung in queries::fired_rungs_of_deadlines(db, &ids)? {
        fired.entry(rung.deadline_id).or_default().push(rung);
    }
    Ok((due, fired))
}

/// What is due of a deadline's plan and has not fired, the missed ones collapsed into the last of their ladder. What stands
/// behind the end waits until the deadline itself has fired: where the desk goes on by itself then, nobody is late.
fn due_rungs(deadline: &Deadline, fired: &[StoredRung], now: DateTime<Utc>) -> Result<Due, DeskError> {
    let planned: Vec<Rung> = serde_json::from_str(&deadline.rungs)?;
    let has_fired = |rung: &Rung| fired.iter().any(|it| it.rung == rung.name);
    let left: Vec<&Rung> = planned.iter().filter(|rung| !has_fired(rung)).collect();
    let passed = deadline.fired_at.is_some();
    let waits = |rung: &&Rung| rung.at > now || (rung.at > deadline.due_at && !passed);
    let next = left.iter().copied().filter(waits).map(|rung| rung.at).min().unwrap_or(NO_DEADLINE);
    let mut ladders: BTreeMap<bool, Vec<&Rung>> = BTreeMap::new();
    for rung in left.into_iter().filter(|rung| !waits(rung)) {
        ladders.entry(rung.kind == RungKind::Escalation).or_default().push(rung);
    }
    let mut due = Due { rungs: Vec::new(), rows: Vec::new(), next };
    for mut ladder in ladders.into_values() {
        ladder.sort_by_key(|rung| rung.at);
        let Some((last, missed)) = ladder.split_last() else { continue };
        let row = |rung: &Rung, collapsed_into: Option<String>| FiredRung {
            deadline: deadline.id,
            rung: rung.name.clone(),
            planned_at: rung.at,
            collapsed_into,
            read_next_at: deadline.next_rung_at,
            next_rung_at: next,
        };
        due.rows.extend(missed.iter().map(|rung| row(rung, Some(last.name.clone()))));
        due.rows.push(row(last, None));
        let collapsed = missed.iter().map(|rung| rung.name.clone()).collect();
        due.rungs.push(DueRung { rung: last.name.clone(), kind: last.kind, collapsed });
    }
    Ok(due)
}
