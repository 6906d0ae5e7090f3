//! Chance that comes from the seed alone, and which seeds are wanted.

use std::env;

/// Seeds that run when nothing else is said.
const DEFAULT_SEEDS: u64 = 50;

/// `SplitMix64`: the same numbers in the same order from the same seed.
#[derive(Clone, Debug)]
pub(crate) struct Dice {
    state: u64,
}

impl Dice {
    /// Dice of a seed.
    pub(crate) const fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// Dice of their own for something that is known by name, whatever else was thrown before: what happens to one
    /// letter does not depend on the order in which letters are sent.
    pub(crate) fn of(seed: u64, name: &str) -> Self {
        // FNV-1a, which spreads short names well enough.
        let mix = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        Self::new(name.as_bytes().iter().fold(seed ^ 0xcbf2_9ce4_8422_2325, mix))
    }

    pub(crate) const fn word(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.state;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }

    /// A number from `low` up to and with `high`.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low + 1).unwrap_or(1).max(1);
        low + i64::try_from(self.word() % span).unwrap_or(0)
    }

    /// Whether something happens that does so in so many of a hundred cases.
    pub(crate) fn chance(&mut self, per_cent: i64) -> bool {
        self.between(0, 99) < per_cent
    }

    /// One of several.
    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let last = i64::try_from(of.len()).unwrap_or(1) - 1;
        &of[usize::try_from(self.between(0, last)).unwrap_or(0)]
    }
}

/// The seeds that are wanted: `SIM_SEED=7`, or `SIM_SEEDS=1..200`, or the usual ones.
pub(crate) fn wanted() -> Vec<u64> {
    if let Ok(one) = env::var("SIM_SEED") {
        return vec![one.trim().parse().expect("SIM_SEED is a number")];
    }
    let Ok(range) = env::var("SIM_SEEDS") else { return (1..=DEFAULT_SEEDS).collect() };
    let (first, last) = range.split_once("..").expect("SIM_SEEDS is first..last");
    let number = |text: &str| text.trim().trim_start_matches('=').parse::<u64>().expect("SIM_SEEDS is first..last");
    (number(first)..=number(last)).collect()
}
