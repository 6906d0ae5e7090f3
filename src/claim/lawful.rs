//! The law, asked about a claim: who inherits, and what is owed.

use serde_json::json;

use crate::law::benefit::{self, EstimateRequest, Line, LineCode, Outcome};
use crate::law::heirs::{self, Deceased, Determination, HeirRequest, HeirScheme, Payable, Relative};
use crate::law::{FieldError, LawRefusal, Program, Rupiah, Segment, Text};
use crate::workflow::{Procedure, ProcedureName};

use super::decide::person_proofs;
use super::parts::{Benefit, Person, VerificationStatus};
use super::refusal::Refusal;
use super::situation::Situation;
use super::state::Claim;

/// Everybody in the register of a city is a non-wage member (bukan penerima upah).
pub const SEGMENT: Segment = Segment::Bpu;

/// The insurance programme that a procedure claims from.
pub fn program(procedure: &Procedure) -> Program {
    program_of(&procedure.name)
}

/// The insurance programme that a procedure of this name claims from.
pub fn program_of(procedure: &ProcedureName) -> Program {
    if procedure.as_str() == "jkk" { Program::Jkk } else { Program::Jkm }
}

/// Who inherits, by the people and the accepted papers of the claim.
///
/// # Errors
/// When the recorded people contradict each other, with every contradiction.
pub fn heirs(situation: &Situation<'_>, claim: &Claim) -> Result<Determination, Vec<FieldError>> {
    let subject = situation.subject;
    let request = HeirRequest {
        program: program(situation.procedure),
        scheme: HeirScheme::JkkJkm,
        event_date: claim.event.date,
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

/// A refused person is not who they were said to be, and counts for nothing.
fn stands(person: &Person) -> bool {
    person.verification.status != VerificationStatus::Refused
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

fn request(situation: &Situation<'_>, claim: &Claim) -> EstimateRequest {
    EstimateRequest {
        program: program(situation.procedure),
        outcome: Outcome::Death,
        segment: SEGMENT,
        event_date: claim.event.date,
        monthly_wage: situation.subject.declared_income,
        membership: situation.subject.membership,
        children: Vec::new(),
        disabilities: Vec::new(),
        incapacity_days: None,
        expenses: Vec::new(),
    }
}

/// What is owed, with formula and law, by today's knowledge.
///
/// Where nobody of rank 1 to 5 is recorded, only the funeral cost is owed, to whoever arranged the burial.
///
/// # Errors
/// The rule that says that nothing can be computed.
pub fn benefit(situation: &Situation<'_>, claim: &Claim) -> Result<Benefit, Box<Refusal>> {
    let request = request(situation, claim);
    let estimate = benefit::estimate(situation.law, &request).map_err(malformed)?;
    if let Some(refusal) = estimate.refusals.into_iter().next()
        && estimate.lines.is_empty()
    {
        return Err(Box::new(refused(refusal)));
    }
    let payable = heirs(situation, claim).map_or(Payable::Full, |determination| determination.payable);
    let lines: Vec<Line> = match payable {
        Payable::FuneralOnly => estimate.lines.into_iter().filter(|line| line.code == LineCode::Funeral).collect(),
        // Before the people are recorded there is nobody yet, and the estimate stands for whoever they will be.
        Payable::Full | Payable::Nothing => estimate.lines,
    };
    let alternative_total = estimate.alternative_total.filter(|_| payable != Payable::FuneralOnly);
    let total = Rupiah::checked_sum(lines.iter().map(|line| line.amount)).ok_or_else(too_large)?;
    Ok(Benefit {
        lines,
        total,
        alternative_total,
        law: estimate.law_versions,
        inputs: json!({
            "event_date": request.event_date,
            "declared_income": request.monthly_wage,
            "membership": request.membership,
            "segment": request.segment,
            "payable": payable,
            "coverage": estimate.coverage.rule,
        }),
        computed_at: situation.now,
    })
}

/// A sum beyond all bounds is a mistake in the tables of the law, and is never paid as nothing.
fn too_large() -> Box<Refusal> {
    Box::new(Refusal {
        rule: "benefit_too_large".into(),
        message: Text::new("Jumlah santunan di luar batas.", "The sum of the benefit is out of all bounds."),
        law: "office".to_owned(),
        remedy: Text::new("Periksa tabel santunan.", "Check the tables of the law."),
    })
}

/// What would be owed had the participant died by a work accident.
pub fn jkk_total(situation: &Situation<'_>, claim: &Claim) -> Option<Rupiah> {
    let income = situation.subject.declared_income;
    benefit::jkk_death_total(situation.law, income, SEGMENT, claim.event.date)
}

fn malformed(errors: Vec<FieldError>) -> Box<Refusal> {
    let (id, en): (Vec<_>, Vec<_>) = errors.into_iter().map(|error| (error.message.id, error.message.en)).unzip();
    Box::new(Refusal {
        rule: "benefit_input".into(),
        message: Text::new(id.join("; "), en.join("; ")),
        law: "office".to_owned(),
        remedy: Text::new("Perbaiki data peserta di daftar.", "Correct the participant in the register."),
    })
}

fn refused(refusal: LawRefusal) -> Refusal {
    Refusal { rule: refusal.rule.into(), message: refusal.message, law: refusal.law, remedy: refusal.remedy }
}
