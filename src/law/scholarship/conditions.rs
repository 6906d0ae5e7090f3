//! Who earns a scholarship: which event, and which child.

use chrono::NaiveDate;

use super::{ScholarshipRules, Work, words};
use crate::law::heirs::Adoption;
use crate::law::{LawBook, LawRefusal, LawTable, Membership, Month, Outcome, Program};

/// The rules of the day of the event, or the refusal that names the law of that time.
pub(super) fn rules(book: &LawBook, event_date: NaiveDate) -> Result<&LawTable<ScholarshipRules>, Box<LawRefusal>> {
    let tables = &book.scholarship;
    tables.in_force(event_date).ok_or_else(|| words::table_missing(tables.first_date(), tables.law_before()))
}

/// Whether an event earns scholarships at all: death or total disability by work accident from the first day, other
/// death after enough paid months.
pub fn earned(
    book: &LawBook,
    program: Program,
    outcome: Outcome,
    event_date: NaiveDate,
    membership: &Membership,
) -> Result<(), Box<LawRefusal>> {
    let table = rules(book, event_date)?;
    let needed = &table.rules.jkm_contribution_months;
    let paid = membership.paid_months(Month::of(event_date));
    match (program, outcome) {
        (Program::Jkk, Outcome::Death | Outcome::TotalDisability) => Ok(()),
        (Program::Jkm, Outcome::Death) if paid >= needed.months => Ok(()),
        (Program::Jkm, Outcome::Death) => Err(words::contributions_short(paid, needed.months, &needed.law)),
        _ => Err(words::not_of_outcome(&table.law)),
    }
}

/// Whether a child of the participant may earn a scholarship: born before the event, young enough on its day, and
/// theirs by birth or by a decree. `birth_date` is `None` for an unborn child, which the law leaves open.
pub fn child_eligible(
    book: &LawBook,
    event_date: NaiveDate,
    birth_date: Option<NaiveDate>,
    adopted: Option<Adoption>,
    step: bool,
) -> Result<(), Box<LawRefusal>> {
    let ScholarshipRules { conditions_law, under_age, .. } = &rules(book, event_date)?.rules;
    if (step || adopted.is_some()) && adopted != Some(Adoption::Decree) {
        return Err(words::not_legitimate(conditions_law));
    }
    let Some(birth_date) = birth_date.filter(|birth| *birth <= event_date) else {
        return Err(words::not_born(conditions_law));
    };
    if event_date.years_since(birth_date).unwrap_or(0) >= *under_age {
        return Err(words::too_old(*under_age, conditions_law));
    }
    Ok(())
}

/// What a child's own life ends. `studying` is whether the child studies, or is not yet of school age.
pub(super) fn life(rules: &ScholarshipRules, married: bool, work: Work, studying: bool) -> Result<(), Box<LawRefusal>> {
    if married {
        return Err(words::married(&rules.conditions_law));
    }
    if !studying {
        return Err(words::not_studying(&rules.conditions_law));
    }
    if !rules.may_work(work) {
        return Err(words::works(!rules.work_allowed.is_empty(), &rules.work_law));
    }
    Ok(())
}
