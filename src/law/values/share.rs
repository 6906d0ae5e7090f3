//! Shares of an amount.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Rupiah;

/// An exact part of a whole, between 0 and 1, in lowest terms. Written `1`, `0` or `1/3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Share {
    numerator: u32,
    denominator: u32,
}

/// Why something is not a share.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ShareError {
    /// Not written as a fraction of whole numbers.
    #[error("`{0}` is not a share; write it as a fraction such as 1/3")]
    Malformed(String),
    /// A part of zero parts.
    #[error("a share cannot have 0 as its denominator")]
    ZeroDenominator,
    /// More than the whole.
    #[error("the share is more than the whole")]
    MoreThanWhole,
    /// The exact fraction needs larger numbers than we keep.
    #[error("the fraction is too fine to be kept exactly")]
    TooFine,
}

impl Share {
    /// The whole.
    pub const WHOLE: Self = Self { numerator: 1, denominator: 1 };
    /// Nothing.
    pub const NONE: Self = Self { numerator: 0, denominator: 1 };

    /// A share in lowest terms.
    pub fn new(numerator: u32, denominator: u32) -> Result<Self, ShareError> {
        Self::reduced(u64::from(numerator), u64::from(denominator))
    }

    fn reduced(numerator: u64, denominator: u64) -> Result<Self, ShareError> {
        if denominator == 0 {
            return Err(ShareError::ZeroDenominator);
        }
        if numerator > denominator {
            return Err(ShareError::MoreThanWhole);
        }
        let divisor = greatest_common_divisor(numerator, denominator);
        let part = |value: u64| u32::try_from(value / divisor).map_err(|_| ShareError::TooFine);
        Ok(Self { numerator: part(numerator)?, denominator: part(denominator)? })
    }

    /// Parts taken.
    pub fn numerator(self) -> u32 {
        self.numerator
    }

    /// Parts the whole is cut into.
    pub fn denominator(self) -> u32 {
        self.denominator
    }

    /// The part of each when so many people share this part equally.
    pub fn among(self, people: usize) -> Result<Self, ShareError> {
        let people = u32::try_from(people).map_err(|_| ShareError::TooFine)?;
        Self::reduced(u64::from(self.numerator), u64::from(self.denominator) * u64::from(people))
    }

    /// Exact sum of two shares.
    pub fn checked_add(self, other: Self) -> Result<Self, ShareError> {
        let [a, b, c, d] = [self.numerator, self.denominator, other.numerator, other.denominator].map(u64::from);
        let cross = (a * d).checked_add(c * b).ok_or(ShareError::TooFine)?;
        Self::reduced(cross, b * d)
    }

    /// Exact sum of many shares.
    pub fn sum(shares: impl IntoIterator<Item = Self>) -> Result<Self, ShareError> {
        shares.into_iter().try_fold(Self::NONE, Self::checked_add)
    }

    /// This part of an amount, rounded down to whole rupiah. `None` for a negative amount.
    ///
    /// Parts rounded one by one may leave a few rupiah over: `divide` hands them out.
    pub fn of(self, amount: Rupiah) -> Option<Rupiah> {
        let whole = u128::try_from(amount.0).ok()?;
        let part = whole * u128::from(self.numerator) / u128::from(self.denominator);
        i64::try_from(part).ok().map(Rupiah)
    }

    /// Divides an amount by shares that make up the whole, to the last rupiah: what rounding leaves over goes one
    /// rupiah each to the first shares that are not nothing. `None` when the shares are not the whole.
    pub fn divide(amount: Rupiah, shares: &[Self]) -> Option<Vec<Rupiah>> {
        if Self::sum(shares.iter().copied()).ok()? != Self::WHOLE {
            return None;
        }
        let mut parts = shares.iter().map(|share| share.of(amount)).collect::<Option<Vec<_>>>()?;
        let mut left = amount.checked_sub(Rupiah::checked_sum(parts.iter().copied())?)?.0;
        for (part, share) in parts.iter_mut().zip(shares) {
            if left > 0 && *share != Self::NONE {
                part.0 += 1;
                left -= 1;
            }
        }
        Some(parts)
    }
}

fn greatest_common_divisor(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.denominator == 1 {
            write!(f, "{}", self.numerator)
        } else {
            write!(f, "{}/{}", self.numerator, self.denominator)
        }
    }
}

impl FromStr for Share {
    type Err = ShareError;

    fn from_str(text: &str) -> Result<Self, ShareError> {
        let malformed = || ShareError::Malformed(text.to_owned());
        let (numerator, denominator) = text.split_once('/').unwrap_or((text, "1"));
        let number = |part: &str| {
            if part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit()) {
                return Err(malformed());
            }
            part.parse::<u32>().map_err(|_| ShareError::TooFine)
        };
        Self::new(number(numerator.trim())?, number(denominator.trim())?)
    }
}

impl TryFrom<String> for Share {
    type Error = ShareError;

    fn try_from(text: String) -> Result<Self, ShareError> {
        text.parse()
    }
}

impl From<Share> for String {
    fn from(share: Share) -> Self {
        share.to_string()
    }
}
