//! Scholarships: which children of a paid claim earn one, and what is due to a child now.

use chrono::NaiveDate;
use serde_json::json;

use crate::law::clock::jakarta_date;
use crate::law::heirs::Relation;
use crate::law::scholarship::{self, PaidYear, StudyYear, Work, YearsRequest};
use crate::law::{LawRefusal, Outcome, Text};
use crate::workflow::{BenefitSpec, FactName, FactValue, ProcedureName, SchoolFacts};

use super::ids::PersonId;
use super::lawful::{malformed, outcome, program, rows, summed};
use super::parts::{Benefit, DocumentStatus, Link, Person, VerificationStatus};
use super::refusal::Refusal;
use super::situation::Situation;
use super::state::Claim;

/// The procedure of scholarships.
const SCHOLARSHIP: &str = "beasiswa";

/// Who may have a scholarship when a claim is paid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Earned {
    /// Children whose scholarship opens now.
    pub(super) open: Vec<PersonId>,
    /// Children among whom the family has to choose, because the law pays for fewer.
    pub(super) choose: Vec<PersonId>,
    /// For how many the law still has a place.
    pub(super) places: usize,
}

/// The children of a paid claim. Those whom the family named come first; when more are left than there are places,
/// nobody chooses for the family.
pub(super) fn earned(situation: &Situation<'_>, claim: &Claim) -> Earned {
    if earns(situation, claim).is_err() {
        return Earned::default();
    }
    let places = places_left(situation, claim);
    let eligible = claim.people.iter().filter(|person| may_have_one(situation, claim, person));
    let waiting: Vec<&Person> = eligible.filter(|person| !has_one(claim, person.id)).collect();
    let named = |person: &&&Person| person.details.scholarship == Some(true);
    let ids = |people: &mut dyn Iterator<Item = &&Person>| people.map(|person| person.id).collect::<Vec<_>>();
    if waiting.len() <= places {
        return Earned { open: ids(&mut waiting.iter()), choose: Vec::new(), places: places - waiting.len() };
    }
    let open: Vec<PersonId> = ids(&mut waiting.iter().filter(named).take(places));
    let places = places - open.len();
    let choose =
        if places == 0 { Vec::new() } else { ids(&mut waiting.iter().filter(|person| !open.contains(&person.id))) };
    Earned { open, choose, places }
}

/// Whether the event earns scholarships at all: a death or total disability by a work accident does at once, any other
/// death after the months of contributions that the law wants.
fn earns(situation: &Situation<'_>, claim: &Claim) -> Result<(), Box<LawRefusal>> {
    let procedure = situation.procedure;
    let happened = match &procedure.benefit {
        BenefitSpec::Death => Outcome::Death,
        BenefitSpec::Accident(facts) => outcome(claim, facts).unwrap_or(Outcome::Temporary),
        // A scholarship earns no other.
        BenefitSpec::Scholarship(_) => Outcome::Medical,
    };
    let membership = &situation.subject.membership;
    scholarship::earned(situation.law, program(procedure), happened, claim.event.date, membership)
}

fn may_have_one(situation: &Situation<'_>, claim: &Claim, person: &Person) -> bool {
    let details = &person.details;
    let stands = person.verification.status != VerificationStatus::Refused && details.lives();
    let eligible = scholarship::child_eligible(
        situation.law,
        claim.event.date,
        details.birth_date,
        details.adopted,
        details.step.unwrap_or(false),
    );
    details.relation == Relation::Child && stands && details.scholarship != Some(false) && eligible.is_ok()
}

fn has_one(claim: &Claim, person: PersonId) -> bool {
    claim.follow_ups.iter().any(|link| link.workflow.as_str() == SCHOLARSHIP && link.person == Some(person))
}

fn places_left(situation: &Situation<'_>, claim: &Claim) -> usize {
    let table = situation.law.scholarship.in_force(claim.event.date);
    let places = table.map_or(0, |table| table.rules.children_at_most);
    let opened = claim.follow_ups.iter().filter(|link| link.workflow.as_str() == SCHOLARSHIP).count();
    places.saturating_sub(opened)
}

