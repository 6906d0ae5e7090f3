//! Claims that other claims ask for.

use santun::claim::{AlertId, Command, SettlementOutcome};
use santun::outbox::Report;
use serde_json::json;

use super::setting::Setting;
use crate::support::database::{TestDatabase, on_each_database};
use crate::support::walk::open;

on_each_database!(a_follow_up_without_its_procedure_stays_owed_with_one_alert);

async fn a_follow_up_without_its_procedure_stays_owed_with_one_alert(database: TestDatabase) {
    let mut setting = Setting::new(database).await;
    setting.walk.desk = setting.walk.desk_with(&[("jkm.yaml", include_str!("../../../workflows/jkm.yaml"))]);
    let claim = open(&setting.walk.desk, &setting.walk.caseworker, 0, None).await.unwrap();
    setting.walk.step(claim.number.as_str(), "reclassify", &json!({})).await;
    let retried = Report { retried: 1, ..Report::default() };
    for attempt in 1..=12 {
        assert_eq!(setting.run().await, retried, "attempt {attempt}");
        let delivery = setting.delivery().await;
        assert_eq!((delivery.kind.as_str(), delivery.state.as_str()), ("open_claim", "pending"));
        assert_eq!(delivery.last_error.as_deref(), Some("workflow was not found"));
        setting.pass_seconds(96_000);
        if attempt == 6 {
            // Whoever has read it need not read it again after every try.
            let alert = AlertId(setting.alerts("follow_up_not_open").await[0].id);
            let (outcome, note) = (SettlementOutcome::Confirmed, "Menunggu prosedur.".to_owned());
            setting.walk.work(claim.number.as_str(), Command::SettleAlert { alert, outcome, note }).await;
        }
    }
    let alerts = setting.alerts("follow_up_not_open").await;
    assert_eq!(alerts.len(), 1, "one alert, however often it is tried");
    setting.audit().await;
}
