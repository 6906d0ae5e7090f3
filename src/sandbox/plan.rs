//! How the stand-in behaves, and the answers that follow from it.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;

use crate::insurer::{AnswerData, AnswerKind, HandOverData, InsurerAnswer, Payment, Reason};
use crate::law::{Rupiah, Share};

/// How the stand-in treats what it is handed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Plan {
    /// Acknowledges, then pays every payee.
    #[default]
    Pay,
    /// Acknowledges and never pays.
    AcknowledgeOnly,
    /// Returns the first attempt with a reason and pays later ones.
    ReturnFirst,
    /// Acknowledges, then refuses with a reason.
    Refuse,
    /// Takes the hand-over and never answers.
    Silent,
    /// Takes nothing: 503.
    Down,
}

/// A plan that does not exist.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is no plan; choose one of {names}", names = Plan::ALL.map(Plan::name).join(", "))]
pub struct UnknownPlan(pub String);

impl Plan {
    /// Every plan.
    pub const ALL: [Self; 6] =
        [Self::Pay, Self::AcknowledgeOnly, Self::ReturnFirst, Self::Refuse, Self::Silent, Self::Down];

    fn name(self) -> &'static str {
        match self {
            Self::Pay => "pay",
            Self::AcknowledgeOnly => "acknowledge_only",
            Self::ReturnFirst => "return_first",
            Self::Refuse => "refuse",
            Self::Silent => "silent",
            Self::Down => "down",
        }
    }

    /// The answers to one hand-over, in the order in which they are sent. `Err` when a payment cannot be made out
    /// from what was handed over.
    pub(super) fn answers(self, data: &HandOverData, now: DateTime<Utc>) -> Result<Vec<InsurerAnswer>, String> {
        let answer = |kind, reasons, payments| InsurerAnswer {
            kind,
            timestamp: now,
            data: AnswerData { claim_number: data.claim_number.clone(), hand_over: data.hand_over, reasons, payments },
        };
        let acknowledged = || answer(AnswerKind::Acknowledged, vec![], vec![]);
        let because = |code: &str, text: &str| vec![Reason { code: code.to_owned(), text: text.to_owned() }];
        Ok(match self {
            Self::ReturnFirst if data.hand_over == 1 => {
                let reasons = because("document_unreadable", "Akta kematian tidak terbaca; kirim ulang hasil pindai.");
                vec![acknowledged(), answer(AnswerKind::Returned, reasons, vec![])]
            }
            Self::Pay | Self::ReturnFirst => {
                vec![acknowledged(), answer(AnswerKind::Paid, vec![], payments(data, now)?)]
            }
            Self::AcknowledgeOnly => vec![acknowledged()],
            Self::Refuse => {
                let reasons = because("not_covered", "Kepesertaan tidak aktif pada tanggal kejadian.");
                vec![acknowledged(), answer(AnswerKind::Refused, reasons, vec![])]
            }
            Self::Silent | Self::Down => vec![],
        })
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Plan {
    type Err = UnknownPlan;

    fn from_str(text: &str) -> Result<Self, UnknownPlan> {
        Self::ALL.into_iter().find(|plan| plan.name() == text).ok_or_else(|| UnknownPlan(text.to_owned()))
    }
}

/// One payment for each payee: the amount that stands there, or the share of the benefit's total.
fn payments(data: &HandOverData, now: DateTime<Utc>) -> Result<Vec<Payment>, String> {
    if data.payees.is_empty() {
        return Err("there is no payee".to_owned());
    }
    let payment = |(index, payee): (usize, &Value)| {
        let person = payee.get("person").and_then(person_id).ok_or_else(|| format!("payee {index} names no person"))?;
        let amount = amount(payee, &data.benefit).ok_or_else(|| format!("payee {index} has no amount and no share"))?;
        let reference = format!("SANDBOX-{}-{}-{}", data.claim_number, data.hand_over, index + 1);
        Ok(Payment { person, amount, paid_at: now, reference })
    };
    data.payees.iter().enumerate().map(payment).collect()
}

/// The id of a person, given as it is or inside an object.
fn person_id(person: &Value) -> Option<String> {
    let id = person.get("id").unwrap_or(person);
    id.as_str().map(str::to_owned).or_else(|| id.as_i64().map(|number| number.to_string()))
}

fn amount(payee: &Value, benefit: &Value) -> Option<Rupiah> {
    if let Some(amount) = payee.get("amount").and_then(Value::as_i64) {
        return Some(Rupiah(amount));
    }
    let share: Share = payee.get("share")?.as_str()?.parse().ok()?;
    share.of(Rupiah(benefit.get("total")?.as_i64()?))
}
