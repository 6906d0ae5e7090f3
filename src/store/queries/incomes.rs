//! What participants declared as income, and from which day on.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use uuid::Uuid;

use crate::store::columns::Id;
use crate::store::schema::participant_incomes;
use crate::store::{Db, StoreError};

/// An income and the day from which it holds.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Income {
    /// The first day on which it is the income, `YYYY-MM-DD`.
    pub valid_from: String,
    /// Whole rupiah a month.
    pub declared_income: i64,
}

/// All incomes of one participant, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Incomes(Vec<Income>);

impl Incomes {
    /// The income in force on a day: the latest that had begun, or the first of all on a day before it.
    pub fn on(&self, day: NaiveDate) -> Option<&Income> {
        let day = day.to_string();
        self.0.iter().rev().find(|income| income.valid_from <= day).or(self.0.first())
    }

    /// Whether none is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The incomes when this one holds from that day on: what was said of later days no longer counts.
    fn with(&self, valid_from: &str, declared_income: i64) -> Self {
        let mut kept: Vec<Income> =
            self.0.iter().take_while(|income| income.valid_from.as_str() < valid_from).cloned().collect();
        if kept.last().is_none_or(|last| last.declared_income != declared_income) {
            kept.push(Income { valid_from: valid_from.to_owned(), declared_income });
        }
        Self(kept)
    }
}

/// The incomes of these participants, in one query; every id has its entry.
pub fn incomes_of(db: &mut Db, participants: &[Uuid]) -> Result<BTreeMap<Uuid, Incomes>, StoreError> {
    let ids: Vec<Id> = participants.iter().copied().map(Id).collect();
    let rows: Vec<(Uuid, String, i64)> = participant_incomes::table
        .filter(participant_incomes::participant_id.eq_any(ids))
        .order((participant_incomes::participant_id, participant_incomes::valid_from))
        .load(db)?;
    let mut found: BTreeMap<Uuid, Incomes> = participants.iter().map(|id| (*id, Incomes::default())).collect();
    for (id, valid_from, declared_income) in rows {
        found.entry(id).or_default().0.push(Income { valid_from, declared_income });
    }
    Ok(found)
}

/// The incomes of one participant.
pub fn incomes_of_one(db: &mut Db, participant: Uuid) -> Result<Incomes, StoreError> {
    Ok(incomes_of(db, &[participant])?.remove(&participant).unwrap_or_default())
}

/// Lets an income hold from a day on, and answers with the incomes that there are now.
pub(super) fn put_income(
    db: &mut Db,
    participant: Uuid,
    known: &Incomes,
    valid_from: &str,
    declared_income: i64,
) -> Result<Incomes, StoreError> {
    let now = known.with(valid_from, declared_income);
    if now == *known {
        return Ok(now);
    }
    let later = participant_incomes::table
        .filter(participant_incomes::participant_id.eq(Id(participant)))
        .filter(participant_incomes::valid_from.ge(valid_from));
    diesel::delete(later).execute(db)?;
    if let Some(added) = now.0.last().filter(|last| last.valid_from == valid_from) {
        diesel::insert_into(participant_incomes::table)
            .values((
                participant_incomes::participant_id.eq(Id(participant)),
                participant_incomes::valid_from.eq(&added.valid_from),
                participant_incomes::declared_income.eq(added.declared_income),
            ))
            .execute(db)?;
    }
    Ok(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn incomes(of: &[(&str, i64)]) -> Incomes {
        let income = |(from, sum): &(&str, i64)| Income { valid_from: (*from).to_owned(), declared_income: *sum };
        Incomes(of.iter().map(income).collect())
    }

    #[test]
    fn the_income_of_a_day_is_the_latest_that_had_begun() {
        let known = incomes(&[("2025-05-01", 10), ("2025-10-17", 20), ("2026-03-02", 15)]);
        let check = |day: &str, expected: i64| {
            assert_eq!(known.on(day.parse().unwrap()).map(|income| income.declared_income), Some(expected), "{day}");
        };
        check("2025-05-01", 10);
        check("2025-10-16", 10);
        check("2025-10-17", 20);
        check("2026-03-01", 20);
        check("2027-01-01", 15);
        // Before all of them there is no better answer than the first.
        check("2024-12-31", 10);
        assert_eq!(Incomes::default().on("2025-05-01".parse().unwrap()), None);
    }

    #[test]
    fn an_income_holds_from_its_day_on() {
        let check = |known: &[(&str, i64)], from: &str, sum: i64, expected: &[(&str, i64)]| {
            assert_eq!(incomes(known).with(from, sum), incomes(expected), "{known:?} with {sum} from {from}");
        };
        let (first, second) = (("2025-05-01", 10), ("2026-03-02", 20));
        check(&[], "2025-05-01", 10, &[first]);
        check(&[first], "2026-03-02", 20, &[first, second]);
        // The same day again replaces it, and what it was before is no change at all.
        check(&[first, second], "2026-03-02", 30, &[first, ("2026-03-02", 30)]);
        check(&[first, second], "2026-03-02", 10, &[first]);
        // A correction into the past stands instead of what was said of the days since.
        check(&[first, second], "2025-10-01", 20, &[first, ("2025-10-01", 20)]);
        check(&[first, second], "2025-01-01", 10, &[("2025-01-01", 10)]);
        // Said again it changes nothing.
        check(&[first, second], "2026-05-01", 20, &[first, second]);
    }
}
