//! Servers that refuse, redirect, ask for patience or hang, and the end of patience.

use std::time::Duration;

use chrono::TimeDelta;
use santun::outbox::Report;
use wiremock::ResponseTemplate;

use super::setting::{Setting, admin};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    after_the_last_attempt_it_is_dead_with_an_alert_and_can_be_revived,
    retry_after_is_honoured,
    a_redirect_is_not_followed,
    a_server_that_hangs_holds_up_no_other_hand_over,
);

const RETRIED: Report = Report { delivered: 0, retried: 1, dead: 0, opened: 0, dropped: 0 };

async fn after_the_last_attempt_it_is_dead_with_an_alert_and_can_be_revived(database: TestDatabase) {
    let setting = Setting::new(database).await;
    let claim = setting.walk.to_approved(0).await;
    setting.insurer_says(ResponseTemplate::new(503)).await;
    let schedule = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
    for seconds in schedule {
        let before = setting.now();
        assert_eq!(setting.run().await, RETRIED);
        let wait = (setting.delivery().await.next_attempt_at - before).num_milliseconds();
        assert!((seconds * 900..=seconds * 1_100).contains(&wait), "{wait} ms instead of {seconds} s");
        setting.walk.pass(TimeDelta::milliseconds(wait - 1));
        assert_eq!(setting.run().await, Report::default(), "before its time");
        setting.walk.pass(TimeDelta::milliseconds(1));
    }
    assert_eq!(setting.alerts("hand_over_dead").await.len(), 0);
    assert_eq!(setting.run().await, Report { dead: 1, ..Report::default() });
    let dead = setting.delivery().await;
    assert_eq!((dead.state.as_str(), dead.attempts), ("dead", 10));
    assert!(dead.last_error.unwrap().contains("503"));
    let alerts = setting.alerts("hand_over_dead").await;
    assert_eq!(alerts.len(), 1);
    assert_eq!((alerts[0].severity.as_str(), alerts[0].settled.is_none()), ("warning", true));
    assert_eq!(alerts[0].evidence["attempts"], 10);
    setting.pass_seconds(1_000_000);
    assert_eq!(setting.run().await, Report::default(), "the dead stay dead");

    setting.walk.desk.retry_delivery(&admin(), dead.id).await.unwrap();
    setting.insurer_says(ResponseTemplate::new(200)).await;
    assert_eq!(setting.run().await, Report { delivered: 1, ..Report::default() });
    assert_eq!(setting.received().await, [dead.id]);
    assert_eq!(setting.state(&claim), "handed_over");
    setting.audit().await;
}

async fn retry_after_is_honoured(database: TestDatabase) {
    let setting = Setting::new(database).await;
    setting.walk.to_approved(0).await;
    setting.insurer_says(ResponseTemplate::new(503).insert_header("Retry-After", "600")).await;
    assert_eq!(setting.run().await, RETRIED);
    assert_eq!(setting.delivery().await.next_attempt_at, setting.now() + TimeDelta::seconds(600));
    // A date that is sooner than the schedule's five minutes does not shorten them.
    let date = (setting.now() + TimeDelta::seconds(700)).format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    setting.insurer_says(ResponseTemplate::new(429).insert_header("Retry-After", date)).await;
    setting.pass_seconds(600);
    assert_eq!(setting.run().await, RETRIED);
    assert!(setting.delivery().await.next_attempt_at >= setting.now() + TimeDelta::seconds(270));
}

async fn a_redirect_is_not_followed(database: TestDatabase) {
    let setting = Setting::new(database).await;
    let claim = setting.walk.to_approved(0).await;
    let elsewhere = format!("{}/elsewhere", setting.insurer.uri());
    setting.insurer_says(ResponseTemplate::new(307).insert_header("Location", elsewhere)).await;
    assert_eq!(setting.run().await, RETRIED);
    assert_eq!(setting.received().await.len(), 1, "only the address that was configured was asked");
    assert_eq!(setting.state(&claim), "approved");
    assert!(setting.delivery().await.last_error.unwrap().contains("307"));
}

async fn a_server_that_hangs_holds_up_no_other_hand_over(database: TestDatabase) {
    let setting = Setting::new(database).await;
    let slow = setting.walk.to_approved(0).await;
    let mut quick = Vec::new();
    for nth in 1..4 {
        quick.push(setting.walk.to_approved(nth).await);
    }
    let hang = ResponseTemplate::new(200).set_delay(Duration::from_secs(30));
    setting.insurer_says_too(slow.number.as_str(), hang).await;
    setting.insurer_says_too("", ResponseTemplate::new(200)).await;
    assert_eq!(setting.run().await, Report { delivered: 3, retried: 1, ..Report::default() });
    for claim in &quick {
        assert_eq!(setting.state(claim), "handed_over");
    }
    assert_eq!(setting.state(&slow), "approved");
    let pending = setting.deliveries().await.into_iter().find(|it| it.state == "pending").unwrap();
    assert_eq!(pending.last_error.as_deref(), Some("the insurer did not answer in time"));
}
