//! What stands in the database about a claim, to be compared before and after.

use santun::claim::Claim;
use santun::store::queries::{self, AlertFilter, DeliveryFilter};
use santun::store::{OpenMode, Store, StoreError};
use uuid::Uuid;

use super::child::{Deed, Order, carry_out, kill_at};
use crate::support::database::TestDatabase;
use crate::support::walk::{Walk, key};

/// A desk and the orders that children get.
pub(crate) struct Scene {
    pub(crate) walk: Walk,
    _database: TestDatabase,
}

/// Everything that one change may touch, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) version: i64,
    pub(crate) events: usize,
    pub(crate) state: String,
    pub(crate) deadlines: usize,
    pub(crate) open_deadlines: usize,
    pub(crate) deliveries: Vec<String>,
    pub(crate) files: usize,
    pub(crate) alerts: usize,
    pub(crate) answered: bool,
}

impl Scene {
    pub(crate) async fn new(database: TestDatabase) -> Self {
        Self { walk: Walk::new(&database).await, _database: database }
    }

    /// The order to do something, under a key, with chance of its own.
    pub(crate) fn order(&self, deed: Deed, key: &str, seed: u64) -> Order {
        Order {
            url: self.walk.url.clone(),
            files: self.walk.folder.path().to_path_buf(),
            now: self.walk.desk.now(),
            seed,
            key: key.to_owned(),
            deed,
        }
    }

    /// What is there about a claim, read over a connection of its own, as a program that starts again reads it.
    pub(crate) fn look(&self, claim: Uuid, word: &str) -> Seen {
        let store = Store::open_sized(&self.walk.url, OpenMode::MustExist, 1).unwrap();
        let key = key(word);
        let seen: Result<Seen, StoreError> = store.read_now(|db| {
            let answered = queries::saved_answer(db, &key.caller, &key.method, &key.path, &key.key)?.is_some();
            let Some(stored) = queries::claim_by_id(db, claim)? else {
                return Ok(Seen { answered, ..Seen::default() });
            };
            let deadlines = queries::deadlines_of(db, claim)?;
            let open =
                |it: &&queries::Deadline| it.fired_at.is_none() && it.met_at.is_none() && it.cancelled_at.is_none();
            let filter = DeliveryFilter { claim: Some(claim), ..DeliveryFilter::default() };
            let alerts = AlertFilter { claim: Some(claim), ..AlertFilter::default() };
            let deliveries = queries::list_deliveries(db, &filter, None, 200)?;
            Ok(Seen {
                version: stored.version,
                events: queries::all_events_of(db, claim)?.len(),
                state: stored.row.state,
                open_deadlines: deadlines.iter().filter(open).count(),
                deadlines: deadlines.len(),
                deliveries: deliveries.into_iter().map(|(row, _)| row.state).collect(),
                files: queries::files_of(db, claim)?.len(),
                alerts: queries::list_alerts(db, &alerts, None, 200)?.len(),
                answered,
            })
        });
        seen.unwrap()
    }

    /// The claim of the nth person, if it was opened.
    pub(crate) fn claims_of(&self, nth: usize) -> Vec<Uuid> {
        let store = Store::open_sized(&self.walk.url, OpenMode::MustExist, 1).unwrap();
        let nik = crate::support::walk::nik(nth);
        let claims: Result<Vec<Uuid>, StoreError> = store.read_now(|db| {
            let person = queries::participant_by_nik(db, &nik)?.unwrap();
            Ok(queries::claims_of_participant(db, person.id)?.into_iter().map(|claim| claim.id).collect())
        });
        claims.unwrap()
    }

    /// Kills a deed on a claim at a point, looks, does it again, and looks again. `done` says whether the point lies
    /// behind the commit. Answers with what is there in the end.
    pub(crate) async fn kill_and_repeat(&self, claim: &Claim, order: &Order, point: &str, done: bool) -> Seen {
        let id = claim.id.0;
        let before = self.look(id, &order.key);
        kill_at(order, point);
        let after_kill = self.look(id, &order.key);
        if !done {
            assert_eq!(after_kill, before, "{point}: something is half done");
        }
        assert_eq!(self.walk.desk.audit(None).await.unwrap().faults, [], "{point}");
        carry_out(&Order { seed: order.seed + 1_000, ..order.clone() }).await;
        let end = self.look(id, &order.key);
        if done {
            assert_eq!(after_kill, end, "{point}: the repeat changed something");
        }
        carry_out(&Order { seed: order.seed + 2_000, ..order.clone() }).await;
        assert_eq!(self.look(id, &order.key), end, "{point}: done twice");
        assert_eq!(self.walk.desk.audit(None).await.unwrap().faults, [], "{point}");
        end
    }
}
