//! Who is entitled to what a claim pays: the heirs of the one who died, the worker who lives, or the child at school.

use crate::law::heirs::{
    self, Deceased, Determination, Guardian, GuardianBasis, Heir, HeirRequest, HeirScheme, Need, NeedCode, Payable,
    Payee, PayeeBasis, Relation, Relative, ShareBasis,
};
use crate::law::{FieldError, Share, Text};
use crate::workflow::{AccidentFacts, BenefitSpec, DIED, FactValue, Procedure, SchoolFacts};

use super::decide::person_proofs;
use super::ids::PersonId;
use super::lawful::program;
use super::parts::{Person, VerificationStatus};
use super::required::MAJORITY_YEARS;
use super::situation::Situation;
use super::state::Claim;

/// The paper that names a guardian.
const GUARDIAN_DECREE: &str = "perwalian";

/// Who is entitled, by the people and the accepted papers of the claim.
///
/// # Errors
/// When the recorded people contradict each other, with every contradiction.
pub fn heirs(situation: &Situation<'_>, claim: &Claim) -> Result<Determination, Vec<FieldError>> {
    match &situation.procedure.benefit {
        BenefitSpec::Accident(facts) if !has_died(claim, facts) => Ok(worker(claim, facts)),
        BenefitSpec::Scholarship(facts) => Ok(child(situation, claim, facts)),
        BenefitSpec::Accident(_) | BenefitSpec::Death => family(situation, claim),
    }
}

/// Whether the doctor's conclusion is that the worker died.
pub(super) fn has_died(claim: &Claim, facts: &AccidentFacts) -> bool {
    claim.facts.get(&facts.outcome) == Some(&FactValue::Text(DIED.to_owned()))
}

/// Whether a claim is about somebody who died: then it is spoken of otherwise than of a worker who lives.
pub fn is_death(procedure: &Procedure, claim: &Claim) -> bool {
    match &procedure.benefit {
        BenefitSpec::Death => true,
        BenefitSpec::Accident(facts) => has_died(claim, facts),
        BenefitSpec::Scholarship(_) => false,
    }
}

fn family(situation: &Situation<'_>, claim: &Claim) -> Result<Determination, Vec<FieldError>> {
    let subject = situation.subject;
    let request = HeirRequest {
        program: program(situation.procedure),
        scheme: HeirScheme::JkkJkm,
        event_date: died_on(situation, claim),
        deceased: Deceased {
            name: subject.name.clone(),
            birth_date: Some(subject.birth_date),
            sex: Some(subject.sex),
            missing: false,
        },
        relatives: claim.people.iter().filter(|person| stands(person)).map(|person| relative(claim, person)).collect(),
        // The claim's payees record what was agreed, each with its paper.
        agreement: Vec::new(),
        decree_shares: Vec::new(),
    };
    heirs::determine(situation.law, &request)
}

/// Heirs are those of the day of death, which after an accident may be later than the accident.
fn died_on(situation: &Situation<'_>, claim: &Claim) -> chrono::NaiveDate {
    match &situation.procedure.benefit {
        BenefitSpec::Accident(facts) => match claim.facts.get(&facts.died_on) {
            Some(FactValue::Date(date)) => *date,
            _ => claim.event.date,
        },
        _ => claim.event.date,
    }
}

/// A refused person is not who they were said to be, and counts for nothing. The worker is no heir of their own.
fn stands(person: &Person) -> bool {
    person.verification.status != VerificationStatus::Refused && person.details.relation != Relation::Participant
}

fn relative(claim: &Claim, person: &Person) -> Relative {
    let details = &person.details;
    Relative {
        id: person.id.to_string(),
        name: details.name.clone(),
        relation: details.relation,
        birth_date: details.birth_date,
        alive: details.alive.unwrap_or(true),
        died_after: details.died_after.unwrap_or(false),
        suspected: details.suspected.unwrap_or(false),
        missing: details.missing.unwrap_or(false),
        unborn: details.unborn.unwrap_or(false),
        divorced: details.divorced.unwrap_or(false),
        adopted: details.adopted,
        step: details.step.unwrap_or(false),
        full_blood: details.full_blood.unwrap_or(true),
        parents: details.parents.iter().map(ToString::to_string).collect(),
        proofs: person_proofs(claim, person.id).into_iter().map(ToString::to_string).collect(),
    }
}

/// One person who receives everything.
fn alone(law: &str, heir: Heir, payee: Option<Payee>) -> Determination {
    Determination {
        payable: Payable::Full,
        rank: None,
        heirs: vec![heir],
        payee,
        excluded: Vec::new(),
        people: Vec::new(),
        needs: Vec::new(),
        warnings: Vec::new(),
        law: law.to_owned(),
        law_versions: Vec::new(),
    }
}

