//! The hand-over to the insurer: its message, and what becomes of its delivery.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::claim::{self, Actor, Claim, Command, DocumentStatus, Link, Refused, Severity};
use crate::insurer::{Attachment, HandOver, HandOverData, HandOverError};
use crate::law::{Program, Text};
use crate::store::queries::{self, Delivery};

use super::answers::Answer;
use super::claims::{Changed, Extra, Loaded, Wanted, Wish};
use super::context::Desk;
use super::error::DeskError;

/// The message to the insurer, as JSON. It is made in the transaction that approves, so that what is delivered is
/// what was approved.
pub(super) fn body(
    public_url: &str,
    loaded: &Loaded,
    claim: &Claim,
    program: Program,
    attempt: u32,
    now: DateTime<Utc>,
) -> Result<String, DeskError> {
    let row = &loaded.participant;
    let benefit = claim.benefit.as_ref().map(|benefit| {
        let line = |line: &crate::law::Line| json!({ "code": line.code, "amount": line.amount, "law": line.law });
        json!({
            "total": benefit.total,
            "alternative_total": benefit.alternative_total,
            "lines": benefit.lines.iter().map(line).collect::<Vec<_>>(),
            "law": benefit.law,
        })
    });
    let data = HandOverData {
        claim_number: claim.number.to_string(),
        hand_over: attempt,
        program,
        participant: json!({ "name": row.name, "nik": row.nik, "kpj": row.kpj, "birth_date": row.birth_date }),
        event: serde_json::to_value(&claim.event)?,
        benefit: benefit.unwrap_or_default(),
        payees: payees(claim)?,
        documents: documents(public_url, claim),
        dossier: None,
    };
    HandOver::new(now, data).body().map_err(|error| too_large(&error).into())
}

/// A claim with more papers than the message can list goes on paper.
fn too_large(error: &HandOverError) -> Refused {
    Refused::rule(
        "hand_over_too_large",
        Text::new(format!("Berkas tidak dapat dikirim: {error}."), format!("The file cannot be sent: {error}.")),
        "office",
        Text::new(
            "Tarik surat yang tidak perlu, lalu setujui lagi.",
            "Withdraw papers that are not needed, then approve again.",
        ),
    )
}

/// Who is paid how much. What does not add up is refused: a message without payees would be paid to nobody.
fn payees(claim: &Claim) -> Result<Vec<Value>, Refused> {
    let total = claim.benefit.as_ref().map(|benefit| benefit.total).unwrap_or_default();
    let amounts = claim::payee_amounts(total, &claim.payees).map_err(payees_differ)?;
    let payee = |(payee, amount): (&claim::Payee, _)| {
        let account_of = claim.person(payee.account_of);
        json!({
            "person": payee.person,
            "name": claim.person(payee.person).map(|person| person.details.name.clone()),
            "relation": claim.person(payee.person).map(|person| person.details.relation),
            "amount": amount,
            "basis": payee.basis,
            "account": account_of.and_then(|person| person.details.account.clone()),
        })
    };
    Ok(claim.payees.iter().zip(amounts).map(payee).collect())
}

fn payees_differ(message: Text) -> Refused {
    Refused::rule(
        "payees_sum",
        message,
        "office",
        Text::new("Kembalikan, dan catat ulang penerima.", "Send back, and record the payees again."),
    )
}

#[cfg(test)]
mod tests;

fn documents(public_url: &str, claim: &Claim) -> Vec<Attachment> {
    let accepted = claim.documents.iter().filter(|document| document.status == DocumentStatus::Accepted);
    accepted
        .map(|document| {
            let url = format!("{public_url}/api/v1/claims/{}/documents/{}/content", claim.number, document.id);
            Attachment { kind: document.kind.to_string(), sha256: document.sha256.clone(), url }
        })
        .collect()
}

impl Desk {
    /// A delivery reached the insurer: the claim is handed over, in the same transaction as the delivery's end.
    pub async fn hand_over_delivered(&self, delivery: &Delivery) -> Result<(), DeskError> {
        let system = Actor::system();
        let command = |_: &Claim| {
            Ok(Command::TakeAction {
                action: "hand_over".into(),
                inputs: std::collections::BTreeMap::new(),
                note: None,
            })
        };
        let extra = Extra { delivered: Some(delivery.id), ..Extra::default() };
        let wish =
            Wish { claim: "", actor: &system, expected: None, lenient: false, command: &command, key: None, extra };
        let claim = delivery.claim_id.ok_or(DeskError::NotFound("claim"))?;
        self.change_wanted(&Wanted::Id(claim), &wish, &silent).await.map(|_| ())
    }

    /// Raises a finding of the program on a claim, known by its identity.
    pub async fn raise_alert(
        &self,
        claim: uuid::Uuid,
        kind: &str,
        severity: Severity,
        evidence: &Value,
    ) -> Result<(), DeskError> {
        let system = Actor::system();
        let command =
            |_: &Claim| Ok(Command::RaiseAlert { kind: kind.to_owned(), severity, evidence: evidence.clone() });
        let wish = Wish {
            claim: "",
            actor: &system,
            expected: None,
            lenient: false,
            command: &command,
            key: None,
            extra: Extra::default(),
        };
        self.change_wanted(&Wanted::Id(claim), &wish, &silent).await.map(|_| ())
    }

    /// Opens the claim that another one asked for. The procedure may not be there yet: then it stays an obligation.
    pub async fn deliver_follow_up(&self, delivery: &Delivery) -> Result<(), DeskError> {
        let wanted: Value = serde_json::from_str(&delivery.payload)?;
        let id = wanted["claim"].as_str().and_then(|id| id.parse().ok()).map(claim::ClaimId);
        let (Some(id), Some(workflow)) = (id, wanted["workflow"].as_str()) else {
            return Err(DeskError::Unreadable(format!("delivery {}", delivery.id)));
        };
        let origin = delivery.claim_id.ok_or(DeskError::NotFound("claim"))?;
        let known = self.store().read(move |db| queries::claim_by_id(db, id.0)).await?;
        if known.is_some() {
            return Ok(());
        }
        let origin = self.load(&Wanted::Id(origin), &Actor::system()).await?;
        let person = wanted["person"].as_str().and_then(|id| id.parse().ok()).map(claim::PersonId);
        let link = Link { claim: id, workflow: workflow.into(), person };
        self.open_follow_up(&link, &origin).await
    }
}

/// A change that nobody waits for has no answer.
#[expect(clippy::unnecessary_wraps, reason = "it stands where any way to make an answer may, and those may fail")]
pub(super) fn silent(changed: &Changed<'_>) -> Result<Answer, DeskError> {
    Ok(Answer { status: 200, version: Some(changed.after.version), location: None, body: Value::Null })
}
