//! The office of one seed: one database, two replicas over it that may die, and the world around them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use santun::claim;
use santun::clock::{Clock as _, ManualClock};
use santun::desk::{Desk, DeskError, Files, Parts};
use santun::ids::SeededIds;
use santun::insurer::Secret;
use santun::law::clock::jakarta_date;
use santun::outbox::{Outbox, OutboxConfig};
use santun::store::{OpenMode, Store};
use santun::words::OfficeContact;
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use uuid::Uuid;

use crate::hours::Hours;
use crate::post::{Insurer, PostOffice};
use crate::probe::Probe;
use crate::seed::Dice;
use crate::template::{self, Colleague, template};
use crate::weather::Weather;

/// One process of Santun.
pub(crate) struct Replica {
    /// A name that no other process has or had.
    pub(crate) name: String,
    pub(crate) store: Store,
    pub(crate) desk: Desk,
    pub(crate) outbox: Outbox,
}

/// What happened, line by line.
#[derive(Default)]
pub(crate) struct Log {
    hash: Sha256,
    pub(crate) lines: Vec<String>,
}

/// The office and its world.
pub(crate) struct Office {
    pub(crate) seed: u64,
    pub(crate) dice: Dice,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) weather: Weather,
    pub(crate) post: Arc<PostOffice>,
    pub(crate) insurer: Arc<Insurer>,
    pub(crate) replicas: Vec<Replica>,
    pub(crate) staff: Vec<Colleague>,
    pub(crate) place: Uuid,
    pub(crate) hours: Hours,
    /// What lets the people of the families in, by the claim's number.
    pub(crate) tokens: BTreeMap<String, String>,
    pub(crate) probe: Probe,
    pub(crate) log: Log,
    /// Processes that were started.
    pub(crate) births: u64,
    url: String,
    secret: Secret,
    // Last, so that nobody has a file of it open any more when it goes.
    pub(crate) folder: TempDir,
}

impl Office {
    /// The office on the first morning of a seed's year.
    pub(crate) fn open(seed: u64) -> Self {
        Self::open_in(Weather::of_year(seed, template::start()), seed)
    }

    /// The same, in a weather of one's own.
    pub(crate) fn open_in(weather: Weather, seed: u64) -> Self {
        let folder = template::folder();
        let path = folder.path().join("santun.db");
        fs::write(&path, &template().database).expect("a copy of the template");
        let clock = Arc::new(ManualClock::new(template::start()));
        let secret = Secret::from_key(&[7; 32]).expect("a secret");
        let mut office = Self {
            seed,
            dice: Dice::of(seed, "office"),
            post: Arc::new(PostOffice::new(seed, clock.clone(), weather.clone())),
            insurer: Arc::new(Insurer::new(seed, clock.clone(), weather.clone(), secret.clone())),
            replicas: Vec::new(),
            staff: template().staff.clone(),
            place: template().office,
            hours: Hours::usual(),
            tokens: BTreeMap::new(),
            probe: Probe::open(&path),
            log: Log::default(),
            births: 0,
            url: format!("sqlite://{}", path.display()),
            secret,
            clock,
            weather,
            folder,
        };
        for _ in 0..2 {
            let replica = office.start();
            office.replicas.push(replica);
        }
        office
    }

    /// Starts a process over the office's database.
    fn start(&mut self) -> Replica {
        self.births += 1;
        let name = format!("replica-{}", self.births);
        let store = Store::open_sized(&self.url, OpenMode::MustExist, 2).expect("the database opens");
        #[cfg(debug_assertions)]
        store.take_turns();
        let desk = Desk::new(Parts {
            store: store.clone(),
            files: Files::in_folder(&self.folder.path().join("files")).expect("a folder"),
            catalogue: template().catalogue.clone(),
            law: template().law.clone(),
            clock: self.clock.clone(),
            ids: Arc::new(SeededIds::new(self.seed.wrapping_mul(1_000_003).wrapping_add(self.births))),
            public_url: "https://desk.example".into(),
            office: OfficeContact::default(),
            sends_mail: true,
        });
        let insurer = "https://insurer.example/claims".parse().expect("an address");
        let mut config = OutboxConfig::new(Some(insurer), self.secret.clone(), name.clone());
        config.mailer = Some(self.post.clone());
        let outbox = Outbox::new(desk.clone(), config).expect("an outbox").by_way_of(self.insurer.clone());
        Replica { name, store, desk, outbox }
    }

    /// Lets a process die at one of its next commits, now and then.
    #[cfg(debug_assertions)]
    pub(crate) fn threaten(&mut self, which: usize, per_cent: i64, commits: i64) {
        if self.dice.chance(per_cent) {
            let nth = u32::try_from(self.dice.between(1, commits)).unwrap_or(1);
            let side = *self.dice.pick(&[santun::store::Death::BeforeCommit, santun::store::Death::AfterCommit]);
            self.replicas[which].store.die_at(nth, side);
        }
    }

    /// Processes do not die inside their work where there is no debug build.
    #[cfg(not(debug_assertions))]
    pub(crate) fn threaten(&mut self, _: usize, _: i64, _: i64) {}

    /// Puts another process in the place of one that died. Says whether it had.
    #[cfg(debug_assertions)]
    pub(crate) fn bury(&mut self, which: usize) -> bool {
        let dead = self.replicas[which].store.is_dead();
        if dead {
            let name = self.replicas[which].name.clone();
            self.note(&format!("{name} died"));
            let replica = self.start();
            self.replicas[which] = replica;
        } else {
            self.replicas[which].store.live_on();
        }
        dead
    }

    /// Nobody died.
    #[cfg(not(debug_assertions))]
    pub(crate) fn bury(&mut self, _: usize) -> bool {
        false
    }

    /// One of the two, as the next request happens to reach it.
    pub(crate) fn any(&mut self) -> usize {
        usize::from(self.dice.chance(50))
    }

    /// The desk of a replica.
    pub(crate) fn desk(&self, which: usize) -> Desk {
        self.replicas[which].desk.clone()
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Lets time pass.
    pub(crate) fn pass(&self, span: TimeDelta) {
        self.clock.advance(span);
    }

    /// Writes down what happened.
    pub(crate) fn note(&mut self, what: &str) {
        let now = self.now();
        self.log.write(&format!("{} {what}", now.format("%m-%d %H:%M:%S")));
    }

    /// Whether today is a working day of the office.
    pub(crate) fn works_today(&self) -> bool {
        self.hours.works_on(jakarta_date(self.now()))
    }
}

impl Log {
    fn write(&mut self, line: &str) {
        self.hash.update(line.as_bytes());
        self.hash.update(b"\n");
        self.lines.push(line.to_owned());
    }

    /// One number for everything that happened.
    pub(crate) fn sum(&self) -> String {
        let mut text = String::new();
        for byte in self.hash.clone().finalize().iter().take(8) {
            write!(text, "{byte:02x}").expect("a text grows");
        }
        text
    }
}

/// Whether an error is one that a person meets in a life like this: refused, too late, somebody was faster. A field that
/// is unknown or missing is none: nobody can fill in such a form, so that it is a fault of the simulation, and what it
/// means to live is never lived.
pub(crate) fn is_ordinary(error: &DeskError) -> bool {
    use DeskError::{Forbidden, Invalid, Refused, Store, Unreadable};
    !matches!(error, Store(_) | Unreadable(_) | Forbidden | Invalid(_) | Refused(claim::Refused::Invalid(_)))
}
