//! The amounts as the data files state them.

use serde::Deserialize;

use crate::law::{Confidence, Rupiah};

/// What a death earns.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeathRules {
    /// By death insurance.
    pub jkm: JkmDeathRules,
    /// By work-accident insurance.
    pub jkk: JkkDeathRules,
}

/// Amounts of a JKM death.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JkmDeathRules {
    /// Santunan kematian.
    pub death_lump_sum: FixedAmount,
    /// Santunan berkala.
    pub periodic: Periodic,
    /// Biaya pemakaman.
    pub funeral: FixedAmount,
}

/// Amounts of a JKK death.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JkkDeathRules {
    /// Santunan kematian, at least the lump sum of JKM.
    pub death_lump_sum: WagePart,
    /// Santunan berkala.
    pub periodic: Periodic,
    /// Biaya pemakaman.
    pub funeral: FixedAmount,
}

/// An amount that is the same for everybody.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FixedAmount {
    /// How much.
    pub amount: Rupiah,
    /// The article.
    pub law: String,
    /// How sure.
    pub confidence: Confidence,
}

/// A monthly amount, all months of which are paid at once.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Periodic {
    /// A month.
    pub per_month: Rupiah,
    /// How many months.
    pub months: u32,
    /// The article.
    pub law: String,
    /// How sure.
    pub confidence: Confidence,
}

/// A part of a number of monthly wages.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WagePart {
    /// The part, in hundredths of a percent: 6000 is 60 %.
    pub basis_points: u32,
    /// Of how many monthly wages.
    pub wages: u32,
    /// The article.
    pub law: String,
    /// How sure.
    pub confidence: Confidence,
}

/// Income bands of those without an employer, lowest first.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncomeBands {
    /// The rows.
    pub bands: Vec<IncomeBand>,
}

/// One row: from this income up to the next row's, this base.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncomeBand {
    /// Lowest income of the row.
    pub from: Rupiah,
    /// The base (dasar penghasilan) that formulas take.
    pub base: Rupiah,
    /// How sure the row is.
    pub confidence: Confidence,
}

impl DeathRules {
    /// Says in a sentence what makes no sense.
    pub(in crate::law) fn check(&self) -> Result<(), String> {
        let amounts = [
            self.jkm.death_lump_sum.amount,
            self.jkm.periodic.per_month,
            self.jkm.funeral.amount,
            self.jkk.periodic.per_month,
            self.jkk.funeral.amount,
        ];
        if amounts.into_iter().any(Rupiah::is_negative) {
            return Err("an amount is negative".to_owned());
        }
        if self.jkk.death_lump_sum.basis_points > 10_000 {
            return Err("basis_points is more than 10000, which is more than the whole".to_owned());
        }
        Ok(())
    }
}

impl IncomeBands {
    /// Says in a sentence what makes no sense.
    pub(in crate::law) fn check(&self) -> Result<(), String> {
        if self.bands.first().is_none_or(|band| band.from != Rupiah::ZERO) {
            return Err("the first band must begin at 0".to_owned());
        }
        let rising = |pair: &[IncomeBand]| matches!(pair, [a, b] if a.from < b.from && a.base < b.base);
        if self.bands.windows(2).all(rising) { Ok(()) } else { Err("bands must rise, row by row".to_owned()) }
    }

    /// The row of a declared income.
    pub fn row(&self, declared: Rupiah) -> Option<&IncomeBand> {
        self.bands.iter().rev().find(|band| band.from <= declared)
    }
}
