//! Letters by mail: take what is due, hand it to the mail server, settle it.
//!
//! A letter may leave twice, when the server took it and the answer was lost, or the worker died before it could say so;
//! it carries the same Message-ID both times, by which mail programs know it for one.

use chrono::TimeDelta;
use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;

use super::config::Outbox;
use super::mailer::{FailureKind, SendFailure, SendMail};
use super::retry;
use super::worker::{Fate, LEASE_MARGIN, Report};
use crate::desk::{Delivery, DeskError, Leaves, LetterToSend, MAIL, delivery_limit};
use crate::letters::first_name;
use crate::mail::{Address, EmailAddress, OutgoingMail};

/// Letters on their way at a time: one recipient's server that hangs must not hold up the others.
const AT_A_TIME: usize = 4;

/// While the settings of the mail server are wrong, letters wait this long and are never given up: it is not their
/// fault, and the administrator has the alarm.
const MISCONFIGURED_WAIT: TimeDelta = TimeDelta::minutes(30);

impl Outbox {
    /// Sends the letters that are due, and returns. Without a mail server they stay pending.
    ///
    /// # Errors
    /// Only when work cannot be taken; what was taken is settled one by one, and lost leases come back by themselves.
    pub async fn send_letters(&self) -> Result<Report, DeskError> {
        let mut report = Report::default();
        let Some(mailer) = self.config.mailer.clone() else { return Ok(report) };
        let mut flying = FuturesUnordered::new();
        let (mut dry, mut failed) = (false, None);
        loop {
            let room = AT_A_TIME - flying.len();
            if !dry && room > 0 {
                match self.take_letters(i64::try_from(room).unwrap_or(1)).await {
                    Ok(taken) if taken.is_empty() => dry = true,
                    Ok(taken) => flying.extend(taken.into_iter().map(|delivery| self.carry(mailer.as_ref(), delivery))),
                    // What is on its way is still brought to its end.
                    Err(error) => (dry, failed) = (true, Some(error)),
                }
            }
            match flying.next().await {
                Some((delivery, fate)) => report.count(&delivery, fate),
                None if dry => return failed.map_or(Ok(report), Err),
                None => {}
            }
        }
    }

    async fn take_letters(&self, limit: i64) -> Result<Vec<Delivery>, DeskError> {
        let patience = TimeDelta::from_std(self.config.mail_patience).unwrap_or(LEASE_MARGIN);
        self.desk.lease_deliveries(MAIL, &self.config.owner, patience + LEASE_MARGIN, limit).await
    }

    async fn carry(&self, mailer: &dyn SendMail, delivery: Delivery) -> (Delivery, Result<Fate, DeskError>) {
        let fate = self.send_letter(mailer, &delivery).await;
        (delivery, fate)
    }

    async fn send_letter(&self, mailer: &dyn SendMail, delivery: &Delivery) -> Result<Fate, DeskError> {
        if delivery.attempts > retry::MAIL_ATTEMPTS_MAX && delivery.last_error.is_none() {
            // Every attempt ended with the end of its worker: perhaps this letter is what kills it.
            return self.bury_letter(delivery, "no attempt came to an end").await;
        }
        let letter = self.desk.letter_to_send(delivery).await?;
        match letter.leaves {
            Leaves::Now => {}
            Leaves::At(opening) => {
                let held = self.desk.hold_letter(delivery, &self.config.owner, opening, None).await?;
                return Ok(if held { Fate::Retried } else { Fate::Dropped });
            }
            Leaves::Never => {
                self.desk.call_off_letter(delivery, &self.config.owner).await?;
                return Ok(Fate::Dropped);
            }
        }
        let mail = match outgoing(letter) {
            Ok(mail) => mail,
            Err(why) => return self.bury_letter(delivery, &why).await,
        };
        match mailer.send(&mail).await {
            Ok(()) => {
                let held = self.desk.letter_sent(delivery, &self.config.owner).await?;
                Ok(if held { Fate::Delivered } else { Fate::Dropped })
            }
            Err(failure) => self.letter_failed(delivery, &failure).await,
        }
    }

    async fn letter_failed(&self, delivery: &Delivery, failure: &SendFailure) -> Result<Fate, DeskError> {
        tracing::warn!(delivery.id = %delivery.id, delivery.attempts, error = failure.words, "a letter could not be sent");
        let now = self.desk.now();
        match failure.kind {
            FailureKind::AddressRefused => self.bury_letter(delivery, &failure.words).await,
            FailureKind::Misconfigured => {
                self.desk.mail_is_in_trouble(&failure.words).await?;
                let (owner, until) = (&self.config.owner, now + MISCONFIGURED_WAIT);
                let held = self.desk.hold_letter(delivery, owner, until, Some(&failure.words)).await?;
                Ok(if held { Fate::Retried } else { Fate::Dropped })
            }
            FailureKind::Transient => {
                let next = retry::mail_wait(delivery.id, delivery.attempts).map(|wait| now + wait);
                match next.filter(|next| *next < delivery_limit(delivery.created_at)) {
                    Some(next) => self.put_off(delivery, next, &failure.words).await,
                    None => self.bury_letter(delivery, &failure.words).await,
                }
            }
        }
    }

    async fn bury_letter(&self, delivery: &Delivery, error: &str) -> Result<Fate, DeskError> {
        let held = self.desk.give_up_letter(delivery, &self.config.owner, error).await?;
        Ok(if held { Fate::Dead } else { Fate::Dropped })
    }
}

/// The mail that carries a letter, or why there can be none.
fn outgoing(letter: LetterToSend) -> Result<OutgoingMail, String> {
    let email = EmailAddress::parse(&letter.address).map_err(|error| error.to_string())?;
    // A mail program shows the name in its lists: no more of it than the letter itself greets with.
    let name = Some(first_name(&letter.name)).filter(|name| !name.is_empty());
    Ok(OutgoingMail {
        id: letter.id,
        to: Address { name, email },
        subject: letter.words.subject,
        text: letter.words.text,
        html: letter.words.html,
        date: letter.written_at,
        auto: true,
        unsubscribe: letter.fewer_letters,
    })
}
