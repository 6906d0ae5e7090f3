//! The next letter that a clock will write by itself, to be read before it is.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::claim::{self, Actor, Command, DueRung};
use crate::law::clock::{Rung, RungKind};
use crate::store::queries;

use super::super::claims::{Decided, Wanted, running};
use super::super::context::Desk;
use super::super::error::DeskError;
use super::read::{LetterText, for_family};
use super::staff::of_the_desk;

/// The next letter to the family that no person causes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ComingLetter {
    /// When it is written: from its rung on, while the office works.
    pub at: DateTime<Utc>,
    /// What the rung is for.
    pub kind: RungKind,
    /// What it would say, were everything then as it is now.
    pub letters: Vec<LetterText>,
}

impl Desk {
    /// The next letter that the clock of a claim's state will write to the family; none when it stands still, has no
    /// rungs left, or those only speak to staff.
    pub async fn coming_letter(&self, number: &str, actor: &Actor) -> Result<Option<ComingLetter>, DeskError> {
        of_the_desk(actor)?;
        let loaded = self.load(&Wanted::Number(number.to_owned()), actor).await?;
        let (claim, now) = (&loaded.claim, self.now());
        let Some(row) = running(&loaded, claim) else { return Ok(None) };
        let situation = self.situation(&loaded, now)?;
        let Some(reading) = claim::reading(&situation, claim, row.started_at) else { return Ok(None) };
        let id = claim.id.0;
        let fired = self.store().read(move |db| queries::fired_rungs_of(db, id)).await?;
        let has_fired = |rung: &&Rung| fired.iter().any(|it| it.deadline_id == row.id && it.rung == rung.name);
        for rung in reading.rungs.iter().filter(|rung| !has_fired(rung)) {
            let at = loaded.calendar.hours.next_open(rung.at.max(now), &loaded.calendar.calendar);
            let due = DueRung { rung: rung.name.clone(), kind: rung.kind, collapsed: Vec::new() };
            let command = Command::FireRungs { deadline: row.name.clone(), rungs: vec![due] };
            // As on that day: a letter counts the days that are left.
            let then = self.situation(&loaded, at)?;
            let decided = Decided::on(&then, claim, &command, &Actor::system())?;
            let letters = for_family(&self.write_letters(&loaded, &decided).await?.letters);
            if !letters.is_empty() {
                return Ok(Some(ComingLetter { at, kind: rung.kind, letters }));
            }
        }
        Ok(None)
    }
}
