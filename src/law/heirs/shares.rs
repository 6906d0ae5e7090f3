//! Who has which part: by a court, by agreement, by law, or open.

use std::collections::{BTreeMap, BTreeSet};

use super::rules::{HeirLevel, ShareRule};
use super::{GivenShare, HeirRequest, Relation, Relative, ShareBasis};
use crate::law::{FieldError, Share, Text};

/// The parts of the heirs, in their order, and why. No parts where nobody settled them.
pub(super) struct Division {
    pub(super) parts: Option<Vec<Share>>,
    pub(super) basis: ShareBasis,
}

impl Division {
    /// The part of the heir at this place.
    pub(super) fn part(&self, place: usize) -> Option<Share> {
        self.parts.as_ref().and_then(|parts| parts.get(place).copied())
    }

    fn settled(parts: Vec<Share>, basis: ShareBasis) -> Self {
        Self { parts: Some(parts), basis }
    }
}

/// How the heirs share. A court's division comes before the heirs' own, and that before the law's.
///
/// # Errors
/// A given division that is not one of exactly these heirs, with every fault.
pub(super) fn division(
    request: &HeirRequest,
    level: Option<&HeirLevel>,
    heirs: &[&Relative],
) -> Result<Division, Vec<FieldError>> {
    let decree = given("decree_shares", &request.decree_shares, heirs);
    let agreement = given("agreement", &request.agreement, heirs);
    let (decree, agreement) = match (decree, agreement) {
        (Ok(decree), Ok(agreement)) => (decree, agreement),
        (decree, agreement) => return Err([decree.err(), agreement.err()].into_iter().flatten().flatten().collect()),
    };
    if let [only] = heirs
        && !is_passed_or_doubted(only)
    {
        return Ok(Division::settled(vec![Share::WHOLE], ShareBasis::Sole));
    }
    Ok(match (decree, agreement) {
        (Some(parts), _) => Division::settled(parts, ShareBasis::Decree),
        (None, Some(parts)) => Division::settled(parts, ShareBasis::Agreement),
        (None, None) => match level.and_then(|level| by_law(level, heirs)) {
            Some(parts) => Division::settled(parts, ShareBasis::Law),
            None => Division { parts: None, basis: ShareBasis::Open },
        },
    })
}

/// The parts that the law gives, while it is certain who shares.
pub(super) fn by_law(level: &HeirLevel, heirs: &[&Relative]) -> Option<Vec<Share>> {
    if heirs.iter().any(|heir| heir.missing || heir.unborn || is_passed_or_doubted(heir)) {
        return None;
    }
    match &level.share {
        ShareRule::Open => None,
        ShareRule::Equal => {
            let part = Share::WHOLE.among(heirs.len()).ok()?;
            Some(vec![part; heirs.len()])
        }
        ShareRule::ByLaw(cases) => {
            let there: BTreeSet<Relation> = heirs.iter().map(|heir| heir.relation).collect();
            let case = cases.iter().find(|case| case.keys().copied().collect::<BTreeSet<_>>() == there)?;
            let part = |heir: &&Relative| {
                let of_kind = heirs.iter().filter(|other| other.relation == heir.relation).count();
                case.get(&heir.relation)?.among(of_kind).ok()
            };
            heirs.iter().map(part).collect()
        }
    }
}

/// Whether the heir's own right is in doubt, or has passed to somebody else.
pub(super) fn is_passed_or_doubted(heir: &Relative) -> bool {
    heir.died_after || heir.suspected
}

/// A division that was given, in the order of the heirs. `None` when none was.
fn given(field: &str, shares: &[GivenShare], heirs: &[&Relative]) -> Result<Option<Vec<Share>>, Vec<FieldError>> {
    if shares.is_empty() {
        return Ok(None);
    }
    let mut errors = Vec::new();
    let mut parts: BTreeMap<&str, Share> = BTreeMap::new();
    for (index, given) in shares.iter().enumerate() {
        let at = format!("{field}[{index}].id");
        if !heirs.iter().any(|heir| heir.id == given.id) {
            let text = Text::new(
                format!("\"{}\" bukan ahli waris; bagian hanya dapat diberikan kepada ahli waris", given.id),
                format!("\"{}\" is no heir; only heirs can have a part", given.id),
            );
            errors.push(FieldError::new(at, "not_an_heir", text));
        } else if parts.insert(&given.id, given.share).is_some() {
            let text = Text::new(
                format!("\"{}\" disebut lebih dari sekali", given.id),
                format!("\"{}\" is named more than once", given.id),
            );
            errors.push(FieldError::new(at, "named_twice", text));
        }
    }
    for heir in heirs.iter().filter(|heir| !parts.contains_key(heir.id.as_str())) {
        let text = Text::new(
            format!("bagian {} belum disebut; tulis \"0\" bila tidak menerima apa-apa", heir.name),
            format!("the part of {} is not named; write \"0\" for nothing", heir.name),
        );
        errors.push(FieldError::new(field, "heir_not_named", text));
    }
    if errors.is_empty() && Share::sum(parts.values().copied()) != Ok(Share::WHOLE) {
        let text = Text::new(
            "jumlah semua bagian harus tepat 1, dalam pecahan yang tidak terlalu halus",
            "all parts together must be exactly 1, in fractions that are not too fine",
        );
        errors.push(FieldError::new(field, "shares_not_whole", text));
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(Some(heirs.iter().filter_map(|heir| parts.get(heir.id.as_str()).copied()).collect()))
}
