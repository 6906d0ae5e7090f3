//! What follows from events outside of the claim, as descriptions: clocks to start and stop, deliveries to queue and
//! take back, claims to open. The shell carries them out in the same transaction.

use chrono::{DateTime, NaiveTime, Utc};
use serde::Serialize;

use crate::law::clock::{self, Reading, Rung, RungKind};
use crate::law::scholarship::first_school_day;
use crate::workflow::{DeadlineStart, WaitingOn};

use super::event::{ActionTaken, Event, Recorded};
use super::ids::DeliveryId;
use super::parts::Link;
use super::school;
use super::situation::Situation;
use super::state::Claim;

/// Something to be done in the transaction of the events that caused it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The clocks of the state that was left stop.
    StopClocks,
    /// The clock of the state that was entered starts.
    StartClock(Clock),
    /// The end of the running clock moves, as the claim's ledger of it says.
    MoveClock,
    /// The running clock was given more time: it begins anew with another end, and what was planned for the old one is off.
    RenewClock,
    /// The hand-over is queued as this delivery.
    QueueHandOver {
        /// 1, 2, ….
        attempt: u32,
        /// The delivery.
        delivery: DeliveryId,
    },
    /// The queued delivery is taken back. One that has begun cannot be called back, and then its answer comes late: a
    /// stamped paper receipt may overtake it.
    CancelHandOver(DeliveryId),
    /// A linked claim is to be opened.
    OpenClaim(Link),
}

/// A running clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Clock {
    /// The deadline's name.
    pub name: String,
    /// The state it belongs to.
    pub state: String,
    /// Who is waited for.
    pub waiting_on: WaitingOn,
    /// When it started.
    pub started_at: DateTime<Utc>,
    /// When it ends.
    pub due_at: DateTime<Utc>,
    /// Whether it counted working days of a year whose holidays are not known.
    pub calendar_missing: bool,
    /// When somebody is reminded before its end, told of it, and asked to step in behind it.
    pub rungs: Vec<Rung>,
}

/// What follows from a decision's events; `after` is the claim after all of them.
pub fn consequences(situation: &Situation<'_>, after: &Claim, events: &[Recorded]) -> Vec<Effect> {
    let mut effects = Vec::new();
    for recorded in events {
        match &recorded.event {
            Event::ClaimOpened(_) => effects.extend(clock(situation, after, None, recorded.at).map(Effect::StartClock)),
            Event::ActionTaken(taken) if taken.from != taken.to => {
                effects.push(Effect::StopClocks);
                effects.extend(clock(situation, after, Some(taken), recorded.at).map(Effect::StartClock));
            }
            Event::HandOverQueued { attempt, delivery } => {
                effects.push(Effect::QueueHandOver { attempt: *attempt, delivery: *delivery });
            }
            Event::HandOverCancelled { delivery, .. } => effects.push(Effect::CancelHandOver(*delivery)),
            Event::ClockSuspended { .. } | Event::ClockResumed { .. } => effects.push(Effect::MoveClock),
            Event::DeadlineExtended { .. } => effects.push(Effect::RenewClock),
            Event::FollowUpWanted { follow_up } => effects.push(Effect::OpenClaim(follow_up.clone())),
            _ => {}
        }
    }
    effects
}

/// The clock of the state that the claim is in now.
fn clock(situation: &Situation<'_>, after: &Claim, taken: Option<&ActionTaken>, at: DateTime<Utc>) -> Option<Clock> {
    let state = situation.procedure.state(&after.state)?;
    let (deadline, waiting_on) = (state.deadline.as_ref()?, state.waiting_on?);
    let started_at = match &deadline.from {
        DeadlineStart::Entered => at,
        DeadlineStart::Event => clock::jakarta_moment(after.event.date, after.event.time.unwrap_or(NaiveTime::MIN)),
        DeadlineStart::SchoolYear => {
            let entered = clock::jakarta_date(at);
            let born = school::birth_date(after).unwrap_or(entered);
            clock::jakarta_moment(first_school_day(born, entered), NaiveTime::MIN)
        }
        DeadlineStart::Input(name) => {
            let date = taken.and_then(|taken| taken.inputs.get(name)).and_then(|value| value.as_str()?.parse().ok());
            date.map_or(at, |date| clock::jakarta_moment(date, NaiveTime::MIN))
        }
    };
    let reading = deadline.rule()?.read(started_at, &[], &[], situation.calendar);
    Some(Clock {
        name: deadline.name.clone(),
        state: after.state.to_string(),
        waiting_on,
        started_at,
        // Nothing has stopped a clock that starts now.
        due_at: reading.due_at?,
        calendar_missing: reading.calendar_missing,
        rungs: reading.rungs,
    })
}

/// The clock of a claim's state as it stands by the claim's ledger of it: when it ends, and why then. Of a deadline that was
/// given more time the rungs before that moment are none any more: they told of another end. While the clock stands still
/// nothing comes but the review of that, also where the end has passed before.
pub fn reading(situation: &Situation<'_>, claim: &Claim, started_at: DateTime<Utc>) -> Option<Reading> {
    let deadline = situation.procedure.state(&claim.state)?.deadline.as_ref()?;
    let ledger = &claim.clock;
    let mut reading = deadline.rule()?.read(started_at, &ledger.suspensions, &ledger.extensions, situation.calendar);
    if let Some(last) = ledger.extensions.last() {
        reading.rungs.retain(|rung| rung.at > last.granted_at);
    }
    if let Some((stop, day)) = ledger.lasting_stop().zip(ledger.reviewed_on()) {
        reading.stands_still_since = reading.stands_still_since.or(Some(stop.from));
        let at = clock::jakarta_moment(day, NaiveTime::MIN);
        reading.rungs = vec![Rung { name: format!("{REVIEW}{day}"), kind: RungKind::Escalation, at }];
    }
    Some(reading)
}

/// How the names of the rungs begin that ask whether a clock shall still stand; the day stands behind it, because a clock
/// may be stopped again.
const REVIEW: &str = "review_";

/// Whether a rung asks whether a clock that stands still shall still stand.
pub fn is_review(rung: &str) -> bool {
    rung.starts_with(REVIEW)
}
