//! Letters that came back: the mail server took them, and later said that nobody has them.

use uuid::Uuid;

use crate::mail::bounce::{self, Bounce};
use crate::store::queries;
use crate::store::{Db, StoreError};

use super::super::context::Desk;
use super::super::error::DeskError;

/// What became of a bounce.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BounceTaken {
    /// The claim has its alarm and somebody its call.
    Taken,
    /// It was taken before.
    Known,
    /// It is about no letter of this desk.
    NotOurs,
}

/// What a message was that came to the address letters come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReturnedMail {
    /// A letter did not arrive: the claim has its alarm and somebody its call.
    Taken(Uuid),
    /// The same was said before.
    Known(Uuid),
    /// A report about no letter of this desk.
    NotOurs,
    /// A server has not given up on a letter yet.
    Delayed,
    /// A machine answered: the letter arrived.
    AutoReply,
    /// No report: perhaps a person's answer.
    NotAReport,
}

impl Desk {
    /// Takes a message as it came to the address that letters come from. Only a report that a letter of this desk failed
    /// changes anything.
    pub async fn take_returned_mail(&self, message: &[u8]) -> Result<ReturnedMail, DeskError> {
        let (letter, why) = match bounce::read(message) {
            Bounce::Failed { letter, status, why } => (letter, format!("{status} {why}")),
            Bounce::Delayed { .. } => return Ok(ReturnedMail::Delayed),
            Bounce::AutoReply => return Ok(ReturnedMail::AutoReply),
            Bounce::NotOurs => return Ok(ReturnedMail::NotOurs),
            Bounce::NotAReport => return Ok(ReturnedMail::NotAReport),
        };
        Ok(match self.take_bounce(letter, why.trim()).await? {
            BounceTaken::Taken => ReturnedMail::Taken(letter),
            BounceTaken::Known => ReturnedMail::Known(letter),
            BounceTaken::NotOurs => ReturnedMail::NotOurs,
        })
    }

    /// Takes the word of a mail server that a letter did not arrive. A repeat changes nothing.
    #[tracing::instrument(skip_all, fields(letter = %id))]
    pub async fn take_bounce(&self, id: Uuid, why: &str) -> Result<BounceTaken, DeskError> {
        let Some(letter) = self.store().read(move |db| queries::letter_by_id(db, id)).await? else {
            return Ok(BounceTaken::NotOurs);
        };
        if letter.bounced_at.is_some() {
            return Ok(BounceTaken::Known);
        }
        let (now, error) = (self.now(), why.to_owned());
        if let Some(claim) = letter.claim_id {
            // First the alarm: a crash in between takes the bounce once more, and an alarm too many hurts nobody.
            self.letter_failed(&letter, claim, why, None).await?;
        } else {
            let raise = move |db: &mut Db| -> Result<bool, StoreError> {
                queries::raise_alarm(db, &format!("staff_letter/{id}"), "staff_letter_dead", &error, now)
            };
            self.store().write(raise).await?;
        }
        let first = self.store().write(move |db| queries::mark_bounced(db, id, now)).await?;
        tracing::info!("a letter came back");
        Ok(if first { BounceTaken::Taken } else { BounceTaken::Known })
    }
}
