//! Computing the benefit.

use chrono::NaiveDate;

use super::lines::{formula_wage, jkk_lines, jkm_funeral_only, jkm_lines};
use super::rules::{DeathRules, ScholarshipRule};
use super::validate::{amount_too_large, validate};
use super::{Estimate, EstimateRequest, Line, Outcome};
use crate::law::coverage::{JkmScope, assess};
use crate::law::{Confidence, Coverage, FieldError, LawBook, LawRefusal, Program, Rupiah, Segment, Text};

/// The tables a death benefit is computed from.
const TABLES: [&str; 3] = ["benefit-death", "coverage", "income-bands"];

/// What the claim is worth by the law of the day of the event.
///
/// Bad input answers with every field error at once. What the law does not give is no error: it is answered with
/// refusals, and `lines` without it.
pub fn estimate(book: &LawBook, request: &EstimateRequest) -> Result<Estimate, Vec<FieldError>> {
    let errors = validate(request);
    if !errors.is_empty() {
        return Err(errors);
    }
    let EstimateRequest { program, segment, event_date, membership, .. } = request;
    let (coverage, scope) = assess(book, *program, *segment, membership, *event_date);
    let mut answer = Estimate {
        covered: coverage.covered,
        lines: Vec::new(),
        total: Rupiah::ZERO,
        alternative_total: None,
        scholarship: None,
        refusals: coverage_refusals(&coverage),
        law_versions: book.versions_of(&TABLES, *event_date),
        coverage,
    };
    let Some(table) = book.benefit_death.in_force(*event_date).filter(|_| answer.covered) else {
        return Ok(answer);
    };
    if request.outcome != Outcome::Death {
        answer.refusals.push(program_not_available(&table.law));
        return Ok(answer);
    }
    let overflow = || vec![amount_too_large()];
    let rules = &table.rules;
    answer.lines = match program {
        Program::Jkk => {
            jkk_death_lines(book, rules, request.monthly_wage, *segment, *event_date).ok_or_else(overflow)?
        }
        Program::Jkm => {
            let full = jkm_lines(&rules.jkm).ok_or_else(overflow)?;
            match scope {
                JkmScope::Full => full,
                JkmScope::FuneralOnly(confidence) => jkm_funeral_only(&rules.jkm, confidence),
                JkmScope::Open => {
                    answer.alternative_total = Some(total(&full).ok_or_else(overflow)?);
                    jkm_funeral_only(&rules.jkm, Confidence::Open)
                }
            }
        }
    };
    answer.total = total(&answer.lines).ok_or_else(overflow)?;
    answer.refusals.extend(scholarship_refusal(request, &rules.scholarship));
    Ok(answer)
}

/// What a death by work accident earns in all, without scholarship: the other sum to show when somebody may have
/// died at work. `None` when no table is in force on that day, or the wage is negative or out of all bounds.
pub fn jkk_death_total(
    book: &LawBook,
    monthly_wage: Rupiah,
    segment: Segment,
    event_date: NaiveDate,
) -> Option<Rupiah> {
    if monthly_wage.is_negative() {
        return None;
    }
    let table = book.benefit_death.in_force(event_date)?;
    total(&jkk_death_lines(book, &table.rules, monthly_wage, segment, event_date)?)
}

fn jkk_death_lines(
    book: &LawBook,
    rules: &DeathRules,
    monthly_wage: Rupiah,
    segment: Segment,
    event_date: NaiveDate,
) -> Option<Vec<Line>> {
    let wage = formula_wage(book, monthly_wage, segment, event_date)?;
    jkk_lines(&rules.jkk, &rules.jkm.death_lump_sum, &wage)
}

fn total(lines: &[Line]) -> Option<Rupiah> {
    Rupiah::checked_sum(lines.iter().map(|line| line.amount))
}

fn coverage_refusals(coverage: &Coverage) -> Vec<LawRefusal> {
    if coverage.covered {
        return Vec::new();
    }
    let refusal = |condition: &crate::law::CoverageCondition| LawRefusal {
        rule: coverage.rule.clone(),
        message: condition.message.clone(),
        law: condition.law.clone(),
        remedy: condition.remedy.clone(),
    };
    coverage.conditions.iter().map(refusal).collect()
}

fn program_not_available(law: &str) -> LawRefusal {
    LawRefusal {
        rule: "program_not_available".to_owned(),
        message: Text::new(
            "manfaat JKK selain kematian belum dihitung oleh Santun",
            "Santun does not compute JKK benefits other than death yet",
        ),
        law: law.to_owned(),
        remedy: Text::new(
            "hitung dengan tabel Lampiran III atau minta perhitungan kantor cabang BPJS Ketenagakerjaan",
            "compute it by the table of annex III, or ask the insurer's branch for the amount",
        ),
    }
}

/// Why no scholarship is answered although children were named.
fn scholarship_refusal(request: &EstimateRequest, rule: &ScholarshipRule) -> Option<LawRefusal> {
    if request.children.is_empty() {
        return None;
    }
    let last = request.membership.paid_through.min(crate::law::Month::of(request.event_date));
    let paid = request.membership.from.months_until(last) + 1;
    let needed = rule.jkm_contribution_months;
    let short = request.program == Program::Jkm && u32::try_from(paid).unwrap_or(0) < needed;
    let (code, message, remedy) = if short {
        (
            "scholarship_contributions_short",
            Text::new(
                format!("beasiswa JKM memerlukan {needed} bulan iuran; baru {paid} bulan"),
                format!("a JKM scholarship takes {needed} months of contributions; there are {paid}"),
            ),
            Text::new(
                "bila meninggal karena kecelakaan kerja, ajukan JKK: beasiswa tanpa syarat masa iuran",
                "if a work accident was the cause, claim JKK: its scholarship needs no length of contributions",
            ),
        )
    } else {
        (
            "scholarship_not_computed",
            Text::new(
                "beasiswa anak mungkin ada, tetapi belum dihitung oleh Santun",
                "a scholarship may be due, but Santun does not compute it yet",
            ),
            Text::new(
                "tanyakan beasiswa anak kepada kantor cabang BPJS Ketenagakerjaan",
                "ask the insurer's branch about the children's scholarship",
            ),
        )
    };
    Some(LawRefusal { rule: code.to_owned(), message, law: rule.law.clone(), remedy })
}
