//! Requests that people send: each is killed at each of its places, and sent again with its key.

use santun::store::halt;

use super::child::{Deed, carry_out, kill_at};
use super::scene::{Scene, Seen};
use crate::support::database::{TestDatabase, on_each_database};
use crate::support::walk::open;

on_each_database!(
    an_approval_is_whole_or_absent_at_every_point,
    a_paper_is_never_an_event_without_its_file,
    a_report_is_one_claim_or_none,
);

/// Events, row, deadlines, outbox row and saved answer together.
async fn an_approval_is_whole_or_absent_at_every_point(database: TestDatabase) {
    let scene = Scene::new(database).await;
    for (nth, point) in halt::POINTS.iter().enumerate() {
        let claim = scene.walk.to_approval(nth).await;
        let order = scene.order(Deed::Approve(claim.number.to_string()), point, 10 + nth as u64);
        let end = scene.kill_and_repeat(&claim, &order, point, *point == "ledger.committed").await;
        let expected = Seen {
            version: claim.version + 2,
            events: usize::try_from(claim.version + 2).unwrap(),
            state: "approved".into(),
            deadlines: end.deadlines,
            open_deadlines: 1,
            deliveries: vec!["pending".into()],
            files: 1,
            alerts: 0,
            answered: true,
        };
        assert_eq!(end, expected, "{point}");
    }
}

async fn a_paper_is_never_an_event_without_its_file(database: TestDatabase) {
    let scene = Scene::new(database).await;
    let points = ["file.kept"].iter().chain(halt::POINTS);
    for (nth, point) in points.enumerate() {
        let claim = open(&scene.walk.desk, &scene.walk.caseworker, nth, None).await.unwrap();
        let order = scene.order(Deed::Paper(claim.number.to_string()), point, 10 + nth as u64);
        let end = scene.kill_and_repeat(&claim, &order, point, *point == "ledger.committed").await;
        assert_eq!((end.version, end.files, end.answered), (claim.version + 1, 1, true), "{point}");
        let now = scene.walk.claim(&claim);
        let content =
            scene.walk.desk.document_content(claim.number.as_str(), now.documents[0].id, &scene.walk.caseworker).await;
        assert!(content.is_ok(), "{point}: the bytes are there");
    }
}

async fn a_report_is_one_claim_or_none(database: TestDatabase) {
    let scene = Scene::new(database).await;
    for (nth, point) in halt::POINTS.iter().enumerate() {
        let order = scene.order(Deed::Open(nth), point, 10 + nth as u64);
        kill_at(&order, point);
        let done = *point == "ledger.committed";
        let opened = scene.claims_of(nth);
        assert_eq!(opened.len(), usize::from(done), "{point}");
        carry_out(&super::child::Order { seed: order.seed + 1_000, ..order.clone() }).await;
        let claims = scene.claims_of(nth);
        assert_eq!(claims.len(), 1, "{point}");
        assert!(opened.iter().all(|claim| claims.contains(claim)), "{point}");
        let seen = scene.look(claims[0], &order.key);
        assert_eq!((seen.open_deadlines, seen.answered), (1, true), "{point}");
    }
    assert_eq!(scene.walk.desk.audit(None).await.unwrap().faults, []);
}
