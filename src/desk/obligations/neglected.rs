//! What is older than its limit and has no alarm: it means that a worker stands still, or that we have made a mistake.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::claim::Actor;
use crate::store::queries::{self, OpenClaim};
use crate::store::{Db, StoreError};

use super::super::context::Desk;
use super::super::cursor;
use super::super::error::DeskError;
use super::super::letters::of_the_desk;
use super::item::{Obligation, ObligationKind, ObligationPage, may_go_by_paper};
use super::list::{delivery_limit, mail_trouble};

/// How long a worker may take to see that something is due.
const GRACE: TimeDelta = TimeDelta::minutes(10);

/// How long a delivery may lie that is to be tried and that nobody holds.
const LYING: TimeDelta = TimeDelta::hours(1);

/// How many of each kind are told.
const EACH: i64 = 100;

impl Desk {
    /// What is owed, over its limit and without an alarm, as far as the actor sees it. Nothing, while all works.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`] for who is not of the desk.
    pub async fn neglected(&self, actor: &Actor) -> Result<Vec<Obligation>, DeskError> {
        of_the_desk(actor)?;
        let (office, now) = (actor.office.map(|office| office.0), self.now());
        let mut items = self.store().read(move |db| read(db, office, now)).await?;
        items.sort_by_key(|item| (item.since, item.id));
        self.add_told(&mut items).await?;
        Ok(items)
    }

    /// The same, page by page.
    ///
    /// # Errors
    /// As [`Desk::neglected`].
    pub async fn neglected_page(
        &self,
        actor: &Actor,
        limit: i64,
        cursor: Option<&str>,
    ) -> Result<ObligationPage, DeskError> {
        let after = cursor.map(cursor::read_moment).transpose()?;
        let mut items = self.neglected(actor).await?;
        items.retain(|item| after.is_none_or(|after| (item.since, item.id) > after));
        let page = usize::try_from(limit).unwrap_or(1).max(1);
        let more = items.len() > page;
        items.truncate(page);
        let last = items.last().map(|item| cursor::write_moment(item.since, item.id));
        Ok(ObligationPage { items, next_cursor: last.filter(|_| more) })
    }
}

fn read(db: &mut Db, office: Option<Uuid>, now: DateTime<Utc>) -> Result<Vec<Obligation>, StoreError> {
    let mut items = Vec::new();
    for (deadline, number) in queries::deadlines_not_fired(db, office, now - GRACE, EACH)? {
        items.push(Obligation {
            kind: ObligationKind::Claim,
            id: deadline.claim_id,
            claim: Some(number),
            what: deadline.state,
            waits_for: Some(deadline.waiting_on),
            since: deadline.started_at,
            limit: Some(deadline.due_at),
            over_limit: true,
            alarmed: false,
            error: None,
            told: Vec::new(),
        });
    }
    let silent = queries::claims_without_clock(db, office, EACH)?;
    items.extend(silent.into_iter().map(|claim: OpenClaim| Obligation::of_claim(claim, &[], now)));
    let old = now - (delivery_limit(now) - now);
    let mail_trouble = mail_trouble(db)?;
    for (delivery, claim) in queries::deliveries_left_lying(db, office, now - LYING, old, EACH)? {
        if may_go_by_paper(&delivery) {
            continue;
        }
        let due = delivery.next_attempt_at + LYING;
        let limit = due.min(delivery_limit(delivery.counts_from()));
        let mut item = Obligation::of_delivery(delivery, claim, limit, mail_trouble, now);
        // An alarm of before says nothing of the worker that should be trying.
        item.alarmed &= due >= now;
        if item.is_neglected() {
            items.push(item);
        }
    }
    let late = queries::calls_overdue(db, now - GRACE, None, EACH)?;
    let claims: Vec<Uuid> = late.iter().map(|call| call.claim_id).collect();
    let numbers = queries::claim_numbers(db, &claims)?;
    for call in late.into_iter().filter(|call| office.is_none_or(|own| own == call.office_id)) {
        let number = numbers.iter().find(|(id, _)| *id == call.claim_id).map(|(_, number)| number.clone());
        items.push(Obligation::of_call(call, number.unwrap_or_default(), None, now));
    }
    Ok(items)
}
