//! Deliveries as their worker sees them: taken by lease, then delivered, put off, or given up with an alarm.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use crate::claim::{Actor, Claim, Command, Severity};
use crate::store::ledger::DeadDelivery;
use crate::store::queries::{self, Delivery};
use crate::store::{StoreError, halt};

use super::claims::{Extra, Wanted, Wish};
use super::context::Desk;
use super::error::DeskError;
use super::hand_over::silent;

/// The alert on a claim whose follow-up cannot be opened.
const NOT_OPEN: &str = "follow_up_not_open";

/// What became of a delivery that reached its receiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// It is delivered, and its claim knows.
    Delivered,
    /// Another worker had said so before.
    Already,
    /// The claim had gone on without it meanwhile: an alert stands on it.
    Crossed,
}

/// What became of a linked claim that was to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FollowUp {
    /// It is open.
    Opened,
    /// It cannot be opened yet, and why; an alert stands on the claim that asked for it.
    NotYet(String),
}

impl Desk {
    /// Takes up to `limit` due deliveries of a kind for `owner`, who loses them when the lease ends.
    pub async fn lease_deliveries(
        &self,
        kind: &str,
        owner: &str,
        lease_for: TimeDelta,
        limit: i64,
    ) -> Result<Vec<Delivery>, DeskError> {
        let (kind, owner, now) = (kind.to_owned(), owner.to_owned(), self.now());
        let wanted = kind.clone();
        if !self.store().read(move |db| queries::any_due(db, &wanted, now)).await? {
            return Ok(Vec::new());
        }
        let leased = self.store().write(move |db| queries::lease(db, &kind, now, lease_for, &owner, limit)).await?;
        if !leased.is_empty() {
            halt::at("outbox.leased");
        }
        Ok(leased)
    }

    /// Puts a delivery off until `next`. Says whether `owner` still held it.
    pub async fn put_off(
        &self,
        delivery: &Delivery,
        owner: &str,
        next: DateTime<Utc>,
        error: &str,
    ) -> Result<bool, DeskError> {
        let (id, owner, error, now) = (delivery.id, owner.to_owned(), error.to_owned(), self.now());
        Ok(self.store().write(move |db| queries::retry_at(db, id, &owner, now, next, &error)).await?)
    }

    /// Gives a delivery up and raises the alarm on its claim, both or neither. Says whether `owner` still held it.
    #[tracing::instrument(skip_all, fields(delivery = %delivery.id))]
    pub async fn give_up(&self, delivery: &Delivery, owner: &str, error: &str) -> Result<bool, DeskError> {
        let (id, now) = (delivery.id, self.now());
        let dead = DeadDelivery { id, owner: owner.to_owned(), error: error.to_owned() };
        let Some(claim) = delivery.claim_id else {
            tracing::error!(delivery.kind, error, "a delivery without a claim was given up");
            let held = self.store().write(move |db| {
                let held = queries::mark_dead(db, id, &dead.owner, now, &dead.error)?;
                if held {
                    queries::raise_alarm(db, &format!("delivery/{id}"), "delivery_dead", &dead.error, now)?;
                }
                Ok::<_, StoreError>(held)
            });
            return Ok(held.await?);
        };
        // The moment makes a second death of a revived delivery a finding of its own.
        let evidence = json!({ "delivery": id, "attempts": delivery.attempts, "error": error, "at": now });
        let kind = format!("{}_dead", delivery.kind);
        let command = |_: &Claim| {
            Ok(Command::RaiseAlert { kind: kind.clone(), severity: Severity::Warning, evidence: evidence.clone() })
        };
        let system = Actor::system();
        let extra = Extra { dead: Some(dead), ..Extra::default() };
        let wish =
            Wish { claim: "", actor: &system, expected: None, lenient: false, command: &command, key: None, extra };
        match self.change_wanted(&Wanted::Id(claim), &wish, &silent).await {
            Ok(_) => Ok(true),
            // Somebody took it over or called it back in between; then it is not ours to bury.
            Err(DeskError::Refused(_)) => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// Records that a hand-over reached the insurer. When its claim went on without it meanwhile, that is an alert:
    /// the insurer holds a file that the desk had called back.
    #[tracing::instrument(skip_all, fields(delivery = %delivery.id))]
    pub async fn settle_hand_over(&self, delivery: &Delivery, owner: &str) -> Result<Settled, DeskError> {
        halt::at("outbox.posted");
        let refused = match self.hand_over_delivered(delivery).await {
            Ok(()) => return Ok(Settled::Delivered),
            Err(DeskError::Refused(refused)) => refused,
            Err(other) => return Err(other),
        };
        let id = delivery.id;
        let row = self.store().read(move |db| queries::delivery_by_id(db, id)).await?;
        let state = row.map(|row| row.state).unwrap_or_default();
        if state == "delivered" {
            return Ok(Settled::Already);
        }
        tracing::warn!(state, reason = %refused, "a hand-over reached the insurer after its claim had gone on without it");
        if let Some(claim) = delivery.claim_id {
            let evidence = json!({ "delivery": id, "state": state, "reason": refused.to_string() });
            // First the alert: a crash in between delivers once more, and the insurer knows repeats.
            self.raise_alert(claim, "hand_over_crossed", Severity::Warning, &evidence).await?;
        }
        self.mark_delivered(delivery, owner).await?;
        Ok(Settled::Crossed)
    }

    /// Opens the claim that another one asked for. Where that cannot be, it stays owed, and one alert says so.
    #[tracing::instrument(skip_all, fields(delivery = %delivery.id))]
    pub async fn settle_follow_up(&self, delivery: &Delivery, owner: &str) -> Result<FollowUp, DeskError> {
        let why = match self.deliver_follow_up(delivery).await {
            Ok(()) => {
                self.mark_delivered(delivery, owner).await?;
                return Ok(FollowUp::Opened);
            }
            Err(error @ (DeskError::Store(_) | DeskError::Busy)) => return Err(error),
            Err(error) => error.to_string(),
        };
        let evidence = json!({ "delivery": delivery.id, "error": why });
        if let Some(claim) = delivery.claim_id {
            let loaded = self.load(&Wanted::Id(claim), &Actor::system()).await?;
            // Settled or not: a person who has read it once need not read it after every try.
            let known = loaded.claim.alerts.iter().any(|alert| alert.kind == NOT_OPEN && alert.evidence == evidence);
            if !known {
                self.raise_alert(claim, NOT_OPEN, Severity::Warning, &evidence).await?;
            }
        }
        Ok(FollowUp::NotYet(why))
    }

    async fn mark_delivered(&self, delivery: &Delivery, owner: &str) -> Result<bool, DeskError> {
        let (id, owner, now) = (delivery.id, owner.to_owned(), self.now());
        Ok(self.store().write(move |db| queries::mark_delivered(db, id, &owner, now)).await?)
    }
}
