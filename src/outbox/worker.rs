//! The step: take what is due, deliver it, settle it.

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use reqwest::Url;
use serde::Serialize;

use super::config::Outbox;
use super::insurer::PostFailure;
use super::retry;
use crate::desk::{
    Delivery, DeskError, FollowUp, HAND_OVER, INSURER_ANSWER, OPEN_CLAIM, Retaken, Settled, delivery_limit,
};

/// Hand-overs on their way at a time: one server that hangs must not hold up the others.
const AT_A_TIME: usize = 4;

/// Linked claims, and answers of the insurer, that are taken up at a time.
const INNER: i64 = 20;

/// A lease outlives the patience with a server by this much, for the commit after it.
pub(super) const LEASE_MARGIN: TimeDelta = TimeDelta::seconds(45);

/// What one step did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Hand-overs that reached the insurer, letters that the mail server took, and answers of the insurer that a person had taken again.
    pub delivered: u64,
    /// Deliveries that failed and will be tried again.
    pub retried: u64,
    /// Deliveries that were given up, each with an alert.
    pub dead: u64,
    /// Linked claims that were opened.
    pub opened: u64,
    /// Deliveries that were no longer ours when they were to be settled.
    pub dropped: u64,
}

/// What became of one delivery.
#[derive(Clone, Copy)]
pub(super) enum Fate {
    Delivered,
    Retried,
    Dead,
    Opened,
    Dropped,
}

impl Outbox {
    /// Delivers everything that is due now, and returns. Without an insurer's address hand-overs stay pending.
    ///
    /// # Errors
    /// Only when work cannot be taken; what was taken is settled one by one, and lost leases come back by themselves.
    pub async fn run_once(&self) -> Result<Report, DeskError> {
        let mut report = Report::default();
        self.settle_inner(OPEN_CLAIM, &mut report).await?;
        self.settle_inner(INSURER_ANSWER, &mut report).await?;
        if let Some(url) = &self.config.insurer_url {
            self.hand_over(url, &mut report).await?;
        }
        Ok(report)
    }

    /// What is delivered within the desk itself.
    async fn settle_inner(&self, kind: &str, report: &mut Report) -> Result<(), DeskError> {
        loop {
            let taken = self.take(kind, INNER).await?;
            if taken.is_empty() {
                return Ok(());
            }
            for delivery in &taken {
                let fate = match kind {
                    OPEN_CLAIM => self.follow_up(delivery).await,
                    _ => self.take_again(delivery).await,
                };
                report.count(delivery, fate);
            }
        }
    }

    async fn hand_over(&self, url: &Url, report: &mut Report) -> Result<(), DeskError> {
        let mut flying = FuturesUnordered::new();
        let mut failed = None;
        let mut dry = false;
        loop {
            let room = AT_A_TIME - flying.len();
            if !dry && room > 0 {
                match self.take(HAND_OVER, i64::try_from(room).unwrap_or(1)).await {
                    Ok(taken) if taken.is_empty() => dry = true,
                    Ok(taken) => flying.extend(taken.into_iter().map(|delivery| self.fly(url, delivery))),
                    // What is on its way is still brought to its end.
                    Err(error) => (dry, failed) = (true, Some(error)),
                }
            }
            match flying.next().await {
                Some((delivery, fate)) => report.count(&delivery, fate),
                None if dry => return failed.map_or(Ok(()), Err),
                None => {}
            }
        }
    }

    async fn take(&self, kind: &str, limit: i64) -> Result<Vec<Delivery>, DeskError> {
        let patience = TimeDelta::from_std(self.config.patience).unwrap_or(LEASE_MARGIN);
        self.desk.lease_deliveries(kind, &self.config.owner, patience + LEASE_MARGIN, limit).await
    }

    async fn fly(&self, url: &Url, delivery: Delivery) -> (Delivery, Result<Fate, DeskError>) {
        let fate = self.deliver(url, &delivery).await;
        (delivery, fate)
    }

