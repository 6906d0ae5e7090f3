//! Ticks. The scheduler only says "look now"; what there is to do stands in the database, so that a tick that is late or
//! doubled changes nothing, and one that is lost is made up for by the next. No job runs twice at a time in one process;
//! replicas are kept apart by leases, by the ledger, and by what is told once under a key.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use chrono::Utc;
use serde::Serialize;
use tokio::sync::Mutex;
use tokio_cron_scheduler::{Job, JobScheduler, JobSchedulerError};

use crate::desk::{Desk, DeskError, Fired, FiredRungs};
use crate::outbox::{Outbox, Report};

/// Deadlines that are read at a time.
const DEADLINE_CHUNK: i64 = 200;

/// How long [`Jobs::stop`] waits for a job that is at work.
const STOP_PATIENCE: Duration = Duration::from_secs(20);

/// When each job looks: second, minute, hour, day of month, month, day of week, in UTC.
const DELIVER_AT: &str = "*/2 * * * * *";
const DEADLINES_AT: &str = "*/30 * * * * *";
const RECOUNT_AT: &str = "10,40 * * * * *";
const RUNGS_AT: &str = "15,45 * * * * *";
const MAIL_AT: &str = "1-59/2 * * * * *";
const MORNING_AT: &str = "5 */5 * * * *";
const FORGET_AT: &str = "0 7 * * * *";
/// 02:20 in Jakarta, when few papers arrive.
const ORPHANS_AT: &str = "0 20 19 * * *";

/// What one sweep did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SweepReport {
    /// Deadlines.
    pub deadlines: Fired,
    /// Their rungs.
    pub rungs: FiredRungs,
    /// Letters to staff that no claim causes.
    pub told: u64,
    /// Deliveries.
    pub outbox: Report,
}

/// Fires due deadlines and delivers what is due, once. A step that fails keeps no other from being done.
///
/// # Errors
/// That of the first step that failed, after all were tried.
pub async fn sweep_once(desk: &Desk, outbox: &Outbox) -> Result<SweepReport, DeskError> {
    let mut steps = Steps::default();
    steps.done("recount", desk.recount_deadlines().await);
    let deadlines = steps.done("deadlines", desk.fire_due_deadlines(DEADLINE_CHUNK).await);
    let rungs = steps.done("rungs", desk.fire_due_rungs(DEADLINE_CHUNK).await);
    let told = steps.done("staff", tell_staff(desk).await);
    let mut delivered = steps.done("outbox", outbox.run_once().await);
    delivered.add(steps.done("mail", outbox.send_letters().await));
    steps.end(SweepReport { deadlines, rungs, told, outbox: delivered })
}

/// What staff are told that no step causes: the day's digest, missing holidays, calls that nobody has made.
async fn tell_staff(desk: &Desk) -> Result<u64, DeskError> {
    let mut steps = Steps::default();
    steps.done("empty_offices", desk.warn_of_empty_offices().await);
    steps.done("staff_without_mail", desk.warn_of_staff_without_mail().await);
    let calls = steps.done("overdue_calls", desk.warn_of_overdue_calls().await);
    let calendars = steps.done("missing_calendars", desk.warn_of_missing_calendars().await);
    let digests = steps.done("digests", desk.send_digests().await);
    steps.end(calls + calendars + digests)
}

/// Steps that are done one after another, whatever becomes of each.
#[derive(Default)]
struct Steps {
    failed: Option<DeskError>,
}

impl Steps {
    /// What a step came to; nothing, if it failed.
    fn done<T: Default>(&mut self, step: &'static str, came_to: Result<T, DeskError>) -> T {
        came_to.unwrap_or_else(|error| {
            tracing::error!(step, %error, "a step failed; the others are done all the same");
            self.failed.get_or_insert(error);
            T::default()
        })
    }

    /// All of it, unless a step failed.
    fn end<T>(self, all: T) -> Result<T, DeskError> {
        self.failed.map_or(Ok(all), Err)
    }
}

impl fmt::Display for SweepReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { deadlines, rungs, told, outbox } = self;
        writeln!(f, "deadlines: {} fired, {} closed, {} failed", deadlines.fired, deadlines.closed, deadlines.failed)?;
        writeln!(f, "rungs: {} fired, {} collapsed, {} failed", rungs.fired, rungs.collapsed, rungs.failed)?;
        writeln!(f, "staff: {told} told")?;
        write!(
            f,
            "deliveries: {} delivered, {} to be tried again, {} dead, {} opened, {} dropped",
            outbox.delivered, outbox.retried, outbox.dead, outbox.opened, outbox.dropped
        )
    }
}

/// The running ticks.
pub struct Jobs {
    scheduler: JobScheduler,
    work: Vec<Arc<Work>>,
}

type Step = Pin<Box<dyn Future<Output = Result<(), DeskError>> + Send>>;

/// One job and its guard.
struct Work {
    name: &'static str,
    step: Box<dyn Fn() -> Step + Send + Sync>,
    guard: Mutex<Guard>,
}

