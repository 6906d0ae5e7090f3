//! Findings.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use super::page::{After, page_size};
use crate::store::columns::{At, Id};
use crate::store::schema::{alerts, claims};
use crate::store::{Db, StoreError};

/// A finding for a person to settle.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Alert {
    /// Its id.
    pub id: Uuid,
    /// The claim it was found in.
    pub claim_id: Uuid,
    /// What was found.
    pub kind: String,
    /// How bad it is.
    pub severity: String,
    /// What it was found in, as JSON.
    pub evidence: String,
    /// When it was found.
    pub raised_at: DateTime<Utc>,
    /// When it was settled.
    pub settled_at: Option<DateTime<Utc>>,
    /// How it was settled.
    pub settlement: Option<String>,
}

/// Which findings to list; `None` is any.
#[derive(Clone, Debug, Default)]
pub struct AlertFilter {
    /// Of one claim.
    pub claim: Option<Uuid>,
    /// Of claims of one office.
    pub office: Option<Uuid>,
    /// Of one kind.
    pub kind: Option<String>,
    /// Open or settled.
    pub open: Option<bool>,
}

/// Findings with the number of their claim, oldest first, behind `after` (moment raised and id).
pub fn list_alerts(
    db: &mut Db,
    filter: &AlertFilter,
    after: Option<After>,
    limit: i64,
) -> Result<Vec<(Alert, String)>, StoreError> {
    let mut query = alerts::table.inner_join(claims::table).select((alerts::all_columns, claims::number)).into_boxed();
    if let Some(claim) = filter.claim {
        query = query.filter(alerts::claim_id.eq(Id(claim)));
    }
    if let Some(office) = filter.office {
        query = query.filter(claims::office_id.eq(Id(office)));
    }
    if let Some(kind) = &filter.kind {
        query = query.filter(alerts::kind.eq(kind.clone()));
    }
    query = match filter.open {
        Some(true) => query.filter(alerts::settled_at.is_null()),
        Some(false) => query.filter(alerts::settled_at.is_not_null()),
        None => query,
    };
    if let Some((raised_at, id)) = after {
        query = query
            .filter(alerts::raised_at.ge(At(raised_at)))
            .filter(alerts::raised_at.gt(At(raised_at)).or(alerts::id.gt(Id(id))));
    }
    Ok(query.order((alerts::raised_at, alerts::id)).limit(page_size(limit)).load(db)?)
}

/// The finding with an id.
pub fn alert_by_id(db: &mut Db, id: Uuid) -> Result<Option<Alert>, StoreError> {
    Ok(alerts::table.filter(alerts::id.eq(Id(id))).first(db).optional()?)
}
