//! The rows of a claim's clocks: what starts, what moves, and which end is the nearest.

use chrono::{DateTime, Utc};

use crate::claim::{self, Claim, Effect, Situation};
use crate::law::clock::{Reading, Rung};
use crate::store::ledger::{MovedDeadline, NO_DEADLINE, NewDeadline};
use crate::store::queries::{Deadline, StoredRung};

use super::super::error::DeskError;
use super::change::started_clock;
use super::load::Loaded;

/// The clock that runs in a claim's state, also when its end has passed.
pub(in super::super) fn running<'a>(loaded: &'a Loaded, claim: &Claim) -> Option<&'a Deadline> {
    running_of(&loaded.deadlines, claim)
}

/// The same, of all clocks that a claim ever had. The newest of a state that was entered twice: one that had passed was
/// not always called off when its state was left.
pub(super) fn running_of<'a>(deadlines: &'a [Deadline], claim: &Claim) -> Option<&'a Deadline> {
    let runs =
        |row: &&Deadline| row.state == claim.state.as_str() && row.cancelled_at.is_none() && row.met_at.is_none();
    deadlines.iter().filter(runs).max_by_key(|row| row.started_at)
}

/// Where the running clock stands.
pub(super) struct Standing {
    /// Until when; none while it stands still.
    pub(super) due_at: Option<DateTime<Utc>>,
    /// Since when it stands still.
    pub(super) stands_still_since: Option<DateTime<Utc>>,
    /// Whether working days were counted in a year whose holidays are not known.
    pub(super) calendar_missing: bool,
}

/// Where the running clock stands after effects that move it, or as it is stored.
pub(super) fn standing(
    situation: &Situation<'_>,
    loaded: &Loaded,
    after: &Claim,
    effects: &[Effect],
) -> Option<Standing> {
    let row = running(loaded, after)?;
    let due_at = (row.due_at < NO_DEADLINE).then_some(row.due_at);
    let renewed = effects.contains(&Effect::RenewClock);
    if !renewed && !effects.contains(&Effect::MoveClock) {
        let (stands_still_since, calendar_missing) = (row.stands_still_since, row.calendar_missing);
        return Some(Standing { due_at, stands_still_since, calendar_missing });
    }
    let reading = moved_reading(situation, loaded, after)?;
    Some(Standing {
        // What has passed has passed, whether its clock stands still or not: only more time begins it anew.
        due_at: if row.fired_at.is_some() && !renewed { due_at } else { reading.due_at },
        stands_still_since: reading.stands_still_since,
        calendar_missing: reading.calendar_missing,
    })
}

/// How the running clock reads after effects that move it.
pub(super) fn moved_reading(situation: &Situation<'_>, loaded: &Loaded, after: &Claim) -> Option<Reading> {
    claim::reading(situation, after, running(loaded, after)?.started_at)
}

/// The row of a clock that starts.
pub(super) fn started(id: uuid::Uuid, clock: &claim::Clock) -> Result<NewDeadline, DeskError> {
    Ok(NewDeadline {
        id,
        name: clock.name.clone(),
        state: clock.state.clone(),
        waiting_on: clock.waiting_on.as_str().to_owned(),
        started_at: clock.started_at,
        due_at: clock.due_at,
        calendar_missing: clock.calendar_missing,
        rungs: serde_json::to_string(&clock.rungs)?,
        next_rung_at: first(&clock.rungs),
        stands_still_since: None,
    })
}

/// The row of the running clock that was given more time: it starts where it did, and has an end and rungs of its own.
pub(super) fn renewed(id: uuid::Uuid, row: &Deadline, reading: &Reading) -> Result<NewDeadline, DeskError> {
    Ok(NewDeadline {
        id,
        name: row.name.clone(),
        state: row.state.clone(),
        waiting_on: row.waiting_on.clone(),
        started_at: row.started_at,
        due_at: reading.due_at.unwrap_or(NO_DEADLINE),
        calendar_missing: reading.calendar_missing,
        rungs: serde_json::to_string(&reading.rungs)?,
        next_rung_at: first(&reading.rungs),
        stands_still_since: reading.stands_still_since,
    })
}

/// The row of the running clock as it reads now. The end of one that has passed does not move any more; what still comes
/// behind it does. Of the rungs those that have `fired`, where that is known, are not looked for; another one that has is
/// passed over when its moment comes.
pub(in super::super) fn moved(
    row: &Deadline,
    reading: &Reading,
    fired: &[StoredRung],
) -> Result<MovedDeadline, DeskError> {
    let passed = row.fired_at.is_some();
    let waits = |rung: &&Rung| fired.iter().all(|it| it.deadline_id != row.id || it.rung != rung.name);
    Ok(MovedDeadline {
        id: row.id,
        due_at: if passed { row.due_at } else { reading.due_at.unwrap_or(NO_DEADLINE) },
        calendar_missing: if passed { row.calendar_missing } else { reading.calendar_missing },
        rungs: serde_json::to_string(&reading.rungs)?,
        next_rung_at: reading.rungs.iter().filter(waits).map(|rung| rung.at).min().unwrap_or(NO_DEADLINE),
        stands_still_since: reading.stands_still_since,
    })
}

fn first(rungs: &[Rung]) -> DateTime<Utc> {
    rungs.iter().map(|rung| rung.at).min().unwrap_or(NO_DEADLINE)
}

/// The nearest end after the effects.
pub(super) fn nearest(situation: &Situation<'_>, loaded: &Loaded, after: &Claim, effects: &[Effect]) -> DateTime<Utc> {
    if let Some(clock) = started_clock(effects) {
        return clock.due_at;
    }
    if effects.contains(&Effect::StopClocks) {
        return NO_DEADLINE;
    }
    let standing = standing(situation, loaded, after, effects);
    standing.map_or(loaded.next_deadline, |standing| standing.due_at.unwrap_or(NO_DEADLINE))
}