fn sole(id: PersonId) -> Heir {
    Heir {
        id: id.to_string(),
        share: Some(Share::WHOLE),
        share_basis: ShareBasis::Sole,
        proofs_missing: Vec::new(),
        guardian_required: false,
        guardian: None,
    }
}

/// The worker who lives is paid themselves, whoever else is recorded.
fn worker(claim: &Claim, facts: &AccidentFacts) -> Determination {
    let own = claim.people.iter().filter(|person| person.verification.status != VerificationStatus::Refused);
    let mut own = own.filter(|person| person.details.relation == Relation::Participant);
    match own.next() {
        Some(person) => {
            let payee = Payee { id: person.id.to_string(), basis: PayeeBasis::Sole };
            alone(&facts.law, sole(person.id), Some(payee))
        }
        None => {
            Determination { payable: Payable::Nothing, heirs: Vec::new(), ..alone(&facts.law, sole(nobody()), None) }
        }
    }
}

fn nobody() -> PersonId {
    PersonId(uuid::Uuid::nil())
}

/// The child; under age, a guardian acts: a parent who lives, else whom a court has named.
fn child(situation: &Situation<'_>, claim: &Claim, facts: &SchoolFacts) -> Determination {
    let Some(child) = claim.beneficiary.and_then(|id| claim.person(id)).filter(|child| stands(child)) else {
        let none = alone(&facts.law, sole(nobody()), None);
        return Determination { payable: Payable::Nothing, heirs: Vec::new(), ..none };
    };
    let born = child.details.birth_date;
    let minor = born.is_none_or(|born| situation.today().years_since(born).unwrap_or(0) < MAJORITY_YEARS);
    let mut heir = sole(child.id);
    if !minor {
        let payee = Payee { id: child.id.to_string(), basis: PayeeBasis::Sole };
        return alone(&facts.law, heir, Some(payee));
    }
    let parent = living_parent(claim, child);
    heir.guardian_required = true;
    heir.guardian = Some(match parent {
        Some(parent) => Guardian { id: Some(parent.to_string()), basis: GuardianBasis::SurvivingParent },
        None => Guardian { id: child.details.guardian.map(|id| id.to_string()), basis: GuardianBasis::DecreeNeeded },
    });
    let decree = person_proofs(claim, child.id).iter().any(|kind| kind.as_str() == GUARDIAN_DECREE);
    let needs = if parent.is_none() && !decree { guardian_need(situation, claim, child) } else { Vec::new() };
    Determination { needs, ..alone(&facts.law, heir, None) }
}

/// A recorded parent of the child who lives: by record, else the worker who lives, else the only living spouse.
fn living_parent(claim: &Claim, child: &Person) -> Option<PersonId> {
    let lives = |person: &&Person| person.details.lives() && person.details.missing != Some(true);
    let recorded = claim.people.iter().filter(|person| child.details.parents.contains(&person.id)).find(lives);
    let worker = claim.people.iter().find(|person| person.details.relation == Relation::Participant && lives(person));
    let mut spouses = claim.people.iter().filter(|person| {
        person.details.relation == Relation::Spouse && person.details.divorced != Some(true) && lives(person)
    });
    let spouse = spouses.next().filter(|_| spouses.next().is_none() && child.details.parents.is_empty());
    recorded.or(worker).or(spouse).map(|person| person.id)
}

fn guardian_need(situation: &Situation<'_>, claim: &Claim, child: &Person) -> Vec<Need> {
    let table = situation.law.heirs.get(HeirScheme::JkkJkm.table());
    let table = table.and_then(|versions| versions.in_force(claim.event.date));
    let rule = table.and_then(|table| table.rules.needs.get(&NeedCode::GuardianDecree));
    let name = &child.details.name;
    let need = rule.map(|rule| Need {
        code: NeedCode::GuardianDecree,
        person: Some(child.id.to_string()),
        message: Text::new(rule.ask.id.replace("{name}", name), rule.ask.en.replace("{name}", name)),
        law: rule.law.clone(),
        confidence: rule.confidence,
    });
    need.into_iter().collect()
}

/// Heirs whom no caseworker has confirmed, as open needs.
pub(super) fn unconfirmed(claim: &Claim, determination: &Determination) -> Vec<Text> {
    let heir = |person: &&Person| determination.heirs.iter().any(|heir| heir.id == person.id.to_string());
    let open = |person: &&Person| person.verification.status != VerificationStatus::Confirmed;
    let people = claim.people.iter().filter(heir).filter(open);
    people
        .map(|person| {
            let name = &person.details.name;
            Text::new(format!("{name} belum diverifikasi"), format!("{name} is not verified"))
        })
        .collect()
}
