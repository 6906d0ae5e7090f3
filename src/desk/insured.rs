//! A participant of the register as the law wants them: the income of the day of the event, the months paid for, the segment.

use chrono::NaiveDate;

use crate::claim::{ParticipantId, Subject};
use crate::law::{Membership, Month, Rupiah, Segment};
use crate::store::queries::{Income, Incomes, Participant};

use super::error::DeskError;

/// Groups of the register that mean wage earners.
const WAGE_EARNERS: [&str; 2] = ["penerima_upah", "pu"];

/// What stands between the months without a contribution.
const BETWEEN: char = ';';

/// The participant as the core wants them for an event of that day.
pub(super) fn subject(row: &Participant, incomes: &Incomes, event_date: NaiveDate) -> Result<Subject, DeskError> {
    Ok(Subject {
        participant: ParticipantId(row.id),
        name: row.name.clone(),
        nik: row.nik.parse().map_err(|_| unreadable(row, "nik"))?,
        birth_date: row.birth_date.parse().map_err(|_| unreadable(row, "birth date"))?,
        sex: serde_json::from_value(row.sex.clone().into()).map_err(|_| unreadable(row, "sex"))?,
        declared_income: Rupiah(income_on(row, incomes, event_date)?.declared_income),
        membership: membership(row)?,
        segment: segment(&row.segment),
    })
}

/// The income in force on a day.
pub(super) fn income_on<'a>(row: &Participant, incomes: &'a Incomes, day: NaiveDate) -> Result<&'a Income, DeskError> {
    incomes.on(day).ok_or_else(|| unreadable(row, "no income"))
}

/// The months that were paid for.
pub(super) fn membership(row: &Participant) -> Result<Membership, DeskError> {
    let (from, paid_through) = paid(row)?;
    Ok(Membership { from, paid_through, gaps: gaps(row)? })
}

/// Months between the first and the last that were not paid. Of those known from before, an import that moves the first or
/// the last month leaves the ones that still lie between.
pub(super) fn gaps(row: &Participant) -> Result<Vec<Month>, DeskError> {
    let (from, through) = paid(row)?;
    let months = row.gaps.split(BETWEEN).filter(|month| !month.is_empty());
    let months: Result<Vec<Month>, _> = months.map(str::parse).collect();
    let mut months = months.map_err(|_| unreadable(row, "months without a contribution"))?;
    months.retain(|month| *month > from && *month < through);
    Ok(months)
}

/// Months as they are stored.
pub(super) fn written(months: &[Month]) -> String {
    months.iter().map(Month::to_string).collect::<Vec<_>>().join(&BETWEEN.to_string())
}

/// The segment of the law that a group of the register belongs to.
pub(super) fn segment(group: &str) -> Segment {
    if WAGE_EARNERS.contains(&group) { Segment::Pu } else { Segment::Bpu }
}

fn paid(row: &Participant) -> Result<(Month, Month), DeskError> {
    let from = row.paid_from.parse().map_err(|_| unreadable(row, "first paid month"))?;
    let through = row.paid_through.parse().map_err(|_| unreadable(row, "last paid month"))?;
    Ok((from, through))
}

fn unreadable(row: &Participant, what: &str) -> DeskError {
    DeskError::Unreadable(format!("participant {}: {what}", row.id))
}
