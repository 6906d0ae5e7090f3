//! The insurer's answers: signed call-backs that move a claim, once, or are kept and alarmed.
//!
//! What fits a claim badly is an alert on that claim. What fits no claim at all is a dead delivery: it stands among
//! what a person has to look at, and a retry takes the answer again, when the claim is there by then.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::claim::{Actor, Claim, Command, Refused, Severity};
use crate::insurer::InsurerAnswer;
use crate::law::Text;
use crate::store::ledger::{InboundAnswer, NewDelivery};
use crate::store::queries::{self, Delivery};
use crate::store::{Conflict, StoreError};
use crate::workflow::InputName;

use super::answers::Effected;
use super::claims::{Extra, INSURER_ANSWER, Wanted, Wish};
use super::context::Desk;
use super::error::DeskError;
use super::hand_over::silent;

/// How often an answer that meets the end of its own hand-over is looked at anew.
const TRIES: u32 = 4;

/// What is kept of an answer that only raised an alert, and of one whose alert was open already.
const ALERT_RAISED: &str = "alert_raised";
const ALERT_OPEN: &str = "alert_open";

/// What became of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It moved its claim.
    Done,
    /// It came before; nothing changed.
    Repeat,
    /// It fits no claim as it stands: kept, and alarmed.
    Kept,
}

/// What became of an answer that was taken again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retaken {
    /// It found its claim: it moved it, or stands as an alert on it.
    Taken,
    /// It still fits no claim.
    Dead,
    /// Another worker had it.
    Gone,
}

/// An answer, on its way.
struct Incoming<'a> {
    webhook_id: &'a str,
    raw: &'a str,
    /// The delivery by which it is taken again, and the worker that holds it.
    again: Option<(Uuid, &'a str)>,
}

/// Where an answer ended.
enum Fate {
    Moved,
    /// As an alert on its claim.
    Alarmed,
    /// As a dead delivery; or another worker has taken it away meanwhile.
    Dead {
        held: bool,
    },
}

impl Desk {
    /// Takes an answer whose signature was verified. Never lost: what cannot move a claim is kept and alarmed.
    ///
    /// # Errors
    /// [`DeskError::DeliveryOpen`] while its own hand-over is not recorded yet: nothing is kept then, and the same
    /// answer finds the claim handed over a little later.
    #[tracing::instrument(skip_all, fields(webhook.id = %webhook_id))]
    pub async fn take_insurer_answer(&self, webhook_id: &str, raw: &str) -> Result<Taken, DeskError> {
        let wanted = webhook_id.to_owned();
        if self.store().read(move |db| queries::inbound_answer(db, &wanted)).await?.is_some() {
            return Ok(Taken::Repeat);
        }
        let fate = match self.settle_answer(&Incoming { webhook_id, raw, again: None }).await {
            // The same message came twice at once.
            Err(DeskError::InboundTaken) => return Ok(Taken::Repeat),
            other => other?,
        };
        if matches!(fate, Fate::Moved) {
            return Ok(Taken::Done);
        }
        metrics::counter!("santun_insurer_answers_kept_total").increment(1);
        Ok(Taken::Kept)
    }

    /// Takes an answer again that fitted no claim, because a person wants it so.
    ///
    /// # Errors
    /// As [`Desk::take_insurer_answer`]; the lease then ends by itself.
    #[tracing::instrument(skip_all, fields(delivery = %delivery.id))]
    pub async fn take_insurer_answer_again(&self, delivery: &Delivery, owner: &str) -> Result<Retaken, DeskError> {
        let payload: Value = serde_json::from_str(&delivery.payload)?;
        let webhook_id = payload["webhook_id"].as_str().unwrap_or_default().to_owned();
        let wanted = webhook_id.clone();
        let kept = self.store().read(move |db| queries::inbound_answer(db, &wanted)).await?;
        let kept = kept.ok_or_else(|| DeskError::Unreadable(format!("delivery {}", delivery.id)))?;
        let incoming = Incoming { webhook_id: &webhook_id, raw: &kept.body, again: Some((delivery.id, owner)) };
        Ok(match self.settle_answer(&incoming).await? {
            Fate::Moved | Fate::Alarmed => Retaken::Taken,
            Fate::Dead { held: true } => Retaken::Dead,
            Fate::Dead { held: false } => Retaken::Gone,
        })
    }

