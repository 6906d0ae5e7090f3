use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::Semaphore;
use tokio_cron_scheduler::JobScheduler;

use super::{
    DEADLINES_AT, DELIVER_AT, FORGET_AT, Jobs, MAIL_AT, MORNING_AT, ORPHANS_AT, RECOUNT_AT, RUNGS_AT, Work, tick,
};

/// Work that tells when it begins, and goes on when it may.
fn patient(begun: &Arc<Semaphore>, may: &Arc<Semaphore>) -> Arc<Work> {
    let (begun, may) = (Arc::clone(begun), Arc::clone(may));
    Work::new("patient", move || {
        let (begun, may) = (Arc::clone(&begun), Arc::clone(&may));
        Box::pin(async move {
            begun.add_permits(1);
            may.acquire().await.unwrap().forget();
            Ok(())
        })
    })
}

#[tokio::test]
async fn a_job_at_work_is_not_begun_again() {
    let (begun, may) = (Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0)));
    let work = patient(&begun, &may);
    let second = async {
        begun.acquire().await.unwrap().forget();
        // Comes back at once, while the first is at work.
        work.look().await;
        assert_eq!(begun.available_permits(), 0);
        may.add_permits(1);
    };
    tokio::join!(work.look(), second);
    may.add_permits(1);
    work.look().await;
    assert_eq!(begun.available_permits(), 1, "and is begun again when it is done");
    assert!(work.stop().await);
    work.look().await;
    assert_eq!(begun.available_permits(), 1, "never after the stop");
}

#[tokio::test]
async fn jobs_look_at_the_start_and_at_every_tick() {
    let (begun, may) = (Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(9)));
    let jobs = Jobs::begin(vec![("* * * * * *", patient(&begun, &may))]).await.unwrap();
    // One look is the start's.
    begun.acquire_many(3).await.unwrap().forget();
    jobs.stop().await;
}

/// When a job that begins now looks next.
async fn next_look(schedule: &str) -> DateTime<Utc> {
    let work = Work::new("nothing", || Box::pin(async { Ok(()) }));
    let mut scheduler = JobScheduler::new().await.unwrap();
    let job = scheduler.add(tick(schedule, &work).unwrap()).await.unwrap();
    scheduler.next_tick_for_job(job).await.unwrap().unwrap()
}

#[tokio::test]
async fn every_job_looks_as_often_as_its_office_needs() {
    let within = [
        (DELIVER_AT, TimeDelta::seconds(2)),
        (MAIL_AT, TimeDelta::seconds(2)),
        (DEADLINES_AT, TimeDelta::seconds(30)),
        (RECOUNT_AT, TimeDelta::seconds(30)),
        (RUNGS_AT, TimeDelta::seconds(30)),
        (MORNING_AT, TimeDelta::minutes(5)),
        (FORGET_AT, TimeDelta::hours(1)),
        (ORPHANS_AT, TimeDelta::days(1)),
    ];
    for (schedule, span) in within {
        let next = next_look(schedule).await;
        // What looks every second says what time it is.
        let soon = next_look("* * * * * *").await;
        assert!(next <= soon + span, "{schedule}: {next}, and it is nearly {soon}");
    }
}
