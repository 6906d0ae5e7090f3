//! Whether a relative can inherit at all, before the order decides.

use super::rules::HeirRules;
use super::{Adoption, ExclusionCode, HeirRequest, Relation, Relative};

/// The relative of an id.
pub(super) fn find<'a>(request: &'a HeirRequest, id: &str) -> Option<&'a Relative> {
    request.relatives.iter().find(|relative| relative.id == id)
}

/// The recorded parents of a relative, without the deceased.
pub(super) fn parents<'a>(request: &'a HeirRequest, relative: &'a Relative) -> impl Iterator<Item = &'a Relative> {
    relative.parents.iter().filter_map(|id| find(request, id))
}

/// Why a relative cannot inherit, whoever else there is. `None` when they can.
pub(super) fn exclusion(rules: &HeirRules, request: &HeirRequest, relative: &Relative) -> Option<ExclusionCode> {
    let Some(level) = rules.level_of(relative.relation) else { return Some(ExclusionCode::NotInOrder) };
    let lacking = level.requires.map(super::Requirement::exclusion).filter(|code| {
        // The table's check holds that such a reason names its document.
        rules.exclusion_proof(*code).is_some_and(|proof| !relative.proofs.contains(proof))
    });
    family_exclusion(request, relative).or(lacking)
}

fn family_exclusion(request: &HeirRequest, relative: &Relative) -> Option<ExclusionCode> {
    use Relation::{Child, FuneralPayer, Grandchild, Grandparent, Other, Sibling, Spouse, Testamentary};
    let by_family = !matches!(relative.relation, Testamentary | FuneralPayer | Other);
    if !relative.alive {
        return Some(ExclusionCode::Dead);
    }
    if relative.relation == Spouse && relative.divorced {
        return Some(ExclusionCode::Divorced);
    }
    if by_family && relative.relation != Spouse {
        if relative.step && relative.adopted != Some(Adoption::Decree) {
            return Some(ExclusionCode::Step);
        }
        if relative.adopted == Some(Adoption::WithoutDecree) {
            return Some(ExclusionCode::AdoptedWithoutDecree);
        }
    }
    match relative.relation {
        Sibling if !relative.full_blood => Some(ExclusionCode::HalfBlood),
        Grandchild => grandchild_exclusion(request, relative),
        Grandparent => {
            // Named as parent of a grandparent and of no parent: one generation too far.
            let child_of = |relation| {
                let named = |other: &&Relative| other.relation == relation && other.parents.contains(&relative.id);
                request.relatives.iter().any(|other| named(&other))
            };
            (child_of(Grandparent) && !child_of(Relation::Parent)).then_some(ExclusionCode::ThirdDegree)
        }
        Child
        | Spouse
        | Relation::Parent
        | Relation::ParentInLaw
        | Sibling
        | Testamentary
        | FuneralPayer
        | Other
        | Relation::Participant => None,
    }
}

/// A grandchild descends by blood through a child of the deceased. Without recorded parents it is believed, and
/// the proofs decide.
fn grandchild_exclusion(request: &HeirRequest, relative: &Relative) -> Option<ExclusionCode> {
    let mut recorded = parents(request, relative).peekable();
    recorded.peek()?;
    let parents: Vec<&Relative> = recorded.collect();
    if parents.iter().any(|parent| parent.relation == Relation::Grandchild) {
        return Some(ExclusionCode::ThirdDegree);
    }
    let by_blood = |parent: &&Relative| {
        parent.relation == Relation::Child
            && parent.adopted != Some(Adoption::WithoutDecree)
            && (!parent.step || parent.adopted == Some(Adoption::Decree))
    };
    // An other parent of whom only a record outside the family exists does not speak against the blood line.
    let known_line = parents.iter().any(|parent| matches!(parent.relation, Relation::Child | Relation::Sibling));
    (known_line && !parents.iter().any(by_blood)).then_some(ExclusionCode::NotByBlood)
}
