//! The door as callers use it: a change in, its outcome out.

use diesel::prelude::*;
use uuid::Uuid;

use super::append::{Appended, append, current_version};
use super::change::Change;
use super::error::{AppendError, Setback};
use crate::store::columns::Id;
use crate::store::schema::{claims, number_series};
use crate::store::{Conflict, Db, Store, StoreError, halt};

impl Store {
    /// Commits a change of one claim whole, or not at all and says why.
    pub async fn append(&self, change: Change) -> Result<Appended, AppendError> {
        let store = self.clone();
        self.apart(move || store.append_now(&change)).await
    }

    /// [`Store::append`] on the caller's own thread.
    pub fn append_now(&self, change: &Change) -> Result<Appended, AppendError> {
        let outcome = match self.group() {
            Some(group) => group.append(self, change),
            None => self.write_now(|db| append(db, change)),
        };
        match outcome {
            Ok(appended) => {
                halt::at("ledger.committed");
                Ok(appended)
            }
            Err(Setback::Known(error)) => Err(error),
            Err(Setback::Taken(key)) => Err(self.explain(change, key)),
        }
    }

    /// The next number of a procedure and year, from 1. Each is given once; a number whose claim was then not opened
    /// stays a gap.
    pub async fn next_number(&self, workflow: &str, year: i32) -> Result<i64, StoreError> {
        let (store, workflow) = (self.clone(), workflow.to_owned());
        self.apart(move || store.next_number_now(&workflow, year)).await
    }

    /// [`Store::next_number`] on the caller's own thread.
    pub fn next_number_now(&self, workflow: &str, year: i32) -> Result<i64, StoreError> {
        match self.write_now(|db| next_number(db, workflow, year)) {
            // Two callers opened the series at the same moment: the second finds it now.
            Err(StoreError::Conflict(_)) => self.write_now(|db| next_number(db, workflow, year)),
            result => result,
        }
    }

    /// What a taken value means to the caller.
    fn explain(&self, change: &Change, key: String) -> AppendError {
        let explained = match key.as_str() {
            "outbox_dedup_key" => Ok(AppendError::DeliveryTaken),
            key if key.starts_with("inbound_answers") => Ok(AppendError::InboundTaken),
            key if key.starts_with("answers") => Ok(AppendError::KeyTaken),
            key if key.starts_with("deadline_rungs") => Ok(AppendError::RungFired),
            key if key.starts_with("claims") || key.starts_with("events") => {
                self.read_now(|db| why_claim_was_refused(db, change, key))
            }
            _ => Err(StoreError::Conflict(Conflict::Taken(key))),
        };
        explained.unwrap_or_else(AppendError::Store)
    }
}

/// Several unique values of a claim's row may be taken at once, and the two databases do not name the same one
/// first. So they are looked at in the order of what helps the caller most.
fn why_claim_was_refused(db: &mut Db, change: &Change, key: &str) -> Result<AppendError, StoreError> {
    let current = current_version(db, change.claim)?;
    if current != change.expected_version {
        return Ok(AppendError::VersionConflict { current });
    }
    if let Some(active_key) = &change.row.active_key {
        let holder: Option<Uuid> = claims::table
            .filter(claims::active_key.eq(Some(active_key)))
            .filter(claims::id.ne(Id(change.claim)))
            .select(claims::id)
            .first(db)
            .optional()?;
        if let Some(claim) = holder {
            return Ok(AppendError::ActiveKeyTaken { claim });
        }
    }
    if key == "claims_number" {
        return Ok(AppendError::NumberTaken);
    }
    // It was given up in between: to the caller that is no different from a busy moment.
    Err(StoreError::Unavailable("what was in the way has just gone".into()))
}

fn next_number(db: &mut Db, workflow: &str, year: i32) -> Result<i64, StoreError> {
    let series = number_series::table.filter(number_series::workflow.eq(workflow)).filter(number_series::year.eq(year));
    let next = diesel::update(series)
        .set(number_series::last.eq(number_series::last + 1))
        .returning(number_series::last)
        .get_result(db)
        .optional()?;
    if let Some(next) = next {
        return Ok(next);
    }
    diesel::insert_into(number_series::table)
        .values((number_series::workflow.eq(workflow), number_series::year.eq(year), number_series::last.eq(1_i64)))
        .execute(db)?;
    Ok(1)
}
