//! The worker that delivers, and the one that fires deadlines, are killed at each of their places.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use santun::store::halt;
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::child::{Deed, Order, carry_out, kill_at};
use super::scene::Scene;
use crate::support::database::{TestDatabase, on_each_database};
use crate::support::walk::open;

on_each_database!(a_hand_over_arrives_and_moves_its_claim_once, a_deadline_fires_once);

async fn a_hand_over_arrives_and_moves_its_claim_once(database: TestDatabase) {
    let scene = Scene::new(database).await;
    let insurer = MockServer::start().await;
    let points = ["outbox.leased", "outbox.posted"].iter().chain(halt::POINTS);
    for (nth, point) in points.enumerate() {
        insurer.reset().await;
        Mock::given(method("POST")).respond_with(ResponseTemplate::new(200)).mount(&insurer).await;
        let claim = scene.walk.to_approved(nth).await;
        let order = scene.order(Deed::Deliver(insurer.uri()), point, 10 + nth as u64);
        // The child posts to a server of this thread's runtime.
        let killed = {
            let order = order.clone();
            tokio::task::spawn_blocking(move || kill_at(&order, point))
        };
        killed.await.unwrap();
        let done = *point == "ledger.committed";
        let state = |word: &str| (word.to_owned(), vec![if done { "delivered" } else { "pending" }.to_owned()]);
        let seen = scene.look(claim.id.0, point);
        let expected = if done { state("handed_over") } else { state("approved") };
        assert_eq!((seen.state, seen.deliveries), expected, "{point}");
        assert_eq!(seen.version, claim.version + if done { 2 } else { 0 }, "{point}");

        // Another worker takes it up when the lease has ended.
        scene.walk.pass(TimeDelta::seconds(61));
        carry_out(&Order { seed: order.seed + 1_000, now: scene.walk.desk.now(), ..order }).await;
        let seen = scene.look(claim.id.0, point);
        assert_eq!((seen.state.as_str(), seen.deliveries.as_slice()), ("handed_over", &["delivered".to_owned()][..]));
        assert_eq!(seen.version, claim.version + 2, "{point}: moved once");
        let posts = insurer.received_requests().await.unwrap();
        let ids: BTreeSet<&[u8]> = posts.iter().map(|post| post.headers["webhook-id"].as_bytes()).collect();
        assert_eq!(ids.len(), 1, "{point}: one id, by which the insurer counts one");
        assert_eq!(posts.len(), if done || *point == "outbox.leased" { 1 } else { 2 }, "{point}");
    }
    assert_eq!(scene.walk.desk.audit(None).await.unwrap().faults, []);
}

async fn a_deadline_fires_once(database: TestDatabase) {
    let scene = Scene::new(database).await;
    for (nth, point) in halt::POINTS.iter().enumerate() {
        let claim = open(&scene.walk.desk, &scene.walk.caseworker, nth, None).await.unwrap();
        scene.walk.pass(TimeDelta::days(5));
        let order = scene.order(Deed::Fire, point, 10 + nth as u64);
        let end = scene.kill_and_repeat(&claim, &order, point, *point == "ledger.committed").await;
        assert_eq!((end.version, end.alerts, end.open_deadlines), (claim.version + 1, 1, 0), "{point}");
    }
}
