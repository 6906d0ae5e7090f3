//! What a claim is worth: the amounts of the law in force on the day of the event, line by line, each with its
//! formula and article.
//!
//! Built: death, by JKM in full and by JKK as lump sum, periodic and funeral. Not built: the other outcomes of JKK,
//! which are refused by name, and the scholarship (beasiswa), which is answered as `null` with a refusal that says
//! why when children were named.

mod answer;
mod estimate;
mod lines;
mod request;
mod rules;
mod validate;

#[cfg(test)]
mod tests;

pub use super::scholarship::{ChildInput, Scholarship, ScholarshipChild, ScholarshipYears, SchoolLevel};
pub use answer::{Estimate, Line, LineCode};
pub use estimate::{estimate, jkk_death_total};
pub use lines::{IncomeBase, income_base};
pub use request::{DisabilityInput, EstimateRequest, ExpenseInput, ExpenseKind, Outcome};
pub use rules::{
    DeathRules, FixedAmount, IncomeBand, IncomeBands, JkkDeathRules, JkmDeathRules, Periodic, ScholarshipRule, WagePart,
};
