//! A desk that sends mail, its people, and a mail server that does as it is told.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::BoxFuture;
use santun::claim::{AccountId, Actor, Claim, Command, OfficeId, PersonDetails};
use santun::desk::{Desk, LetterItem, NewUser};
use santun::insurer::Secret;
use santun::mail::OutgoingMail;
use santun::outbox::{FailureKind, Outbox, OutboxConfig, Report, SendFailure, SendMail};
use santun::store::queries::{self, Deadline, StoredRung};
use santun::store::{OpenMode, Store};
use santun::workflow::Role;
use serde_json::json;

use crate::support::database::TestDatabase;
use crate::support::walk::{Walk, change, mailing_desk, nik, report, start, step, whole_claim};

/// A mail server in memory: takes everything, but for what it was told to refuse.
#[derive(Clone, Default)]
pub(super) struct Post {
    taken: Arc<Mutex<Vec<OutgoingMail>>>,
    refusals: Arc<Mutex<VecDeque<FailureKind>>>,
    refused: Arc<Mutex<Option<(String, FailureKind)>>>,
}

impl Post {
    /// What it has taken, oldest first.
    pub(super) fn taken(&self) -> Vec<OutgoingMail> {
        self.taken.lock().unwrap().clone()
    }

    /// The subjects of what it took for an address.
    pub(super) fn subjects(&self, address: &str) -> Vec<String> {
        let taken = self.taken();
        let own = taken.iter().filter(|mail| mail.to.email.as_str() == address);
        own.map(|mail| mail.subject.clone()).collect()
    }

    /// The next letters are refused like this, one each.
    pub(super) fn refuses(&self, kinds: &[FailureKind]) {
        self.refusals.lock().unwrap().extend(kinds);
    }

    /// It takes everything again.
    pub(super) fn forgives(&self) {
        self.refusals.lock().unwrap().clear();
        *self.refused.lock().unwrap() = None;
    }

    /// From now on letters to this address are refused like this.
    pub(super) fn refuses_always(&self, address: &str, kind: FailureKind) {
        *self.refused.lock().unwrap() = Some((address.to_owned(), kind));
    }
}

impl SendMail for Post {
    fn send<'a>(&'a self, mail: &'a OutgoingMail) -> BoxFuture<'a, Result<(), SendFailure>> {
        Box::pin(async move {
            let always = self.refused.lock().unwrap().clone().filter(|(address, _)| address == mail.to.email.as_str());
            let next = self.refusals.lock().unwrap().pop_front();
            if let Some(kind) = next.or(always.map(|(_, kind)| kind)) {
                return Err(SendFailure { kind, words: "the server says no".to_owned() });
            }
            self.taken.lock().unwrap().push(mail.clone());
            Ok(())
        })
    }
}

/// Everything that a test of letters needs.
pub(super) struct Office {
    pub(super) walk: Walk,
    pub(super) post: Post,
    pub(super) rina: Actor,
    pub(super) budi: Actor,
    _database: TestDatabase,
}

pub(super) const RINA: &str = "rina@kantor.example";
pub(super) const BUDI: &str = "budi@kantor.example";
pub(super) const ADMIN: &str = "admin@kantor.example";
pub(super) const SITI: &str = "siti@warga.example";

impl Office {
    /// An office with a caseworker, a supervisor and an administrator. It is Tuesday 4 November 2025, ten o'clock.
    pub(super) async fn new(database: TestDatabase) -> Self {
        let mut walk = Walk::new(&database).await;
        walk.desk = mailing_desk(&walk.url, walk.folder.path(), walk.clock.clone(), 7);
        let office = walk.desk.ensure_office("Jambi").await.unwrap().id;
        let add = async |name: &str, email: &str, role: Role| {
            let office = Some("Jambi".to_owned());
            let user = NewUser { name: name.to_owned(), email: email.to_owned(), role, office, password: None };
            walk.desk.add_user(&user).await.unwrap()
        };
        let rina = add("Rina", RINA, Role::Caseworker).await;
        let budi = add("Budi", BUDI, Role::Supervisor).await;
        add("Ani", ADMIN, Role::Admin).await;
        let staff = |role, user: AccountId| Actor::staff(role, user, Some(OfficeId(office)));
        let (rina, budi) = (staff(Role::Caseworker, rina), staff(Role::Supervisor, budi));
        (walk.caseworker, walk.supervisor) = (rina.clone(), budi.clone());
        Self { walk, post: Post::default(), rina, budi, _database: database }
    }

    /// Somebody who works at an office from now on.
    pub(super) async fn hire(&self, name: &str, email: &str, role: Role, place: &str) -> Actor {
        let office = self.desk().ensure_office(place).await.unwrap().id;
        let (place, password) = (Some(place.to_owned()), None);
        let user = NewUser { name: name.to_owned(), email: email.to_owned(), role, office: place, password };
        Actor::staff(role, self.desk().add_user(&user).await.unwrap(), Some(OfficeId(office)))
    }

    pub(super) fn desk(&self) -> &Desk {
        &self.walk.desk
    }

    /// Another process of the same office.
    pub(super) fn replica(&self, seed: u64) -> Desk {
        mailing_desk(&self.walk.url, self.walk.folder.path(), self.walk.clock.clone(), seed)
    }

    /// The worker that sends.
    pub(super) fn worker(&self, desk: &Desk, owner: &str) -> Outbox {
        worker_by(Arc::new(self.post.clone()), desk, owner)
    }

