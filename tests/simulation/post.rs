//! The two machines outside: a mail server that remembers what it took, and an insurer that pays in its own time.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::BoxFuture;
use reqwest::Url;
use santun::clock::{Clock as _, ManualClock};
use santun::insurer::{Secret, SignedHeaders};
use santun::mail::OutgoingMail;
use santun::outbox::{FailureKind, PostFailure, PostHandOver, SendFailure, SendMail};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::seed::Dice;
use crate::weather::{InsurerServer, MailServer, Weather};

/// How long a server that hangs is waited for between two looks at the clock.
const MOMENT_SECONDS: i64 = 20;

/// Waits for a server that says nothing, while the others go on: now as long as our patience, now until the lease of what
/// we hold is over, as when a machine was asleep.
async fn hang(clock: &ManualClock, moments: i64) {
    for _ in 0..moments {
        clock.advance(TimeDelta::seconds(MOMENT_SECONDS));
        tokio::task::yield_now().await;
    }
}

/// Addresses that no server knows begin like this.
pub(crate) const UNKNOWN_ADDRESS: &str = "salah";

/// A letter that the mail server took.
#[derive(Clone, Debug)]
pub(crate) struct Accepted {
    /// When.
    pub(crate) at: DateTime<Utc>,
    /// The letter's id, which is in its Message-ID.
    pub(crate) id: Uuid,
    /// To which address.
    pub(crate) to: String,
}

/// The mail server.
pub(crate) struct PostOffice {
    seed: u64,
    clock: Arc<ManualClock>,
    weather: Weather,
    forced: Mutex<Option<MailServer>>,
    taken: Mutex<(Vec<Accepted>, BTreeMap<Uuid, u32>)>,
}

impl PostOffice {
    pub(crate) fn new(seed: u64, clock: Arc<ManualClock>, weather: Weather) -> Self {
        Self { seed, clock, weather, forced: Mutex::default(), taken: Mutex::default() }
    }

    /// From now on it is like this, whatever the weather.
    pub(crate) fn set(&self, server: MailServer) {
        *locked(&self.forced) = Some(server);
    }

    /// What was taken since the last time.
    pub(crate) fn collect(&self) -> Vec<Accepted> {
        std::mem::take(&mut locked(&self.taken).0)
    }

    async fn attempt(&self, mail: &OutgoingMail) -> Result<(), SendFailure> {
        let tries = {
            let mut taken = locked(&self.taken);
            let tries = taken.1.entry(mail.id).or_default();
            *tries += 1;
            *tries
        };
        let mut dice = Dice::of(self.seed, &format!("{} {tries}", mail.id));
        let answer = self.answer(mail, &mut dice);
        if self.is(MailServer::Hangs) {
            // Our patience is a minute, and the lease ends three quarters of one later.
            hang(&self.clock, dice.between(3, 7)).await;
        }
        answer
    }

    fn is(&self, server: MailServer) -> bool {
        locked(&self.forced).unwrap_or_else(|| self.weather.mail(self.clock.now())) == server
    }

    /// What it answers in the end, and what it has taken.
    fn answer(&self, mail: &OutgoingMail, dice: &mut Dice) -> Result<(), SendFailure> {
        let (now, to) = (self.clock.now(), mail.to.email.to_string());
        let fail = |kind, words: &str| Err(SendFailure { kind, words: words.to_owned() });
        let server = locked(&self.forced).unwrap_or_else(|| self.weather.mail(now));
        match server {
            MailServer::Down => return fail(FailureKind::Transient, "the mail server is not there"),
            MailServer::Hangs if dice.chance(60) => {
                return fail(FailureKind::Transient, "the mail server did not answer in time");
            }
            MailServer::Misconfigured => return fail(FailureKind::Misconfigured, "535 authentication failed"),
            MailServer::Busy if dice.chance(50) => return fail(FailureKind::Transient, "451 try again later"),
            _ if to.starts_with(UNKNOWN_ADDRESS) => return fail(FailureKind::AddressRefused, "550 no such user"),
            MailServer::Well | MailServer::Hangs | MailServer::Busy | MailServer::Drops => {}
        }
        locked(&self.taken).0.push(Accepted { at: now, id: mail.id, to });
        if server == MailServer::Drops && dice.chance(60) {
            return fail(FailureKind::Transient, "the connection broke after the letter was sent");
        }
        // It has the letter and never says so, or only after all.
        if server == MailServer::Hangs && dice.chance(70) {
            return fail(FailureKind::Transient, "the mail server did not answer in time");
        }
        Ok(())
    }
}

