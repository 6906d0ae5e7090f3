//! What a claim is worth: the amounts of the law in force on the day of the event, line by line, each with its
//! formula and article.
//!
//! Every outcome is computed. What the tables of the day do not hold is refused by its article, while the rest is still
//! given; no event is ever computed by a later rate.

mod answer;
mod death;
mod disability;
mod estimate;
mod expenses;
mod incapacity;
mod jkk;
mod jkk_rules;
mod request;
mod rules;
mod validate;
mod wage;
mod words;

#[cfg(test)]
mod tests;

pub use super::scholarship::{ChildInput, Scholarship, ScholarshipChild, ScholarshipYears, SchoolLevel};
pub use answer::{Estimate, Line, LineCode};
pub use estimate::{estimate, jkk_death_total};
pub use jkk_rules::{ExpenseRule, IncapacityRule, JkkRules, PartialDisabilityRule};
pub use request::{DisabilityInput, EstimateRequest, ExpenseInput, ExpenseKind, Outcome};
pub use rules::{DeathRules, FixedAmount, IncomeBand, IncomeBands, JkkDeathRules, JkmDeathRules, Periodic, WagePart};
pub use wage::{IncomeBase, income_base};
