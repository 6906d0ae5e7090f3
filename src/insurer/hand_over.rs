//! The desk's message to the insurer: an approved claim, handed over.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;

use super::moment;
use crate::law::Program;

/// A hand-over is smaller than this; documents are named by hash and address, not sent along.
pub const HAND_OVER_BYTES_MAX: usize = 20_000;

/// The message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HandOver {
    /// Always `claim.handed_over`.
    #[serde(rename = "type")]
    pub kind: HandOverKind,
    /// When the desk wrote it. Retries carry the same moment here and a new one in the header.
    #[serde(with = "moment")]
    pub timestamp: DateTime<Utc>,
    /// What is handed over.
    pub data: HandOverData,
}

/// The message's type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum HandOverKind {
    /// An approved claim.
    #[default]
    #[serde(rename = "claim.handed_over")]
    HandedOver,
}

/// A claim as the insurer needs it. Shapes that belong to the claim core are passed on as they are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HandOverData {
    /// The claim's number.
    pub claim_number: String,
    /// The attempt, from 1; a claim that was returned comes again with the next.
    pub hand_over: u32,
    /// Work accident or death.
    pub program: Program,
    /// Whom the claim is about.
    pub participant: Value,
    /// What happened.
    pub event: Value,
    /// What is claimed: `{lines, total, …}`.
    pub benefit: Value,
    /// Who is to be paid: `{person, amount, account, …}` each.
    pub payees: Vec<Value>,
    /// The accepted documents.
    pub documents: Vec<Attachment>,
    /// Everything as one file, once there is one.
    pub dossier: Option<Dossier>,
}

/// A document, named by its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Kind of document, such as `akta_kematian`.
    pub kind: String,
    /// SHA-256 of its bytes in hexadecimal.
    pub sha256: String,
    /// Where it can be fetched.
    pub url: String,
}

/// The file of the whole claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    /// SHA-256 of its bytes in hexadecimal.
    pub sha256: String,
    /// Where it can be fetched.
    pub url: String,
}

/// Why a hand-over cannot be sent.
#[derive(Debug, Error)]
pub enum HandOverError {
    /// Holds its size in bytes.
    #[error("the hand-over has {0} bytes; at most {HAND_OVER_BYTES_MAX}")]
    TooLarge(usize),
    /// It cannot be written as JSON.
    #[error("the hand-over cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

impl HandOver {
    /// A hand-over of one claim.
    pub fn new(timestamp: DateTime<Utc>, data: HandOverData) -> Self {
        Self { kind: HandOverKind::HandedOver, timestamp, data }
    }

    /// The body to be signed and sent.
    pub fn body(&self) -> Result<String, HandOverError> {
        let body = serde_json::to_string(self)?;
        if body.len() >= HAND_OVER_BYTES_MAX { Err(HandOverError::TooLarge(body.len())) } else { Ok(body) }
    }
}
