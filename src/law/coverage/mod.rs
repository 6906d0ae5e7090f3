//! Coverage: whether a participant was insured on the day of the event, and for how much of the death benefit.
//!
//! Contributions are known by month, never by day. What the law leaves open is answered with the lower amount and
//! a condition that says so. Nothing here refuses a claim: outside membership is a finding for people.

mod check;
mod membership;
mod rules;
mod words;

#[cfg(test)]
mod tests;

pub use check::{ConditionCode, Coverage, CoverageCondition, check};
pub(in crate::law) use check::{JkmScope, assess};
pub use membership::Membership;
pub use rules::{ArrearsRule, CoverageRules, JkmMembershipRule};
