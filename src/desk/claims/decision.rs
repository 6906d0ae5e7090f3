//! A decision on a claim: what the core says to a command, ready to be shown and committed.

use chrono::{DateTime, Utc};

use crate::claim::{self, Actor, Claim, Command, Effect, LetterWish, Recorded, Refused, Situation};

use super::super::answers::Answer;
use super::super::context::Desk;
use super::super::error::DeskError;
use super::change::{Changed, Render};
use super::load::Loaded;

/// What a command becomes.
pub(in super::super) struct Decided {
    /// The events, with their places in the history.
    pub(in super::super) recorded: Vec<Recorded>,
    /// The claim after them.
    pub(in super::super) after: Claim,
    /// What follows outside of the claim.
    pub(in super::super) effects: Vec<Effect>,
    /// The letters that follow.
    pub(in super::super) letters: Vec<LetterWish>,
    /// When it was decided.
    pub(in super::super) now: DateTime<Utc>,
}

impl Decided {
    /// Asks the core.
    pub(in super::super) fn on(
        situation: &Situation<'_>,
        claim: &Claim,
        command: &Command,
        actor: &Actor,
    ) -> Result<Self, Refused> {
        let now = situation.now;
        let events = claim::decide(situation, claim, command, actor)?;
        let recorded: Vec<Recorded> = (claim.version + 1..)
            .zip(events)
            .map(|(seq, event)| Recorded { seq, at: now, actor: actor.reference(), event })
            .collect();
        let after = recorded.iter().fold(claim.clone(), claim::apply);
        let effects = claim::consequences(situation, &after, &recorded);
        let letters = claim::written(situation, claim, &after, &recorded);
        Ok(Self { recorded, after, effects, letters, now })
    }
}

impl Desk {
    /// The answer to whoever gave the command, made before the commit so that it is committed with it.
    pub(super) fn answer_to(
        &self,
        loaded: &Loaded,
        decided: &Decided,
        actor: &Actor,
        render: &Render<'_>,
    ) -> Result<Answer, DeskError> {
        let view = self.view_after(loaded, &decided.after, &decided.effects, actor, decided.now)?;
        render(&Changed { before: &loaded.claim, after: &decided.after, events: &decided.recorded, view })
    }
}