    async fn settle_answer(&self, incoming: &Incoming<'_>) -> Result<Fate, DeskError> {
        let answer = match serde_json::from_str::<InsurerAnswer>(incoming.raw) {
            Ok(answer) => answer,
            // Only where, not what: whoever looks after deliveries need not see what stands in it.
            Err(error) => {
                let why = format!("not_understood: line {}, column {}", error.line(), error.column());
                return self.keep_without_claim(incoming, &why).await;
            }
        };
        let number = answer.data.claim_number.clone();
        let Some(stored) = self.store().read(move |db| queries::claim_by_number(db, &number)).await? else {
            // A number is printed as it came, but not more of it than a number is long.
            let number: String = answer.data.claim_number.chars().take(40).collect();
            return self.keep_without_claim(incoming, &format!("claim_unknown: {number}")).await;
        };
        let claim = stored.id;
        for _ in 0..TRIES {
            let refused = match self.move_by_answer(incoming, claim, &answer).await {
                Err(DeskError::Refused(refused)) => why(&refused),
                Err(DeskError::DeliveryOpen(delivery)) => match self.delivery_state(delivery).await?.as_str() {
                    "pending" => return Err(DeskError::DeliveryOpen(delivery)),
                    // It has just ended: the claim is handed over now.
                    "delivered" => continue,
                    ended => format!("hand_over_{ended}"),
                },
                other => return other,
            };
            return self.keep_on_claim(incoming, claim, &refused).await;
        }
        Err(DeskError::Busy)
    }

    async fn delivery_state(&self, id: Uuid) -> Result<String, DeskError> {
        let row = self.store().read(move |db| queries::delivery_by_id(db, id)).await?;
        Ok(row.map(|row| row.state).unwrap_or_default())
    }

    async fn move_by_answer(
        &self,
        incoming: &Incoming<'_>,
        claim: Uuid,
        answer: &InsurerAnswer,
    ) -> Result<Fate, DeskError> {
        let insurer = Actor::insurer();
        let inputs = inputs_of(answer)?;
        // Looked at in each try: the claim may be handed over again meanwhile.
        let command = |claim: &Claim| {
            if answer.data.hand_over != claim.hand_over.attempt {
                return Err(other_attempt().into());
            }
            if let Some(delivery) = claim.hand_over.queued {
                return Err(DeskError::DeliveryOpen(delivery.0));
            }
            Ok(Command::TakeAction { action: answer.kind.action().into(), inputs: inputs.clone(), note: None })
        };
        let extra = Extra { inbound: Some(self.inbound(incoming, ALERT_RAISED)), ..Extra::default() };
        let wish =
            Wish { claim: "", actor: &insurer, expected: None, lenient: false, command: &command, key: None, extra };
        let answered = self.change_wanted(&Wanted::Id(claim), &wish, &silent).await?;
        match answered.effected {
            Effected::Moved => return Ok(Fate::Moved),
            Effected::Noted => {}
            // The very same alert is open, so no change was committed, and the answer is still to be kept.
            Effected::Nothing => self.keep_row(self.inbound(incoming, ALERT_OPEN), Some(claim)).await?,
        }
        tracing::warn!(claim.id = %claim, "an answer of the insurer moved nothing and stands as an alert");
        Ok(Fate::Alarmed)
    }

