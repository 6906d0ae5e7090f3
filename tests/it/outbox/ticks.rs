//! The running program: ticks look by themselves, tidy up, and stop when asked.

use std::fs::{self, File};
use std::time::{Duration, SystemTime};

use chrono::TimeDelta;
use santun::jobs::{Jobs, sweep_once};
use wiremock::matchers::method;
use wiremock::{Mock, ResponseTemplate};

use super::setting::Setting;
use crate::support::database::{TestDatabase, on_each_database};
use crate::support::walk::{key, open, send_paper};

on_each_database!(
    ticks_deliver_by_themselves_until_they_are_stopped,
    a_sweep_fires_and_delivers_once_and_says_so,
    files_without_an_event_go_after_a_day,
    answers_are_forgotten_after_a_week,
);

async fn ticks_deliver_by_themselves_until_they_are_stopped(database: TestDatabase) {
    let setting = Setting::new(database).await;
    setting.walk.to_approved(0).await;
    let taken = || Mock::given(method("POST")).respond_with(ResponseTemplate::new(200)).expect(1);
    let first = taken().up_to_n_times(1).mount_as_scoped(&setting.insurer).await;
    let later = taken().mount_as_scoped(&setting.insurer).await;
    let jobs = Jobs::start(setting.walk.desk.clone(), setting.worker()).await.unwrap();
    // The start looks once by itself; what is enqueued behind it waits for a tick.
    first.wait_until_satisfied().await;
    setting.walk.to_approved(1).await;
    later.wait_until_satisfied().await;
    // Stopping waits for the job at work, so that what was posted is also written down.
    jobs.stop().await;
    let states: Vec<String> = setting.deliveries().await.into_iter().map(|delivery| delivery.state).collect();
    assert_eq!(states, ["delivered", "delivered"]);
}

async fn a_sweep_fires_and_delivers_once_and_says_so(database: TestDatabase) {
    let setting = Setting::new(database).await;
    setting.walk.to_approved(0).await;
    open(&setting.walk.desk, &setting.walk.caseworker, 1, None).await.unwrap();
    setting.insurer_says(ResponseTemplate::new(200)).await;
    setting.walk.pass(TimeDelta::days(6));
    let report = sweep_once(&setting.walk.desk, &setting.worker()).await.unwrap();
    assert_eq!(
        report.to_string(),
        "deadlines: 2 fired, 0 closed, 0 failed\n\
         rungs: 4 fired, 2 collapsed, 0 failed\n\
         staff: 5 told\n\
         deliveries: 1 delivered, 0 to be tried again, 0 dead, 0 opened, 0 dropped"
    );
    let again = sweep_once(&setting.walk.desk, &setting.worker()).await.unwrap();
    assert_eq!((again.deadlines.fired, again.outbox.delivered), (0, 0));
}

async fn files_without_an_event_go_after_a_day(database: TestDatabase) {
    let setting = Setting::new(database).await;
    let walk = &setting.walk;
    let claim = open(&walk.desk, &walk.caseworker, 0, None).await.unwrap();
    send_paper(&walk.desk, claim.number.as_str(), &walk.caseworker, "ktp", None, None).await.unwrap();
    let folder = walk.folder.path().join("claims").join(claim.id.to_string());
    let (old, new) = (folder.join("a".repeat(64)), folder.join("b".repeat(64)));
    fs::write(&old, "orphan").unwrap();
    fs::write(&new, "on its way").unwrap();
    age(&old);
    let kept =
        fs::read_dir(&folder).unwrap().flatten().map(|entry| entry.path()).find(|path| *path != old && *path != new);
    age(&kept.clone().unwrap());
    assert_eq!(walk.desk.sweep_orphan_files().await.unwrap(), 1);
    assert_eq!((old.exists(), new.exists(), kept.unwrap().exists()), (false, true, true));
    assert_eq!(walk.desk.sweep_orphan_files().await.unwrap(), 0);
}

/// Makes a file look two days old. Files are dated by the machine, whatever the desk's clock says.
#[expect(clippy::disallowed_methods, reason = "files are dated by the machine")]
fn age(path: &std::path::Path) {
    let before = SystemTime::now() - Duration::from_hours(48);
    File::options().write(true).open(path).unwrap().set_modified(before).unwrap();
}

async fn answers_are_forgotten_after_a_week(database: TestDatabase) {
    let setting = Setting::new(database).await;
    let walk = &setting.walk;
    open(&walk.desk, &walk.caseworker, 0, Some(key("once"))).await.unwrap();
    walk.pass(TimeDelta::days(7));
    assert_eq!(walk.desk.forget_answers().await.unwrap(), 0);
    assert!(walk.desk.replay(Some(&key("once"))).await.unwrap().is_some());
    walk.pass(TimeDelta::microseconds(1));
    assert_eq!(walk.desk.forget_answers().await.unwrap(), 1);
    assert!(walk.desk.replay(Some(&key("once"))).await.unwrap().is_none());
}
