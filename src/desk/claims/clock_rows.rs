//! The rows of a claim's clocks: what starts, what moves, and which end is the nearest.

use chrono::{DateTime, Utc};

use crate::claim::{self, Claim, Effect, Situation};
use crate::law::clock::{Reading, Rung};
use crate::store::ledger::{MovedDeadline, NO_DEADLINE, NewDeadline};
use crate::store::queries::Deadline;

use super::super::error::DeskError;
use super::change::started_clock;
use super::load::Loaded;

/// The clock that runs in a claim's state. One that fired is neither called off nor met when its state is left, so the
/// state is asked, and of the clocks of a state that was entered twice the newest.
pub(in super::super) fn running<'a>(loaded: &'a Loaded, claim: &Claim) -> Option<&'a Deadline> {
    let of_state = loaded.deadlines.iter().filter(|row| row.state == claim.state.as_str());
    let runs = |row: &Deadline| row.cancelled_at.is_none() && row.met_at.is_none();
    of_state.max_by_key(|row| (row.started_at, runs(row))).filter(|row| runs(row))
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

/// The row of the running clock as it reads now; none when it has fired and nothing moves any more.
pub(in super::super) fn moved(row: &Deadline, reading: &Reading) -> Result<Option<MovedDeadline>, DeskError> {
    if row.fired_at.is_some() {
        return Ok(None);
    }
    Ok(Some(MovedDeadline {
        id: row.id,
        due_at: reading.due_at.unwrap_or(NO_DEADLINE),
        calendar_missing: reading.calendar_missing,
        rungs: serde_json::to_string(&reading.rungs)?,
        // One that fired before it moved is passed over when its moment comes.
        next_rung_at: first(&reading.rungs),
        stands_still_since: reading.stands_still_since,
    }))
}

fn first(rungs: &[Rung]) -> DateTime<Utc> {
    rungs.iter().map(|rung| rung.at).min().unwrap_or(NO_DEADLINE)
}

/// The nearest end after the effects.
pub(super) fn nearest(situation: &Situation<'_>, loaded: &Loaded, after: &Claim, effects: &[Effect]) -> DateTime<Utc> {
    match started_clock(effects) {
        Some(clock) => clock.due_at,
        None if effects.contains(&Effect::StopClocks) => NO_DEADLINE,
        None if effects.contains(&Effect::MoveClock) => {
            let open = running(loaded, after).is_some_and(|row| row.fired_at.is_none());
            let reading = moved_reading(situation, loaded, after).filter(|_| open);
            reading.map_or(loaded.next_deadline, |reading| reading.due_at.unwrap_or(NO_DEADLINE))
        }
        None => loaded.next_deadline,
    }
}
