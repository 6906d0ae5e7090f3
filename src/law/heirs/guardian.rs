//! Who acts for an heir under age.

use super::rules::HeirRules;
use super::shares::is_passed_or_doubted;
use super::standing::parents;
use super::{Guardian, GuardianBasis, HeirRequest, Relation, Relative, WarningCode};
use crate::law::Text;

/// Whether an heir was under age on the day of the event. An unborn child is. `None` when the birth date is needed
/// and unknown: those of the younger generations and siblings; others are taken as adults.
pub(super) fn is_minor(request: &HeirRequest, rules: &HeirRules, heir: &Relative) -> Option<bool> {
    if heir.unborn {
        return Some(true);
    }
    match heir.birth_date {
        Some(birth) => Some(request.event_date.years_since(birth).unwrap_or(0) < rules.adult_age_years),
        None if matches!(heir.relation, Relation::Child | Relation::Grandchild | Relation::Sibling) => None,
        None => Some(false),
    }
}

/// The guardian of a minor: the surviving parent, by record; for a child of the deceased without recorded parents
/// the only living spouse, with a warning; else whom a court names. Nobody who died since or is suspected.
pub(super) fn guardian(
    request: &HeirRequest,
    rules: &HeirRules,
    minor: &Relative,
    warnings: &mut Vec<Text>,
) -> Guardian {
    let lives = |person: &&Relative| person.alive && !person.missing && !person.unborn && !is_passed_or_doubted(person);
    let of = |person: &Relative| Guardian { id: Some(person.id.clone()), basis: GuardianBasis::SurvivingParent };
    if let Some(parent) = parents(request, minor).find(lives) {
        return of(parent);
    }
    let recorded = parents(request, minor).next().is_some();
    let mut spouses = request.relatives.iter().filter(|person| person.relation == Relation::Spouse).filter(lives);
    let only_spouse = match (spouses.next(), spouses.next()) {
        (Some(spouse), None) if !spouse.divorced => Some(spouse),
        _ => None,
    };
    if let Some(spouse) = only_spouse.filter(|_| !recorded && minor.relation == Relation::Child) {
        warnings.extend(rules.warning(WarningCode::ParentsNotRecorded, &minor.name, ""));
        return of(spouse);
    }
    Guardian { id: None, basis: GuardianBasis::DecreeNeeded }
}
