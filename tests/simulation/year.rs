//! A year, hour by hour.

use std::fmt;
use std::fmt::Write as _;

use chrono::{Datelike as _, Days, TimeDelta};
use santun::claim::{InsuredEvent, Reporter};
use santun::desk::{Answer, Report};
use santun::law::clock::jakarta_date;
use santun::workflow::Role;
use serde_json::Value;

use crate::coverage::Lived;
use crate::invariants::{self, APPROVED, EXACTLY_ONCE, FOLD};
use crate::office::{Office, is_ordinary};
use crate::post::Answer as Call;
use crate::seed::Dice;
use crate::sweep::{collect, sweep};
use crate::template::{start, template};
use crate::weather::InsurerServer;
use crate::{heirs, people, staff};

/// Days of a year.
const DAYS: i64 = 365;

/// The longest that a hand-over waits between two attempts, and more, in hours.
const DRAIN_HOURS: u32 = 60;

/// An invariant that does not hold.
#[derive(Debug)]
pub(crate) struct Broken {
    story: String,
}

impl Broken {
    /// With the history of the claim that it is about.
    pub(crate) fn new(office: &mut Office, name: &'static str, what: &str) -> Self {
        let (seed, now) = (office.seed, office.now());
        let mut story = format!("{name}\n  broken by: {what}\n  at {now} (UTC), replay with SIM_SEED={seed}\n");
        let number = what.split(' ').next().unwrap_or_default();
        for line in invariants::history(&mut office.probe, number) {
            let _ = writeln!(story, "    {line}");
        }
        let from = office.log.lines.len().saturating_sub(25);
        let _ = writeln!(story, "  the last that happened:");
        for line in &office.log.lines[from..] {
            let _ = writeln!(story, "    {line}");
        }
        Self { story }
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.story)
    }
}

/// What a year was made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Summary {
    /// One number for everything that happened, in its order.
    pub(crate) log: String,
    pub(crate) claims: i64,
    pub(crate) events: i64,
    pub(crate) letters: i64,
    pub(crate) taken: i64,
    pub(crate) dead: i64,
    pub(crate) calls: i64,
    pub(crate) rungs: i64,
    pub(crate) paid: i64,
    /// Processes that died.
    pub(crate) deaths: i64,
    /// What it contained.
    pub(crate) lived: Lived,
}

/// One thing of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Deed {
    Sweep,
    Answers,
    Work,
    Report,
    Heirs,
    Leave,
    Calendar,
    Hours(u32),
    /// The machine's clock was an hour ahead, and is put right.
    BackAnHour,
}

/// Lives a year of a seed.
pub(crate) fn live(seed: u64) -> Result<Summary, Broken> {
    live_for(seed, DAYS).map(|(summary, _)| summary)
}

/// Lives so many days of a seed, and leaves the office as it is then.
pub(crate) fn live_for(seed: u64, days: i64) -> Result<(Summary, Office), Broken> {
    template();
    // One thread for everything, so that a seed replays; files are written on one other.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(1).build();
    runtime.expect("a runtime").block_on(async {
        let mut office = Office::open(seed);
        for day in 0..days {
            Box::pin(live_a_day(&mut office, day)).await?;
        }
        Box::pin(hand_everything_over(&mut office)).await?;
        check_fold(&mut office, None).await?;
        Ok((summary(&mut office), office))
    })
}

async fn live_a_day(office: &mut Office, day: i64) -> Result<(), Broken> {
    let morning = start() + TimeDelta::days(day);
    office.clock.set(morning.max(office.now()));
    let works = office.works_today();
    for (minute, deed) in deeds(office, day, works) {
        let at = morning + TimeDelta::minutes(minute);
        office.clock.set(at.max(office.now()));
        if office.weather.runs(office.now()) {
            Box::pin(do_it(office, deed)).await?;
        }
    }
    office.clock.set((morning + TimeDelta::minutes(24 * 60 - 1)).max(office.now()));
    check(office, day).await
}

