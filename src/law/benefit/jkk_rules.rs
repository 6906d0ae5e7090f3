//! What a work accident earns beside the death benefit, as the data file states it.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{ExpenseKind, LineCode, WagePart};
use crate::law::{Confidence, Rupiah};

/// Benefits of JKK that are no death benefit.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JkkRules {
    /// Total permanent disability (cacat total tetap).
    pub total_disability: WagePart,
    /// Loss of parts of the body.
    pub partial_anatomical: PartialDisabilityRule,
    /// Loss of function.
    pub partial_functional: PartialDisabilityRule,
    /// Temporary incapacity (STMB).
    pub temporary_incapacity: IncapacityRule,
    /// Costs, by their kind.
    pub expenses: BTreeMap<ExpenseKind, ExpenseRule>,
}

/// A sum of rows of the table of disabilities, of a number of monthly wages.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartialDisabilityRule {
    /// Of how many monthly wages.
    pub wages: u32,
    /// The most that several disabilities come to, in hundredths of a percent.
    pub at_most: u32,
    /// How sure that is.
    pub at_most_confidence: Confidence,
    /// The article.
    pub law: String,
    /// How sure.
    pub confidence: Confidence,
}

/// Money for the time in which the worker cannot work.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncapacityRule {
    /// Days that are counted as a month.
    pub days_per_month: u32,
    /// The first months.
    pub full_months: u32,
    /// Part of the wage in the first months, in hundredths of a percent.
    pub full_basis_points: u32,
    /// Part of the wage ever after.
    pub later_basis_points: u32,
    /// The article.
    pub law: String,
    /// How sure.
    pub confidence: Confidence,
}

/// How a kind of cost is paid back.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpenseRule {
    /// The line it stands in.
    pub line: LineCode,
    /// The most that is paid; absent when there is no limit.
    #[serde(default)]
    pub at_most: Option<Rupiah>,
    /// The most days that are paid; absent when there is no limit.
    #[serde(default)]
    pub days_at_most: Option<u32>,
    /// What is added to the price, in hundredths of a percent.
    #[serde(default)]
    pub plus_basis_points: u32,
    /// The article.
    pub law: String,
    /// How sure.
    pub confidence: Confidence,
}

impl JkkRules {
    /// Says in a sentence what makes no sense.
    pub(in crate::law) fn check(&self) -> Result<(), String> {
        let incapacity = &self.temporary_incapacity;
        let parts = [
            self.total_disability.basis_points,
            self.partial_anatomical.at_most,
            self.partial_functional.at_most,
            incapacity.full_basis_points,
        ];
        if parts.into_iter().any(|part| part > 10_000) {
            return Err("a part is more than 10000 basis points, which is more than the whole".to_owned());
        }
        if incapacity.later_basis_points > incapacity.full_basis_points {
            return Err("later_basis_points is more than full_basis_points".to_owned());
        }
        if incapacity.days_per_month == 0 {
            return Err("a month has no days".to_owned());
        }
        for kind in ExpenseKind::ALL {
            let Some(rule) = self.expenses.get(&kind) else {
                return Err(format!("the cost {kind:?} has no rule"));
            };
            if rule.at_most.is_some_and(Rupiah::is_negative) {
                return Err(format!("the most for {kind:?} is negative"));
            }
            if !matches!(rule.line, LineCode::Medical | LineCode::Transport | LineCode::Rehabilitation) {
                return Err(format!("the cost {kind:?} stands in a line that is none of costs"));
            }
        }
        Ok(())
    }
}
