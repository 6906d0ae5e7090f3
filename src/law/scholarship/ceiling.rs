//! What all children may come to: a ceiling, counted ahead from the day of the event.

use chrono::NaiveDate;

use super::conditions::{child_eligible, earned, life, rules};
use super::{
    ChildInput, Scholarship, ScholarshipChild, ScholarshipRules, ScholarshipYears, SchoolLevel, SchoolYear, Work,
    first_school_day, words,
};
use crate::law::{Confidence, EstimateRequest, LawBook, LawRefusal, Month, Program, Rupiah, Text};

/// The scholarship of all children, and why one earns none.
pub(in crate::law) fn ceiling(book: &LawBook, request: &EstimateRequest) -> (Option<Scholarship>, Vec<LawRefusal>) {
    let EstimateRequest { program, outcome, event_date, membership, children, .. } = request;
    if children.is_empty() {
        return (None, Vec::new());
    }
    if let Err(refusal) = earned(book, *program, *outcome, *event_date, membership) {
        return (None, vec![*refusal]);
    }
    let table = match rules(book, *event_date) {
        Ok(table) => table,
        Err(refusal) => return (None, vec![*refusal]),
    };
    let mut refusals = Vec::new();
    let mut earning = Vec::new();
    for (index, child) in children.iter().enumerate() {
        let who = label(index, child);
        match years_of(book, &table.rules, *event_date, child) {
            Ok(years) => earning.push((who, years)),
            Err(refusal) => refusals.push(words::of(&who, *refusal)),
        }
    }
    let left_out = keep_highest(&mut earning, table.rules.children_at_most);
    if !left_out.is_empty() {
        let (id, en): (Vec<_>, Vec<_>) = left_out.into_iter().map(|text| (text.id, text.en)).unzip();
        let names = Text::new(id.join(", "), en.join(", "));
        refusals.push(*words::two_children(&names, table.rules.children_at_most, &table.law));
    }
    let children: Vec<ScholarshipChild> = earning.into_iter().map(|(_, child)| child).collect();
    let total = Rupiah::checked_sum(children.iter().map(|child| child.total)).unwrap_or_default();
    let law = table.law.clone();
    let confidence = confidence(&table.rules, request);
    let scholarship = Scholarship { total, children, law, confidence };
    (Some(scholarship).filter(|scholarship| !scholarship.children.is_empty()), refusals)
}

/// Medium, because it is an estimate; open when the months of contributions suffice only across a gap.
fn confidence(rules: &ScholarshipRules, request: &EstimateRequest) -> Confidence {
    let event = Month::of(request.event_date);
    let has_gap = request.membership.gaps.iter().any(|gap| *gap <= event);
    let counted = if request.program == Program::Jkm && has_gap { Confidence::Open } else { Confidence::Medium };
    rules.amounts.iter().map(|amount| amount.confidence).fold(counted, Confidence::max)
}

fn label(index: usize, child: &ChildInput) -> Text {
    match &child.name {
        Some(name) => Text::new(name, name),
        None => Text::new(format!("anak ke-{}", index + 1), format!("child {}", index + 1)),
    }
}

/// Leaves the children of the highest totals, in the order they were given, and answers with the others.
fn keep_highest(children: &mut Vec<(Text, ScholarshipChild)>, most: usize) -> Vec<Text> {
    let mut order: Vec<usize> = (0..children.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(children.get(*index).map(|(_, child)| child.total)));
    let kept: Vec<usize> = order.into_iter().take(most).collect();
    let mut left_out = Vec::new();
    let mut index = 0;
    children.retain(|(who, _)| {
        let is_kept = kept.contains(&index);
        index += 1;
        if !is_kept {
            left_out.push(who.clone());
        }
        is_kept
    });
    left_out
}

/// One year for each school year, in order and without repeats, as long as the child is young enough on its 1 July.
fn years_of(
    book: &LawBook,
    rules: &ScholarshipRules,
    event_date: NaiveDate,
    child: &ChildInput,
) -> Result<ScholarshipChild, Box<LawRefusal>> {
    child_eligible(book, event_date, Some(child.birth_date), None, false)?;
    let waits = child.level == SchoolLevel::None;
    let work = child.work.unwrap_or(if child.employed { Work::Pu } else { Work::None });
    life(rules, child.married, work, child.studying || waits)?;
    let mut year = SchoolYear::of(if waits { first_school_day(child.birth_date, event_date) } else { event_date });
    let mut years: Vec<ScholarshipYears> = Vec::new();
    for level in SchoolLevel::TAUGHT.into_iter().filter(|level| *level >= child.level) {
        let Some(amount) = rules.amount(level) else { continue };
        let first_grade = if level == child.level { child.grade } else { 1 };
        let shared: u32 = years.iter().filter(|of| amount.levels.contains(&of.level)).map(|of| of.years).sum();
        let mut count = 0;
        for _ in first_grade..=rules.grades(level) {
            if !rules.is_young_enough(child.birth_date, year.first_day()) {
                break;
            }
            year = year.next();
            count += u32::from(shared + count < amount.years_at_most);
        }
        if count > 0 {
            years.push(ScholarshipYears { level, years: count, per_year: amount.per_year });
        }
    }
    if years.is_empty() {
        return Err(words::too_old(rules.under_age, &rules.conditions_law));
    }
    let total =
        Rupiah::checked_sum(years.iter().map(|of| of.per_year.checked_mul(i64::from(of.years)).unwrap_or_default()));
    Ok(ScholarshipChild { name: child.name.clone(), total: total.unwrap_or_default(), years })
}
