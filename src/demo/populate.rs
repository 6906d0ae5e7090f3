//! Filling an empty database with the demo office, or finding it again.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, NaiveTime, Utc};
use tokio::task::JoinSet;

use crate::claim::{Claim, InsuredEvent, Reporter};
use crate::clock::ManualClock;
use crate::desk::register::RegisterRow;
use crate::desk::{Answer, Changed, Desk, DeskError, Files, ImportPlan, Parts, Report};
use crate::ids::SeededIds;
use crate::law::Month;
use crate::law::clock::jakarta_moment;

use super::calendar::{days_before, office_moment};
use super::case::Case;
use super::casting::{cast, event_date};
use super::credentials::{Credentials, FILE, Tokens};
use super::dice::Dice;
use super::error::DemoError;
use super::register::{Register, parsed};
use super::staff::{self, Staff};
use super::story::{Place, Step, Story};
use super::{names, stories};

/// So many days ago the offices began.
const BEGUN_DAYS: u32 = 95;
/// What the demo's tokens are called.
const TOKEN_NAME: &str = "demo";
/// Bytes of the insurer's secret.
const SECRET_BYTES: usize = 32;

/// What the demo office is made from.
#[derive(Clone, Debug)]
pub struct DemoPlan {
    /// The demo's folder, where the credentials are.
    pub data: PathBuf,
    /// The folder of the desk's papers.
    pub files: PathBuf,
    /// Where the desk answers.
    pub url: String,
    /// Where the stand-in insurer answers.
    pub insurer_url: String,
    /// Everything that is invented comes from here.
    pub seed: u64,
}

/// Makes the demo office in an empty database, ending at the desk's day; or finds it again and changes nothing but
/// the addresses of `credentials.json`.
///
/// # Errors
/// [`DemoError`], one sentence that says what to do.
pub async fn populate(desk: &Desk, plan: &DemoPlan) -> Result<Credentials, DemoError> {
    if let Some(known) = found_again(desk, plan).await? {
        return Ok(known);
    }
    std::fs::create_dir_all(&plan.data).map_err(|error| DemoError::Folder(plan.data.clone(), error))?;
    let now = desk.now();
    let mut dice = Dice::seeded(plan.seed);
    let past = Past::new(desk, plan, plan.seed, office_moment(now, BEGUN_DAYS, &mut dice))?;
    for place in [Place::Jambi, Place::Muaro] {
        past.desk.ensure_office(place.name()).await?;
    }
    let staff = staff::hire(&past.desk).await?;
    let mut register = Register::of(Month::of(days_before(now, 0)))?;
    let stories = stories::all();
    let mut taken = BTreeSet::new();
    let dead = cast(&mut register, &stories, &mut taken, now, &mut dice)?;
    import(&past.desk, Place::Jambi, &register.jambi).await?;
    import(&past.desk, Place::Muaro, &register.muaro).await?;
    // Boxed, as everybody who populates an office would carry the states of all stories along.
    let deaths = open_all(&past, now, stories.into_iter().zip(dead).collect(), &staff, &mut dice);
    let mut opened = Box::pin(deaths).await?;
    // Chance falls for the deaths first, so that they are the same whatever accidents there are.
    let accidents = stories::accidents();
    let hurt = cast(&mut register, &accidents, &mut taken, now, &mut dice)?;
    let accidents = open_all(&past, now, accidents.into_iter().zip(hurt).collect(), &staff, &mut dice);
    opened.extend(Box::pin(accidents).await?);
    Box::pin(play_all(desk, plan, opened, &staff, now)).await?;
    let credentials = credentials(desk, plan, staff).await?;
    credentials.write(&plan.data)?;
    Ok(credentials)
}

/// The office that an earlier run made.
async fn found_again(desk: &Desk, plan: &DemoPlan) -> Result<Option<Credentials>, DemoError> {
    if desk.offices().await?.is_empty() {
        return Ok(None);
    }
    let Some(known) = Credentials::read(&plan.data)? else {
        return Err(DemoError::Unfinished(plan.data.clone()));
    };
    if desk.caller(&known.tokens.caseworker).await?.is_none() {
        return Err(DemoError::OtherDatabase(plan.data.join(FILE)));
    }
    let moved = Credentials { url: plan.url.clone(), insurer_url: plan.insurer_url.clone(), ..known.clone() };
    if moved != known {
        moved.write(&plan.data)?;
    }
    Ok(Some(moved))
}

/// The same office under a clock that shows another day.
struct Past {
    desk: Desk,
    clock: Arc<ManualClock>,
}

impl Past {
    fn new(desk: &Desk, plan: &DemoPlan, seed: u64, start: DateTime<Utc>) -> Result<Self, DemoError> {
        let clock = Arc::new(ManualClock::new(start));
        let parts = Parts {
            store: desk.store().clone(),
            files: Files::in_folder(&plan.files).map_err(DeskError::from)?,
            catalogue: desk.catalogue().clone(),
            law: desk.law().clone(),
            clock: Arc::<ManualClock>::clone(&clock),
            ids: Arc::new(SeededIds::new(seed)),
            public_url: desk.public_url().to_owned(),
            office: desk.office_contact().clone(),
            sends_mail: desk.sends_mail(),
        };
        Ok(Self { desk: Desk::new(parts), clock })
    }
}

async fn import(desk: &Desk, place: Place, people: &[RegisterRow]) -> Result<(), DemoError> {
    let plan = ImportPlan { office: place.name().to_owned(), dry_run: false, strict: false };
    desk.import(&parsed(people), &plan, Arc::new(|_| ())).await?;
    Ok(())
}

