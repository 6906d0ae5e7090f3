//! The list: four sources, each paged by key, merged by age.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::claim::Actor;
use crate::store::queries::{self, After};
use crate::store::{Db, StoreError};

use super::super::context::Desk;
use super::super::cursor;
use super::super::error::DeskError;
use super::super::letters::MAIL_TROUBLE;
use super::super::letters::of_the_desk;
use super::item::{Obligation, ObligationKind, ObligationPage, Told};

/// Within how many days a delivery has arrived or is given up: the schedules end after four, and one is patience.
const DELIVERY_DAYS: i64 = 5;

/// Letters by which somebody is told that a claim is late.
const TELLING: [&str; 4] = ["reminder", "overdue", "escalation", "insurer_overdue"];

/// Of those, how many are listed for a claim.
const TOLD_MAX: usize = 5;

/// When a delivery must have arrived or been given up whose days are counted from a moment. The outbox goes by it too:
/// where attempts are far between, because nobody looked for days, the schedule of its retries would end much later.
pub fn delivery_limit(counted_from: DateTime<Utc>) -> DateTime<Utc> {
    counted_from + TimeDelta::days(DELIVERY_DAYS)
}

impl Desk {
    /// What is owed, oldest first, as far as the actor sees it.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`] for who is not of the desk.
    pub async fn obligations(
        &self,
        actor: &Actor,
        limit: i64,
        cursor: Option<&str>,
    ) -> Result<ObligationPage, DeskError> {
        of_the_desk(actor)?;
        let after = cursor.map(cursor::read_moment).transpose()?;
        let (office, now) = (actor.office.map(|office| office.0), self.now());
        let mut items = self.store().read(move |db| read(db, office, after, limit, now)).await?;
        items.sort_by_key(|item| (item.since, item.id));
        let page = usize::try_from(limit).unwrap_or(1).max(1);
        let more = items.len() > page;
        items.truncate(page);
        let last = items.last().map(|item| cursor::write_moment(item.since, item.id));
        self.add_told(&mut items).await?;
        Ok(ObligationPage { items, next_cursor: last.filter(|_| more) })
    }

    /// Who has been told of the claims among these.
    pub(super) async fn add_told(&self, items: &mut [Obligation]) -> Result<(), DeskError> {
        let claims: Vec<Uuid> =
            items.iter().filter(|item| item.kind == ObligationKind::Claim).map(|item| item.id).collect();
        if claims.is_empty() {
            return Ok(());
        }
        let told = self.store().read(move |db| queries::letters_told(db, &claims, &TELLING)).await?;
        let mut by_claim: BTreeMap<Uuid, Vec<Told>> = BTreeMap::new();
        for (claim, letter, who, at) in told {
            let Some(claim) = claim else { continue };
            let known = by_claim.entry(claim).or_default();
            if known.len() < TOLD_MAX {
                known.push(Told { who, letter, at });
            }
        }
        for item in items.iter_mut().filter(|item| item.kind == ObligationKind::Claim) {
            item.told = by_claim.remove(&item.id).unwrap_or_default();
        }
        Ok(())
    }
}

/// Whether there is an alarm that the mail server takes no letters.
pub(super) fn mail_trouble(db: &mut Db) -> Result<bool, StoreError> {
    Ok(queries::raised_alarms(db)?.iter().any(|alarm| alarm.kind == MAIL_TROUBLE))
}

/// One more than a page of each source, so that the merged page is whole and says whether more follows.
fn read(
    db: &mut Db,
    office: Option<Uuid>,
    after: Option<After>,
    limit: i64,
    now: DateTime<Utc>,
) -> Result<Vec<Obligation>, StoreError> {
    let each = limit.saturating_add(1);
    let claims = queries::open_claims(db, office, after, each)?;
    let ids: Vec<Uuid> = claims.iter().map(|claim| claim.id).collect();
    let deadlines = queries::live_deadlines_of(db, &ids)?;
    let mut items: Vec<Obligation> =
        claims.into_iter().map(|claim| Obligation::of_claim(claim, &deadlines, now)).collect();
    let deliveries = queries::open_deliveries(db, office, after, each)?;
    let mail_trouble = mail_trouble(db)?;
    items.extend(deliveries.into_iter().map(|(delivery, claim)| {
        let limit = delivery_limit(delivery.counts_from());
        Obligation::of_delivery(delivery, claim, limit, mail_trouble, now)
    }));
    let calls = queries::calls_waiting(db, office, after, each)?;
    let officers: Vec<Uuid> = calls.iter().filter_map(|(call, _)| call.account_id).collect();
    let names: BTreeMap<Uuid, String> = queries::account_names(db, &officers)?.into_iter().collect();
    items.extend(calls.into_iter().map(|(call, claim)| {
        let officer = call.account_id.and_then(|id| names.get(&id).cloned());
        Obligation::of_call(call, claim, officer, now)
    }));
    if office.is_none() {
        let alarms = queries::raised_alarms(db)?.into_iter().map(Obligation::of_alarm);
        items.extend(alarms.filter(|alarm| after.is_none_or(|after| (alarm.since, alarm.id) > after)));
    }
    Ok(items)
}
