//! What only accidents bring into a story: what the doctor says, and the scholarships that follow.

use serde_json::json;

use crate::claim::{ClaimId, Command};
use crate::clock::Clock as _;
use crate::desk::{DeskError, FollowUp, OPEN_CLAIM};
use crate::store::queries;

use super::case::Case;
use super::error::DemoError;
use super::insurer::{LEASE, WORKER};

impl Case {
    /// Facts are answered, written as a JSON object.
    pub(super) async fn answers(&mut self, object: &str) -> Result<(), DemoError> {
        let facts = serde_json::from_str(object).map_err(DeskError::from)?;
        self.by_worker(Command::SetFacts(facts)).await
    }

    /// The worker died on the day of the accident.
    pub(super) async fn died_at_once(&mut self) -> Result<(), DemoError> {
        let died_on = json!(self.claim.event.date);
        let facts = [("medical_outcome".into(), json!("died")), ("died_on".into(), died_on)];
        self.by_worker(Command::SetFacts(facts.into())).await
    }

    /// Opens what waits to be opened, as the outbox does it.
    pub(super) async fn open_follow_ups(&mut self) -> Result<(), DemoError> {
        self.tick();
        let now = self.clock.now();
        let store = self.desk.store();
        let leased = store.write(move |db| queries::lease(db, OPEN_CLAIM, now, LEASE, WORKER, i64::MAX)).await;
        for delivery in leased.map_err(DeskError::from)? {
            if let FollowUp::NotYet(why) = self.desk.settle_follow_up(&delivery, WORKER).await? {
                return Err(DeskError::Unreadable(why).into());
            }
        }
        // The insurer's payment, which asked for them, came past this case.
        let id = self.claim.id.0;
        let stored = store.read(move |db| queries::claim_by_id(db, id)).await.map_err(DeskError::from)?;
        let stored = stored.ok_or(DeskError::NotFound("claim"))?;
        self.claim = serde_json::from_slice(&stored.row.snapshot).map_err(DeskError::from)?;
        self.follow_ups = self.claim.follow_ups.iter().map(|link| link.claim).collect();
        Ok(())
    }

    /// The caseworker takes over one of the claims that were opened, and the story goes on there.
    pub(super) async fn go_on_in(&mut self, nth: usize) -> Result<(), DemoError> {
        let ClaimId(id) = *self.follow_ups.get(nth).ok_or(DeskError::NotFound("claim"))?;
        let found = self.desk.store().read(move |db| queries::claim_by_id(db, id)).await.map_err(DeskError::from)?;
        let number = found.ok_or(DeskError::NotFound("claim"))?.row.number;
        let worker = self.worker.clone();
        let assigned = Command::Assign(worker.user);
        self.changed_in(&number, &worker, assigned).await
    }
}
