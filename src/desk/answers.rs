//! Idempotent answers: what was answered to a request is kept in the transaction of its change, and given again.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::store::ledger::SavedAnswer;
use crate::store::queries;

use super::context::Desk;
use super::error::DeskError;

/// A request that may come twice: who asked what, by which key, with which body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyKey {
    /// Who asks.
    pub caller: String,
    /// HTTP method.
    pub method: String,
    /// Path.
    pub path: String,
    /// The key that the caller chose.
    pub key: String,
    /// Fingerprint of the body: parsed JSON in canonical order, files by their hash.
    pub request_hash: String,
}

/// What is answered to a request. Texts stand in it in both languages; the reader's is chosen on the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// The claim's version, for the `ETag`.
    pub version: Option<i64>,
    /// Where the new thing is.
    pub location: Option<String>,
    /// The body.
    pub body: Value,
}

/// An answer, and whether it was given before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The answer.
    pub answer: Answer,
    /// Whether it is a repeat.
    pub replayed: bool,
    /// What was done for it.
    pub effected: Effected,
}

/// What a request did to its claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effected {
    /// Nothing: what it says was known.
    Nothing,
    /// Something was recorded, but no step was taken.
    Noted,
    /// A step was taken.
    Moved,
}

#[derive(Serialize, Deserialize)]
struct Headers {
    version: Option<i64>,
    location: Option<String>,
}

impl IdempotencyKey {
    /// The row that keeps an answer under this key.
    pub(super) fn save(&self, answer: &Answer, now: chrono::DateTime<chrono::Utc>) -> Result<SavedAnswer, DeskError> {
        let headers = Headers { version: answer.version, location: answer.location.clone() };
        Ok(SavedAnswer {
            caller: self.caller.clone(),
            method: self.method.clone(),
            path: self.path.clone(),
            key: self.key.clone(),
            request_hash: self.request_hash.clone(),
            status: i32::from(answer.status),
            headers: serde_json::to_string(&headers)?,
            body: serde_json::to_string(&answer.body)?,
            created_at: now,
        })
    }
}

impl Desk {
    /// The answer that was given under this key, if one was.
    ///
    /// # Errors
    /// [`DeskError::KeyReused`] when the key came with another body.
    pub async fn replay(&self, key: Option<&IdempotencyKey>) -> Result<Option<Answered>, DeskError> {
        let Some(key) = key.cloned() else { return Ok(None) };
        let wanted = key.clone();
        let found: Option<SavedAnswer> = self
            .store()
            .read(move |db| queries::saved_answer(db, &wanted.caller, &wanted.method, &wanted.path, &wanted.key))
            .await?;
        found.map(|saved| repeat(&key, &saved)).transpose()
    }
}

fn repeat(key: &IdempotencyKey, saved: &SavedAnswer) -> Result<Answered, DeskError> {
    if saved.request_hash != key.request_hash {
        return Err(DeskError::KeyReused);
    }
    let headers: Headers = serde_json::from_str(&saved.headers)?;
    let status = u16::try_from(saved.status).ok().filter(|status| (100..600).contains(status));
    let answer = Answer {
        status: status.ok_or_else(|| DeskError::Unreadable(format!("the status {} of an answer", saved.status)))?,
        version: headers.version,
        location: headers.location,
        body: serde_json::from_str(&saved.body)?,
    };
    Ok(Answered { answer, replayed: true, effected: Effected::Nothing })
}
