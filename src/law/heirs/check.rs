//! Whether an order of heirs makes sense, before anybody is judged by it.

use std::collections::{BTreeMap, BTreeSet};

use super::rules::{HeirLevel, HeirRules, LevelPays, Requirement, ShareRule};
use super::{ExclusionCode, NeedCode, ProofGroup, Relation, WarningCode};
use crate::law::{Share, is_document_kind};

impl HeirRules {
    /// Says in a sentence what makes no sense: a relation stands on two levels, ranks have a gap, shares do not make
    /// up the whole, words are missing for a rule that can apply, a proof is no known kind of document.
    pub(in crate::law) fn check(&self) -> Result<(), String> {
        self.check_order()?;
        self.levels.iter().try_for_each(check_shares)?;
        self.check_words()?;
        self.check_proofs()
    }

    fn check_order(&self) -> Result<(), String> {
        for relation in Relation::ALL {
            let count = self.levels.iter().flat_map(|level| &level.relations).filter(|one| **one == relation).count();
            if count > 1 {
                return Err(format!("relation {relation:?} stands on {count} levels"));
            }
        }
        if let Some(level) = self.levels.iter().find(|level| level.relations.is_empty()) {
            return Err(format!("a level of rank {} has no relations", level.rank));
        }
        let ranks: Vec<u8> = self.levels.iter().map(|level| level.rank).collect();
        let last = ranks.last().copied().unwrap_or_default();
        if last == 0 || !ranks.is_sorted() || ranks.iter().copied().collect::<BTreeSet<_>>() != (1..=last).collect() {
            return Err("ranks must rise from 1 without a gap".to_owned());
        }
        let funeral_only = |level: &&HeirLevel| level.pays == LevelPays::FuneralOnly;
        if self.levels.iter().skip_while(|level| !funeral_only(level)).any(|level| !funeral_only(&level)) {
            return Err("a level that pays in full stands behind one that pays the funeral only".to_owned());
        }
        Ok(())
    }

    /// Every rule that can apply to somebody on a level has its words.
    fn check_words(&self) -> Result<(), String> {
        let exclusion = ExclusionCode::ALL.into_iter().find(|code| {
            let document = !matches!(code, ExclusionCode::NoWill | ExclusionCode::NoDecree)
                || self.exclusion_proof(*code).is_some();
            self.can_exclude(*code) && !(self.exclusions.contains_key(code) && document)
        });
        if let Some(code) = exclusion {
            return Err(format!("exclusions lack the words or the proof of {code:?}"));
        }
        let groups = self.levels.iter().flat_map(|level| level.relations.iter().flat_map(|one| groups(*one)));
        if let Some(group) = groups.into_iter().find(|group| !self.proofs.contains_key(group)) {
            return Err(format!("proofs lack {group:?}"));
        }
        let wants = |code: &NeedCode| match code {
            NeedCode::SeveralSpouses => self.places(&[Relation::Spouse]),
            NeedCode::SeveralFuneralPayers => self.places(&[Relation::FuneralPayer]),
            _ => true,
        };
        if let Some(code) = NeedCode::ALL.into_iter().find(|code| wants(code) && !self.needs.contains_key(code)) {
            return Err(format!("needs lack {code:?}"));
        }
        let wants = |code: &WarningCode| match code {
            WarningCode::AdoptedLine => self.places(&[Relation::Grandchild]),
            WarningCode::WillUnproven => self.demands(Requirement::Will),
            WarningCode::CourtDecreePossible => self.demands(Requirement::Decree),
            _ => true,
        };
        match WarningCode::ALL.into_iter().find(|code| wants(code) && !self.warnings.contains_key(code)) {
            Some(code) => Err(format!("warnings lack {code:?}")),
            None => Ok(()),
        }
    }

