//! The mail server and we: when the administrator has to look, when that is over, and whether a letter that is refused is
//! refused for itself.

use chrono::{DateTime, TimeDelta, Utc};

use crate::law::clock::jakarta_date;
use crate::letters::{Letter, LetterKind};
use crate::store::queries::{self, Delivery, MAIL};
use crate::store::{Db, StoreError};
use crate::workflow::Role;

use super::super::context::Desk;
use super::super::error::DeskError;

/// The alarm that the mail server does not take our letters.
pub(in super::super) const MAIL_TROUBLE: &str = "mail_trouble";

/// The note since when the mail server could not be used, while no letter has been taken.
const OUT_OF_REACH: &str = "mail_out_of_reach";

/// For so long a mail server may be away before somebody is told (the office's own rule): it may be started anew.
const AWAY: TimeDelta = TimeDelta::hours(1);

/// After so long a refused letter is given up if anything at all was taken meanwhile.
const DOUBT: TimeDelta = TimeDelta::days(4);

impl Desk {
    /// The mail server takes none of our letters: an alarm for the administrators until it is over, and a letter to each,
    /// at most one in a day, for when letters leave again.
    pub async fn mail_is_in_trouble(&self, answer: &str) -> Result<(), DeskError> {
        let (said, now) = (answer.to_owned(), self.now());
        let raise = move |db: &mut Db| -> Result<_, StoreError> {
            let new = queries::raise_alarm(db, MAIL_TROUBLE, MAIL_TROUBLE, &said, now)?;
            Ok((new, if new { queries::staff(db, None)? } else { Vec::new() }, queries::pending_of(db, MAIL)?))
        };
        let (new, staff, waiting) = self.store().write(raise).await?;
        if new {
            tracing::error!("the mail server takes no letters; they wait and are tried again");
        }
        // A server that relays nothing may still take a letter to its own house.
        let waiting = u32::try_from(waiting).unwrap_or(u32::MAX);
        let facts = Letter::MailTrouble { answer: answer.to_owned(), since: now, waiting };
        for admin in staff.iter().filter(|member| member.role == Role::Admin.as_str()) {
            let notice = format!("{MAIL_TROUBLE}/{}/{}", admin.id, jakarta_date(now));
            self.tell_staff_once(admin, &facts, &notice, "/desk/admin/outbox").await?;
        }
        Ok(())
    }

    /// The mail server could not be used: trouble, once that has lasted an hour in which it took no letter.
    pub async fn mail_is_out_of_reach(&self, answer: &str) -> Result<(), DeskError> {
        let now = self.now();
        let note = move |db: &mut Db| -> Result<DateTime<Utc>, StoreError> {
            queries::tell_once(db, OUT_OF_REACH, now)?;
            Ok(queries::told_at(db, OUT_OF_REACH)?.unwrap_or(now))
        };
        let since = match self.store().write(note).await {
            // The other replica was faster by a hair.
            Err(StoreError::Conflict(_)) => now,
            other => other?,
        };
        if now - since >= AWAY { self.mail_is_in_trouble(answer).await } else { Ok(()) }
    }

    /// Whether a letter that the mail server refuses is refused for itself. What was taken for a family since the first
    /// refusal says so: it left the house by the same way. A letter to staff may have stayed within it, so that it counts
    /// only when doubt has lasted for days.
    pub async fn is_refused_for_itself(&self, delivery: &Delivery) -> Result<bool, DeskError> {
        let Some(since) = delivery.refused_since else { return Ok(false) };
        let to_family = self.now() - since < DOUBT;
        Ok(self.store().read(move |db| queries::letter_taken_since(db, since, to_family)).await?)
    }
}

/// A letter was taken: the mail server can be used, and the trouble is over unless a letter waits that it refuses.
pub(super) fn mail_is_taken(db: &mut Db, now: DateTime<Utc>) -> Result<(), StoreError> {
    queries::forget_notice(db, OUT_OF_REACH)?;
    // The word to the administrator waits for working hours: it may not keep up the alarm that it tells of.
    if !queries::any_letter_refused(db, LetterKind::MailTrouble.as_str())? {
        queries::settle_alarm(db, MAIL_TROUBLE, now)?;
    }
    Ok(())
}
