//! Who is proposed to receive the money.

use super::rules::HeirRules;
use super::shares::{Division, is_passed_or_doubted};
use super::{Payee, PayeeBasis, Relation, Relative, ShareBasis, WarningCode};
use crate::law::{Share, Text};

/// The only heir; or the one to whom all others gave their power of attorney; or the one who has all by decree or
/// agreement; or, by practice, the one surviving spouse. Nobody who is missing, not born, dead by now or suspected.
pub(super) fn payee(
    rules: &HeirRules,
    heirs: &[&Relative],
    division: &Division,
    warnings: &mut Vec<Text>,
) -> Option<Payee> {
    let propose = |person: &Relative, basis| {
        let can_receive = !person.missing && !person.unborn && !is_passed_or_doubted(person);
        can_receive.then(|| Payee { id: person.id.clone(), basis })
    };
    if let [only] = heirs {
        return propose(only, PayeeBasis::Sole);
    }
    if let Some(trusted) = the_one(heirs, |heir| !heir.proofs.contains(&rules.power_of_attorney)) {
        return propose(trusted, PayeeBasis::PowerOfAttorney);
    }
    let by_division = match division.basis {
        ShareBasis::Decree => Some(PayeeBasis::Decree),
        ShareBasis::Agreement => Some(PayeeBasis::Agreement),
        ShareBasis::Sole | ShareBasis::Law | ShareBasis::Open => None,
    };
    if let Some(basis) = by_division {
        let place = division.parts.as_ref()?.iter().position(|part| *part == Share::WHOLE)?;
        return propose(heirs.get(place)?, basis);
    }
    if division.basis == ShareBasis::Law {
        return None;
    }
    let spouse = the_one(heirs, |heir| heir.relation == Relation::Spouse)?;
    let payee = propose(spouse, PayeeBasis::SurvivingSpouse)?;
    warnings.extend(rules.warning(WarningCode::PayeePractice, &spouse.name, ""));
    Some(payee)
}

/// The one person of whom something holds; `None` when it holds of several, or of nobody.
fn the_one<'a>(people: &[&'a Relative], holds: impl Fn(&Relative) -> bool) -> Option<&'a Relative> {
    let mut found = people.iter().copied().filter(|person| holds(person));
    match (found.next(), found.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    }
}
