//! What the jobs do, step by step, by two processes at once, either of which may die in the middle.

use chrono::{DateTime, TimeDelta, Utc};
use santun::claim::Actor;
use santun::desk::DeskError;

use crate::invariants::{NEGLECTED, RUNG_LOST, rungs_lost};
use crate::office::{Office, Replica};
use crate::people;
use crate::weather::MailServer;
use crate::year::Broken;

/// Deadlines that are read at a time: few, so that pages end in the middle.
const CHUNK: i64 = 5;

/// The steps of one sweep, in the order of `jobs::sweep_once`.
const STEPS: [&str; 9] =
    ["recount", "deadlines", "rungs", "offices", "calls", "calendars", "digests", "insurer", "mail"];

/// The step that fires rungs.
const RUNGS: usize = 2;

/// Takes one step; answers with what it did, and with how many things failed.
async fn step(replica: &Replica, which: usize) -> Result<(String, u64), DeskError> {
    let Replica { desk, outbox, .. } = replica;
    let told = |count: u64| (format!("{count} told"), 0);
    Ok(match which {
        0 => (format!("{:?}", desk.recount_deadlines().await?.map(|it| (it.open, it.moved))), 0),
        1 => {
            let fired = desk.fire_due_deadlines(CHUNK).await?;
            (format!("{} fired, {} closed", fired.fired, fired.closed), fired.failed)
        }
        RUNGS => {
            let fired = desk.fire_due_rungs(CHUNK).await?;
            (format!("{} fired, {} collapsed", fired.fired, fired.collapsed), fired.failed)
        }
        3 => (format!("{:?}", desk.warn_of_empty_offices().await?), 0),
        4 => told(desk.warn_of_overdue_calls().await?),
        5 => told(desk.warn_of_missing_calendars().await?),
        6 => told(desk.send_digests().await?),
        7 => (format!("{:?}", outbox.run_once().await?), 0),
        _ => (format!("{:?}", outbox.send_letters().await?), 0),
    })
}

/// What came of one process's sweep.
#[derive(Clone, Copy, Default)]
struct Progress {
    next: usize,
    /// When its rungs were fired, while the office worked.
    rungs_at: Option<DateTime<Utc>>,
    dead: bool,
}

/// One sweep by one process, or by both at the same time.
pub(crate) async fn sweep(office: &mut Office) -> Result<(), Broken> {
    let both = office.dice.chance(40);
    let first = office.any();
    let mut progress = [Progress::default(); 2];
    progress[1 - first].dead = !both;
    for which in [0, 1] {
        if !progress[which].dead {
            office.threaten(which, 4, 6);
        }
    }
    let names: Vec<String> = office.replicas.iter().map(|replica| replica.name.clone()).collect();
    loop {
        let live: Vec<usize> = (0..2).filter(|at| !progress[*at].dead && progress[*at].next < STEPS.len()).collect();
        let Some(one) = live.first().copied() else { break };
        let together = live.len() == 2 && office.dice.chance(50);
        let pass = TimeDelta::seconds(office.dice.between(0, 20));
        office.pass(pass);
        if office.dice.chance(4) {
            // Nobody waits with their work until a sweep is over.
            Box::pin(people::somebody(office)).await;
            for which in [0, 1] {
                progress[which].dead |= office.replicas[which].name != names[which];
            }
            continue;
        }
        let open = office.hours.is_open(office.now());
        if together {
            let (a, b) = (&office.replicas[0], &office.replicas[1]);
            // Their transactions take turns: this is where two processes really meet.
            let (a, b) = tokio::join!(step(a, progress[0].next), step(b, progress[1].next));
            settle(office, 0, &mut progress[0], a, open)?;
            settle(office, 1, &mut progress[1], b, open)?;
        } else {
            let which = if live.len() == 2 { office.any() } else { one };
            let done = step(&office.replicas[which], progress[which].next).await;
            settle(office, which, &mut progress[which], done, open)?;
        }
    }
    let whole = |it: &Progress| !it.dead && it.next == STEPS.len();
    let looked = progress.iter().filter(|it| whole(it)).find_map(|it| it.rungs_at);
    for which in [0, 1] {
        office.bury(which);
    }
    collect(office);
    match looked {
        Some(at) => after_a_look(office, at).await,
        None => Ok(()),
    }
}

fn settle(
    office: &mut Office,
    which: usize,
    progress: &mut Progress,
    done: Result<(String, u64), DeskError>,
    open: bool,
) -> Result<(), Broken> {
    let (name, what) = (office.replicas[which].name.clone(), STEPS[progress.next]);
    let died = office.bury(which);
    match done {
        _ if died => progress.dead = true,
        Ok((words, 0)) => {
            if progress.next == RUNGS && open {
                progress.rungs_at = Some(office.now());
            }
            office.note(&format!("{name} {what}: {words}"));
            progress.next += 1;
        }
        Ok((words, failed)) => {
            return Err(Broken::new(office, "no job fails", &format!("- {what}: {words}, {failed} failed")));
        }
        Err(error) => return Err(Broken::new(office, "no job fails", &format!("- {what}: {error}"))),
    }
    Ok(())
}

/// What the machines outside took meanwhile.
pub(crate) fn collect(office: &mut Office) {
    for letter in office.post.clone().collect() {
        // While one letter hangs, another that was looked at before the office closed may be on its way behind it.
        let hangs = office.weather.mail(letter.at) == MailServer::Hangs;
        let looked_at = letter.at - if hangs { TimeDelta::minutes(10) } else { TimeDelta::zero() };
        let open = office.hours.is_open(letter.at) || office.hours.is_open(looked_at);
        office.probe.accepted(&letter, open);
        office.note(&format!("mail for {}", letter.to));
    }
    for file in office.insurer.clone().collect() {
        office.probe.taken(&file);
        office.note(&format!("the insurer has {} attempt {}", file.claim, file.attempt));
    }
}

/// What holds when somebody has just looked, in working hours.
async fn after_a_look(office: &mut Office, at: DateTime<Utc>) -> Result<(), Broken> {
    if let Some(lost) = office.probe.texts(&rungs_lost(at.timestamp())).first() {
        return Err(Broken::new(office, RUNG_LOST, lost));
    }
    let neglected = office.desk(0).neglected(&Actor::system()).await.expect("a list");
    // A claim that was opened late, behind this look, waits for the next.
    let since = at.timestamp_micros();
    let new = office.probe.texts(&format!("SELECT number AS text FROM claims WHERE updated_at >= {since}"));
    if let Some(one) = neglected.iter().find(|it| it.claim.as_ref().is_none_or(|claim| !new.contains(claim))) {
        let what = format!("{} {one:?}", one.claim.as_deref().unwrap_or("-"));
        return Err(Broken::new(office, NEGLECTED, &what));
    }
    Ok(())
}
