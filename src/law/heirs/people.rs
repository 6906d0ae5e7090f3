//! Everybody of the record: in, out or waiting, by which rule, with which proofs.

use super::needs::missing_proofs;
use super::rules::{HeirRules, fill};
use super::standing::parents;
use super::{
    Adoption, Determination, ExclusionCode, HeirRequest, InOrder, Need, NeedCode, PersonStanding, Relation, Relative,
    Standing, StandingRule,
};
use crate::law::{Confidence, Text, is_document_kind};

/// The standing of somebody, by the reason for which they do not inherit, or as one of the heirs of the answer.
pub(super) fn person_standing(
    rules: &HeirRules,
    request: &HeirRequest,
    answer: &Determination,
    person: &Relative,
    no: Option<ExclusionCode>,
) -> Option<PersonStanding> {
    let level = rules.level_of(person.relation);
    let proofs_present: Vec<String> = person.proofs.iter().filter(|kind| is_document_kind(kind)).cloned().collect();
    let rank = level.map(|level| level.rank);
    let id = person.id.clone();
    if let Some(code) = no {
        let rule = rules.exclusions.get(&code)?;
        let waits = matches!(code, ExclusionCode::LowerRank | ExclusionCode::FuneralInFullBenefit);
        let turning = rule.proof.iter().filter(|kind| !person.proofs.contains(kind)).cloned().collect();
        return Some(PersonStanding {
            id,
            standing: if waits { Standing::Waits } else { Standing::Out },
            rule: StandingRule::Exclusion(code),
            because: fill(&rule.because, &person.name, ""),
            law: rule.law.clone(),
            confidence: rule.confidence,
            rank,
            proofs_present,
            proofs_missing: if waits { asked(rules, person) } else { turning },
            remedy: rule.remedy.as_ref().map(|text| fill(text, &person.name, "")),
        });
    }
    let level = level?;
    let confidence = level.confidence.max(certainty(rules, request, person));
    let open: Vec<&Need> = answer.needs.iter().filter(|need| holds_back(need, person)).collect();
    let first = open.first();
    Some(PersonStanding {
        id,
        standing: if first.is_some() { Standing::Waits } else { Standing::In },
        rule: first.map_or(StandingRule::Order(InOrder::Inherits), |need| StandingRule::Need(need.code)),
        because: fill(&level.because, &person.name, ""),
        law: first.map_or_else(|| level.law.clone(), |need| need.law.clone()),
        confidence: open.iter().map(|need| need.confidence).fold(confidence, Confidence::max),
        rank,
        proofs_present,
        proofs_missing: asked(rules, person),
        remedy: first.map(|_| joined(&open)),
    })
}

fn asked(rules: &HeirRules, person: &Relative) -> Vec<String> {
    missing_proofs(rules, person).iter().filter_map(|proof| proof.any_of.first().cloned()).collect()
}

/// Whether a need keeps this person's right open, and not only the payment.
fn holds_back(need: &Need, person: &Relative) -> bool {
    let of_right = match need.code {
        NeedCode::ProofMissing
        | NeedCode::MissingPerson
        | NeedCode::WaitForBirth
        | NeedCode::WaitForPolice
        | NeedCode::HeirDiedAfter => true,
        NeedCode::GuardianDecree
        | NeedCode::BirthDateMissing
        | NeedCode::SeveralSpouses
        | NeedCode::SeveralFuneralPayers => false,
    };
    of_right && need.person.as_ref() == Some(&person.id)
}

fn joined(needs: &[&Need]) -> Text {
    let (id, en): (Vec<_>, Vec<_>) =
        needs.iter().map(|need| (need.message.id.as_str(), need.message.en.as_str())).unzip();
    Text::new(id.join("; "), en.join("; "))
}

/// How sure it is that this heir is one, beside the level.
fn certainty(rules: &HeirRules, request: &HeirRequest, person: &Relative) -> Confidence {
    let adopted = |person: &Relative| person.adopted == Some(Adoption::Decree);
    let sure = &rules.certainty;
    let child = person.relation == Relation::Child;
    let born_later = child && person.birth_date.is_some_and(|birth| birth > request.event_date);
    let line = person.relation == Relation::Grandchild && parents(request, person).any(adopted);
    let doubts = [
        (child && adopted(person), sure.adopted_child),
        (born_later, sure.posthumous_child),
        (line, sure.adopted_line),
        (person.died_after, rules.needs.get(&NeedCode::HeirDiedAfter).map_or(Confidence::Open, |rule| rule.confidence)),
    ];
    doubts.into_iter().filter(|(applies, _)| *applies).map(|(_, sure)| sure).fold(Confidence::High, Confidence::max)
}
