//! Deadlines that pass: each fires once, whoever looks.

use chrono::TimeDelta;
use santun::claim::Claim;
use santun::desk::Fired;
use serde_json::json;

use super::setting::Setting;
use crate::support::database::{TestDatabase, on_each_database};
use crate::support::walk::{BENEFIT, open};

on_each_database!(
    a_paid_claim_closes_once_while_two_replicas_race,
    a_deadline_without_a_step_fires_once_and_alarms,
    many_deadlines_fire_in_pieces,
);

async fn paid(setting: &Setting, nth: usize) -> Claim {
    let claim = setting.walk.to_approved(nth).await;
    setting.insurer_says(wiremock::ResponseTemplate::new(200)).await;
    assert_eq!(setting.run().await.delivered, 1);
    let payment = json!({
        "person": claim.people[0].id, "amount": BENEFIT, "paid_at": "2025-11-04T04:00:00Z", "reference": "T-1",
    });
    let answer = json!({
        "type": "claim.paid",
        "timestamp": "2025-11-04T04:00:00Z",
        "data": { "claim_number": claim.number, "hand_over": 1, "payments": [payment] },
    });
    setting.walk.desk.take_insurer_answer(&format!("answer {nth}"), &answer.to_string()).await.unwrap();
    assert_eq!(setting.state(&claim), "paid");
    claim
}

async fn a_paid_claim_closes_once_while_two_replicas_race(database: TestDatabase) {
    let setting = Setting::new(database).await;
    let claim = paid(&setting, 0).await;
    assert_eq!(setting.walk.desk.fire_due_deadlines(100).await.unwrap(), Fired::default());
    setting.walk.pass(TimeDelta::days(8));
    let other = setting.walk.replica(2);
    let (one, two) = tokio::join!(setting.walk.desk.fire_due_deadlines(100), other.fire_due_deadlines(100));
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!((one.fired + two.fired, one.closed + two.closed, one.failed + two.failed), (1, 1, 0));
    let closed = setting.walk.claim(&claim);
    assert_eq!((closed.state.as_str(), closed.ended), ("closed", true));
    assert_eq!(setting.fired(&claim), 1, "it fired, and was not merely called off by the step");
    assert_eq!(setting.alerts("overdue").await.len(), 0);
    setting.walk.pass(TimeDelta::days(400));
    assert_eq!(other.fire_due_deadlines(100).await.unwrap(), Fired::default(), "nothing is left to fire");
    setting.audit().await;
}

async fn a_deadline_without_a_step_fires_once_and_alarms(database: TestDatabase) {
    let setting = Setting::new(database).await;
    let claim = open(&setting.walk.desk, &setting.walk.caseworker, 0, None).await.unwrap();
    setting.walk.pass(TimeDelta::days(5));
    let other = setting.walk.replica(2);
    let (one, two) = tokio::join!(setting.walk.desk.fire_due_deadlines(100), other.fire_due_deadlines(100));
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!((one.fired + two.fired, one.closed + two.closed, one.failed + two.failed), (1, 0, 0));
    let alerts = setting.alerts("overdue").await;
    assert_eq!(alerts.len(), 1);
    assert_eq!((&alerts[0].evidence["deadline"], alerts[0].severity.as_str()), (&json!("first_contact"), "info"));
    assert_eq!((setting.state(&claim).as_str(), setting.fired(&claim)), ("reported", 1));
    assert_eq!(other.fire_due_deadlines(100).await.unwrap(), Fired::default());
    setting.audit().await;
}

async fn many_deadlines_fire_in_pieces(database: TestDatabase) {
    let setting = Setting::new(database).await;
    for nth in 0..5 {
        open(&setting.walk.desk, &setting.walk.caseworker, nth, None).await.unwrap();
    }
    setting.walk.pass(TimeDelta::days(5));
    let fired = setting.walk.desk.fire_due_deadlines(2).await.unwrap();
    assert_eq!(fired, Fired { fired: 5, closed: 0, failed: 0 });
}
