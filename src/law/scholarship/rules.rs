//! The rules of scholarships as the data file states them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::{SchoolLevel, Work};
use crate::law::{Confidence, Rupiah};

/// Rules of scholarships.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScholarshipRules {
    /// How many children of one participant.
    pub children_at_most: usize,
    /// The age at which it ends.
    pub under_age: u32,
    /// Paid months that a JKM death takes. JKK takes none.
    pub jkm_contribution_months: ContributionRule,
    /// How far back unpaid years are paid.
    pub back_years: BackYears,
    /// The article of the conditions of a child.
    pub conditions_law: String,
    /// Work that does not end it.
    pub work_allowed: Vec<Work>,
    /// The article about work.
    pub work_law: String,
    /// Years that a level has.
    pub grades: BTreeMap<SchoolLevel, u32>,
    /// What is paid, lowest level first.
    pub amounts: Vec<SchoolAmount>,
}

/// Paid months that a JKM death takes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContributionRule {
    /// How many.
    pub months: u32,
    /// The article.
    pub law: String,
    /// How sure.
    pub confidence: Confidence,
}

/// How far back unpaid years are paid, counted from the application.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackYears {
    /// Years.
    pub years: u32,
    /// The article.
    pub law: String,
    /// How sure.
    pub confidence: Confidence,
}

/// What a year of some levels is paid.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchoolAmount {
    /// The levels, which share the years.
    pub levels: Vec<SchoolLevel>,
    /// The most years that are paid.
    pub years_at_most: u32,
    /// For each year.
    pub per_year: Rupiah,
    /// The article.
    pub law: String,
    /// How sure.
    pub confidence: Confidence,
}

impl ScholarshipRules {
    /// The row of a level. `None` for `none`.
    pub fn amount(&self, level: SchoolLevel) -> Option<&SchoolAmount> {
        self.amounts.iter().find(|amount| amount.levels.contains(&level))
    }

    /// How many years a level has.
    pub fn grades(&self, level: SchoolLevel) -> u32 {
        self.grades.get(&level).copied().unwrap_or(0)
    }

    /// Whether somebody is still young enough on a day.
    pub fn is_young_enough(&self, birth_date: NaiveDate, on: NaiveDate) -> bool {
        on.years_since(birth_date).unwrap_or(0) < self.under_age
    }

    /// Whether work of that kind ends it.
    pub fn may_work(&self, work: Work) -> bool {
        work == Work::None || self.work_allowed.contains(&work)
    }

    /// Says in a sentence what makes no sense.
    pub(in crate::law) fn check(&self) -> Result<(), String> {
        if self.amounts.iter().any(|amount| amount.per_year.is_negative()) {
            return Err("an amount is negative".to_owned());
        }
        for level in SchoolLevel::TAUGHT {
            let rows = self.amounts.iter().filter(|amount| amount.levels.contains(&level)).count();
            if rows != 1 || self.grades(level) == 0 {
                return Err(format!("{level:?} needs one row of amounts and its number of years"));
            }
        }
        let order: Vec<SchoolLevel> = self.amounts.iter().flat_map(|amount| amount.levels.clone()).collect();
        if order == SchoolLevel::TAUGHT {
            Ok(())
        } else {
            Err("the amounts must stand in the order of the levels".to_owned())
        }
    }
}