impl SendMail for PostOffice {
    fn send<'a>(&'a self, mail: &'a OutgoingMail) -> BoxFuture<'a, Result<(), SendFailure>> {
        Box::pin(self.attempt(mail))
    }
}

/// A file that the insurer has.
#[derive(Clone, Debug)]
pub(crate) struct Taken {
    /// The message's id.
    pub(crate) id: String,
    /// The claim's number.
    pub(crate) claim: String,
    /// Which attempt.
    pub(crate) attempt: i64,
}

/// An answer on its way to the desk.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    /// When it comes.
    pub(crate) at: DateTime<Utc>,
    /// The call-back's id.
    pub(crate) id: String,
    /// The message.
    pub(crate) body: Value,
    /// What it says was paid, in rupiah.
    pub(crate) paid: i64,
}

#[derive(Default)]
struct Desk {
    /// Every message that came, by its id.
    known: BTreeMap<String, String>,
    taken: Vec<Taken>,
    answers: Vec<Answer>,
    forced: Option<InsurerServer>,
}

/// The insurer.
pub(crate) struct Insurer {
    seed: u64,
    clock: Arc<ManualClock>,
    weather: Weather,
    secret: Secret,
    desk: Mutex<Desk>,
}

impl Insurer {
    pub(crate) fn new(seed: u64, clock: Arc<ManualClock>, weather: Weather, secret: Secret) -> Self {
        Self { seed, clock, weather, secret, desk: Mutex::default() }
    }

    /// From now on its machine is like this, whatever the weather.
    pub(crate) fn set(&self, server: InsurerServer) {
        locked(&self.desk).forced = Some(server);
    }

    /// How many files it has, by its own count of distinct ids.
    pub(crate) fn count(&self) -> usize {
        locked(&self.desk).known.len()
    }

    /// The files that were taken since the last time, each once however often it was sent.
    pub(crate) fn collect(&self) -> Vec<Taken> {
        std::mem::take(&mut locked(&self.desk).taken)
    }

    /// The answers that are due, oldest first.
    pub(crate) fn answers_due(&self) -> Vec<Answer> {
        let now = self.clock.now();
        let mut desk = locked(&self.desk);
        let (mut due, later): (Vec<_>, Vec<_>) = desk.answers.drain(..).partition(|answer| answer.at <= now);
        desk.answers = later;
        due.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
        due
    }

    /// An answer that the desk could not take yet is sent again later.
    pub(crate) fn send_again(&self, answer: Answer) {
        let at = self.clock.now() + TimeDelta::hours(3);
        locked(&self.desk).answers.push(Answer { at, ..answer });
    }

    async fn attempt(&self, signed: &SignedHeaders, body: &str) -> Result<(), PostFailure> {
        let mut dice = Dice::of(self.seed, &format!("{} {}", signed.id, self.clock.now()));
        let server = locked(&self.desk).forced.unwrap_or_else(|| self.weather.insurer(self.clock.now()));
        let answer = self.answer(server, signed, body, &mut dice);
        if server == InsurerServer::Hangs {
            // Our patience is a quarter of a minute, and the lease ends three quarters of one later.
            hang(&self.clock, dice.between(1, 4)).await;
        }
        answer
    }

