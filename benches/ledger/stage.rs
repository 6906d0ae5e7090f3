//! Where is measured: a database of its own, and a desk on it.

use std::path::PathBuf;
use std::sync::Arc;

use santun::claim::{AccountId, Actor, OfficeId};
use santun::clock::{Clock, ShiftedClock};
use santun::desk::{Desk, Files, ImportPlan, NewUser, Parts, keep_definitions, register};
use santun::ids::{Ids, RandomIds};
use santun::law::LawBook;
use santun::store::{OpenMode, Store};
use santun::words::OfficeContact;
use santun::workflow::Role;
use tempfile::TempDir;

use crate::postgres;

/// The office that everything happens in.
const OFFICE: &str = "Jambi";

/// A database without rows.
pub(crate) struct Place {
    /// What the report calls it.
    pub(crate) name: String,
    /// Its URL.
    pub(crate) url: String,
    /// Where papers are kept.
    pub(crate) folder: TempDir,
}

impl Place {
    /// A file on the disk that builds are on, which is a real one; `/tmp` might be memory.
    pub(crate) fn sqlite() -> Self {
        let folder = folder();
        let url = format!("sqlite://{}", folder.path().join("santun.db").display());
        Self { name: "SQLite, WAL, synchronous=FULL".to_owned(), url, folder }
    }

    /// A database on a server, if there is one.
    pub(crate) fn postgres(name: &str) -> Option<Self> {
        let server = postgres::server()?;
        let name = format!("santun_{}_{name}", std::process::id());
        server.create(&name, Some(postgres::TEMPLATE));
        let url = server.url(&name);
        let setting = |setting: &str| {
            let found = postgres::texts(&url, &format!("SELECT current_setting('{setting}') AS text"));
            format!("{setting}={}", found.first().map_or("?", String::as_str))
        };
        let settings = ["server_version", "fsync", "synchronous_commit"].map(setting).join(", ");
        let name = format!("PostgreSQL, {settings}");
        Some(Self { name, url, folder: folder() })
    }

    /// A desk on this database, where it is the time of a clock.
    pub(crate) fn desk(&self, store: &Store, clock: Arc<dyn Clock>, ids: Arc<dyn Ids>, sends_mail: bool) -> Desk {
        let law = LawBook::embedded().unwrap();
        Desk::new(Parts {
            catalogue: keep_definitions(store, &law, clock.now()).unwrap(),
            files: Files::in_folder(&self.folder.path().join("files")).unwrap(),
            store: store.clone(),
            law,
            clock,
            ids,
            public_url: "http://localhost".to_owned(),
            office: OfficeContact::default(),
            sends_mail,
        })
    }

    /// Whether this one is a file.
    pub(crate) fn file(&self) -> Option<PathBuf> {
        self.url.strip_prefix("sqlite://").map(PathBuf::from)
    }
}

/// A folder on the disk that builds are on.
pub(crate) fn folder() -> TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap()
}

/// A desk with an office, two of its staff and the register.
pub(crate) struct Stage {
    pub(crate) desk: Desk,
    pub(crate) store: Store,
    pub(crate) ids: Arc<dyn Ids>,
    /// Objects in the family's name.
    pub(crate) caseworker: Person,
    /// Settles what was objected.
    pub(crate) supervisor: Person,
    /// Everybody of the register, by NIK.
    pub(crate) niks: Vec<String>,
}

/// One of the staff.
pub(crate) struct Person {
    pub(crate) actor: Actor,
    pub(crate) token: String,
}

impl Stage {
    /// Sets the desk up, on a day whose holidays are known.
    pub(crate) async fn set(place: &Place) -> Self {
        let store = Store::open(&place.url, OpenMode::CreateIfMissing).unwrap();
        store.migrate().unwrap();
        let clock: Arc<dyn Clock> = Arc::new(ShiftedClock::starting_at("2026-03-02T03:00:00Z".parse().unwrap()));
        let ids: Arc<dyn Ids> = Arc::new(RandomIds);
        let desk = place.desk(&store, clock, Arc::clone(&ids), false);
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/data/registry-2025.csv");
        let register = register::parse_register("registry-2025.csv", &std::fs::read(file).unwrap()).unwrap();
        let plan = ImportPlan { office: OFFICE.to_owned(), dry_run: false, strict: false };
        desk.import(&register, &plan, Arc::new(|_| ())).await.unwrap();
        let office = OfficeId(desk.ensure_office(OFFICE).await.unwrap().id);
        let niks = register.rows.iter().map(|row| row.nik.as_str().to_owned()).collect();
        let caseworker = person(&desk, Role::Caseworker, office).await;
        let supervisor = person(&desk, Role::Supervisor, office).await;
        Self { desk, store, ids, caseworker, supervisor, niks }
    }
}

async fn person(desk: &Desk, role: Role, office: OfficeId) -> Person {
    let email = format!("{role}@example.test");
    let user =
        NewUser { name: role.to_string(), email: email.clone(), role, office: Some(OFFICE.to_owned()), password: None };
    let account: AccountId = desk.add_user(&user).await.unwrap();
    let token = desk.add_token(&email, "bench").await.unwrap();
    Person { actor: Actor::staff(role, account, Some(office)), token }
}
