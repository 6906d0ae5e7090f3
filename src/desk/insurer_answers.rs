//! The insurer's answers: signed call-backs that move a claim, once, or are kept and alarmed.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::claim::{Actor, Claim, Command, Refused, Severity};
use crate::insurer::InsurerAnswer;
use crate::store::ledger::{AppendError, InboundAnswer};
use crate::store::{StoreError, queries};
use crate::workflow::InputName;

use super::answers::Answer;
use super::claims::{Changed, Extra, Wanted, Wish};
use super::context::Desk;
use super::error::DeskError;

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

impl Desk {
    /// Takes an answer whose signature was verified. Never lost: what cannot move a claim is kept and alarmed.
    #[tracing::instrument(skip_all, fields(webhook.id = %webhook_id))]
    pub async fn take_insurer_answer(&self, webhook_id: &str, raw: &str) -> Result<Taken, DeskError> {
        let wanted = webhook_id.to_owned();
        if self.store().read(move |db| queries::inbound_answer(db, &wanted)).await?.is_some() {
            return Ok(Taken::Repeat);
        }
        let Ok(answer) = serde_json::from_str::<InsurerAnswer>(raw) else {
            return self.keep(webhook_id, raw, None, "not_understood").await;
        };
        let number = answer.data.claim_number.clone();
        let found = self.store().read(move |db| queries::claim_by_number(db, &number)).await?;
        let Some(stored) = found else { return self.keep(webhook_id, raw, None, "claim_unknown").await };
        let claim: Claim = serde_json::from_slice(&stored.row.snapshot)?;
        if answer.data.hand_over != claim.hand_over.attempt {
            return self.keep(webhook_id, raw, Some(&claim), "old_attempt").await;
        }
        match self.move_by_answer(webhook_id, raw, &claim, &answer).await {
            Ok(taken) => Ok(taken),
            Err(DeskError::Refused(refused)) => self.keep(webhook_id, raw, Some(&claim), why(&refused)).await,
            Err(other) => Err(other),
        }
    }

    async fn move_by_answer(
        &self,
        webhook_id: &str,
        raw: &str,
        claim: &Claim,
        answer: &InsurerAnswer,
    ) -> Result<Taken, DeskError> {
        let insurer = Actor::insurer();
        let inputs = inputs_of(answer)?;
        let command = |_: &Claim| {
            Ok(Command::TakeAction { action: answer.kind.action().into(), inputs: inputs.clone(), note: None })
        };
        let inbound = self.inbound(webhook_id, raw, "taken");
        let wish = Wish {
            claim: "",
            actor: &insurer,
            expected: None,
            command: &command,
            key: None,
            extra: Extra { inbound: Some(inbound), ..Extra::default() },
        };
        let render = |changed: &Changed<'_>| {
            let status = if changed.moved() { 200 } else { 202 };
            Ok(Answer { status, version: Some(changed.after.version), location: None, body: Value::Null })
        };
        match self.change_wanted(&Wanted::Id(claim.id.0), &wish, &render).await {
            Ok(answered) if answered.answer.status == 200 => Ok(Taken::Done),
            Ok(_) => Ok(Taken::Kept),
            Err(DeskError::Unreadable(text)) if text == AppendError::InboundTaken.to_string() => Ok(Taken::Repeat),
            Err(other) => Err(other),
        }
    }

    /// Keeps an answer that moves nothing, with an alarm on its claim where there is one.
    async fn keep(&self, webhook_id: &str, raw: &str, claim: Option<&Claim>, result: &str) -> Result<Taken, DeskError> {
        tracing::warn!(webhook.id = %webhook_id, result, "an answer of the insurer moves no claim");
        metrics::counter!("santun_insurer_answers_kept_total").increment(1);
        let inbound = self.inbound(webhook_id, raw, result);
        let Some(claim) = claim else {
            let kept = self.store().write(move |db| queries::save_inbound_answer(db, &inbound, None)).await;
            return match kept {
                Ok(()) => Ok(Taken::Kept),
                Err(StoreError::Conflict(_)) => Ok(Taken::Repeat),
                Err(error) => Err(error.into()),
            };
        };
        let evidence = json!({ "why": result, "webhook_id": webhook_id, "answer": serde_json::from_str::<Value>(raw).unwrap_or_default() });
        let system = Actor::system();
        let command = |_: &Claim| {
            Ok(Command::RaiseAlert {
                kind: "insurer_answer_unexpected".to_owned(),
                severity: Severity::Warning,
                evidence: evidence.clone(),
            })
        };
        let extra = Extra { inbound: Some(inbound), ..Extra::default() };
        let wish = Wish { claim: "", actor: &system, expected: None, command: &command, key: None, extra };
        match self.change_wanted(&Wanted::Id(claim.id.0), &wish, &super::hand_over::silent).await {
            Ok(_) => Ok(Taken::Kept),
            Err(DeskError::Unreadable(text)) if text == AppendError::InboundTaken.to_string() => Ok(Taken::Repeat),
            Err(other) => Err(other),
        }
    }

    fn inbound(&self, webhook_id: &str, raw: &str, result: &str) -> InboundAnswer {
        InboundAnswer {
            webhook_id: webhook_id.to_owned(),
            received_at: self.now(),
            body: raw.to_owned(),
            result: result.to_owned(),
        }
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

fn why(refused: &Refused) -> &'static str {
    match refused {
        Refused::WrongState { .. } => "impossible_state",
        Refused::Invalid(_) => "malformed",
        _ => "refused",
    }
}
