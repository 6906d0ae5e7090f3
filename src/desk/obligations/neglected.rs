//! What is older than its limit and has no alarm: it means that a worker stands still, or that we have made a mistake.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::claim::Actor;
use crate::store::queries::{self, After, Deadline, PAGE_LIMIT};
use crate::store::{Db, StoreError};

use super::super::context::Desk;
use super::super::cursor;
use super::super::deadlines::{OfficeCalendar, uncounted};
use super::super::error::DeskError;
use super::item::{Obligation, ObligationKind, ObligationPage, may_go_by_paper};
use super::list::{delivery_limit, mail_trouble};

/// How long a worker may take to see that something is due.
const GRACE: TimeDelta = TimeDelta::minutes(10);

/// How long a delivery may lie that is to be tried and that nobody holds.
const LYING: TimeDelta = TimeDelta::hours(1);

/// How many are told at once: who has more has a worker that stands still, and sees that by these.
const TOLD_MAX: usize = 1000;

/// Where a look begins, and how much of each kind it brings.
struct Look {
    office: Option<Uuid>,
    after: Option<After>,
    each: i64,
    now: DateTime<Utc>,
    /// Of each office, until when what was to be told has been: rungs are told while it works.
    told_until: Vec<(Uuid, DateTime<Utc>)>,
}

impl Desk {
    /// What is owed, over its limit and without an alarm, as far as the actor sees it. Nothing, while all works.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`] for who is not of the desk.
    pub async fn neglected(&self, actor: &Actor) -> Result<Vec<Obligation>, DeskError> {
        let (mut items, mut cursor) = (Vec::new(), None::<String>);
        loop {
            let page = self.neglected_page(actor, PAGE_LIMIT, cursor.as_deref()).await?;
            items.extend(page.items);
            cursor = page.next_cursor;
            if cursor.is_none() || items.len() >= TOLD_MAX {
                return Ok(items);
            }
        }
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
        let (now, office) = (self.now(), actor.office.map(|office| office.0));
        let told_until = self.calendars_seen(actor).await?.iter().filter_map(|it| told_until(it, now)).collect();
        let after = cursor.map(cursor::read_moment).transpose()?;
        let look = Look { office, after, each: limit.saturating_add(1), now, told_until };
        let mut items = self.store().read(move |db| look.read(db)).await?;
        items.sort_by_key(|item| (item.since, item.id));
        // A deadline may have passed unseen with a reminder before its end.
        items.dedup_by_key(|item| (item.since, item.id));
        let page = usize::try_from(limit).unwrap_or(1).max(1);
        let more = items.len() > page;
        items.truncate(page);
        let last = items.last().map(|item| cursor::write_moment(item.since, item.id));
        self.add_told(&mut items).await?;
        Ok(ObligationPage { items, next_cursor: last.filter(|_| more) })
    }
}

/// Until when the rungs of an office have been told, unless nobody looks: somebody had the grace to look while it worked.
fn told_until(office: &OfficeCalendar, now: DateTime<Utc>) -> Option<(Uuid, DateTime<Utc>)> {
    let open = |at| office.hours.is_open(at, &office.calendar);
    let from = if open(now) && !open(now - GRACE) { now - GRACE } else { now };
    Some((office.office, office.hours.last_open(from, &office.calendar)? - GRACE))
}

impl Look {
    fn read(&self, db: &mut Db) -> Result<Vec<Obligation>, StoreError> {
        let (office, after, each, now) = (self.office, self.after, self.each, self.now);
        let mut items: Vec<Obligation> = Vec::new();
        let passed = queries::deadlines_not_fired(db, office, now - GRACE, after, each)?;
        items.extend(passed.into_iter().map(|(row, number)| of_deadline(row.due_at, row, number)));
        for (office, before) in &self.told_until {
            let untold = queries::rungs_left_lying(db, *office, *before, after, each)?;
            items.extend(untold.into_iter().map(|(row, number)| of_deadline(row.next_rung_at, row, number)));
        }
        let silent = queries::claims_without_clock(db, office, after, each)?;
        items.extend(silent.into_iter().map(|claim| Obligation::of_claim(claim, &[], now)));
        items.extend(self.deliveries(db)?);
        let uncounted = uncounted(db)?.and_then(|stamp| Obligation::of_count(&stamp, now - GRACE));
        items.extend(uncounted.filter(|item| after.is_none_or(|after| (item.since, item.id) > after)));
        let late = queries::calls_left_lying(db, office, now - GRACE, after, each)?;
        items.extend(late.into_iter().map(|(call, number)| Obligation::of_call(call, number, None, now)));
        Ok(items)
    }

    /// Deliveries are read on until there are enough: which of them wait rightly stands in no column.
    fn deliveries(&self, db: &mut Db) -> Result<Vec<Obligation>, StoreError> {
        let (now, mut after, mut found) = (self.now, self.after, Vec::new());
        let old = now - (delivery_limit(now) - now);
        let mail_trouble = mail_trouble(db)?;
        loop {
            let rows = queries::deliveries_left_lying(db, self.office, now - LYING, old, after, PAGE_LIMIT)?;
            let Some((last, _)) = rows.last() else { return Ok(found) };
            after = Some((last.created_at, last.id));
            for (delivery, claim) in rows.into_iter().filter(|(delivery, _)| !may_go_by_paper(delivery)) {
                let due = delivery.next_attempt_at + LYING;
                let limit = due.min(delivery_limit(delivery.counts_from()));
                let mut item = Obligation::of_delivery(delivery, claim, limit, mail_trouble, now);
                // An alarm of before says nothing of the worker that should be trying.
                item.alarmed &= due >= now;
                if item.is_neglected() {
                    found.push(item);
                }
            }
            if i64::try_from(found.len()).unwrap_or(i64::MAX) >= self.each {
                return Ok(found);
            }
        }
    }
}

/// A claim whose deadline, or a rung of it, was to be seen at a moment by somebody who did not look.
fn of_deadline(limit: DateTime<Utc>, deadline: Deadline, number: String) -> Obligation {
    Obligation {
        kind: ObligationKind::Claim,
        id: deadline.claim_id,
        claim: Some(number),
        what: deadline.state,
        waits_for: Some(deadline.waiting_on),
        since: deadline.started_at,
        limit: Some(limit),
        over_limit: true,
        alarmed: false,
        error: None,
        told: Vec::new(),
    }
}
