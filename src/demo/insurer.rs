//! The insurer in a story: by its machine, by its stamped receipt, by its letter.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use crate::claim::{Claim, Severity, payee_amounts};
use crate::clock::Clock as _;
use crate::desk::{DeskError, Taken};
use crate::insurer::{AnswerData, AnswerKind, InsurerAnswer, Payment, Reason};
use crate::law::Rupiah;
use crate::law::clock::jakarta_date;
use crate::store::queries::{self, Delivery};

use super::case::Case;
use super::error::DemoError;
use super::story::{Actor, Channel};

/// Who holds the deliveries of the stories.
pub(super) const WORKER: &str = "demo";
/// How long a delivery is held.
pub(super) const LEASE: TimeDelta = TimeDelta::minutes(1);
/// What the machine of the insurer said.
const DOWN: &str = "503 Service Unavailable";

impl Case {
    /// Hands the file over.
    pub(super) async fn hand_over(&mut self, channel: Channel) -> Result<(), DemoError> {
        match channel {
            Channel::Paper => {
                let receipt = self.accepted("tanda_terima", None).await?;
                let received_on = jakarta_date(self.clock.now()).to_string();
                let number = format!("TT-{}/JBI", self.dice.digits(4));
                let inputs = vec![
                    ("channel", json!("paper")),
                    ("received_on", json!(received_on)),
                    ("receipt_number", json!(number)),
                    ("document", json!(receipt)),
                ];
                self.act(Actor::Worker, "hand_over", inputs).await
            }
            Channel::Machine => {
                self.tick();
                let delivery = self.queued().await?;
                Ok(self.desk.hand_over_delivered(&delivery).await?)
            }
        }
    }

    /// The delivery that waits.
    async fn queued(&self) -> Result<Delivery, DemoError> {
        let id = self.claim.hand_over.queued.ok_or(DeskError::NotFound("delivery"))?.0;
        let found = self.desk.store().read(move |db| queries::delivery_by_id(db, id)).await.map_err(DeskError::from)?;
        Ok(found.ok_or(DeskError::NotFound("delivery"))?)
    }

    /// The delivery was tried to the end of its schedule and given up, and an alert says so. Other deliveries that
    /// wait are put back as they were.
    pub(super) async fn delivery_dies(&mut self) -> Result<(), DemoError> {
        self.tick();
        let (delivery, now) = (self.queued().await?, self.clock.now());
        let wanted = delivery.id;
        let dead = self
            .desk
            .store()
            .write(move |db| {
                let leased = queries::lease(db, &delivery.kind, now, LEASE, WORKER, i64::MAX)?;
                for other in leased.iter().filter(|other| other.id != wanted) {
                    queries::retry_at(db, other.id, WORKER, now, other.next_attempt_at, DOWN)?;
                }
                queries::mark_dead(db, wanted, WORKER, now, DOWN)
            })
            .await
            .map_err(DeskError::from)?;
        if !dead {
            return Err(DeskError::NotFound("delivery").into());
        }
        let evidence = json!({ "delivery": wanted, "attempts": 10, "error": DOWN, "at": now });
        Ok(self.desk.raise_alert(self.claim.id.0, "hand_over_dead", Severity::Warning, &evidence).await?)
    }

    /// The insurer's machine answers.
    pub(super) async fn answer(&mut self, kind: AnswerKind) -> Result<(), DemoError> {
        self.tick();
        let now = self.clock.now();
        let no = matches!(kind, AnswerKind::Returned | AnswerKind::Refused);
        let reason = |(code, text): (&str, &str)| Reason { code: code.to_owned(), text: text.to_owned() };
        let payment =
            |(person, amount, reference): (String, Rupiah, String)| Payment { person, amount, paid_at: now, reference };
        let payments = if kind == AnswerKind::Paid { self.payments(0) } else { Vec::new() };
        let answer = InsurerAnswer {
            kind,
            timestamp: now,
            data: AnswerData {
                claim_number: self.claim.number.to_string(),
                hand_over: self.claim.hand_over.attempt,
                reasons: no.then(|| reason(why(kind == AnswerKind::Refused))).into_iter().collect(),
                payments: payments.into_iter().map(payment).collect(),
            },
        };
        let raw = serde_json::to_string(&answer).map_err(DeskError::from)?;
        let id = format!("msg_{}_{}", self.claim.id, self.dice.digits(8));
        match self.desk.take_insurer_answer(&id, &raw).await? {
            Taken::Done => Ok(()),
            Taken::Repeat | Taken::Kept => Err(DeskError::Unreadable(format!("the answer {raw}")).into()),
        }
    }

    /// The insurer's letter arrives, and a caseworker records what it says.
    pub(super) async fn letter(&mut self, action: &str, short: i64) -> Result<(), DemoError> {
        let letter = self.accepted("surat_penanggung", None).await?;
        let mut inputs = vec![("document", json!(letter))];
        if action == "paid" {
            let paid_at = paid_at(self.clock.now());
            let payments: Vec<_> = self
                .payments(short)
                .into_iter()
                .map(|(person, amount, reference)| {
                    json!({ "person": person, "amount": amount, "paid_at": paid_at, "reference": reference })
                })
                .collect();
            inputs.push(("payments", json!(payments)));
        } else {
            let (code, text) = why(action == "refused");
            inputs.push(("reasons", json!([{ "code": code, "text": text }])));
        }
        self.act(Actor::Worker, action, inputs).await
    }

    /// What is paid to each payee, with the transfer's reference; the first gets so many rupiah less.
    fn payments(&mut self, short: i64) -> Vec<(String, Rupiah, String)> {
        let owed = owed(&self.claim);
        let mut payments = Vec::new();
        for (at, (payee, amount)) in self.claim.payees.iter().zip(owed).enumerate() {
            let amount = if at == 0 { Rupiah(amount.0 - short) } else { amount };
            payments.push((payee.person.to_string(), amount, format!("BPJSTK-{}", self.dice.digits(9))));
        }
        payments
    }
}

fn owed(claim: &Claim) -> Vec<Rupiah> {
    let total = claim.benefit.as_ref().map(|benefit| benefit.total).unwrap_or_default();
    payee_amounts(total, &claim.payees).unwrap_or_default()
}

fn why(refused: bool) -> (&'static str, &'static str) {
    if refused {
        ("not_working", "Peserta sudah sakit menahun dan tidak bekerja saat didaftarkan.")
    } else {
        ("document_unreadable", "Akta kematian tidak terbaca; kirim ulang hasil pindai yang jelas.")
    }
}

fn paid_at(moment: DateTime<Utc>) -> String {
    jakarta_date(moment).to_string()
}
