//! The law, asked about a claim: what is owed, with formula and article.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::law::benefit::{self, EstimateRequest, Line, LineCode, Outcome};
use crate::law::heirs::Payable;
use crate::law::{FieldError, LawRefusal, Program, Rupiah, Text};
use crate::workflow::{AccidentFacts, BenefitSpec, FactName, FactValue, Procedure};

use super::entitled::heirs;
use super::parts::Benefit;
use super::refusal::Refusal;
use super::school;
use super::situation::Situation;
use super::state::Claim;

/// The insurance programme that a procedure claims from.
pub fn program(procedure: &Procedure) -> Program {
    procedure.benefit.program()
}

/// What is owed, with formula and law, by today's knowledge.
///
/// Where nobody of rank 1 to 5 is recorded, only the funeral cost is owed, to whoever arranged the burial. While an
/// injured worker is treated, only temporary incapacity is owed, without what was paid of it before.
///
/// # Errors
/// The rule that says that nothing can be computed.
pub fn benefit(situation: &Situation<'_>, claim: &Claim) -> Result<Benefit, Box<Refusal>> {
    match &situation.procedure.benefit {
        BenefitSpec::Death => estimated(situation, claim, &plain(situation, claim, Outcome::Death)),
        BenefitSpec::Accident(facts) => estimated(situation, claim, &accident(situation, claim, facts)?),
        BenefitSpec::Scholarship(facts) => school::benefit(situation, claim, facts),
    }
}

/// What the law is asked about every event: who, when, and with which income.
fn plain(situation: &Situation<'_>, claim: &Claim, outcome: Outcome) -> EstimateRequest {
    EstimateRequest {
        program: program(situation.procedure),
        outcome,
        segment: situation.subject.segment,
        event_date: claim.event.date,
        monthly_wage: situation.subject.declared_income,
        membership: situation.subject.membership.clone(),
        children: Vec::new(),
        left_handed: false,
        disabilities: Vec::new(),
        incapacity_days: None,
        incapacity_paid: Rupiah::ZERO,
        expenses: Vec::new(),
        paid_elsewhere: Rupiah::ZERO,
    }
}

/// How a work accident ended, by the doctor's conclusion; before it there is only the time of treatment.
pub(super) fn outcome(claim: &Claim, facts: &AccidentFacts) -> Option<Outcome> {
    let word = match claim.facts.get(&facts.outcome)? {
        FactValue::Text(word) => word.as_str(),
        _ => return None,
    };
    Some(match word {
        "died" => Outcome::Death,
        "total_disability" => Outcome::TotalDisability,
        "partial_anatomical" => Outcome::PartialAnatomical,
        "partial_functional" => Outcome::PartialFunctional,
        _ => Outcome::Medical,
    })
}

fn accident(situation: &Situation<'_>, claim: &Claim, facts: &AccidentFacts) -> Result<EstimateRequest, Box<Refusal>> {
    let concluded = outcome(claim, facts);
    let days = integer(claim, &facts.incapacity_days).and_then(|days| u32::try_from(days).ok());
    let outcome = match concluded {
        None => Outcome::Temporary,
        Some(Outcome::Medical) if days.unwrap_or(0) > 0 => Outcome::Temporary,
        Some(outcome) => outcome,
    };
    let paid = claim.parts_paid.iter().map(|part| part.incapacity);
    let request = EstimateRequest {
        left_handed: claim.facts.get(&facts.left_handed) == Some(&FactValue::Boolean(true)),
        incapacity_days: days,
        incapacity_paid: Rupiah::checked_sum(paid).ok_or_else(too_large)?,
        ..plain(situation, claim, outcome)
    };
    if concluded.is_none() {
        // Costs and losses are claimed when the treatment has ended.
        return Ok(request);
    }
    Ok(EstimateRequest {
        disabilities: rows(claim, &facts.losses)?,
        expenses: rows(claim, &facts.expenses)?,
        paid_elsewhere: Rupiah(integer(claim, &facts.paid_elsewhere).unwrap_or(0)),
        ..request
    })
}

fn integer(claim: &Claim, name: &FactName) -> Option<i64> {
    match claim.facts.get(name)? {
        FactValue::Integer(number) => Some(*number),
        _ => None,
    }
}