/// Held while a job is at work.
struct Guard {
    stopped: bool,
}

impl Work {
    fn new(name: &'static str, step: impl Fn() -> Step + Send + Sync + 'static) -> Arc<Self> {
        Arc::new(Self { name, step: Box::new(step), guard: Mutex::new(Guard { stopped: false }) })
    }

    /// Does the work, unless it is being done already or the program is stopping.
    async fn look(&self) {
        let Ok(guard) = self.guard.try_lock() else { return };
        if guard.stopped {
            return;
        }
        if let Err(error) = (self.step)().await {
            tracing::error!(job = self.name, %error, "a job failed and is tried again at its next tick");
            metrics::counter!("santun_job_failures_total", "job" => self.name).increment(1);
        }
    }

    /// Waits for the work at hand and lets none begin after it. Says whether it came to an end in time.
    async fn stop(&self) -> bool {
        let stopped = tokio::time::timeout(STOP_PATIENCE, self.guard.lock()).await;
        stopped.map(|mut guard| guard.stopped = true).is_ok()
    }
}

impl Jobs {
    /// Starts the ticks. Each job looks once at the start as well: what fell due while nobody ran is not kept
    /// waiting.
    pub async fn start(desk: Desk, outbox: Outbox) -> Result<Self, JobSchedulerError> {
        Self::begin(all(&desk, &outbox)).await
    }

    async fn begin(jobs: Vec<(&'static str, Arc<Work>)>) -> Result<Self, JobSchedulerError> {
        let scheduler = JobScheduler::new().await?;
        for (schedule, work) in &jobs {
            scheduler.add(tick(schedule, work)?).await?;
        }
        scheduler.start().await?;
        let work: Vec<Arc<Work>> = jobs.into_iter().map(|(_, work)| work).collect();
        for work in &work {
            let work = Arc::clone(work);
            tokio::spawn(async move { work.look().await });
        }
        Ok(Self { scheduler, work })
    }

    /// Lets no job begin any more and waits, with patience that ends, for those at work.
    pub async fn stop(mut self) {
        if let Err(error) = self.scheduler.shutdown().await {
            tracing::warn!(%error, "the scheduler did not stop; no job will begin all the same");
        }
        for work in &self.work {
            if !work.stop().await {
                tracing::warn!(job = work.name, "a job is still at work; what it holds is taken up again later");
            }
        }
    }
}

fn tick(schedule: &str, work: &Arc<Work>) -> Result<Job, JobSchedulerError> {
    let work = Arc::clone(work);
    Job::new_async_tz(schedule, Utc, move |_, _| {
        let work = Arc::clone(&work);
        Box::pin(async move { work.look().await })
    })
}

fn all(desk: &Desk, outbox: &Outbox) -> Vec<(&'static str, Arc<Work>)> {
    let courier = outbox.clone();
    let deliver = Work::new("outbox", move || {
        let courier = courier.clone();
        Box::pin(async move { courier.run_once().await.map(|_| ()) })
    });
    let mailer = outbox.clone();
    // Apart from the others: a mail server that hangs keeps no hand-over waiting.
    let mail = Work::new("mail", move || {
        let mailer = mailer.clone();
        Box::pin(async move { mailer.send_letters().await.map(|_| ()) })
    });
    // Apart from the others: however many deadlines are counted again, those that have passed fire meanwhile.
    let recount = on_desk("recount", desk, |desk| Box::pin(async move { desk.recount_deadlines().await.map(|_| ()) }));
    let deadlines = on_desk("deadlines", desk, |desk| {
        Box::pin(async move { desk.fire_due_deadlines(DEADLINE_CHUNK).await.map(|_| ()) })
    });
    let rungs =
        on_desk("rungs", desk, |desk| Box::pin(async move { desk.fire_due_rungs(DEADLINE_CHUNK).await.map(|_| ()) }));
    let morning = on_desk("staff", desk, |desk| Box::pin(async move { tell_staff(&desk).await.map(|_| ()) }));
    let forget = on_desk("forget", desk, |desk| {
        Box::pin(async move {
            desk.forget_answers().await?;
            desk.purge_access().await.map(|_| ())
        })
    });
    let orphans =
        on_desk("orphan_files", desk, |desk| Box::pin(async move { desk.sweep_orphan_files().await.map(|_| ()) }));
    vec![
        (DELIVER_AT, deliver),
        (MAIL_AT, mail),
        (DEADLINES_AT, deadlines),
        (RECOUNT_AT, recount),
        (RUNGS_AT, rungs),
        (MORNING_AT, morning),
        (FORGET_AT, forget),
        (ORPHANS_AT, orphans),
    ]
}

fn on_desk(name: &'static str, desk: &Desk, step: impl Fn(Desk) -> Step + Send + Sync + 'static) -> Arc<Work> {
    let desk = desk.clone();
    Work::new(name, move || step(desk.clone()))
}

#[cfg(test)]
mod tests;
