//! Alerts and deliveries, as lists.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;

use crate::claim::{Actor, AlertId, ClaimNumber, Command, SettlementOutcome};
use crate::store::queries::{self, AlertFilter, Delivery, DeliveryFilter};
use crate::store::{Db, StoreError};

use super::answers::Answered;
use super::claims::{Asked, ClaimPage, Render, Wanted};
use super::context::Desk;
use super::cursor;
use super::error::DeskError;
use super::sessions::not_a_family;

/// An alert with the number of its claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AlertItem {
    /// Identity.
    pub id: uuid::Uuid,
    /// The claim's number.
    pub claim: String,
    /// Kind.
    pub kind: String,
    /// How grave.
    pub severity: String,
    /// What was found.
    pub evidence: Value,
    /// When.
    pub raised_at: DateTime<Utc>,
    /// How it was settled.
    pub settled: Option<Value>,
}

/// A delivery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeliveryItem {
    /// Identity.
    pub id: uuid::Uuid,
    /// What it delivers.
    pub kind: String,
    /// The claim's number, if it is of a claim that is known.
    pub claim: Option<String>,
    /// `pending`, `delivered`, `dead` or `cancelled`.
    pub state: String,
    /// How often it was tried.
    pub attempts: i32,
    /// When it is tried next.
    pub next_attempt_at: DateTime<Utc>,
    /// What went wrong last.
    pub last_error: Option<String>,
    /// Since when it is owed.
    pub created_at: DateTime<Utc>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
}

/// Which alerts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AlertList {
    /// Of one claim, by number.
    pub claim: Option<String>,
    /// Of one kind.
    pub kind: Option<String>,
    /// Open or settled.
    pub open: Option<bool>,
    /// At most this many.
    pub limit: i64,
    /// Where the page before ended.
    pub cursor: Option<String>,
}

impl Desk {
    /// A page of alerts, oldest first.
    pub async fn alerts(&self, actor: &Actor, wanted: &AlertList) -> Result<ClaimPage<AlertItem>, DeskError> {
        not_a_family(actor)?;
        let claim = match &wanted.claim {
            Some(number) => Some(self.load(&Wanted::Number(number.clone()), actor).await?.claim.id.0),
            None => None,
        };
        let filter = AlertFilter {
            claim,
            office: actor.office.map(|office| office.0),
            kind: wanted.kind.clone(),
            open: wanted.open,
        };
        let after = wanted.cursor.as_deref().map(cursor::read_moment).transpose()?;
        let limit = wanted.limit.clamp(1, 200);
        let rows = self.store().read(move |db| queries::list_alerts(db, &filter, after, limit + 1)).await?;
        let more = i64::try_from(rows.len()).unwrap_or(i64::MAX) > limit;
        let rows: Vec<_> = rows.into_iter().take(usize::try_from(limit).unwrap_or(200)).collect();
        let last = rows.last().map(|(row, _)| cursor::write_moment(row.raised_at, row.id));
        let mut items = Vec::new();
        for (row, number) in rows {
            items.push(AlertItem {
                id: row.id,
                claim: number,
                kind: row.kind,
                severity: row.severity,
                evidence: serde_json::from_str(&row.evidence)?,
                raised_at: row.raised_at,
                settled: row.settlement.as_deref().map(serde_json::from_str).transpose()?,
            });
        }
        Ok(ClaimPage { items, next_cursor: last.filter(|_| more) })
    }

    /// The claim that an alert belongs to, if it is the actor's to see.
    pub async fn claim_of_alert(&self, id: uuid::Uuid, actor: &Actor) -> Result<ClaimNumber, DeskError> {
        let found = self.store().read(move |db| queries::alert_by_id(db, id)).await?;
        let alert = found.ok_or(DeskError::NotFound("alert"))?;
        let loaded = self.load(&Wanted::Id(alert.claim_id), actor).await;
        loaded.map(|loaded| loaded.claim.number).map_err(|error| match error {
            DeskError::NotFound(_) => DeskError::NotFound("alert"),
            other => other,
        })
    }

    /// Settles an alert with a person's words.
    pub async fn settle_alert(
        &self,
        asked: Asked<'_>,
        alert: AlertId,
        outcome: SettlementOutcome,
        note: &str,
        render: &Render<'_>,
    ) -> Result<Answered, DeskError> {
        let number = self.claim_of_alert(alert.0, asked.actor).await?;
        let command = Command::SettleAlert { alert, outcome, note: note.to_owned() };
        self.carry_out(Asked { thing: number.as_str(), ..asked }, &command, render).await
    }

    /// A page of deliveries, oldest first. Those of another office's claims and letters to its staff are left out; what belongs
    /// to no office is for who sees all.
    pub async fn deliveries(
        &self,
        actor: &Actor,
        state: Option<String>,
        cursor: Option<&str>,
        limit: i64,
    ) -> Result<ClaimPage<DeliveryItem>, DeskError> {
        not_a_family(actor)?;
        let office = actor.office.map(|office| office.0);
        let filter = DeliveryFilter { state, office, ..DeliveryFilter::default() };
        let after = cursor.map(cursor::read_moment).transpose()?;
        let limit = limit.clamp(1, 200);
        let rows = self.store().read(move |db| queries::list_deliveries(db, &filter, after, limit + 1)).await?;
        let more = i64::try_from(rows.len()).unwrap_or(i64::MAX) > limit;
        let rows: Vec<_> = rows.into_iter().take(usize::try_from(limit).unwrap_or(200)).collect();
        let last = rows.last().map(|(row, _)| cursor::write_moment(row.created_at, row.id));
        let item = |(row, claim): (Delivery, Option<String>)| DeliveryItem {
            id: row.id,
            kind: row.kind,
            claim,
            state: row.state,
            attempts: row.attempts,
            next_attempt_at: row.next_attempt_at,
            last_error: row.last_error,
            created_at: row.created_at,
            finished_at: row.finished_at,
        };
        let items = rows.into_iter().map(item).collect();
        Ok(ClaimPage { items, next_cursor: last.filter(|_| more) })
    }

    /// Tries a dead delivery again, from now.
    pub async fn retry_delivery(&self, actor: &Actor, id: uuid::Uuid) -> Result<(), DeskError> {
        not_a_family(actor)?;
        let read = move |db: &mut Db| -> Result<_, StoreError> {
            Ok((queries::delivery_by_id(db, id)?, queries::office_of_staff_letter(db, id)?))
        };
        let (found, office) = self.store().read(read).await?;
        let delivery = found.ok_or(DeskError::NotFound("delivery"))?;
        if let Some(claim) = delivery.claim_id {
            self.load(&Wanted::Id(claim), actor).await.map_err(|_| DeskError::NotFound("delivery"))?;
        } else if actor.office.is_some_and(|own| Some(own.0) != office) {
            return Err(DeskError::NotFound("delivery"));
        }
        let now = self.now();
        let queued = self.store().write(move |db| queries::requeue(db, id, now)).await?;
        if queued { Ok(()) } else { Err(DeskError::Taken("delivery")) }
    }
}