/// The rows of a table of answers as the law reads them. The columns are of the law's own names.
pub(super) fn rows<T: DeserializeOwned>(claim: &Claim, name: &FactName) -> Result<Vec<T>, Box<Refusal>> {
    let Some(value) = claim.facts.get(name) else { return Ok(Vec::new()) };
    let read = serde_json::to_value(value).and_then(serde_json::from_value);
    read.map_err(|error| {
        let message = Text::new(
            format!("Jawaban \"{name}\" tidak terbaca: {error}."),
            format!("The answer `{name}` cannot be read: {error}."),
        );
        Box::new(office_refusal("benefit_input", message, Text::new("Perbaiki jawabannya.", "Correct the answer.")))
    })
}

fn estimated(situation: &Situation<'_>, claim: &Claim, request: &EstimateRequest) -> Result<Benefit, Box<Refusal>> {
    let estimate = benefit::estimate(situation.law, request).map_err(malformed)?;
    let payable = heirs(situation, claim).map_or(Payable::Full, |determination| determination.payable);
    let lines: Vec<Line> = match payable {
        Payable::FuneralOnly => estimate.lines.into_iter().filter(|line| line.code == LineCode::Funeral).collect(),
        // Before the people are recorded there is nobody yet, and the estimate stands for whoever they will be.
        Payable::Full | Payable::Nothing => estimate.lines,
    };
    let alternative_total = estimate.alternative_total.filter(|_| payable != Payable::FuneralOnly);
    let inputs = json!({
        "event_date": request.event_date,
        "declared_income": request.monthly_wage,
        "membership": request.membership,
        "segment": request.segment,
        "outcome": request.outcome,
        "disabilities": request.disabilities,
        "incapacity_days": request.incapacity_days,
        "incapacity_paid": request.incapacity_paid,
        "expenses": request.expenses,
        "paid_elsewhere": request.paid_elsewhere,
        "payable": payable,
        "coverage": estimate.coverage.rule,
    });
    let benefit = summed(situation, lines, estimate.refusals, inputs)?;
    Ok(Benefit { alternative_total, law: estimate.law_versions, ..benefit })
}

/// A benefit of these lines, or the rule that says why there is none.
pub(super) fn summed(
    situation: &Situation<'_>,
    lines: Vec<Line>,
    refused: Vec<LawRefusal>,
    inputs: Value,
) -> Result<Benefit, Box<Refusal>> {
    let total = Rupiah::checked_sum(lines.iter().map(|line| line.amount)).ok_or_else(too_large)?;
    if total == Rupiah::ZERO {
        return Err(Box::new(refused.into_iter().next().map_or_else(nothing_owed, of_law)));
    }
    Ok(Benefit {
        lines,
        total,
        alternative_total: None,
        law: Vec::new(),
        refused,
        school_years: Vec::new(),
        inputs,
        computed_at: situation.now,
    })
}

/// What would be owed had the participant died by a work accident.
pub fn jkk_total(situation: &Situation<'_>, claim: &Claim) -> Option<Rupiah> {
    let subject = situation.subject;
    benefit::jkk_death_total(situation.law, subject.declared_income, subject.segment, claim.event.date)
}

fn nothing_owed() -> Refusal {
    office_refusal(
        "nothing_owed",
        Text::new("Belum ada yang harus dibayar.", "There is nothing to be paid yet."),
        Text::new(
            "Isi hari tidak mampu bekerja, biaya, atau cacat yang disebut dokter.",
            "Record the days of incapacity, the costs, or the losses that the doctor stated.",
        ),
    )
}

/// A sum beyond all bounds is a mistake in the tables of the law, and is never paid as nothing.
pub(super) fn too_large() -> Box<Refusal> {
    Box::new(office_refusal(
        "benefit_too_large",
        Text::new("Jumlah santunan di luar batas.", "The sum of the benefit is out of all bounds."),
        Text::new("Periksa tabel santunan.", "Check the tables of the law."),
    ))
}

/// Answers or register entries that the law cannot take, each with its reason.
pub(super) fn malformed(errors: Vec<FieldError>) -> Box<Refusal> {
    let (id, en): (Vec<_>, Vec<_>) = errors.into_iter().map(|error| (error.message.id, error.message.en)).unzip();
    Box::new(office_refusal(
        "benefit_input",
        Text::new(id.join("; "), en.join("; ")),
        Text::new(
            "Perbaiki jawaban di klaim ini, atau peserta di daftar.",
            "Correct the answers in this claim, or the participant in the register.",
        ),
    ))
}

fn office_refusal(rule: &str, message: Text, remedy: Text) -> Refusal {
    Refusal { rule: rule.into(), message, law: "office".to_owned(), remedy }
}

/// A refusal of the law as one of the claim.
pub(super) fn of_law(refusal: LawRefusal) -> Refusal {
    Refusal { rule: refusal.rule.into(), message: refusal.message, law: refusal.law, remedy: refusal.remedy }
}
