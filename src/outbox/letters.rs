//! Letters by mail: take what is due, hand it to the mail server, settle it.
//!
//! A letter may leave twice, when the server took it and the answer was lost, or the worker died before it could say so;
//! it carries the same Message-ID both times, by which mail programs know it for one.

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;

use super::config::Outbox;
use super::mailer::{FailureKind, SendFailure, SendMail};
use super::retry;
use super::worker::{Fate, LEASE_MARGIN, Report};
use crate::desk::{Delivery, DeskError, Hold, Leaves, LetterToSend, MAIL, delivery_limit};
use crate::letters::first_name;
use crate::mail::{Address, EmailAddress, OutgoingMail};

/// Letters on their way at a time: one recipient's server that hangs must not hold up the others.
const AT_A_TIME: usize = 4;

/// While the mail server refuses letters as we are set up, they wait this long and are not given up: it is not their fault,
/// and the administrator has the alarm.
const REFUSED_WAIT: TimeDelta = TimeDelta::minutes(30);

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
        if delivery.attempts > retry::MAIL_ATTEMPTS_MAX {
            // The last attempts ended with the end of their worker: perhaps this letter is what kills it.
            let why = delivery.last_error.as_deref().unwrap_or("no attempt came to an end");
            return self.bury_letter(delivery, why).await;
        }
        match self.desk.letter_to_send(delivery).await? {
            Leaves::Now(letter) => self.send_now(mailer, delivery, *letter).await,
            Leaves::At(opening) => self.hold(delivery, opening, None, delivery.refused_since).await,
            Leaves::Never(why) => {
                self.desk.call_off_letter(delivery, &self.config.owner, why).await?;
                Ok(Fate::Dropped)
            }
            Leaves::Nowhere => self.bury_letter(delivery, "no address is known any more").await,
        }
    }

    async fn send_now(
        &self,
        mailer: &dyn SendMail,
        delivery: &Delivery,
        letter: LetterToSend,
    ) -> Result<Fate, DeskError> {
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
            FailureKind::Doubtful if self.desk.is_refused_for_itself(delivery).await? => {
                self.bury_letter(delivery, &failure.words).await
            }
            FailureKind::Misconfigured | FailureKind::Doubtful => {
                self.desk.mail_is_in_trouble(&failure.words).await?;
                let doubtful = failure.kind == FailureKind::Doubtful;
                let since = doubtful.then(|| delivery.refused_since.unwrap_or(now));
                self.hold(delivery, now + REFUSED_WAIT, Some(&failure.words), since).await
            }
            FailureKind::Unreachable => {
                self.desk.mail_is_out_of_reach(&failure.words).await?;
                self.try_later(delivery, &failure.words).await
            }
            FailureKind::Transient => self.try_later(delivery, &failure.words).await,
        }
    }

    /// By the schedule, and for as many days as a letter has, counted from its first attempt.
    async fn try_later(&self, delivery: &Delivery, error: &str) -> Result<Fate, DeskError> {
        let now = self.desk.now();
        let next = retry::mail_wait(delivery.id, delivery.attempts).map(|wait| now + wait);
        match next.filter(|next| *next < delivery_limit(delivery.counted_from.unwrap_or(now))) {
            Some(next) => self.put_off(delivery, next, error).await,
            None => self.bury_letter(delivery, error).await,
        }
    }

    async fn hold(
        &self,
        delivery: &Delivery,
        until: DateTime<Utc>,
        why: Option<&str>,
        refused_since: Option<DateTime<Utc>>,
    ) -> Result<Fate, DeskError> {
        let hold = Hold { until, why: why.map(str::to_owned), refused_since };
        let held = self.desk.hold_letter(delivery, &self.config.owner, hold).await?;
        Ok(if held { Fate::Retried } else { Fate::Dropped })
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
