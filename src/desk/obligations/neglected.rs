//! What is older than its limit and has no alarm: it means that a worker stands still, or that we have made a mistake.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::claim::Actor;
use crate::store::queries::{self, OpenClaim};
use crate::store::{Db, StoreError};

use super::super::context::Desk;
use super::super::error::DeskError;
use super::super::letters::{MAIL, MAIL_TROUBLE};
use super::item::{Obligation, ObligationKind};
use super::list::delivery_limit;

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
        self.of_the_desk(actor)?;
        let (office, now) = (actor.office.map(|office| office.0), self.now());
        let mut items = self.store().read(move |db| read(db, office, now)).await?;
        items.sort_by_key(|item| (item.since, item.id));
        self.add_told(&mut items).await?;
        Ok(items)
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
    // Letters that wait for a mail server that does not know us have that alarm.
    let mail_is_alarmed = queries::raised_alarms(db)?.iter().any(|alarm| alarm.kind == MAIL_TROUBLE);
    let lying = queries::deliveries_left_lying(db, office, now - LYING, old, EACH)?;
    for (delivery, claim) in lying.into_iter().filter(|(it, _)| it.kind != MAIL || !mail_is_alarmed) {
        let due = delivery.next_attempt_at + LYING;
        let limit = due.min(delivery_limit(delivery.created_at));
        items.push(Obligation::of_delivery(delivery, claim, limit, now));
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
