//! Alarms of the installation that belong to no claim.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::store::columns::At;
use crate::store::schema::alarms;
use crate::store::{Db, StoreError};

/// An alarm as stored.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct StoredAlarm {
    /// Its subject, unique.
    pub key: String,
    /// Its kind.
    pub kind: String,
    /// What was found, in words without anything personal.
    pub detail: String,
    /// Since when.
    pub raised_at: DateTime<Utc>,
    /// When it was over.
    pub settled_at: Option<DateTime<Utc>>,
}

/// Raises an alarm; one that is raised already keeps its moment. Says whether it is new.
pub fn raise_alarm(db: &mut Db, key: &str, kind: &str, detail: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let found: Option<StoredAlarm> = alarms::table.filter(alarms::key.eq(key)).first(db).optional()?;
    match found {
        Some(known) if known.settled_at.is_none() => Ok(false),
        Some(_) => {
            let again = (alarms::detail.eq(detail), alarms::raised_at.eq(At(now)), alarms::settled_at.eq(None::<At>));
            diesel::update(alarms::table.filter(alarms::key.eq(key))).set(again).execute(db)?;
            Ok(true)
        }
        None => {
            let row =
                (alarms::key.eq(key), alarms::kind.eq(kind), alarms::detail.eq(detail), alarms::raised_at.eq(At(now)));
            diesel::insert_into(alarms::table).values(row).execute(db)?;
            Ok(true)
        }
    }
}

/// Ends an alarm. Says whether it was raised.
pub fn settle_alarm(db: &mut Db, key: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let raised = alarms::table.filter(alarms::key.eq(key)).filter(alarms::settled_at.is_null());
    Ok(diesel::update(raised).set(alarms::settled_at.eq(Some(At(now)))).execute(db)? > 0)
}

/// The alarms that are raised, oldest first.
pub fn raised_alarms(db: &mut Db) -> Result<Vec<StoredAlarm>, StoreError> {
    Ok(alarms::table.filter(alarms::settled_at.is_null()).order((alarms::raised_at, alarms::key)).load(db)?)
}

/// Ends the alarms about letters that did not reach a member of staff.
pub fn settle_staff_letters(db: &mut Db, account: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    for alarm in raised_alarms(db)?.into_iter().filter(|alarm| alarm.kind == "staff_letter_dead") {
        let letter: Option<Uuid> = alarm.key.strip_prefix("staff_letter/").and_then(|id| id.parse().ok());
        let Some(letter) = letter else { continue };
        if super::letters::letter_by_id(db, letter)?.is_some_and(|letter| letter.account_id == Some(account)) {
            settle_alarm(db, &alarm.key, now)?;
        }
    }
    Ok(())
}
