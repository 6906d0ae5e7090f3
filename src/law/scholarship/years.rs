//! What is due of the school years that are claimed, and whether anything can still come.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};

use super::conditions::{child_eligible, life, rules};
use super::{
    PaidYear, ScholarshipRules, SchoolAmount, SchoolLevel, SchoolYear, StudyYear, YearsAnswer, YearsRequest, words,
};
use crate::law::{Confidence, FieldError, LawBook, LawRefusal, Line, LineCode, Rupiah, Text};

/// More school years than a life has; keeps a request small.
const YEARS_MAX: usize = 100;

/// Which of the claimed school years are due, and why the others are not. The law of the day of the event decides.
pub fn years(book: &LawBook, request: &YearsRequest) -> Result<YearsAnswer, Vec<FieldError>> {
    let errors = validate(book, request);
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut answer = YearsAnswer {
        lines: Vec::new(),
        due: Vec::new(),
        total: Rupiah::ZERO,
        refusals: Vec::new(),
        law_versions: book.versions_of(&["scholarship"], request.event_date),
    };
    let mut claimed = request.claimed.clone();
    claimed.sort_unstable();
    for (index, year) in claimed.iter().enumerate() {
        let is_repeated = claimed[..index].iter().any(|of| (of.level, of.grade) == (year.level, year.grade));
        match due(book, request, &answer.due, *year) {
            Ok((rules, amount)) => {
                answer.lines.push(line(rules, amount, request.applied_on, *year, is_repeated));
                answer.due.push(PaidYear { school_year: year.school_year, level: year.level });
            }
            Err(refusal) => answer.refusals.push(words::of(&words::year(year.school_year), *refusal)),
        }
    }
    let total = Rupiah::checked_sum(answer.lines.iter().map(|line| line.amount));
    answer.total = total.unwrap_or_default();
    Ok(answer)
}

/// Why no further school year can ever be due: too old for every year that is left, or the years of the highest level
/// are used. `None` while one may still come, be it a past year that was not claimed yet.
pub fn ended(
    book: &LawBook,
    event_date: NaiveDate,
    child_birth_date: NaiveDate,
    paid: &[PaidYear],
    on: NaiveDate,
) -> Option<LawRefusal> {
    if let Err(refusal) = child_eligible(book, event_date, Some(child_birth_date), None, false) {
        return Some(*refusal);
    }
    let rules = match rules(book, event_date) {
        Ok(table) => &table.rules,
        Err(refusal) => return Some(*refusal),
    };
    // School is gone through upwards, so that after the highest level's years nothing is left.
    if let Some(highest) = rules.amounts.last()
        && used(highest, paid, &[]) >= highest.years_at_most
    {
        return Some(*words::level_used(SchoolLevel::Higher, highest.years_at_most, &highest.law));
    }
    let mut year = SchoolYear::of(event_date);
    while rules.is_young_enough(child_birth_date, year.first_day()) {
        let is_paid = paid.iter().any(|paid| paid.school_year == year);
        if !is_paid && !is_too_late(rules, year, on) {
            return None;
        }
        year = year.next();
    }
    Some(*words::too_old(rules.under_age, &rules.conditions_law))
}

fn due<'a>(
    book: &'a LawBook,
    request: &YearsRequest,
    due_before: &[PaidYear],
    year: StudyYear,
) -> Result<(&'a ScholarshipRules, &'a SchoolAmount), Box<LawRefusal>> {
    let YearsRequest { event_date, child_birth_date, married, work, studying, applied_on, paid, .. } = request;
    let table = rules(book, *event_date)?;
    let rules = &table.rules;
    child_eligible(book, *event_date, Some(*child_birth_date), None, false)?;
    life(rules, *married, *work, *studying)?;
    let StudyYear { school_year, level, .. } = year;
    let Some(amount) = rules.amount(level) else { return Err(words::not_studying(&rules.conditions_law)) };
    if paid.iter().any(|paid| paid.school_year == school_year) {
        return Err(words::already_paid(&table.law));
    }
    if school_year < SchoolYear::of(*event_date) {
        return Err(words::before_event(&table.law));
    }
    if school_year.first_day() > *applied_on {
        return Err(words::in_future(&table.law));
    }
    if is_too_late(rules, school_year, *applied_on) {
        return Err(words::too_late(rules.back_years.years, &rules.back_years.law));
    }
    if !rules.is_young_enough(*child_birth_date, school_year.first_day()) {
        return Err(words::too_old(rules.under_age, &rules.conditions_law));
    }
    if used(amount, paid, due_before) >= amount.years_at_most {
        return Err(words::level_used(level, amount.years_at_most, &amount.law));
    }
    Ok((rules, amount))
}

