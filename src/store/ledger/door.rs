//! The door as callers use it: a change in, its outcome out.

use diesel::prelude::*;

use super::append::{Appended, append, current_version};
use super::change::Change;
use super::error::{AppendError, Setback};
use crate::store::handle::apart;
use crate::store::schema::{claims, number_series};
use crate::store::{Conflict, Db, Store, StoreError, halt};

impl Store {
    /// Commits a change of one claim whole, or not at all and says why.
    pub async fn append(&self, change: Change) -> Result<Appended, AppendError> {
        let store = self.clone();
        apart(move || store.append_now(&change)).await
    }

    /// [`Store::append`] on the caller's own thread.
    pub fn append_now(&self, change: &Change) -> Result<Appended, AppendError> {
        match self.write_now(|db| append(db, change)) {
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
        apart(move || store.next_number_now(&workflow, year)).await
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
            "claims" | "claims_id" => self
                .read_now(|db| current_version(db, change.claim))
                .map(|current| AppendError::VersionConflict { current }),
            "claims_active_key" => self.read_now(|db| holder_of_active_key(db, change)),
            "claims_number" => Ok(AppendError::NumberTaken),
            "outbox_dedup_key" => Ok(AppendError::DeliveryTaken),
            key if key.starts_with("inbound_answers") => Ok(AppendError::InboundTaken),
            key if key.starts_with("answers") => Ok(AppendError::KeyTaken),
            // Two writers of the same version: the other one's event is there already.
            key if key.starts_with("events") => self
                .read_now(|db| current_version(db, change.claim))
                .map(|current| AppendError::VersionConflict { current }),
            _ => Err(StoreError::Conflict(Conflict::Taken(key))),
        };
        explained.unwrap_or_else(AppendError::Store)
    }
}

fn holder_of_active_key(db: &mut Db, change: &Change) -> Result<AppendError, StoreError> {
    let holder = claims::table
        .filter(claims::active_key.eq(change.row.active_key.as_deref()))
        .select(claims::id)
        .first(db)
        .optional()?;
    Ok(match holder {
        Some(claim) => AppendError::ActiveKeyTaken { claim },
        // It was given up in between: to the caller that is no different from a busy moment.
        None => StoreError::Unavailable("the claim that was in the way has just ended".into()).into(),
    })
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
