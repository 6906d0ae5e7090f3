//! What has happened to a claim, as events, for pages that tell it in words.

use crate::claim::{Actor, ActorRef, Event, Recorded};
use crate::store::queries;

use super::super::context::Desk;
use super::super::error::DeskError;
use super::load::Wanted;

/// No claim's story is longer; one that is loses its beginning, not its end.
const EVENTS_MAX: i64 = 2_000;

impl Desk {
    /// The events of a claim that the actor sees, oldest first.
    pub async fn story(&self, number: &str, actor: &Actor) -> Result<Vec<Recorded>, DeskError> {
        let loaded = self.load(&Wanted::Number(number.to_owned()), actor).await?;
        let (claim, after) = (loaded.claim.id.0, (loaded.claim.version - EVENTS_MAX).max(0));
        let rows = self.store().read(move |db| queries::events_of(db, claim, after, EVENTS_MAX)).await?;
        let recorded = rows.into_iter().map(|row| {
            let event = Event::decode(&row.opened()?)?;
            Ok(Recorded { seq: row.seq, at: row.at, actor: ActorRef(row.actor), event })
        });
        recorded.collect()
    }
}
