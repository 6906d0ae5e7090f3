//! Tries to log in, counted under a key until one succeeds.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

use crate::store::columns::At;
use crate::store::schema::attempts;
use crate::store::{Db, StoreError};

/// How many tries are let through, and what then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttemptLimit {
    /// This many are let through; the last of them locks.
    pub tries: i32,
    /// They count together when they lie within this time of the first.
    pub within: TimeDelta,
    /// How long nothing is let through then.
    pub locked_for: TimeDelta,
}

/// Counts a try before it is looked at, so that of any number at the same time no more get through than the limit
/// says. Answers until when the key is locked; the caller must then roll back, for a locked key counts nothing.
///
/// A conflict when another first try under this key was faster: count again.
pub fn count_attempt(
    db: &mut Db,
    key: &str,
    limit: AttemptLimit,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let locked = |failures: i32| (failures >= limit.tries).then_some(At(now + limit.locked_for));
    let own = attempts::table.filter(attempts::key.eq(key));
    // The first statement changes the row: on a server everybody else who counts under this key waits from here.
    let counted: Option<(i32, DateTime<Utc>, Option<DateTime<Utc>>)> = diesel::update(own)
        .set(attempts::failures.eq(attempts::failures + 1))
        .returning((attempts::failures, attempts::first_at, attempts::locked_until))
        .get_result(db)
        .optional()?;
    let (failures, first_at) = match counted {
        None => {
            diesel::insert_into(attempts::table)
                .values((
                    attempts::key.eq(key),
                    attempts::failures.eq(1),
                    attempts::first_at.eq(At(now)),
                    attempts::locked_until.eq(locked(1)),
                ))
                .execute(db)?;
            return Ok(None);
        }
        Some((_, _, Some(until))) if until > now => return Ok(Some(until)),
        Some((failures, first_at, None)) if now < first_at + limit.within => (failures, first_at),
        Some(_) => (1, now),
    };
    let news = (
        attempts::failures.eq(failures),
        attempts::first_at.eq(At(first_at)),
        attempts::locked_until.eq(locked(failures)),
    );
    diesel::update(own).set(news).execute(db)?;
    Ok(None)
}

/// Forgets the tries under a key, and its lock.
pub fn clear_attempts(db: &mut Db, key: &str) -> Result<(), StoreError> {
    diesel::delete(attempts::table.filter(attempts::key.eq(key))).execute(db)?;
    Ok(())
}

/// Takes one try back that was counted and has succeeded, with the lock if that try made it.
pub fn take_attempt_back(db: &mut Db, key: &str, limit: AttemptLimit) -> Result<(), StoreError> {
    let own = attempts::table.filter(attempts::key.eq(key));
    diesel::update(own.filter(attempts::failures.gt(0)))
        .set(attempts::failures.eq(attempts::failures - 1))
        .execute(db)?;
    diesel::update(own.filter(attempts::failures.lt(limit.tries)))
        .set(attempts::locked_until.eq(None::<At>))
        .execute(db)?;
    Ok(())
}

/// Forgets tries that began before `before`; says how many keys.
pub fn forget_attempts(db: &mut Db, before: DateTime<Utc>) -> Result<usize, StoreError> {
    Ok(diesel::delete(attempts::table.filter(attempts::first_at.lt(At(before)))).execute(db)?)
}