    fn can_exclude(&self, code: ExclusionCode) -> bool {
        use Relation::{Child, FuneralPayer, Grandchild, Grandparent, Parent, ParentInLaw, Sibling, Spouse};
        match code {
            ExclusionCode::NotInOrder => Relation::ALL.iter().any(|relation| self.level_of(*relation).is_none()),
            ExclusionCode::Dead | ExclusionCode::LowerRank => true,
            ExclusionCode::Divorced => self.places(&[Spouse]),
            ExclusionCode::Step | ExclusionCode::AdoptedWithoutDecree => {
                self.places(&[Child, Parent, Grandparent, Grandchild, Sibling, ParentInLaw])
            }
            ExclusionCode::HalfBlood => self.places(&[Sibling]),
            ExclusionCode::ThirdDegree => self.places(&[Grandparent, Grandchild]),
            ExclusionCode::NotByBlood => self.places(&[Grandchild]),
            ExclusionCode::NoWill => self.demands(Requirement::Will),
            ExclusionCode::NoDecree => self.demands(Requirement::Decree),
            ExclusionCode::FuneralInFullBenefit => self.places(&[FuneralPayer]),
        }
    }

    fn places(&self, relations: &[Relation]) -> bool {
        relations.iter().any(|relation| self.level_of(*relation).is_some())
    }

    fn demands(&self, requirement: Requirement) -> bool {
        self.levels.iter().any(|level| level.requires == Some(requirement))
    }

    fn check_proofs(&self) -> Result<(), String> {
        let proofs = self.proofs.values().flatten();
        if proofs.clone().any(|proof| proof.any_of.is_empty()) {
            return Err("any_of is empty".to_owned());
        }
        let single = [&self.guardian_proof, &self.heir_decree, &self.power_of_attorney];
        let turning = self.exclusions.values().filter_map(|rule| rule.proof.as_ref());
        let mut kinds = proofs.flat_map(|proof| &proof.any_of).chain(single).chain(turning);
        match kinds.find(|kind| !is_document_kind(kind)) {
            Some(kind) => Err(format!("`{kind}` is no kind of document")),
            None => Ok(()),
        }
    }
}

/// Every case of a split names relations of the level and makes up the whole; no two name the same.
fn check_shares(level: &HeirLevel) -> Result<(), String> {
    let ShareRule::ByLaw(cases) = &level.share else { return Ok(()) };
    let strange = |case: &BTreeMap<Relation, Share>| case.keys().any(|relation| !level.relations.contains(relation));
    let whole = |case: &BTreeMap<Relation, Share>| Share::sum(case.values().copied()) == Ok(Share::WHOLE);
    let named: BTreeSet<Vec<Relation>> = cases.iter().map(|case| case.keys().copied().collect()).collect();
    if cases.iter().any(strange) {
        Err(format!("a split of rank {} names a relation of another level", level.rank))
    } else if !cases.iter().all(whole) {
        Err(format!("a split of rank {} does not make up the whole", level.rank))
    } else if named.len() != cases.len() {
        Err(format!("two splits of rank {} are for the same relations", level.rank))
    } else {
        Ok(())
    }
}

/// The groups of proofs that people of a relation may need.
fn groups(relation: Relation) -> Vec<ProofGroup> {
    match relation {
        Relation::Spouse => vec![ProofGroup::Spouse],
        Relation::Child => vec![ProofGroup::Child, ProofGroup::AdoptedChild],
        Relation::Parent => vec![ProofGroup::Parent],
        Relation::Grandparent => vec![ProofGroup::Grandparent],
        Relation::Grandchild => vec![ProofGroup::Grandchild],
        Relation::Sibling => vec![ProofGroup::Sibling],
        Relation::ParentInLaw => vec![ProofGroup::ParentInLaw],
        Relation::Testamentary => vec![ProofGroup::Testamentary],
        Relation::FuneralPayer => vec![ProofGroup::FuneralPayer],
        // The insured person stands in no order and proves nothing.
        Relation::Participant => Vec::new(),
        Relation::Other => vec![ProofGroup::Other],
    }
}
