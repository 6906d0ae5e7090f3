//! The insurer's answers to a hand-over.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::moment;
use crate::law::{FieldError, Rupiah, Text};

/// The message. Fields that we do not know are ignored: an insurer may add some before we do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InsurerAnswer {
    /// What the insurer says.
    #[serde(rename = "type")]
    pub kind: AnswerKind,
    /// When it was said.
    #[serde(with = "moment")]
    pub timestamp: DateTime<Utc>,
    /// About which hand-over, with reasons or payments.
    pub data: AnswerData,
}

/// What an insurer can answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum AnswerKind {
    /// It has arrived and is being looked at.
    #[serde(rename = "claim.acknowledged")]
    Acknowledged,
    /// Something is missing; hand over again.
    #[serde(rename = "claim.returned")]
    Returned,
    /// It will not be paid.
    #[serde(rename = "claim.refused")]
    Refused,
    /// It is paid.
    #[serde(rename = "claim.paid")]
    Paid,
}

/// What an answer is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerData {
    /// The claim's number.
    pub claim_number: String,
    /// The attempt it answers, from 1.
    pub hand_over: u32,
    /// Why it was returned or refused.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// What was paid to whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub payments: Vec<Payment>,
}

/// One reason, in the insurer's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The insurer's code.
    pub code: String,
    /// What it says about this claim.
    pub text: String,
}

/// One transfer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// The payee's id in the claim.
    pub person: String,
    /// What was paid, in whole rupiah.
    pub amount: Rupiah,
    /// When it was paid.
    #[serde(with = "moment")]
    pub paid_at: DateTime<Utc>,
    /// The insurer's or the bank's reference.
    pub reference: String,
}

impl AnswerKind {
    /// The step of a procedure that this answer takes.
    pub fn action(self) -> &'static str {
        match self {
            Self::Acknowledged => "acknowledged",
            Self::Returned => "returned",
            Self::Refused => "refused",
            Self::Paid => "paid",
        }
    }
}

impl InsurerAnswer {
    /// What the shape alone cannot say: everything that is missing or impossible, at once.
    pub fn problems(&self) -> Vec<FieldError> {
        let data = &self.data;
        let mut problems = Vec::new();
        let mut problem = |field: String, code: &str, id: &str, en: &str| {
            problems.push(FieldError::new(field, code, Text::new(id, en)));
        };
        if data.claim_number.trim().is_empty() {
            problem("data.claim_number".into(), "missing", "nomor klaim belum diisi", "the claim number is missing");
        }
        if data.hand_over == 0 {
            problem("data.hand_over".into(), "range", "percobaan dimulai dari 1", "attempts count from 1");
        }
        let needs_reasons = matches!(self.kind, AnswerKind::Returned | AnswerKind::Refused);
        if needs_reasons && data.reasons.is_empty() {
            problem(
                "data.reasons".into(),
                "missing",
                "sebutkan paling sedikit satu alasan",
                "give at least one reason",
            );
        }
        if self.kind == AnswerKind::Paid && data.payments.is_empty() {
            problem("data.payments".into(), "missing", "sebutkan pembayarannya", "name the payments");
        }
        for (index, payment) in data.payments.iter().enumerate() {
            if payment.amount <= Rupiah::ZERO {
                let field = format!("data.payments[{index}].amount");
                problem(field, "range", "jumlah harus lebih dari nol", "the amount must be above zero");
            }
        }
        problems
    }
}
