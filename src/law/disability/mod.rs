//! The table of disabilities: what part of the whole each loss is, as the doctor stated or measured it.
//!
//! The doctor, not the caseworker, says what is lost and how much. Nothing here is rounded in the worker's favour or
//! guessed: what the table does not hold is an error of the field, or a refusal.

mod loss;
mod rate;
mod rules;
mod words;

pub(in crate::law) use loss::{Losses, losses};
pub use rate::Rate;
pub use rules::{Band, DisabilityRow, DisabilityRules, DisabilityShare, MeasureUnit};