    async fn deliver(&self, url: &Url, delivery: &Delivery) -> Result<Fate, DeskError> {
        let owner = &self.config.owner;
        if delivery.attempts > retry::ATTEMPTS_MAX {
            // Every attempt ended with the end of its worker: perhaps this message is what kills it.
            let error = delivery.last_error.as_deref().unwrap_or("no attempt came to an end");
            return self.bury(delivery, error).await;
        }
        let Err(failure) = self.post(url, delivery).await else {
            return Ok(match self.desk.settle_hand_over(delivery, owner).await? {
                Settled::Delivered => Fate::Delivered,
                Settled::Already | Settled::Crossed => Fate::Dropped,
            });
        };
        tracing::warn!(delivery.id = %delivery.id, delivery.attempts, error = failure.error, "a hand-over failed");
        match next_attempt(delivery, &failure, self.desk.now()) {
            Some(next) => self.put_off(delivery, next, &failure.error).await,
            None => self.bury(delivery, &failure.error).await,
        }
    }

    async fn follow_up(&self, delivery: &Delivery) -> Result<Fate, DeskError> {
        match self.desk.settle_follow_up(delivery, &self.config.owner).await? {
            FollowUp::Opened => Ok(Fate::Opened),
            FollowUp::NotYet(why) => {
                let next = self.desk.now() + retry::wait_for_ever(delivery.id, delivery.attempts);
                self.put_off(delivery, next, &why).await
            }
        }
    }

    /// Takes an answer of the insurer again that fitted no claim.
    async fn take_again(&self, delivery: &Delivery) -> Result<Fate, DeskError> {
        match self.desk.take_insurer_answer_again(delivery, &self.config.owner).await {
            Ok(Retaken::Taken) => Ok(Fate::Delivered),
            Ok(Retaken::Dead) => Ok(Fate::Dead),
            Ok(Retaken::Gone) => Ok(Fate::Dropped),
            Err(error @ DeskError::DeliveryOpen(_)) => {
                let next = self.desk.now() + retry::wait_for_ever(delivery.id, delivery.attempts);
                self.put_off(delivery, next, &error.to_string()).await
            }
            Err(other) => Err(other),
        }
    }

    pub(super) async fn put_off(
        &self,
        delivery: &Delivery,
        next: DateTime<Utc>,
        error: &str,
    ) -> Result<Fate, DeskError> {
        let held = self.desk.put_off(delivery, &self.config.owner, next, error).await?;
        Ok(if held { Fate::Retried } else { Fate::Dropped })
    }

    async fn bury(&self, delivery: &Delivery, error: &str) -> Result<Fate, DeskError> {
        let held = self.desk.give_up(delivery, &self.config.owner, error).await?;
        Ok(if held { Fate::Dead } else { Fate::Dropped })
    }
}

/// When a failed hand-over is tried again: by the schedule, but not before the server asked for it, and not when it
/// should have been given up by then.
fn next_attempt(delivery: &Delivery, failure: &PostFailure, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let wait = retry::wait(delivery.id, delivery.attempts)?;
    let asked = failure.retry_after.as_deref().and_then(|asked| retry::retry_after(asked, now));
    let next = now + asked.map_or(wait, |asked| asked.max(wait));
    (next < delivery_limit(delivery.counted_from.unwrap_or(now))).then_some(next)
}

impl Report {
    /// Adds what another step did.
    pub fn add(&mut self, other: Self) {
        self.delivered += other.delivered;
        self.retried += other.retried;
        self.dead += other.dead;
        self.opened += other.opened;
        self.dropped += other.dropped;
    }

    pub(super) fn count(&mut self, delivery: &Delivery, fate: Result<Fate, DeskError>) {
        let (count, word) = match fate {
            Ok(Fate::Delivered) => (&mut self.delivered, "delivered"),
            Ok(Fate::Retried) => (&mut self.retried, "retried"),
            Ok(Fate::Dead) => (&mut self.dead, "dead"),
            Ok(Fate::Opened) => (&mut self.opened, "opened"),
            Ok(Fate::Dropped) => (&mut self.dropped, "dropped"),
            Err(error) => {
                // The lease ends by itself, and then it is tried again.
                tracing::error!(delivery.id = %delivery.id, %error, "a delivery could not be settled");
                (&mut self.retried, "unsettled")
            }
        };
        *count += 1;
        metrics::counter!("santun_deliveries_total", "kind" => delivery.kind.clone(), "fate" => word).increment(1);
    }
}
