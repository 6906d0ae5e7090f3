//! A hand-over that arrives.

use std::sync::Arc;

use santun::ids::SeededIds;
use santun::insurer::{InsurerAnswer, SignedHeaders};
use santun::outbox::{Outbox, OutboxConfig, OutboxError, Report};
use santun::sandbox::{Plan, SandboxConfig, bind};
use wiremock::matchers::method;
use wiremock::{Mock, ResponseTemplate};

use super::setting::{Setting, secret, worker};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    a_claim_is_handed_over_and_paid_by_the_stand_in,
    a_server_error_is_tried_again_under_the_same_id,
    without_an_address_hand_overs_wait,
    many_are_delivered_in_one_step,
    an_address_must_be_safe,
);

async fn a_claim_is_handed_over_and_paid_by_the_stand_in(database: TestDatabase) {
    let setting = Setting::new(database).await;
    let claim = setting.walk.to_approved(0).await;
    // The stand-in's answers are caught, verified, and given to the desk as its door would.
    let answers = Mock::given(method("POST")).respond_with(ResponseTemplate::new(200)).expect(2);
    let answers = answers.mount_as_scoped(&setting.insurer).await;
    let config = SandboxConfig {
        bind: "127.0.0.1:0".into(),
        secret: secret(),
        answer_url: Some(setting.insurer.uri()),
        plan: Plan::Pay,
    };
    let bound = bind(config, setting.walk.clock.clone(), Arc::new(SeededIds::new(5))).unwrap();
    let outbox = worker(&setting.walk.desk, &format!("http://{}/", bound.address), "first");
    let hand_over = async {
        assert_eq!(outbox.run_once().await.unwrap(), Report { delivered: 1, ..Report::default() });
        assert_eq!(setting.state(&claim), "handed_over");
        assert_eq!(setting.delivery().await.state, "delivered");
        answers.wait_until_satisfied().await;
    };
    tokio::select! {
        stopped = bound.run() => panic!("it stopped by itself: {stopped:?}"),
        () = hand_over => {}
    }
    for request in setting.insurer.received_requests().await.unwrap() {
        let signed = SignedHeaders::read(|name| request.headers.get(name).and_then(|value| value.to_str().ok()));
        let body = String::from_utf8(request.body).unwrap();
        let answer: InsurerAnswer = serde_json::from_str(&body).unwrap();
        assert_eq!(answer.data.hand_over, 1);
        setting.walk.desk.take_insurer_answer(&signed.unwrap().id, &body).await.unwrap();
    }
    assert_eq!(setting.state(&claim), "paid");
    assert_eq!(outbox.run_once().await.unwrap(), Report::default());
    setting.audit().await;
}

async fn a_server_error_is_tried_again_under_the_same_id(database: TestDatabase) {
    let setting = Setting::new(database).await;
    let claim = setting.walk.to_approved(0).await;
    let queued = setting.walk.claim(&claim).hand_over.queued.unwrap();
    setting.insurer_says(ResponseTemplate::new(500)).await;
    assert_eq!(setting.run().await, Report { retried: 1, ..Report::default() });
    assert_eq!(setting.received().await, [queued.0]);
    let delivery = setting.delivery().await;
    assert_eq!((delivery.state.as_str(), delivery.attempts), ("pending", 1));
    assert_eq!(delivery.last_error.as_deref(), Some("the insurer answered 500 Internal Server Error"));
    assert_eq!(setting.run().await, Report::default(), "not before five seconds have passed");
    setting.pass_seconds(6);
    setting.insurer_says(ResponseTemplate::new(202)).await;
    assert_eq!(setting.run().await, Report { delivered: 1, ..Report::default() });
    assert_eq!(setting.received().await, [queued.0], "the same id, signed anew");
    assert_eq!(setting.state(&claim), "handed_over");
    assert_eq!(setting.run().await, Report::default());
    setting.audit().await;
}

async fn without_an_address_hand_overs_wait(database: TestDatabase) {
    let setting = Setting::new(database).await;
    setting.walk.to_approved(0).await;
    let config = OutboxConfig::new(None, secret(), "first".into());
    let outbox = Outbox::new(setting.walk.desk.clone(), config).unwrap();
    assert_eq!(outbox.run_once().await.unwrap(), Report::default());
    let delivery = setting.delivery().await;
    assert_eq!((delivery.state.as_str(), delivery.attempts), ("pending", 0));
}

async fn many_are_delivered_in_one_step(database: TestDatabase) {
    let setting = Setting::new(database).await;
    let mut claims = Vec::new();
    for nth in 0..7 {
        claims.push(setting.walk.to_approved(nth).await);
    }
    setting.insurer_says(ResponseTemplate::new(204)).await;
    // Two workers share the work; none is done twice.
    let other = worker(&setting.walk.replica(2), &setting.insurer.uri(), "second");
    let first = setting.worker();
    let (one, two) = tokio::join!(first.run_once(), other.run_once());
    assert_eq!(one.unwrap().delivered + two.unwrap().delivered, 7);
    let mut received = setting.received().await;
    received.sort_unstable();
    received.dedup();
    assert_eq!(received.len(), 7);
    for claim in &claims {
        assert_eq!(setting.state(claim), "handed_over");
    }
    setting.audit().await;
}

async fn an_address_must_be_safe(database: TestDatabase) {
    let setting = Setting::new(database).await;
    let desk = &setting.walk.desk;
    let refused = |url: &str| {
        let config = OutboxConfig::new(Some(url.parse().unwrap()), secret(), "first".into());
        Outbox::new(desk.clone(), config).err().map(|error| error.to_string())
    };
    assert!(refused("http://insurer.example/").unwrap().contains("must begin with https://"));
    assert!(refused("https://10.1.2.3/").unwrap().contains("10.1.2.3"));
    assert!(refused("https://insurer.example/").is_none());
    assert!(matches!(
        Outbox::new(desk.clone(), OutboxConfig::new(Some("ftp://x/".parse().unwrap()), secret(), "a".into())),
        Err(OutboxError::NotSecure(_))
    ));
    // A name that leads into the own network is found when it is resolved.
    setting.walk.to_approved(0).await;
    let config = OutboxConfig::new(Some("https://localhost:1/".parse().unwrap()), secret(), "first".into());
    let report = Outbox::new(desk.clone(), config).unwrap().run_once().await.unwrap();
    assert_eq!(report, Report { retried: 1, ..Report::default() });
    let error = setting.delivery().await.last_error.unwrap();
    assert!(error.contains("localhost leads to a private address"), "{error}");
}
