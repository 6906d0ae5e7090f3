//! Many insurers' branches take paper: it stays possible, whatever the machine does.

use chrono::TimeDelta;
use santun::claim::Claim;
use santun::desk::DeskError;
use santun::outbox::Report;
use serde_json::json;
use wiremock::ResponseTemplate;

use super::setting::Setting;
use crate::support::database::{TestDatabase, on_each_database};
use crate::support::walk::{change, step};

on_each_database!(paper_calls_the_queued_delivery_back, paper_works_when_the_delivery_is_dead);

async fn hand_over_on_paper(setting: &Setting, claim: &Claim) -> Result<Claim, DeskError> {
    let number = claim.number.as_str();
    let document = setting.walk.accepted(number, "tanda_terima", None).await;
    let inputs = json!({
        "channel": "paper", "received_on": "2025-11-04", "receipt_number": "TT-1", "document": document,
    });
    let walk = &setting.walk;
    change(&walk.desk, number, &walk.caseworker, step("hand_over", &inputs), None).await
}

async fn paper_calls_the_queued_delivery_back(database: TestDatabase) {
    let setting = Setting::new(database).await;
    let claim = setting.walk.to_approved(0).await;
    setting.insurer_says(ResponseTemplate::new(500)).await;
    assert_eq!(setting.run().await.retried, 1);
    let after = hand_over_on_paper(&setting, &claim).await.unwrap();
    assert_eq!((after.state.as_str(), after.hand_over.channel.as_deref()), ("handed_over", Some("paper")));
    assert_eq!(setting.delivery().await.state, "cancelled");
    setting.insurer_says(ResponseTemplate::new(200)).await;
    setting.pass_seconds(3_600);
    assert_eq!(setting.run().await, Report::default());
    assert_eq!(setting.received().await.len(), 0);
    setting.audit().await;
}

async fn paper_works_when_the_delivery_is_dead(database: TestDatabase) {
    let setting = Setting::new(database).await;
    let claim = setting.walk.to_approved(0).await;
    setting.insurer_says(ResponseTemplate::new(400)).await;
    for _ in 0..10 {
        setting.run().await;
        setting.walk.pass(TimeDelta::hours(27));
    }
    assert_eq!(setting.delivery().await.state, "dead");
    let after = hand_over_on_paper(&setting, &claim).await.unwrap();
    assert_eq!(after.state.as_str(), "handed_over");
    assert_eq!(setting.delivery().await.state, "cancelled");
    setting.audit().await;
}