/// What happens on a day, in the order of its minutes.
fn deeds(office: &mut Office, day: i64, works: bool) -> Vec<(i64, Deed)> {
    let dice = &mut office.dice;
    let mut deeds = Vec::new();
    if works {
        deeds.push((dice.between(8 * 60 + 1, 11 * 60), Deed::Sweep));
        deeds.push((dice.between(8 * 60 + 30, 10 * 60), Deed::Work));
        deeds.push((dice.between(13 * 60, 15 * 60), Deed::Work));
        if dice.chance(65) {
            deeds.push((dice.between(12 * 60, 15 * 60 + 50), Deed::Sweep));
        }
    }
    if !works || dice.chance(40) {
        deeds.push((dice.between(16 * 60 + 10, 22 * 60), Deed::Sweep));
    }
    if dice.chance(20) {
        deeds.push((dice.between(0, 7 * 60), Deed::Sweep));
    }
    deeds.push((dice.between(0, 24 * 60 - 10), Deed::Answers));
    deeds.push((dice.between(0, 24 * 60 - 10), Deed::Heirs));
    if dice.chance(8) {
        deeds.push((dice.between(7 * 60, 20 * 60), Deed::Report));
    }
    if works && dice.chance(3) {
        deeds.push((7 * 60, Deed::Leave));
    }
    if day == Dice::of(office.seed, "the clock goes back").between(20, 340) {
        // It goes back between two looks, so that the second lives in an hour that was lived before.
        let minute = dice.between(9 * 60, 15 * 60);
        deeds.extend([(minute, Deed::Sweep), (minute, Deed::BackAnHour)]);
    }
    match day {
        60 => deeds.push((12 * 60 + 30, Deed::Hours(15))),
        90 => deeds.push((12 * 60 + 30, Deed::Hours(16))),
        170 => deeds.push((10 * 60 + 30, Deed::Calendar)),
        _ => {}
    }
    deeds.sort_unstable();
    deeds
}

async fn do_it(office: &mut Office, deed: Deed) -> Result<(), Broken> {
    match deed {
        Deed::Sweep => return Box::pin(sweep(office)).await,
        Deed::Answers => answers(office).await,
        Deed::Work => Box::pin(people::work(office)).await,
        Deed::Report => report(office).await,
        Deed::Heirs => Box::pin(heirs::look(office)).await,
        Deed::BackAnHour => {
            office.pass(-TimeDelta::hours(1));
            office.note("the clock goes back an hour");
            return Box::pin(sweep(office)).await;
        }
        Deed::Leave => staff::leave(office).await,
        Deed::Calendar => staff::calendar(office, jakarta_date(office.now()).year()).await,
        Deed::Hours(hours) => staff::hours(office, hours).await,
    }
    Ok(())
}

/// Somebody has died, or was hurt, some days ago, and somebody says so.
async fn report(office: &mut Office) {
    let nik = office.dice.pick(&template().niks).clone();
    let days = office.dice.between(0, 6).unsigned_abs();
    let today = jakarta_date(office.now());
    let date = today.checked_sub_days(Days::new(days)).unwrap_or(today);
    let workflow = if office.dice.chance(25) { "jkk" } else { "jkm" };
    let (mail, phone) = (office.dice.chance(50), office.dice.chance(80));
    let reporter = Reporter {
        name: "Pak RT".into(),
        phone: phone.then(|| "+628117000000".into()),
        email: mail.then(|| format!("rt-{}@example.com", &nik[8..])),
        relation: Some("ketua RT".into()),
    };
    let event = InsuredEvent { date, time: None, place: None, description: None };
    let report = Report { workflow: workflow.into(), nik, event, reporter };
    let by = staff::pick(office, Role::Caseworker);
    let which = office.any();
    office.threaten(which, 3, 2);
    let render = |changed: &santun::desk::Changed<'_>| {
        let body = Value::String(changed.after.number.to_string());
        Ok(Answer { status: 201, version: Some(changed.after.version), location: None, body })
    };
    let done = office.desk(which).open_claim(&by, &report, None, &render).await;
    let died = office.bury(which);
    match done {
        Ok(answered) => office.note(&format!("{workflow} reported: {}", answered.answer.body)),
        Err(error) => {
            assert!(died || is_ordinary(&error), "seed {}: a report: {error}", office.seed);
            office.note(&format!("{workflow} reported: {error}"));
        }
    }
}

/// The insurer's call-backs, some of them twice.
async fn answers(office: &mut Office) {
    for answer in office.insurer.clone().answers_due() {
        call_back(office, &answer).await;
        if office.dice.chance(15) {
            call_back(office, &answer).await;
        }
    }
    collect(office);
}

