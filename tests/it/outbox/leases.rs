//! Workers that die: another takes their work up, and the insurer counts once.

use std::sync::Arc;

use chrono::TimeDelta;
use santun::desk::{HAND_OVER, Settled};
use santun::ids::SeededIds;
use santun::outbox::Report;
use santun::sandbox::{Plan, SandboxConfig, bind};
use serde_json::{Value, json};
use wiremock::ResponseTemplate;

use super::setting::{Setting, secret, worker};
use crate::support::database::{TestDatabase, on_each_database};
use crate::support::walk::{Walk, change, step};

on_each_database!(
    what_a_dead_worker_had_posted_is_posted_again_and_counted_once,
    a_lease_keeps_others_away_until_it_ends,
    an_answer_after_the_lease_finds_the_work_done,
    a_message_that_kills_its_workers_is_given_up,
    a_hand_over_that_arrives_after_it_was_called_back_is_told,
);

async fn what_a_dead_worker_had_posted_is_posted_again_and_counted_once(database: TestDatabase) {
    let setting = Setting::new(database).await;
    let claim = setting.walk.to_approved(0).await;
    let config = SandboxConfig { bind: "127.0.0.1:0".into(), secret: secret(), answer_url: None, plan: Plan::Silent };
    let bound = bind(config, setting.walk.clock.clone(), Arc::new(SeededIds::new(5))).unwrap();
    let url = format!("http://{}", bound.address);
    let test = async {
        // The first worker posts, and dies before it can say so.
        let taken = take(&setting.walk, "dying").await;
        let signed = secret().sign(&taken.id.to_string(), setting.now(), &taken.payload);
        let post = reqwest::Client::new().post(format!("{url}/")).body(taken.payload.clone());
        let post = signed.pairs().into_iter().fold(post, |post, (name, value)| post.header(name, value));
        assert_eq!(post.send().await.unwrap().status(), 202);

        let second = worker(&setting.walk.replica(2), &url, "second");
        assert_eq!(second.run_once().await.unwrap(), Report::default(), "the lease holds");
        setting.pass_seconds(61);
        assert_eq!(second.run_once().await.unwrap(), Report { delivered: 1, ..Report::default() });
        let list = reqwest::get(format!("{url}/hand-overs")).await.unwrap().text().await.unwrap();
        let list: Value = serde_json::from_str(&list).unwrap();
        assert_eq!(list["items"].as_array().unwrap().len(), 1, "{list}");
        assert_eq!(list["items"][0]["repeats"], json!(1), "{list}");
    };
    tokio::select! {
        stopped = bound.run() => panic!("it stopped by itself: {stopped:?}"),
        () = test => {}
    }
    assert_eq!(setting.state(&claim), "handed_over");
    let delivery = setting.delivery().await;
    assert_eq!((delivery.state.as_str(), delivery.attempts), ("delivered", 2));
    setting.audit().await;
}

/// Takes the one hand-over that is due, as a worker would, for a minute.
async fn take(walk: &Walk, owner: &str) -> santun::desk::Delivery {
    let mut taken = walk.desk.lease_deliveries(HAND_OVER, owner, TimeDelta::seconds(60), 10).await.unwrap();
    assert_eq!(taken.len(), 1);
    taken.remove(0)
}

async fn a_lease_keeps_others_away_until_it_ends(database: TestDatabase) {
    let setting = Setting::new(database).await;
    let claim = setting.walk.to_approved(0).await;
    let held = take(&setting.walk, "first").await;
    let send_back = step("send_back", &json!({ "reason": "Salah hitung." }));
    let refused = change(&setting.walk.desk, claim.number.as_str(), &setting.walk.supervisor, send_back.clone(), None);
    assert!(refused.await.is_err(), "it may be on its way");
    setting.pass_seconds(61);
    let again = take(&setting.walk, "second").await;
    assert_eq!((again.id, again.attempts), (held.id, 2));
    assert!(!setting.walk.desk.put_off(&held, "first", setting.now(), "late").await.unwrap());
    assert!(!setting.walk.desk.give_up(&held, "first", "late").await.unwrap());
    assert_eq!(setting.alerts("hand_over_dead").await.len(), 0, "neither the end nor the alert");
    setting.pass_seconds(61);
    change(&setting.walk.desk, claim.number.as_str(), &setting.walk.supervisor, send_back, None).await.unwrap();
    assert_eq!(setting.delivery().await.state, "cancelled");
}

async fn an_answer_after_the_lease_finds_the_work_done(database: TestDatabase) {
    let setting = Setting::new(database).await;
    let claim = setting.walk.to_approved(0).await;
    setting.insurer_says(ResponseTemplate::new(200)).await;
    let slow = take(&setting.walk, "slow").await;
    setting.pass_seconds(61);
    assert_eq!(setting.run().await.delivered, 1);
    let version = setting.walk.claim(&claim).version;
    assert_eq!(setting.walk.desk.settle_hand_over(&slow, "slow").await.unwrap(), Settled::Already);
    assert_eq!(setting.walk.claim(&claim).version, version, "nothing happened a second time");
}

async fn a_message_that_kills_its_workers_is_given_up(database: TestDatabase) {
    let setting = Setting::new(database).await;
    setting.walk.to_approved(0).await;
    setting.insurer_says(ResponseTemplate::new(200)).await;
    for life in 1..=10 {
        assert_eq!(take(&setting.walk, &format!("life {life}")).await.attempts, life);
        setting.pass_seconds(61);
    }
    assert_eq!(setting.run().await, Report { dead: 1, ..Report::default() });
    assert_eq!(setting.received().await.len(), 0);
    assert_eq!(setting.delivery().await.state, "dead");
    assert_eq!(setting.alerts("hand_over_dead").await.len(), 1);
}

async fn a_hand_over_that_arrives_after_it_was_called_back_is_told(database: TestDatabase) {
    let setting = Setting::new(database).await;
    let claim = setting.walk.to_approved(0).await;
    let slow = take(&setting.walk, "slow").await;
    setting.pass_seconds(61);
    let send_back = step("send_back", &json!({ "reason": "Salah hitung." }));
    change(&setting.walk.desk, claim.number.as_str(), &setting.walk.supervisor, send_back, None).await.unwrap();
    for _ in 0..2 {
        assert_eq!(setting.walk.desk.settle_hand_over(&slow, "slow").await.unwrap(), Settled::Crossed);
    }
    let alerts = setting.alerts("hand_over_crossed").await;
    assert_eq!(alerts.len(), 1);
    assert_eq!(alerts[0].evidence["state"], "cancelled");
    assert_eq!(setting.state(&claim), "assessment");
    setting.audit().await;
}
