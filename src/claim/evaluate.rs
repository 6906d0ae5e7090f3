//! What a condition means for a claim.

use crate::law::heirs::Payable;
use crate::law::{Text, coverage};
use crate::workflow::{Check, FactCheck, FactValue, Requirement};

use super::actor::Actor;
use super::decide::Inputs;
use super::entitled::{heirs, unconfirmed};
use super::lawful;
use super::parts::{DocumentStatus, Severity, VerificationStatus};
use super::receivers;
use super::refusal::Refusal;
use super::required;
use super::school;
use super::situation::Situation;
use super::state::Claim;

/// One attempt to take a step: everything a condition may look at.
#[derive(Clone, Copy)]
pub(super) struct Attempt<'a> {
    /// Procedure, law, participant, moment.
    pub(super) situation: &'a Situation<'a>,
    /// The claim.
    pub(super) claim: &'a Claim,
    /// Who acts.
    pub(super) actor: &'a Actor,
    /// What was filled in.
    pub(super) inputs: &'a Inputs,
}

/// The requirements that say no, each with its words filled in.
pub(super) fn refusals(attempt: Attempt<'_>, requirements: &[Requirement]) -> Vec<Refusal> {
    requirements
        .iter()
        .filter(|requirement| !holds(attempt, &requirement.check))
        .map(|requirement| Refusal {
            rule: requirement.rule.clone(),
            message: fill(attempt, &requirement.message),
            law: requirement.law.clone(),
            remedy: fill(attempt, &requirement.remedy),
        })
        .collect()
}

/// Whether a check holds.
pub(super) fn holds(attempt: Attempt<'_>, check: &Check) -> bool {
    let Attempt { situation, claim, actor, inputs } = attempt;
    match check {
        Check::All(checks) => checks.iter().all(|check| holds(attempt, check)),
        Check::Any(checks) => checks.iter().any(|check| holds(attempt, check)),
        Check::Not(check) => !holds(attempt, check),
        Check::Answered(fact) => claim.facts.contains_key(fact),
        Check::Fact(fact) => compares(claim, fact),
        Check::Document(kind) => {
            claim.documents.iter().any(|document| document.kind == *kind && document.status == DocumentStatus::Accepted)
        }
        Check::DocumentsComplete { .. } => required::missing(situation, claim, &inputs.waivers).is_empty(),
        Check::Covered => covered(situation, claim),
        Check::HeirsSettled => heirs_settled(situation, claim),
        Check::PayeesSettled => receivers::settled(situation, claim),
        Check::BenefitComputable => benefit_computable(situation, claim),
        Check::BenefitStored => claim.benefit.is_some(),
        Check::BenefitUnchanged => benefit_unchanged(situation, claim),
        Check::FurtherSchoolYear => school::has_further_year(situation, claim),
        Check::ScholarshipPlace(name) => {
            inputs.person(name).is_none_or(|child| school::has_place(situation, claim, child))
        }
        Check::NoDeliveryUnderWay => !situation.delivery_under_way,
        Check::AlertsSettled(kinds) => !claim.open_alerts().any(|alert| {
            if kinds.is_empty() { alert.severity == Severity::Blocking } else { kinds.contains(&alert.kind) }
        }),
        Check::Input(name) => inputs.has(name),
        Check::ActorRole(role) => actor.role.covers(*role),
        Check::Taken(action) => claim.steps_taken.contains(action),
        // Staff without an account have no eyes to compare, so they are not let through.
        Check::DifferentPersonThan(action) => {
            actor.user.map_or(!actor.role.is_staff(), |user| claim.last_taken_by.get(action) != Some(&user))
        }
        Check::InputNotInFuture(name) => {
            inputs.dates.get(name).is_none_or(|date| *date <= situation.today() && *date >= claim.event.date)
        }
    }
}

fn compares(claim: &Claim, check: &FactCheck) -> bool {
    let Some(value) = claim.facts.get(&check.name) else { return false };
    let is = check.is.as_ref().is_none_or(|wanted| wanted == value);
    let one_of = check.one_of.is_empty() || check.one_of.contains(value);
    let least = check.at_least.as_ref().is_none_or(|bound| ordered(bound, value));
    let most = check.at_most.as_ref().is_none_or(|bound| ordered(value, bound));
    is && one_of && least && most
}

/// Whether two values of one type stand in this order. The checker has made sure of the types.
fn ordered(low: &FactValue, high: &FactValue) -> bool {
    match (low, high) {
        (FactValue::Integer(low), FactValue::Integer(high)) => low <= high,
        (FactValue::Date(low), FactValue::Date(high)) => low <= high,
        _ => false,
    }
}