async fn call_back(office: &mut Office, answer: &Call) {
    let raw = answer.body.to_string();
    let which = office.any();
    office.threaten(which, 3, 1);
    let done = office.desk(which).take_insurer_answer(&answer.id, &raw).await;
    let died = office.bury(which);
    office.note(&format!("answer {}: {done:?}", answer.id));
    // The insurer has paid once the desk has said, to whomever, that the money has come.
    let claim = answer.body["data"]["claim_number"].as_str().unwrap_or_default();
    let moved = "SELECT count(*) AS count FROM inbound_answers WHERE result = 'moved' AND webhook_id";
    if office.probe.count(&format!("{moved} = '{}'", answer.id)) > 0 {
        office.probe.paid(&answer.id, claim, answer.paid);
    }
    if let Err(error) = done {
        assert!(died || is_ordinary(&error), "seed {}: answer {}: {error}", office.seed, answer.id);
        office.insurer.clone().send_again(answer.clone());
    }
}

/// What must hold at the end of a day; of whole histories at the end of a week, for what breaks there stays.
async fn check(office: &mut Office, day: i64) -> Result<(), Broken> {
    let week = day % 7 == 6;
    holds(office, week)?;
    if week {
        let since = (start() + TimeDelta::days(day - 7)).timestamp_micros();
        let changed = format!("SELECT number AS text FROM claims WHERE updated_at >= {since} ORDER BY number");
        for number in office.probe.texts(&changed) {
            check_fold(office, Some(&number)).await?;
        }
    }
    Ok(())
}

fn holds(office: &mut Office, histories: bool) -> Result<(), Broken> {
    let now = office.now().timestamp_micros();
    match invariants::broken(&mut office.probe, now, histories).into_iter().next() {
        Some((name, what)) => Err(Broken::new(office, name, &what)),
        None => Ok(()),
    }
}

/// The last days, in which everything outside is well and what was given up is sent again: then the insurer has every claim
/// that was approved, once, by its own count.
async fn hand_everything_over(office: &mut Office) -> Result<(), Broken> {
    office.insurer.set(InsurerServer::Well);
    let left = "SELECT count(*) AS count FROM outbox WHERE kind = 'hand_over' AND state IN ('pending', 'dead')";
    for _ in 0..DRAIN_HOURS {
        office.pass(TimeDelta::hours(1));
        staff::send_again(office, 100).await;
        let delivered = office.replicas[0].outbox.run_once().await;
        office.note(&format!("the last hand-overs: {delivered:?}"));
        collect(office);
        if office.probe.count(left) == 0 {
            break;
        }
    }
    holds(office, true)?;
    let (owed, has) = (office.probe.count(APPROVED), i64::try_from(office.insurer.count()).unwrap_or(0));
    if owed == has {
        return Ok(());
    }
    Err(Broken::new(office, EXACTLY_ONCE, &format!("- {owed} approved, the insurer has {has}")))
}

async fn check_fold(office: &mut Office, number: Option<&str>) -> Result<(), Broken> {
    let report = office.desk(0).audit(number).await.expect("an audit");
    match report.faults.first() {
        Some(fault) => {
            let what = format!("{} {}", fault.claim, fault.reason);
            Err(Broken::new(office, FOLD, &what))
        }
        None => Ok(()),
    }
}

fn summary(office: &mut Office) -> Summary {
    let log = office.log.sum();
    let deaths = i64::try_from(office.births).unwrap_or(0) - 2;
    let probe = &mut office.probe;
    Summary {
        log,
        deaths,
        claims: probe.count("SELECT count(*) AS count FROM claims"),
        events: probe.count("SELECT count(*) AS count FROM events"),
        letters: probe.count("SELECT count(*) AS count FROM letters"),
        taken: probe.count("SELECT count(DISTINCT id) AS count FROM accepted"),
        dead: probe.count("SELECT count(*) AS count FROM outbox WHERE state = 'dead'"),
        calls: probe.count("SELECT count(*) AS count FROM call_tasks"),
        rungs: probe.count("SELECT count(*) AS count FROM deadline_rungs"),
        paid: probe.count("SELECT coalesce(sum(amount), 0) AS count FROM insurer_paid"),
        lived: Lived::of(probe),
    }
}