    /// Sends what is due.
    pub(super) async fn send(&self) -> Report {
        self.worker(self.desk(), "first").send_letters().await.unwrap()
    }

    /// It is this time of day in Jakarta, on the day of the clock or on a later one.
    pub(super) fn at(&self, local: &str) {
        let wanted: DateTime<Utc> = format!("{local}:00+07:00").parse().unwrap();
        let now = self.desk().now();
        assert!(wanted >= now, "{wanted} is before {now}");
        self.walk.pass(wanted - now);
    }

    pub(super) fn pass_days(&self, days: i64) {
        self.walk.pass(TimeDelta::days(days));
    }

    /// Opens a claim that somebody with this address and telephone reports.
    pub(super) async fn open(&self, nth: usize, email: Option<&str>, phone: Option<&str>) -> Claim {
        let mut report = report(&nik(nth));
        report.reporter.email = email.map(str::to_owned);
        report.reporter.phone = phone.map(str::to_owned);
        let answered = self.desk().open_claim(&self.rina, &report, None, &whole_claim).await.unwrap();
        serde_json::from_value(answered.answer.body).unwrap()
    }

    /// A claim whose family, with that address, is asked for papers; its reporter had none.
    pub(super) async fn wants_papers(&self, nth: usize, email: Option<&str>) -> Claim {
        let claim = self.open(nth, None, Some("0812-1")).await;
        // Letters of one moment have no order.
        self.walk.pass(TimeDelta::seconds(1));
        let number = claim.number.as_str();
        self.walk.step(number, "accept", &json!({})).await;
        self.walk.work(number, Command::SetFacts([("died_at_work".into(), json!("no"))].into())).await;
        self.walk.work(number, Command::AddPerson(siti(email))).await;
        let claim = self.walk.step(number, "request_documents", &json!({})).await;
        self.walk.pass(TimeDelta::seconds(1));
        claim
    }

    pub(super) async fn supervise(&self, claim: &Claim, action: &str, inputs: serde_json::Value) -> Claim {
        let command = step(action, &inputs);
        change(self.desk(), claim.number.as_str(), &self.budi, command, None).await.unwrap()
    }

    pub(super) async fn letters(&self, claim: &Claim) -> Vec<LetterItem> {
        let mut page = self.desk().letters(claim.number.as_str(), &self.rina, 200, None).await.unwrap();
        page.items.reverse();
        page.items
    }

    /// The kinds of a claim's letters with what became of each, oldest first.
    pub(super) async fn told(&self, claim: &Claim) -> Vec<String> {
        let letters = self.letters(claim).await;
        letters.iter().map(|letter| format!("{} {} {}", letter.kind.as_str(), letter.channel, letter.state)).collect()
    }

    /// The alarms of the installation.
    pub(super) async fn alarms(&self) -> Vec<String> {
        let alarms = self.desk().alarms(&self.budi).await.unwrap();
        alarms.into_iter().map(|alarm| alarm.kind).collect()
    }

    fn store(&self) -> Store {
        Store::open_sized(&self.walk.url, OpenMode::MustExist, 1).unwrap()
    }

    /// What a delivery carries.
    pub(super) fn payload(&self, id: uuid::Uuid) -> String {
        self.store().read_now(|db| queries::delivery_by_id(db, id)).unwrap().unwrap().payload
    }

    /// The rungs of a claim that have fired: name, and into which it collapsed.
    pub(super) fn fired(&self, claim: &Claim) -> Vec<(String, Option<String>)> {
        let id = claim.id.0;
        let rungs: Vec<StoredRung> = self.store().read_now(|db| queries::fired_rungs_of(db, id)).unwrap();
        let mut fired: Vec<_> = rungs.into_iter().map(|rung| (rung.rung, rung.collapsed_into)).collect();
        fired.sort();
        fired
    }

    /// The clock of the claim's state.
    pub(super) fn clock(&self, claim: &Claim) -> Deadline {
        let (id, state) = (claim.id.0, self.walk.claim(claim).state);
        let all = self.store().read_now(|db| queries::deadlines_of(db, id)).unwrap();
        let own = all.into_iter().filter(|row| row.state == state.as_str() && row.cancelled_at.is_none());
        own.max_by_key(|row| row.started_at).unwrap()
    }

    /// Nothing is broken, and every claim is the fold of its events.
    pub(super) async fn audit(&self) {
        assert_eq!(self.desk().audit(None).await.unwrap().faults, []);
    }
}

/// A worker that sends by another way.
pub(super) fn worker_by(mailer: Arc<dyn SendMail>, desk: &Desk, owner: &str) -> Outbox {
    let secret = Secret::from_key(&[7; 32]).unwrap();
    let config = OutboxConfig { mailer: Some(mailer), ..OutboxConfig::new(None, secret, owner.to_owned()) };
    Outbox::new(desk.clone(), config).unwrap()
}

/// The widow, with or without an address.
pub(super) fn siti(email: Option<&str>) -> PersonDetails {
    serde_json::from_value(json!({
        "name": "Siti Aminah", "relation": "spouse", "birth_date": "1985-02-14", "phone": "0812-1", "email": email,
        "account": { "bank": "BRI", "number": "0123456789", "holder": "Siti Aminah" },
    }))
    .unwrap()
}

/// The moment at which every test begins.
pub(super) fn morning() -> DateTime<Utc> {
    start()
}
