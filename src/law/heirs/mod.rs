//! Heirs: who inherits the benefit of a death, in the order of the law, and what is still missing to pay them.
//!
//! The order is data, one table per scheme. The first level with a living, entitled person inherits; a lower one only
//! when every higher one is empty. Where the law gives no split among several heirs, neither do we. A person whose
//! right is not settled (missing, not yet born, suspected, dead since) keeps their place and asks for what is needed:
//! the next rank never takes it in silence.

mod answer;
mod check;
mod codes;
mod determine;
mod guardian;
mod needs;
mod payee;
mod people;
mod request;
mod rules;
mod shares;
mod standing;
mod validate;

#[cfg(test)]
mod tests;

pub use answer::{
    Determination, Excluded, Guardian, GuardianBasis, Heir, InOrder, Need, NeedCode, Payable, Payee, PayeeBasis,
    PersonStanding, ShareBasis, Standing, StandingRule,
};
pub use codes::{ExclusionCode, ProofGroup, WarningCode};
pub use determine::determine;
pub use request::{Adoption, Deceased, GivenShare, HeirRequest, HeirScheme, Relation, Relative};
pub use rules::{
    Certainty, ExclusionRule, HeirLevel, HeirRules, LevelPays, NeedRule, ProofRule, Requirement, ShareRule,
};