/// How many years of the levels of a row are paid, each school year once.
fn used(amount: &SchoolAmount, paid: &[PaidYear], due: &[PaidYear]) -> u32 {
    let of_row = paid.iter().chain(due).filter(|year| amount.levels.contains(&year.level));
    let years: BTreeSet<SchoolYear> = of_row.map(|year| year.school_year).collect();
    u32::try_from(years.len()).unwrap_or(u32::MAX)
}

fn is_too_late(rules: &ScholarshipRules, year: SchoolYear, applied_on: NaiveDate) -> bool {
    let months = Months::new(rules.back_years.years.saturating_mul(12));
    applied_on.checked_sub_months(months).is_some_and(|earliest| year.first_day() < earliest)
}

fn line(
    rules: &ScholarshipRules,
    amount: &SchoolAmount,
    applied_on: NaiveDate,
    year: StudyYear,
    is_repeated: bool,
) -> Line {
    let StudyYear { school_year, level, grade } = year;
    let name = level.words();
    let (mut id, mut en) = (
        format!("beasiswa {} tingkat {grade}, tahun ajaran {school_year}: {}", name.id, amount.per_year),
        format!("scholarship {} grade {grade}, school year {school_year}: {}", name.en, amount.per_year),
    );
    let mut confidence = amount.confidence;
    if school_year < SchoolYear::of(applied_on) {
        confidence = confidence.max(rules.back_years.confidence);
    }
    if is_repeated {
        id.push_str(" (mengulang; perlu penegasan)");
        en.push_str(" (repeated; to be confirmed)");
        confidence = Confidence::Open;
    }
    Line {
        code: LineCode::Scholarship,
        amount: amount.per_year,
        formula: Text::new(id, en),
        law: amount.law.clone(),
        confidence,
    }
}

fn validate(book: &LawBook, request: &YearsRequest) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let mut wrong = |field: String, code: &str, text: Text| errors.push(FieldError::new(field, code, text));
    if request.applied_on < request.event_date {
        let text = Text::new("pengajuan mendahului kejadian", "the application is before the event");
        wrong("applied_on".to_owned(), "applied_before_event", text);
    }
    for (field, count) in [("paid", request.paid.len()), ("claimed", request.claimed.len())] {
        if count > YEARS_MAX {
            let text = Text::new(format!("paling banyak {YEARS_MAX}"), format!("at most {YEARS_MAX}"));
            wrong(field.to_owned(), "too_many", text);
        }
    }
    let no_level = || Text::new("pilih jenjang sekolah", "choose a level of school");
    for (index, _) in request.paid.iter().enumerate().filter(|(_, paid)| paid.level == SchoolLevel::None) {
        wrong(format!("paid[{index}].level"), "level_missing", no_level());
    }
    let tables = &book.scholarship;
    let table = tables.in_force(request.event_date).or_else(|| tables.iter().next());
    for (index, year) in request.claimed.iter().enumerate() {
        let grades = table.map_or(0, |table| table.rules.grades(year.level));
        if year.level == SchoolLevel::None {
            wrong(format!("claimed[{index}].level"), "level_missing", no_level());
        } else if !(1..=grades).contains(&year.grade) {
            let text = Text::new(format!("tingkat 1 sampai {grades}"), format!("the grade is 1 to {grades}"));
            wrong(format!("claimed[{index}].grade"), "grade_out_of_range", text);
        }
        if request.claimed[..index].iter().any(|earlier| earlier.school_year == year.school_year) {
            let text = Text::new("tahun ajaran ini disebut dua kali", "this school year is claimed twice");
            wrong(format!("claimed[{index}].school_year"), "year_twice", text);
        }
    }
    errors
}
