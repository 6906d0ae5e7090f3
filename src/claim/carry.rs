//! What a claim takes over from the one it follows from: nothing that a family brought already is asked for again.

use std::collections::BTreeMap;

use crate::law::heirs::Relation;
use crate::workflow::{AccidentFacts, BenefitSpec, DIED, DocumentKind, FactName, FactValue, Per, Procedure};

use super::decide::fits;
use super::ids::{ClaimId, DocumentId, PersonId};
use super::parts::{CarriedOver, Document, DocumentStatus, InsuredEvent, Link, Person};
use super::state::Claim;

/// The claim that a new one follows from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// That claim.
    pub claim: Claim,
    /// What its procedure pays, and from which answers.
    pub benefit: BenefitSpec,
    /// The person of it whom the new claim is for, when it is for one of the family.
    pub beneficiary: Option<PersonId>,
}

impl Origin {
    /// The link back to it.
    pub fn link(&self) -> Link {
        Link { claim: self.claim.id, workflow: self.claim.workflow.clone(), person: None }
    }

    /// The day the worker died, where the origin is about a death or its doctor says so.
    fn died_on(&self) -> Option<chrono::NaiveDate> {
        match &self.benefit {
            BenefitSpec::Death => Some(self.claim.event.date),
            BenefitSpec::Accident(facts) => died_on(&self.claim, facts),
            BenefitSpec::Scholarship(_) => None,
        }
    }

    /// The insured event of a claim that follows: of a death that was no work accident it is the death itself.
    pub fn event_for(&self, procedure: &Procedure) -> InsuredEvent {
        let event = self.claim.event.clone();
        match (&procedure.benefit, self.died_on()) {
            (BenefitSpec::Death, Some(date)) if date != event.date => InsuredEvent { date, time: None, ..event },
            _ => event,
        }
    }
}

fn died_on(claim: &Claim, facts: &AccidentFacts) -> Option<chrono::NaiveDate> {
    let died = claim.facts.get(&facts.outcome) == Some(&FactValue::Text(DIED.to_owned()));
    match claim.facts.get(&facts.died_on) {
        Some(FactValue::Date(date)) if died => Some(*date),
        _ => None,
    }
}

/// What a new claim takes over, by what its own procedure asks and wants.
pub(super) fn carried_over(procedure: &Procedure, id: ClaimId, origin: &Origin) -> CarriedOver {
    let people = people(procedure, origin);
    CarriedOver {
        from: origin.link(),
        facts: facts(procedure, origin),
        documents: documents(procedure, id, origin, &people),
        people,
    }
}

fn facts(procedure: &Procedure, origin: &Origin) -> BTreeMap<FactName, FactValue> {
    let asked = &procedure.facts;
    let still = |name: &FactName, value: &FactValue| asked.get(name).is_some_and(|spec| fits(spec, value));
    let known = origin.claim.facts.iter().filter(|(name, value)| still(name, value));
    let mut facts: BTreeMap<_, _> = known.map(|(name, value)| (name.clone(), value.clone())).collect();
    if let (BenefitSpec::Accident(own), Some(date)) = (&procedure.benefit, origin.died_on()) {
        facts.insert(own.outcome.clone(), FactValue::Text(DIED.to_owned()));
        facts.insert(own.died_on.clone(), FactValue::Date(date));
    }
    facts
}

/// The family, and the worker where they live. In a claim about a death the worker is no person of the family.
fn people(procedure: &Procedure, origin: &Origin) -> Vec<Person> {
    let dead = procedure.benefit == BenefitSpec::Death;
    let stays = |person: &&Person| !(dead && person.details.relation == Relation::Participant);
    origin.claim.people.iter().filter(stays).cloned().collect()
}

/// Papers that stand or wait for a reviewer, of kinds that are wanted here too. Of a scholarship only those of the
/// claim, of the child and of the child's guardian: a brother's papers are none of its business.
fn documents(procedure: &Procedure, id: ClaimId, origin: &Origin, people: &[Person]) -> Vec<Document> {
    let concerned: Option<Vec<PersonId>> = origin.beneficiary.map(|child| {
        let own = people.iter().find(|person| person.id == child);
        let parents = own.into_iter().flat_map(|child| child.details.parents.iter().copied());
        let guardian = own.and_then(|child| child.details.guardian);
        parents.chain(guardian).chain([child]).collect()
    });
    let belongs = |document: &Document| match document.person {
        None => true,
        Some(person) => {
            let recorded = people.iter().any(|known| known.id == person);
            recorded && concerned.as_ref().is_none_or(|concerned| concerned.contains(&person))
        }
    };
    let stands = |document: &&Document| {
        matches!(document.status, DocumentStatus::Accepted | DocumentStatus::Pending)
            && wanted(procedure, &document.kind, document.person)
            && belongs(document)
    };
    let copy = |document: &Document| Document {
        id: DocumentId(uuid::Uuid::new_v5(&id.0, document.id.0.as_bytes())),
        ..document.clone()
    };
    origin.claim.documents.iter().filter(stands).map(copy).collect()
}

fn wanted(procedure: &Procedure, kind: &DocumentKind, person: Option<PersonId>) -> bool {
    procedure.documents.get(kind).is_some_and(|spec| match person {
        None => spec.per == Per::Claim,
        Some(_) => spec.per == Per::Person || !spec.required_of.is_empty(),
    })
}