fn covered(situation: &Situation<'_>, claim: &Claim) -> bool {
    let program = lawful::program(situation.procedure);
    let subject = situation.subject;
    coverage::check(situation.law, program, subject.segment, &subject.membership, claim.event.date).covered
}

/// No open need, and a caseworker has confirmed every heir.
fn heirs_settled(situation: &Situation<'_>, claim: &Claim) -> bool {
    let Ok(determination) = heirs(situation, claim) else { return false };
    let confirmed = |id: &str| {
        let person = claim.people.iter().find(|person| person.id.to_string() == id);
        person.is_some_and(|person| person.verification.status == VerificationStatus::Confirmed)
    };
    determination.payable != Payable::Nothing
        && determination.needs.is_empty()
        && determination.heirs.iter().all(|heir| confirmed(&heir.id))
}

/// The law has a sum for the day, and somebody whom it is owed to.
fn benefit_computable(situation: &Situation<'_>, claim: &Claim) -> bool {
    let somebody = heirs(situation, claim).is_ok_and(|found| found.payable != Payable::Nothing);
    somebody && lawful::benefit(situation, claim).is_ok()
}

/// Nothing in the claim that the stored benefit rests on has changed, and the register of today, which changes behind
/// the claim's back, still leads to the same sums.
fn benefit_unchanged(situation: &Situation<'_>, claim: &Claim) -> bool {
    claim.benefit.as_ref().filter(|_| !claim.benefit_stale).is_some_and(|stored| {
        lawful::benefit(situation, claim)
            .is_ok_and(|now| now.total == stored.total && now.alternative_total == stored.alternative_total)
    })
}

/// Fills the placeholders of a message. The checker has made sure that no other stands in it.
fn fill(attempt: Attempt<'_>, text: &Text) -> Text {
    let mut text = text.clone();
    for placeholder in ["{missing}", "{needs}", "{why}", "{jkm_total}", "{jkk_total}", "{difference_total}"] {
        if text.id.contains(placeholder) || text.en.contains(placeholder) {
            let words = words_for(attempt, placeholder);
            text.id = text.id.replace(placeholder, &words.id);
            text.en = text.en.replace(placeholder, &words.en);
        }
    }
    text
}

fn words_for(attempt: Attempt<'_>, placeholder: &str) -> Text {
    let Attempt { situation, claim, inputs, .. } = attempt;
    match placeholder {
        "{missing}" => {
            let missing = required::missing(situation, claim, &inputs.waivers);
            let names = missing.iter().map(|missing| missing.label(situation, claim));
            join(names)
        }
        "{needs}" => heirs(situation, claim).map_or_else(
            |errors| join(errors.into_iter().map(|error| error.message)),
            |determination| {
                if determination.payable == Payable::Nothing && determination.needs.is_empty() {
                    return nobody_entitled();
                }
                let unconfirmed = unconfirmed(claim, &determination);
                join(determination.needs.into_iter().map(|need| need.message).chain(unconfirmed))
            },
        ),
        "{why}" => lawful::benefit(situation, claim).map_or_else(|refusal| refusal.message, |_| Text::new("-", "-")),
        "{jkk_total}" => money(lawful::jkk_total(situation, claim)),
        "{difference_total}" => {
            let own = lawful::benefit(situation, claim).ok().map(|benefit| benefit.total);
            money(lawful::jkk_total(situation, claim).zip(own).and_then(|(jkk, own)| jkk.checked_sub(own)))
        }
        _ => money(lawful::benefit(situation, claim).ok().map(|benefit| benefit.total)),
    }
}

fn nobody_entitled() -> Text {
    Text::new(
        "belum ada orang tercatat yang berhak; catat keluarga, atau siapa yang mengurus pemakaman",
        "nobody on record is entitled; record the family, or who arranged the burial",
    )
}

fn money(amount: Option<crate::law::Rupiah>) -> Text {
    let words = amount.map_or_else(|| "?".to_owned(), |amount| amount.to_string());
    Text::new(words.clone(), words)
}

fn join(texts: impl Iterator<Item = Text>) -> Text {
    let (id, en): (Vec<_>, Vec<_>) = texts.map(|text| (text.id, text.en)).unzip();
    if id.is_empty() { Text::new("-", "-") } else { Text::new(id.join("; "), en.join("; ")) }
}
