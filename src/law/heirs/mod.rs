//! Heirs: who inherits the benefit of a death, in the order of the law, and what is still missing to pay them.
//!
//! The first level with a living, entitled person inherits; a lower one only when every higher one is empty. The
//! law gives no split among several heirs, so neither do we. A person who is missing or not yet born keeps their
//! place and asks for what is needed.

mod answer;
mod determine;
mod guardian;
mod needs;
mod request;
mod rules;
mod standing;
mod validate;

#[cfg(test)]
mod tests;

pub use answer::{
    Determination, Excluded, Guardian, GuardianBasis, Heir, Need, NeedCode, Payable, Payee, PayeeBasis, ShareBasis,
};
pub use determine::determine;
pub use request::{Adoption, Deceased, HeirRequest, Relation, Relative};
pub use rules::{ExclusionCode, ExclusionRule, HeirLevel, HeirRules, NeedRule, ProofGroup, ProofRule, WarningCode};
