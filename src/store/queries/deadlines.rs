//! Deadlines (tenggat). They start and end through the ledger only.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use super::page::After;
use crate::store::columns::{At, Id};
use crate::store::schema::deadlines;
use crate::store::{Db, StoreError};

/// A deadline as stored; open while none of its three ends is set.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Deadline {
    /// Its id.
    pub id: Uuid,
    /// The claim it belongs to.
    pub claim_id: Uuid,
    /// Its name in the procedure.
    pub name: String,
    /// The state it belongs to.
    pub state: String,
    /// Who is waited for.
    pub waiting_on: String,
    /// When it started to run.
    pub started_at: DateTime<Utc>,
    /// When it is over.
    pub due_at: DateTime<Utc>,
    /// Whether it was computed without the holidays of its year.
    pub calendar_missing: bool,
    /// When it was called off.
    pub cancelled_at: Option<DateTime<Utc>>,
    /// When it was met.
    pub met_at: Option<DateTime<Utc>>,
    /// When it fired.
    pub fired_at: Option<DateTime<Utc>>,
}

/// All deadlines of a claim, by the moment they are due.
pub fn deadlines_of(db: &mut Db, claim: Uuid) -> Result<Vec<Deadline>, StoreError> {
    Ok(deadlines::table.filter(deadlines::claim_id.eq(Id(claim))).order((deadlines::due_at, deadlines::id)).load(db)?)
}

/// Up to `limit` open deadlines that are due at `now`, oldest first, behind `after` (moment due and id).
///
/// This takes nothing: a deadline fires by a change that names it in `fire_deadlines`, and of two such changes one
/// is refused. So a crash between looking and firing loses nothing.
pub fn deadlines_due(
    db: &mut Db,
    now: DateTime<Utc>,
    after: Option<After>,
    limit: i64,
) -> Result<Vec<Deadline>, StoreError> {
    let mut query = deadlines::table
        .filter(deadlines::fired_at.is_null())
        .filter(deadlines::cancelled_at.is_null())
        .filter(deadlines::met_at.is_null())
        .filter(deadlines::due_at.le(At(now)))
        .into_boxed();
    if let Some((due_at, id)) = after {
        query = query
            .filter(deadlines::due_at.ge(At(due_at)))
            .filter(deadlines::due_at.gt(At(due_at)).or(deadlines::id.gt(Id(id))));
    }
    Ok(query.order((deadlines::due_at, deadlines::id)).limit(limit).load(db)?)
}
