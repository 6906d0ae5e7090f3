//! Chance that falls the same way every time.

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};

/// Choices from a seed.
#[derive(Debug)]
pub(super) struct Dice(StdRng);

impl Dice {
    /// Dice that fall the same for the same seed.
    pub(super) fn seeded(seed: u64) -> Self {
        Self(StdRng::seed_from_u64(seed))
    }

    /// One of several; there must be one.
    pub(super) fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.0.random_range(0..of.len())]
    }

    /// A number, both ends included.
    pub(super) fn between(&mut self, least: u32, most: u32) -> u32 {
        self.0.random_range(least..=most)
    }

    /// A place in a list of this length.
    pub(super) fn place(&mut self, length: usize) -> usize {
        self.0.random_range(0..length.max(1))
    }

    /// So many digits, the first not a zero.
    pub(super) fn digits(&mut self, count: usize) -> String {
        (0..count).map(|at| char::from(b'0' + u8::try_from(self.between(u32::from(at == 0), 9)).unwrap_or(0))).collect()
    }
}
