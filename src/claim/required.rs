//! Which papers a claim still needs, of itself and of each recorded person.

use crate::law::Text;
use crate::law::heirs::{GuardianBasis, Heir};
use crate::workflow::{DocumentKind, DocumentSpec, Per, PersonCheck};

use super::actor::Actor;
use super::decide::Inputs;
use super::entitled::heirs;
use super::evaluate::{Attempt, holds};
use super::ids::PersonId;
use super::parts::{Person, Waiver};
use super::situation::Situation;
use super::state::Claim;

/// The age of majority in civil status practice, as the guardian block of the claim form has it.
pub(super) const MAJORITY_YEARS: u32 = 18;

/// A paper that is required, and of whom.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct RequiredDocument {
    /// Kind of paper.
    pub kind: DocumentKind,
    /// Of whom, for a paper of a person.
    pub person: Option<PersonId>,
}

impl RequiredDocument {
    /// What people call it: its title, and the person's name.
    pub fn label(&self, situation: &Situation<'_>, claim: &Claim) -> Text {
        let title = situation.procedure.documents.get(&self.kind).map(|spec| spec.title.clone()).unwrap_or_default();
        match self.person.and_then(|id| claim.person(id)) {
            None => title,
            Some(person) => {
                let name = &person.details.name;
                Text::new(format!("{} ({name})", title.id), format!("{} ({name})", title.en))
            }
        }
    }
}

/// Every required paper, whether it is there or not.
pub fn required(situation: &Situation<'_>, claim: &Claim) -> Vec<RequiredDocument> {
    let mut all = Vec::new();
    for (kind, spec) in &situation.procedure.documents {
        if spec.per == Per::Claim && of_claim(situation, claim, spec) {
            all.push(RequiredDocument { kind: kind.clone(), person: None });
        }
        // A paper of the claim may be wanted of persons too.
        let people = claim.people.iter().filter(|person| of_person(situation, claim, spec, person));
        all.extend(people.map(|person| RequiredDocument { kind: kind.clone(), person: Some(person.id) }));
    }
    all
}

/// Required papers that are neither accepted nor waived.
pub fn missing(situation: &Situation<'_>, claim: &Claim, waivers: &[Waiver]) -> Vec<RequiredDocument> {
    let waived = |needed: &RequiredDocument| {
        claim.waived(&needed.kind, needed.person)
            || waivers.iter().any(|waiver| waiver.kind == needed.kind && waiver.person == needed.person)
    };
    let all = required(situation, claim);
    all.into_iter().filter(|needed| claim.accepted(&needed.kind, needed.person).is_none() && !waived(needed)).collect()
}

fn of_claim(situation: &Situation<'_>, claim: &Claim, spec: &DocumentSpec) -> bool {
    let inputs = Inputs::default();
    let actor = Actor::system();
    let attempt = Attempt { situation, claim, actor: &actor, inputs: &inputs };
    spec.always || spec.required_when.as_ref().is_some_and(|check| holds(attempt, check))
}

fn of_person(situation: &Situation<'_>, claim: &Claim, spec: &DocumentSpec, person: &Person) -> bool {
    !spec.required_of.is_empty() && spec.required_of.iter().all(|check| person_holds(situation, claim, check, person))
}

fn person_holds(situation: &Situation<'_>, claim: &Claim, check: &PersonCheck, person: &Person) -> bool {
    let details = &person.details;
    match check {
        PersonCheck::Relation(words) => words.iter().any(|word| word == details.relation.as_str()),
        PersonCheck::Alive(wanted) => details.lives() == *wanted,
        PersonCheck::Divorced(wanted) => details.divorced.unwrap_or(false) == *wanted,
        PersonCheck::Adopted(wanted) => details.adopted.is_some() == *wanted,
        PersonCheck::Minor(wanted) => is_minor(claim, person) == *wanted,
        PersonCheck::Payee(wanted) => {
            let paid = claim.payees.iter().any(|payee| payee.account_of == person.id);
            paid == *wanted
        }
        PersonCheck::Heir(wanted) => {
            let answer = heirs(situation, claim);
            answer.is_ok_and(|answer| answer.may_inherit(&person.id.to_string())) == *wanted
        }
        PersonCheck::NeedsGuardianDecree(wanted) => {
            let guardian = heir(situation, claim, person).and_then(|heir| heir.guardian);
            guardian.is_some_and(|guardian| guardian.basis == GuardianBasis::DecreeNeeded) == *wanted
        }
    }
}

/// What the determination says about a person who inherits.
fn heir(situation: &Situation<'_>, claim: &Claim, person: &Person) -> Option<Heir> {
    let id = person.id.to_string();
    heirs(situation, claim).ok()?.heirs.into_iter().find(|heir| heir.id == id)
}

/// Whether a person was under age on the day of the event, or not born; an unknown birth date is no minor.
pub fn is_minor(claim: &Claim, person: &Person) -> bool {
    if person.details.unborn == Some(true) {
        return true;
    }
    let born = person.details.birth_date;
    born.is_some_and(|born| claim.event.date.years_since(born).unwrap_or(0) < MAJORITY_YEARS)
}