    /// What it answers in the end, and what it has taken.
    fn answer(
        &self,
        server: InsurerServer,
        signed: &SignedHeaders,
        body: &str,
        dice: &mut Dice,
    ) -> Result<(), PostFailure> {
        let now = self.clock.now();
        let fail = |error: &str, retry_after: Option<&str>| {
            Err(PostFailure { error: error.to_owned(), retry_after: retry_after.map(str::to_owned) })
        };
        match server {
            InsurerServer::Down => return fail("the insurer is not there", None),
            InsurerServer::Hangs if dice.chance(60) => return fail("the insurer did not answer in time", None),
            InsurerServer::Busy => return fail("the insurer answered 503 Service Unavailable", Some("7200")),
            InsurerServer::Well | InsurerServer::Hangs | InsurerServer::Drops => {}
        }
        self.secret.verify(signed, body.as_bytes(), now).expect("a hand-over is signed");
        let mut desk = locked(&self.desk);
        let before = desk.known.insert(signed.id.clone(), body.to_owned());
        assert!(before.as_ref().is_none_or(|before| before == body), "{} was sent with two contents", signed.id);
        if before.is_none() {
            let message: Value = serde_json::from_str(body).expect("a hand-over is JSON");
            let data = &message["data"];
            let claim = data["claim_number"].as_str().unwrap_or_default().to_owned();
            let attempt = data["hand_over"].as_i64().unwrap_or(0);
            // A file that came anew makes what was to be said of the one before pointless.
            desk.answers.retain(|answer| answer.body["data"]["claim_number"] != claim.as_str());
            let answers = self.answers(&claim, attempt, data);
            desk.answers.extend(answers);
            desk.taken.push(Taken { id: signed.id.clone(), claim, attempt });
        }
        let lost = dice.chance(60);
        match server {
            InsurerServer::Drops if lost => fail("the connection broke", None),
            InsurerServer::Hangs if lost => fail("the insurer did not answer in time", None),
            _ => Ok(()),
        }
    }

    /// What the insurer will say of a file, and when.
    fn answers(&self, claim: &str, attempt: i64, data: &Value) -> Vec<Answer> {
        let dice = &mut Dice::of(self.seed, &format!("{claim}/{attempt}"));
        let now = self.clock.now();
        let mut answers = Vec::new();
        let mut say = |hours: i64, kind: &str, extra: Value, paid: i64| {
            let at = now + TimeDelta::hours(hours);
            let mut body = json!({ "claim_number": claim, "hand_over": attempt });
            body.as_object_mut().expect("an object").extend(extra.as_object().cloned().unwrap_or_default());
            let body = json!({ "type": kind, "timestamp": at, "data": body });
            answers.push(Answer { at, id: format!("msg_{claim}_{attempt}_{}_{hours}", &kind[6..]), body, paid });
        };
        let payments = |less: i64| {
            let (mut listed, mut total) = (Vec::new(), 0);
            for (at, payee) in data["payees"].as_array().into_iter().flatten().enumerate() {
                let amount = payee["amount"].as_i64().unwrap_or(0) - if at == 0 { less } else { 0 };
                total += amount;
                listed.push(json!({
                    "person": payee["person"], "amount": amount, "paid_at": now, "reference": format!("REF-{at}"),
                }));
            }
            (json!({ "payments": listed }), total)
        };
        let reasons = json!({ "reasons": [{ "code": "document_unreadable", "text": "Surat tidak terbaca." }] });
        if dice.chance(70) {
            say(dice.between(1, 30), "claim.acknowledged", json!({}), 0);
        }
        let days = if dice.chance(30) { 30 } else { 5 };
        // Now and then a file lies there for a quarter of a year.
        let wait = if dice.chance(5) { dice.between(24 * 50, 24 * 110) } else { dice.between(20, 24 * days) };
        let fate = dice.between(0, 99);
        if fate < 14 && attempt == 1 {
            say(wait, "claim.returned", reasons, 0);
        } else if fate < 20 {
            say(wait, "claim.refused", reasons, 0);
        } else {
            if fate < 26 {
                let (short, _) = payments(1_000_000);
                say(wait, "claim.paid", short, 0);
            }
            let (whole, total) = payments(0);
            say(wait + if fate < 26 { 70 } else { 0 }, "claim.paid", whole, total);
        }
        answers
    }
}

impl PostHandOver for Insurer {
    fn post<'a>(
        &'a self,
        _: &'a Url,
        signed: &'a SignedHeaders,
        body: &'a str,
    ) -> BoxFuture<'a, Result<(), PostFailure>> {
        Box::pin(self.attempt(signed, body))
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
