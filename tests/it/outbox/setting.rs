//! A desk, an insurer's server that does as it is told, and what each saw.

use chrono::{DateTime, TimeDelta, Utc};
use santun::claim::{Actor, Claim};
use santun::desk::{AlertItem, AlertList, DeliveryItem, Desk};
use santun::insurer::{Secret, SignedHeaders};
use santun::outbox::{Outbox, OutboxConfig, Report};
use santun::store::{OpenMode, Store, queries};
use santun::workflow::Role;
use std::time::Duration;
use uuid::Uuid;
use wiremock::matchers::{body_string_contains, method};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::support::database::TestDatabase;
use crate::support::walk::Walk;

/// Everything that a test of the outbox needs.
pub(crate) struct Setting {
    pub(crate) walk: Walk,
    pub(crate) insurer: MockServer,
    // Last, so that nobody is connected any more when it goes.
    _database: TestDatabase,
}

/// The secret of desk and insurer.
pub(crate) fn secret() -> Secret {
    Secret::from_key(&[7; 32]).unwrap()
}

/// A worker that posts to `url`, loses patience quickly, and may talk to this machine.
pub(crate) fn worker(desk: &Desk, url: &str, owner: &str) -> Outbox {
    let mut config = OutboxConfig::new(Some(url.parse().unwrap()), secret(), owner.into());
    config.allow_private = true;
    config.patience = Duration::from_millis(500);
    Outbox::new(desk.clone(), config).unwrap()
}

impl Setting {
    pub(crate) async fn new(database: TestDatabase) -> Self {
        let walk = Walk::new(&database).await;
        Self { walk, insurer: MockServer::start().await, _database: database }
    }

    /// The usual worker.
    pub(crate) fn worker(&self) -> Outbox {
        worker(&self.walk.desk, &self.insurer.uri(), "first")
    }

    pub(crate) async fn run(&self) -> Report {
        self.worker().run_once().await.unwrap()
    }

    /// Every hand-over is answered like this from now on.
    pub(crate) async fn insurer_says(&self, answer: ResponseTemplate) {
        self.insurer.reset().await;
        self.insurer_says_too("", answer).await;
    }

    /// Hand-overs that contain a text are answered like this; earlier wishes go first.
    pub(crate) async fn insurer_says_too(&self, text: &str, answer: ResponseTemplate) {
        Mock::given(method("POST")).and(body_string_contains(text)).respond_with(answer).mount(&self.insurer).await;
    }

    /// The ids of the hand-overs that were received since the last [`Setting::insurer_says`], each verified.
    pub(crate) async fn received(&self) -> Vec<Uuid> {
        let requests = self.insurer.received_requests().await.unwrap();
        let read = |request: &wiremock::Request| {
            let header = |name| request.headers.get(name).and_then(|value| value.to_str().ok());
            let signed = SignedHeaders::read(header).unwrap();
            secret().verify(&signed, &request.body, self.now()).unwrap();
            signed.id.parse().unwrap()
        };
        requests.iter().map(read).collect()
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.walk.desk.now()
    }

    pub(crate) fn pass_seconds(&self, seconds: i64) {
        self.walk.pass(TimeDelta::seconds(seconds));
    }

    /// The deliveries of all claims, oldest first.
    pub(crate) async fn deliveries(&self) -> Vec<DeliveryItem> {
        self.walk.desk.deliveries(&Actor::system(), None, None, 200).await.unwrap().items
    }

    /// The only delivery.
    pub(crate) async fn delivery(&self) -> DeliveryItem {
        let mut all = self.deliveries().await;
        assert_eq!(all.len(), 1, "{all:?}");
        all.remove(0)
    }

    /// The findings of a kind.
    pub(crate) async fn alerts(&self, kind: &str) -> Vec<AlertItem> {
        let wanted = AlertList { kind: Some(kind.into()), limit: 200, ..AlertList::default() };
        self.walk.desk.alerts(&Actor::system(), &wanted).await.unwrap().items
    }

    /// The claim's state as it is now.
    pub(crate) fn state(&self, claim: &Claim) -> String {
        self.walk.claim(claim).state.to_string()
    }

    /// How many deadlines of the claim have fired.
    pub(crate) fn fired(&self, claim: &Claim) -> usize {
        let (store, id) = (Store::open_sized(&self.walk.url, OpenMode::MustExist, 1).unwrap(), claim.id.0);
        let all = store.read_now(|db| queries::deadlines_of(db, id)).unwrap();
        all.iter().filter(|deadline| deadline.fired_at.is_some()).count()
    }

    /// Nothing is broken and every claim is the fold of its events.
    pub(crate) async fn audit(&self) {
        assert_eq!(self.walk.desk.audit(None).await.unwrap().faults, []);
    }
}

/// An actor who sees all offices.
pub(crate) fn admin() -> Actor {
    Actor { role: Role::Admin, ..Actor::system() }
}
