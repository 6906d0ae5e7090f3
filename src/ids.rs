//! Where ids come from: `UUIDv7`, so that ids sort by the moment they were given.

use chrono::{DateTime, Utc};
use rand::Rng as _;
use std::sync::atomic::{AtomicU64, Ordering};
use uuid::{Builder, Uuid};

/// A source of ids.
pub trait Ids: Send + Sync {
    /// A new id whose first 48 bits are `now` in milliseconds.
    fn next(&self, now: DateTime<Utc>) -> Uuid;
}

/// Ids that nobody can guess.
#[derive(Clone, Copy, Debug, Default)]
pub struct RandomIds;

impl Ids for RandomIds {
    fn next(&self, now: DateTime<Utc>) -> Uuid {
        let mut tail = [0; 10];
        rand::rng().fill_bytes(&mut tail);
        version_seven(now, tail)
    }
}

/// Ids that come in the same order from the same seed, for tests and for the demo. They can be guessed.
#[derive(Debug)]
pub struct SeededIds {
    state: AtomicU64,
}

impl SeededIds {
    /// A source that starts from a seed.
    pub const fn new(seed: u64) -> Self {
        Self { state: AtomicU64::new(seed) }
    }

    /// The next 64 bits of `SplitMix64`, whose only state is a counter: safe from many threads without a lock.
    fn next_word(&self) -> u64 {
        const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
        let mut word = self.state.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }
}

impl Ids for SeededIds {
    fn next(&self, now: DateTime<Utc>) -> Uuid {
        let mut tail = [0; 10];
        tail[..8].copy_from_slice(&self.next_word().to_be_bytes());
        tail[8..].copy_from_slice(&self.next_word().to_be_bytes()[..2]);
        version_seven(now, tail)
    }
}

fn version_seven(now: DateTime<Utc>, tail: [u8; 10]) -> Uuid {
    // A moment before 1970 has no place in such an id; it merely sorts first.
    let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
    Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()
}

#[cfg(test)]
mod tests;
