//! The hash that chains a claim's events.
//!
//! `SHA-256("santun-event-1" | previous hash | claim id | seq | at | type | actor | SHA-256(body))`. Every field is
//! preceded by its length in bytes as eight bytes, big end first, so that no two different events have the same
//! input. Integers are eight bytes, big end first; `at` is in microseconds since 1970; the claim's id is its 16
//! bytes. `previous hash` of the first event is 32 zero bytes.

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// A SHA-256.
pub type Hash = [u8; 32];

/// What stands before the first event of every claim.
pub const NO_HASH: Hash = [0; 32];

/// Names the format, so that another one can never be mistaken for it.
const FORMAT: &str = "santun-event-1";

/// What the hash of an event covers, apart from the event before it.
#[derive(Clone, Copy, Debug)]
pub struct Hashed<'a> {
    /// The claim it belongs to.
    pub claim: Uuid,
    /// Its place in the claim's history, from 1.
    pub seq: i64,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Its type.
    pub kind: &'a str,
    /// Who did it.
    pub actor: &'a str,
    /// Its body as stored, that is, sealed.
    pub body: &'a [u8],
}

/// The hash of an event that follows the one with hash `previous`.
pub fn event_hash(previous: &[u8], event: &Hashed<'_>) -> Hash {
    let mut hasher = Sha256::new();
    let mut field = |bytes: &[u8]| {
        hasher.update((bytes.len() as u64).to_be_bytes());
        hasher.update(bytes);
    };
    field(FORMAT.as_bytes());
    field(previous);
    field(event.claim.as_bytes());
    field(&event.seq.to_be_bytes());
    field(&event.at.timestamp_micros().to_be_bytes());
    field(event.kind.as_bytes());
    field(event.actor.as_bytes());
    field(&Sha256::digest(event.body));
    hasher.finalize().into()
}

#[cfg(test)]
mod tests;
