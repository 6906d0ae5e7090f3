//! What is missing before an heir can be paid.

use super::rules::{HeirRules, ProofRule, fill};
use super::{Adoption, Need, NeedCode, ProofGroup, Relation, Relative};
use crate::law::Text;

/// The need of a code, about somebody or about all.
pub(super) fn need(rules: &HeirRules, code: NeedCode, person: Option<&Relative>, proof: Option<&Text>) -> Option<Need> {
    need_of(rules, code, person.map(|person| (person.id.as_str(), person.name.as_str())), proof)
}

/// The need of a code about somebody of that id and name, who may be the deceased.
pub(super) fn need_of(
    rules: &HeirRules,
    code: NeedCode,
    person: Option<(&str, &str)>,
    proof: Option<&Text>,
) -> Option<Need> {
    let rule = rules.needs.get(&code)?;
    let name = person.map_or("", |(_, name)| name);
    let message = match proof {
        Some(proof) => {
            let id = fill(&rule.ask, name, &fill(proof, name, "").id).id;
            let en = fill(&rule.ask, name, &fill(proof, name, "").en).en;
            Text::new(id, en)
        }
        None => fill(&rule.ask, name, ""),
    };
    Some(Need {
        code,
        person: person.map(|(id, _)| id.to_owned()),
        message,
        law: rule.law.clone(),
        confidence: rule.confidence,
    })
}

/// What an heir has not proven yet.
pub(super) fn missing_proofs<'a>(rules: &'a HeirRules, heir: &Relative) -> Vec<&'a ProofRule> {
    let proven = |rule: &&ProofRule| rule.any_of.iter().any(|kind| heir.proofs.contains(kind));
    let asked = rules.proofs.get(&proof_group(heir)).map(Vec::as_slice).unwrap_or_default();
    asked.iter().filter(|rule| !proven(rule)).collect()
}

/// Whether several wives settled among themselves, or a court did: one decree, or all but one gave their power of
/// attorney.
pub(super) fn spouses_settled(rules: &HeirRules, spouses: &[&Relative]) -> bool {
    let with = |kind: &String| spouses.iter().filter(|spouse| spouse.proofs.contains(kind)).count();
    with(&rules.heir_decree) > 0 || with(&rules.power_of_attorney) + 1 >= spouses.len()
}

fn proof_group(heir: &Relative) -> ProofGroup {
    match heir.relation {
        Relation::Spouse => ProofGroup::Spouse,
        Relation::Child if heir.adopted == Some(Adoption::Decree) => ProofGroup::AdoptedChild,
        Relation::Child => ProofGroup::Child,
        Relation::Parent => ProofGroup::Parent,
        Relation::Grandparent => ProofGroup::Grandparent,
        Relation::Grandchild => ProofGroup::Grandchild,
        Relation::Sibling => ProofGroup::Sibling,
        Relation::ParentInLaw => ProofGroup::ParentInLaw,
        Relation::Testamentary => ProofGroup::Testamentary,
        Relation::FuneralPayer => ProofGroup::FuneralPayer,
        // The insured person is no relative of their own; a request that says so is refused.
        Relation::Other | Relation::Participant => ProofGroup::Other,
    }
}
