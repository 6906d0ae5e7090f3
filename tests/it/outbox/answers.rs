//! The insurer's answers that fit no claim, and those about a hand-over that was given up.

use santun::claim::ClaimNumber;
use santun::desk::Taken;
use santun::outbox::Report;
use serde_json::json;
use wiremock::ResponseTemplate;

use super::setting::{Setting, admin};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    an_answer_to_an_unknown_claim_waits_for_a_person_and_is_taken_again,
    an_answer_to_a_hand_over_that_was_given_up_is_an_alert,
);

fn refusal(number: &str) -> String {
    json!({
        "type": "claim.refused",
        "timestamp": "2025-11-04T04:00:00Z",
        "data": { "claim_number": number, "hand_over": 1, "reasons": [{ "code": "X", "text": "Tidak." }] },
    })
    .to_string()
}

async fn an_answer_to_an_unknown_claim_waits_for_a_person_and_is_taken_again(database: TestDatabase) {
    let setting = Setting::new(database).await;
    let desk = &setting.walk.desk;
    let number = ClaimNumber::new(&"jkm".into(), 2025, 1);
    assert_eq!(desk.take_insurer_answer("m1", &refusal(number.as_str())).await.unwrap(), Taken::Kept);
    let dead = setting.delivery().await;
    assert_eq!((dead.kind.as_str(), dead.state.as_str(), dead.claim.as_deref()), ("insurer_answer", "dead", None));
    assert_eq!(setting.run().await, Report::default(), "only a person revives it");

    // Too early, it is dead again; then its claim is there, but on its way; then it is taken.
    desk.retry_delivery(&admin(), dead.id).await.unwrap();
    assert_eq!(setting.run().await, Report { dead: 1, ..Report::default() });
    let claim = setting.walk.to_approved(0).await;
    assert_eq!(claim.number, number);
    desk.retry_delivery(&admin(), dead.id).await.unwrap();
    setting.insurer_says(ResponseTemplate::new(200)).await;
    assert_eq!(setting.run().await, Report { retried: 1, delivered: 1, ..Report::default() });
    assert_eq!(setting.state(&claim), "handed_over");
    setting.pass_seconds(60);
    assert_eq!(setting.run().await, Report { delivered: 1, ..Report::default() });
    assert_eq!(setting.state(&claim), "rejected");
    assert_eq!(setting.deliveries().await.iter().filter(|it| it.state == "delivered").count(), 2);
    assert_eq!(desk.take_insurer_answer("m1", &refusal(number.as_str())).await.unwrap(), Taken::Repeat);
    assert_eq!(setting.alerts("insurer_answer_unexpected").await.len(), 0);
    setting.audit().await;
}

async fn an_answer_to_a_hand_over_that_was_given_up_is_an_alert(database: TestDatabase) {
    let setting = Setting::new(database).await;
    let claim = setting.walk.to_approved(0).await;
    setting.insurer_says(ResponseTemplate::new(503)).await;
    for _ in 0..10 {
        setting.run().await;
        setting.pass_seconds(200_000);
    }
    assert_eq!(setting.delivery().await.state, "dead");
    let answer = refusal(claim.number.as_str());
    assert_eq!(setting.walk.desk.take_insurer_answer("m1", &answer).await.unwrap(), Taken::Kept);
    let alerts = setting.alerts("insurer_answer_unexpected").await;
    assert_eq!((alerts.len(), &alerts[0].evidence["why"]), (1, &json!("hand_over_dead")));
    assert_eq!(setting.state(&claim), "approved");
}
