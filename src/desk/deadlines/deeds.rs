//! What people did to the clock of a claim's state, and what they may still do.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::claim::{self, Actor, ActorRef, Claim, Command, Event, Recorded, Refused, Situation};
use crate::law::clock::{Span, Unit};
use crate::store::queries;

use super::super::claims::Wanted;
use super::super::context::Desk;
use super::super::error::DeskError;

/// A time in which the clock stood still, with who did it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClockStop {
    /// From when.
    pub from: DateTime<Utc>,
    /// Until when; none: it stands still now.
    pub until: Option<DateTime<Utc>>,
    /// Why.
    pub reason: String,
    /// When a supervisor is asked whether it shall still stand; none once it has gone on.
    pub review_on: Option<NaiveDate>,
    /// Who stopped it, by name.
    pub by: Option<String>,
    /// Who let it go on, by name.
    pub resumed_by: Option<String>,
    /// What they remarked.
    pub note: Option<String>,
}

/// Time that was added, with who did it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClockGrant {
    /// When.
    pub at: DateTime<Utc>,
    /// How much.
    pub span: Span,
    /// Why.
    pub reason: String,
    /// Who, by name.
    pub by: Option<String>,
}

/// What was done to the clock of a claim's state, and which rule stands against doing more.
#[derive(Clone, Debug, Default)]
pub struct ClockDeeds {
    /// When it stood still, oldest first.
    pub stops: Vec<ClockStop>,
    /// What time was added, oldest first.
    pub grants: Vec<ClockGrant>,
    /// Whether it stands still and may be stopped anew, because the day of its review has come.
    pub review_has_come: bool,
    /// Why the actor may not stop it.
    pub no_stop: Option<Refused>,
    /// Why they may not let it go on.
    pub no_resume: Option<Refused>,
    /// Why they may not add time.
    pub no_extension: Option<Refused>,
}

impl Desk {
    /// What was done to the clock of a claim's state, and what the actor may do.
    pub async fn clock_deeds(&self, number: &str, actor: &Actor) -> Result<ClockDeeds, DeskError> {
        let loaded = self.load(&Wanted::Number(number.to_owned()), actor).await?;
        let (claim, situation) = (&loaded.claim, self.situation(&loaded, self.now())?);
        let mut deeds = ClockDeeds::default();
        if !claim.clock.is_empty() {
            let events = self.story(number, actor).await?;
            let accounts: Vec<_> = events.iter().filter_map(|event| account(&event.actor)).collect();
            let names = self.store().read(move |db| queries::account_names(db, &accounts)).await?;
            let name_of = |by: &ActorRef| {
                let id = account(by)?;
                names.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone())
            };
            told(&events, &name_of, &mut deeds);
        }
        if let (Some(stop), Some(day)) = (deeds.stops.last_mut(), claim.clock.reviewed_on()) {
            stop.review_on = Some(day);
            deeds.review_has_come = day <= situation.today();
        }
        // Words and an amount that no rule of their own stands against.
        let (why, span) = (".".to_owned(), Span { amount: 1, unit: Unit::Years });
        let against = |command: &Command| against(&situation, claim, command, actor);
        deeds.no_stop = against(&Command::SuspendClock { reason: why.clone(), review_on: None });
        deeds.no_resume = against(&Command::ResumeClock { note: None });
        deeds.no_extension = against(&Command::ExtendDeadline { span, reason: why });
        Ok(deeds)
    }
}

fn against(situation: &Situation<'_>, claim: &Claim, command: &Command, actor: &Actor) -> Option<Refused> {
    claim::decide(situation, claim, command, actor).err()
}

fn account(actor: &ActorRef) -> Option<uuid::Uuid> {
    actor.0.split_once(':')?.1.parse().ok()
}

/// Reads the history: a clock begins anew with each state.
fn told(events: &[Recorded], name_of: &dyn Fn(&ActorRef) -> Option<String>, deeds: &mut ClockDeeds) {
    for Recorded { at, actor, event, .. } in events {
        match event {
            Event::ActionTaken(taken) if taken.from != taken.to => {
                deeds.stops.clear();
                deeds.grants.clear();
            }
            Event::ClockSuspended { reason, .. } => deeds.stops.push(ClockStop {
                from: *at,
                until: None,
                reason: reason.clone(),
                review_on: None,
                by: name_of(actor),
                resumed_by: None,
                note: None,
            }),
            Event::ClockResumed { note } => {
                if let Some(stop) = deeds.stops.last_mut() {
                    (stop.until, stop.resumed_by, stop.note) = (Some(*at), name_of(actor), note.clone());
                }
            }
            Event::DeadlineExtended { span, reason } => {
                deeds.grants.push(ClockGrant { at: *at, span: *span, reason: reason.clone(), by: name_of(actor) });
            }
            _ => {}
        }
    }
}