/// Whether the law has a place for this child, who has earned a scholarship that is not opened yet.
pub(super) fn has_place(situation: &Situation<'_>, claim: &Claim, child: PersonId) -> bool {
    let eligible = claim.person(child).is_some_and(|person| may_have_one(situation, claim, person));
    eligible && earns(situation, claim).is_ok() && !has_one(claim, child) && places_left(situation, claim) > 0
}

/// The link to the scholarship claim of a child, with the identity it will have.
pub(super) fn link(claim: &Claim, child: PersonId) -> Link {
    let workflow = ProcedureName::from(SCHOLARSHIP);
    Link { claim: claim.id.follow_up(&workflow, child.0), workflow, person: Some(child) }
}

/// What is due to the child for the school years that are asked for.
///
/// # Errors
/// The rule by which no year is due.
pub(super) fn benefit(situation: &Situation<'_>, claim: &Claim, facts: &SchoolFacts) -> Result<Benefit, Box<Refusal>> {
    let request = request(situation, claim, facts, rows(claim, &facts.years)?)?;
    let answer = scholarship::years(situation.law, &request).map_err(malformed)?;
    let inputs = json!(request);
    let benefit = summed(situation, answer.lines, answer.refusals, inputs)?;
    Ok(Benefit { law: answer.law_versions, school_years: answer.due, ..benefit })
}

fn request(
    situation: &Situation<'_>,
    claim: &Claim,
    facts: &SchoolFacts,
    claimed: Vec<StudyYear>,
) -> Result<YearsRequest, Box<Refusal>> {
    let born = birth_date(claim).ok_or_else(|| {
        Box::new(Refusal {
            rule: "child_birth_date".into(),
            message: Text::new("Tanggal lahir anak belum dicatat.", "The child's birth date is not recorded."),
            law: facts.law.clone(),
            remedy: Text::new("Isi menurut akta kelahiran.", "Record it from the birth certificate."),
        })
    })?;
    let says = |name: &FactName| claim.facts.get(name) == Some(&FactValue::Boolean(true));
    Ok(YearsRequest {
        event_date: claim.event.date,
        child_birth_date: born,
        married: says(&facts.married),
        work: work(claim, facts),
        studying: says(&facts.studying),
        applied_on: applied_on(situation, claim, facts),
        paid: paid(claim),
        claimed,
    })
}

fn work(claim: &Claim, facts: &SchoolFacts) -> Work {
    let word = claim.facts.get(&facts.work).and_then(|value| serde_json::to_value(value).ok());
    word.and_then(|word| serde_json::from_value(word).ok()).unwrap_or_default()
}

/// The day the family asked: when the school's letter arrived; before that, today.
fn applied_on(situation: &Situation<'_>, claim: &Claim, facts: &SchoolFacts) -> NaiveDate {
    let stands = |status| matches!(status, DocumentStatus::Accepted | DocumentStatus::Pending);
    let letters = claim.documents.iter().filter(|paper| paper.kind == facts.proof && stands(paper.status));
    letters.map(|letter| jakarta_date(letter.received_at)).min().unwrap_or_else(|| situation.today())
}

fn paid(claim: &Claim) -> Vec<PaidYear> {
    claim.parts_paid.iter().flat_map(|part| part.school_years.iter().copied()).collect()
}

/// When the claim's child was born, as far as it is known.
pub(super) fn birth_date(claim: &Claim) -> Option<NaiveDate> {
    claim.beneficiary.and_then(|child| claim.person(child))?.details.birth_date
}

/// Whether a further school year may still be paid to the claim's child.
pub(super) fn has_further_year(situation: &Situation<'_>, claim: &Claim) -> bool {
    let Some(born) = birth_date(claim) else { return true };
    scholarship::ended(situation.law, claim.event.date, born, &paid(claim), situation.today()).is_none()
}
