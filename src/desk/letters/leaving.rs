//! When a letter may leave. It was written to go out in working hours, but between that and its sending lie a mail server
//! that was down and times in which nobody looked: so the moment is asked again at every attempt.

use chrono::{DateTime, Utc};

use crate::law::clock::jakarta_date;
use crate::letters::LetterKind;
use crate::store::queries::{self, Delivery, Hold, StoredLetter};
use crate::store::{Db, StoreError};

use super::super::context::Desk;
use super::super::error::DeskError;

/// When a letter may leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaves {
    /// Now.
    Now,
    /// When the office opens.
    At(DateTime<Utc>),
    /// Not any more: it told of a day that is over.
    Never,
}

impl Desk {
    /// When a letter may leave.
    pub(super) async fn leaves(&self, letter: &StoredLetter) -> Result<Leaves, DeskError> {
        let (now, kind) = (self.now(), LetterKind::parse(&letter.kind));
        if kind.is_none_or(LetterKind::is_answer) {
            return Ok(Leaves::Now);
        }
        if kind == Some(LetterKind::Digest) && jakarta_date(letter.created_at) < jakarta_date(now) {
            return Ok(Leaves::Never);
        }
        let (claim, account) = (letter.claim_id, letter.account_id);
        let read = move |db: &mut Db| -> Result<_, StoreError> {
            if let Some(claim) = claim {
                return Ok(queries::claim_by_id(db, claim)?.map(|stored| stored.row.office_id));
            }
            let member = account.map(|account| queries::staff_member(db, account)).transpose()?.flatten();
            Ok(member.and_then(|member| member.office_id))
        };
        let office = self.store().read(read).await?;
        let opens = if let Some(office) = office {
            let office = self.office_calendar(office).await?;
            office.hours.next_open(now, &office.calendar)
        } else {
            // Who works for all offices is written to while any of them works.
            let all = self.office_calendars().await?;
            all.iter().map(|it| it.hours.next_open(now, &it.calendar)).min().unwrap_or(now)
        };
        Ok(if opens > now { Leaves::At(opens) } else { Leaves::Now })
    }

    /// Lays a letter back for a while through no fault of its own; that was no attempt, and it does not age meanwhile. Says
    /// whether `owner` still held it.
    pub async fn hold_letter(&self, delivery: &Delivery, owner: &str, hold: Hold) -> Result<bool, DeskError> {
        let (delivery, owner, now) = (delivery.clone(), owner.to_owned(), self.now());
        Ok(self.store().write(move |db| queries::hold_until(db, &delivery, &owner, now, &hold)).await?)
    }

    /// Ends the delivery of a letter that nobody needs any more. Says whether `owner` still held it.
    pub async fn call_off_letter(&self, delivery: &Delivery, owner: &str) -> Result<bool, DeskError> {
        let (id, owner, now) = (delivery.id, owner.to_owned(), self.now());
        let called_off = self.store().write(move |db| {
            let held = queries::mark_cancelled(db, id, &owner, now)?;
            if held {
                queries::forget_payload(db, id)?;
            }
            Ok::<_, StoreError>(held)
        });
        Ok(called_off.await?)
    }
}