/// A story whose claim is open.
struct Opened {
    story: Story,
    participant: RegisterRow,
    claim: Claim,
    at: DateTime<Utc>,
}

/// Opens the claims in the order of their reports, so that their numbers are in that order too.
async fn open_all(
    past: &Past,
    now: DateTime<Utc>,
    cast: Vec<(Story, RegisterRow)>,
    staff: &Staff,
    dice: &mut Dice,
) -> Result<Vec<Opened>, DemoError> {
    let mut reports: Vec<(DateTime<Utc>, Story, RegisterRow)> =
        cast.into_iter().map(|(story, row)| (reported_at(&story, now, dice), story, row)).collect();
    reports.sort_by_key(|(at, _, row)| (*at, row.nik.clone()));
    let mut opened = Vec::new();
    for (at, story, participant) in reports {
        past.clock.set(at);
        let worker = staff.of(story.place).workers.swap_remove(0);
        let report = report(&story, &participant, now, dice);
        let after = Mutex::new(None);
        let render = |changed: &Changed<'_>| {
            *after.lock().unwrap_or_else(PoisonError::into_inner) = Some(changed.after.clone());
            Ok(Answer { status: 201, version: None, location: None, body: serde_json::Value::Null })
        };
        past.desk
            .open_claim(&worker, &report, None, &render)
            .await
            .map_err(|error| DemoError::story(&participant.nik.masked(), "the report", &error))?;
        let claim = after.into_inner().unwrap_or_else(PoisonError::into_inner).ok_or(DeskError::NotFound("claim"))?;
        opened.push(Opened { story, participant, claim, at });
    }
    Ok(opened)
}

/// When a story was reported: never before the day of the event, also just after midnight.
fn reported_at(story: &Story, now: DateTime<Utc>, dice: &mut Dice) -> DateTime<Utc> {
    let day_begins = jakarta_moment(event_date(story, now), NaiveTime::MIN);
    office_moment(now, story.reported, dice).max(day_begins)
}

fn report(story: &Story, whose: &RegisterRow, now: DateTime<Utc>, dice: &mut Dice) -> Report {
    let (what, place) = story.event;
    let name = names::adult(story.by.sex(whose.sex), dice);
    Report {
        workflow: story.workflow.into(),
        nik: whose.nik.as_str().to_owned(),
        event: InsuredEvent {
            date: event_date(story, now),
            time: None,
            place: Some(place.to_owned()),
            description: Some(what.to_owned()),
        },
        reporter: Reporter {
            email: names::email(&name),
            name,
            phone: Some(format!("+628{}", dice.digits(10))),
            relation: Some(story.by.word(whose.sex).to_owned()),
        },
    }
}

/// Plays the stories, all at once but for those that hold the queue of deliveries: each has its own clock and its
/// own chance, so that none is touched by the others.
async fn play_all(
    desk: &Desk,
    plan: &DemoPlan,
    opened: Vec<Opened>,
    staff: &Staff,
    now: DateTime<Utc>,
) -> Result<(), DemoError> {
    let mut together = JoinSet::new();
    let mut alone = Vec::new();
    for (seed, opened) in (plan.seed.wrapping_add(1)..).zip(opened) {
        let steps = opened.story.steps.clone();
        let mut case = case(desk, plan, opened, staff, now, seed)?;
        if steps.iter().any(|step| matches!(step, Step::DeliveryDies)) {
            alone.push((case, steps));
        } else {
            together.spawn(async move { case.play_and_tidy(&steps).await });
        }
    }
    while let Some(played) = together.join_next().await {
        played.map_err(|error| DeskError::Unreadable(error.to_string()))??;
    }
    for (mut case, steps) in alone {
        case.play_and_tidy(&steps).await?;
    }
    Ok(())
}

fn case(
    desk: &Desk,
    plan: &DemoPlan,
    opened: Opened,
    staff: &Staff,
    now: DateTime<Utc>,
    seed: u64,
) -> Result<Case, DemoError> {
    let past = Past::new(desk, plan, seed, opened.at)?;
    let mut dice = Dice::seeded(seed);
    let desks = staff.of(opened.story.place);
    let worker = desks.workers[dice.place(desks.workers.len())].clone();
    let draft = plan.data.join(format!("{}.draft", opened.claim.number));
    let Opened { claim, participant, .. } = opened;
    Ok(Case {
        desk: past.desk,
        clock: past.clock,
        now,
        desks,
        worker,
        dice,
        claim,
        participant,
        follow_ups: Vec::new(),
        draft,
        papers: 0,
    })
}

async fn credentials(desk: &Desk, plan: &DemoPlan, staff: Staff) -> Result<Credentials, DemoError> {
    let mut tokens = Vec::new();
    for email in staff::token_holders() {
        tokens.push(desk.add_token(&email, TOKEN_NAME).await?);
    }
    let mut tokens = tokens.into_iter();
    let mut next = || tokens.next().unwrap_or_default();
    let secret: [u8; SECRET_BYTES] = rand::random();
    Ok(Credentials {
        url: plan.url.clone(),
        users: staff.users,
        tokens: Tokens { caseworker: next(), supervisor: next(), admin: next(), auditor: next() },
        insurer_secret: format!("whsec_{}", STANDARD.encode(secret)),
        insurer_url: plan.insurer_url.clone(),
    })
}
