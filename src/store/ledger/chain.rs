//! Whether a claim's history is the one that was written.

use uuid::Uuid;

use super::hash::{Hashed, NO_HASH, event_hash};
use crate::store::queries::StoredEvent;

/// Something wrong with a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainProblem {
    /// The seq of the event it was found at.
    pub seq: i64,
    /// What is wrong.
    pub reason: ChainFault,
}

/// What can be wrong with a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainFault {
    /// The seq does not follow the one before.
    #[error("the event is missing")]
    Missing,
    /// The event names another predecessor than the one that stands before it.
    #[error("the event does not follow the one before it")]
    WrongPredecessor,
    /// The event's own content does not have its hash.
    #[error("the event was altered")]
    Altered,
    /// The claim's row is at a later version than its history.
    #[error("the newest events are missing")]
    NewestMissing,
    /// The history goes on beyond the version of the claim's row.
    #[error("the event is newer than the claim's version")]
    BeyondVersion,
    /// The claim's row remembers another hash of the newest event.
    #[error("the claim's last hash is not the hash of its newest event")]
    LastHashDiffers,
}

/// What the claim's row says about its history.
#[derive(Clone, Copy, Debug)]
pub struct ChainEnd<'a> {
    /// The claim.
    pub claim: Uuid,
    /// Its version.
    pub version: i64,
    /// Its last hash.
    pub last_hash: &'a [u8],
}

/// Everything wrong with a history, in its order. It reads nothing inside the bodies.
pub fn verify(events: &[StoredEvent], end: ChainEnd<'_>) -> Vec<ChainProblem> {
    let mut problems = Vec::new();
    let mut note = |seq, reason| problems.push(ChainProblem { seq, reason });
    let (mut seq, mut previous) = (0, NO_HASH.to_vec());
    for event in events {
        for missing in seq + 1..event.seq.min(end.version + 1) {
            note(missing, ChainFault::Missing);
        }
        let follows = event.seq == seq + 1;
        if follows && event.previous_hash != previous {
            note(event.seq, ChainFault::WrongPredecessor);
        }
        let hashed = Hashed {
            claim: end.claim,
            seq: event.seq,
            at: event.at,
            kind: &event.kind,
            actor: &event.actor,
            body: &event.body,
        };
        if event_hash(&event.previous_hash, &hashed).as_slice() != event.hash {
            note(event.seq, ChainFault::Altered);
        }
        if event.seq > end.version {
            note(event.seq, ChainFault::BeyondVersion);
        }
        seq = event.seq;
        previous.clone_from(&event.hash);
    }
    if seq < end.version {
        note(seq + 1, ChainFault::NewestMissing);
    } else if seq == end.version && previous != end.last_hash {
        note(seq, ChainFault::LastHashDiffers);
    }
    problems
}

#[cfg(test)]
mod tests;
