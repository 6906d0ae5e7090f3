//! Money.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An amount in whole rupiah. Never a float; arithmetic that could overflow answers `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rupiah(pub i64);

impl Rupiah {
    /// No money.
    pub const ZERO: Self = Self(0);

    /// Sum, or `None` on overflow.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// Difference, or `None` on overflow.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// Product with a whole number, or `None` on overflow.
    pub fn checked_mul(self, times: i64) -> Option<Self> {
        self.0.checked_mul(times).map(Self)
    }

    /// So many of so many parts, rounded down to whole rupiah, or `None` on overflow or of no parts.
    pub fn checked_part(self, times: i64, of: i64) -> Option<Self> {
        let product = i128::from(self.0).checked_mul(i128::from(times))?;
        i64::try_from(product.checked_div_euclid(i128::from(of))?).ok().map(Self)
    }

    /// Sum of many, or `None` on overflow.
    pub fn checked_sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// Whether the amount is below zero.
    pub fn is_negative(self) -> bool {
        self.0 < 0
    }
}

impl fmt::Display for Rupiah {
    /// As Indonesian letters write it: `Rp42.000.000`, and `-Rp5.000` below zero.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.unsigned_abs().to_string();
        let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                grouped.push('.');
            }
            grouped.push(digit);
        }
        write!(f, "{}Rp{grouped}", if self.is_negative() { "-" } else { "" })
    }
}