    /// Keeps an answer that moves nothing, with an alarm on its claim.
    async fn keep_on_claim(&self, incoming: &Incoming<'_>, claim: Uuid, why: &str) -> Result<Fate, DeskError> {
        let said = serde_json::from_str::<Value>(incoming.raw).unwrap_or_default();
        let evidence = json!({ "why": why, "webhook_id": incoming.webhook_id, "answer": said });
        let system = Actor::system();
        let command = |_: &Claim| {
            Ok(Command::RaiseAlert {
                kind: "insurer_answer_unexpected".to_owned(),
                severity: Severity::Warning,
                evidence: evidence.clone(),
            })
        };
        let extra = Extra { inbound: Some(self.inbound(incoming, why)), ..Extra::default() };
        let wish =
            Wish { claim: "", actor: &system, expected: None, lenient: false, command: &command, key: None, extra };
        self.change_wanted(&Wanted::Id(claim), &wish, &silent).await?;
        tracing::warn!(claim.id = %claim, why, "an answer of the insurer does not fit its claim");
        Ok(Fate::Alarmed)
    }

    /// Keeps an answer that fits no claim, with a dead delivery for a person to see, both or neither.
    async fn keep_without_claim(&self, incoming: &Incoming<'_>, why: &str) -> Result<Fate, DeskError> {
        let (now, reason) = (self.now(), why.to_owned());
        if let Some((id, owner)) = incoming.again {
            let owner = owner.to_owned();
            let held = self.store().write(move |db| queries::mark_dead(db, id, &owner, now, &reason)).await?;
            return Ok(Fate::Dead { held });
        }
        let inbound = self.inbound(incoming, why);
        let obligation = NewDelivery {
            id: self.new_id(),
            kind: INSURER_ANSWER.to_owned(),
            dedup_key: format!("{INSURER_ANSWER}/{}", incoming.webhook_id),
            payload: json!({ "webhook_id": incoming.webhook_id }).to_string(),
            next_attempt_at: now,
        };
        let kept = self.store().write(move |db| {
            queries::save_inbound_answer(db, &inbound, None)?;
            queries::enqueue_dead(db, &obligation, now, &reason)
        });
        kept.await.map_err(taken_before)?;
        tracing::error!(why, "an answer of the insurer fits no claim");
        Ok(Fate::Dead { held: true })
    }

    async fn keep_row(&self, inbound: InboundAnswer, claim: Option<Uuid>) -> Result<(), DeskError> {
        let kept = self.store().write(move |db| queries::save_inbound_answer(db, &inbound, claim)).await;
        kept.map(|_| ()).map_err(taken_before)
    }

    fn inbound(&self, incoming: &Incoming<'_>, result: &str) -> InboundAnswer {
        InboundAnswer {
            webhook_id: incoming.webhook_id.to_owned(),
            received_at: self.now(),
            body: incoming.raw.to_owned(),
            result: result.to_owned(),
            again: incoming.again.map(|(delivery, _)| delivery),
        }
    }
}

fn taken_before(error: StoreError) -> DeskError {
    match error {
        StoreError::Conflict(Conflict::Taken(_)) => DeskError::InboundTaken,
        other => other.into(),
    }
}

fn inputs_of(answer: &InsurerAnswer) -> Result<BTreeMap<InputName, Value>, DeskError> {
    let mut inputs = BTreeMap::new();
    if !answer.data.payments.is_empty() {
        inputs.insert("payments".into(), serde_json::to_value(&answer.data.payments)?);
    }
    if !answer.data.reasons.is_empty() {
        inputs.insert("reasons".into(), serde_json::to_value(&answer.data.reasons)?);
    }
    Ok(inputs)
}

/// The answer is about another hand-over than the one that counts.
fn other_attempt() -> Refused {
    Refused::rule(
        "other_attempt",
        Text::new("Jawaban ini untuk pengiriman lain.", "This answer is about another hand-over."),
        "office",
        Text::new("Tanyakan kepada penanggung.", "Ask the insurer."),
    )
}

/// What is kept of why an answer moved nothing.
fn why(refused: &Refused) -> String {
    match refused {
        Refused::WrongState { .. } => "impossible_state".to_owned(),
        Refused::Invalid(_) => "malformed".to_owned(),
        Refused::Rules(rules) => rules.iter().map(|rule| rule.rule.as_str()).collect::<Vec<_>>().join(", "),
        Refused::NotAllowed(_) | Refused::Unknown { .. } => "refused".to_owned(),
    }
}
