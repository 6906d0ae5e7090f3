//! What every seed begins with: a database with the register of 6,000 participants and the people of one office, made
//! once and copied.

use std::fs;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, Utc};
use santun::claim::AccountId;
use santun::clock::ManualClock;
use santun::desk::{Desk, Files, ImportPlan, NewUser, Parts, keep_definitions, register};
use santun::ids::SeededIds;
use santun::law::LawBook;
use santun::store::{OpenMode, Store};
use santun::words::OfficeContact;
use santun::workflow::{Catalogue, Role};
use tempfile::TempDir;
use uuid::Uuid;

/// The people of the register.
const REGISTER: &str = include_str!("../../data/registry-2025.csv");

/// The only office.
pub(crate) const OFFICE: &str = "Kota Jambi";

/// Who works there.
const STAFF: [(&str, Role); 6] = [
    ("Wati", Role::Caseworker),
    ("Budi", Role::Caseworker),
    ("Rudi", Role::Caseworker),
    ("Sari", Role::Supervisor),
    ("Tono", Role::Supervisor),
    ("Adi", Role::Admin),
];

/// A member of staff.
#[derive(Clone, Debug)]
pub(crate) struct Colleague {
    pub(crate) id: AccountId,
    pub(crate) role: Role,
}

/// What every seed begins with.
pub(crate) struct Template {
    /// The database's bytes.
    pub(crate) database: Vec<u8>,
    pub(crate) law: LawBook,
    pub(crate) catalogue: Catalogue,
    pub(crate) office: Uuid,
    pub(crate) staff: Vec<Colleague>,
    /// The NIKs of the register.
    pub(crate) niks: Vec<String>,
}

/// Midnight in Jambi, at the beginning of the year.
pub(crate) fn start() -> DateTime<Utc> {
    "2025-12-31T17:00:00Z".parse().expect("a moment")
}

/// The template, made at the first call.
pub(crate) fn template() -> &'static Template {
    static TEMPLATE: OnceLock<Template> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(make())
    })
}

/// A folder where a commit costs nothing, if the machine has one: what is tried here is not the disk.
pub(crate) fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    made.expect("a folder")
}

async fn make() -> Template {
    let folder = folder();
    let path = folder.path().join("santun.db");
    let store =
        Store::open_sized(&format!("sqlite://{}", path.display()), OpenMode::CreateIfMissing, 2).expect("opens");
    store.migrate().expect("migrates");
    let law = LawBook::embedded().expect("the law");
    let catalogue = keep_definitions(&store, &law, start()).expect("the procedures");
    let parts = Parts {
        store: store.clone(),
        files: Files::in_folder(&folder.path().join("files")).expect("a folder"),
        catalogue: catalogue.clone(),
        law: law.clone(),
        clock: Arc::new(ManualClock::new(start())),
        ids: Arc::new(SeededIds::new(0)),
        public_url: "https://desk.example".into(),
        office: OfficeContact::default(),
        sends_mail: true,
    };
    let desk = Desk::new(parts);
    let register = register::parse_register("register.csv", REGISTER.as_bytes()).expect("the register");
    let plan = ImportPlan { office: OFFICE.into(), ..ImportPlan::default() };
    desk.import(&register, &plan, Arc::new(|_| ())).await.expect("imports");
    let office = desk.ensure_office(OFFICE).await.expect("the office").id;
    let mut staff = Vec::new();
    for (name, role) in STAFF {
        let email = format!("{}@desk.example", name.to_lowercase());
        let user = NewUser { name: name.into(), email, role, office: Some(OFFICE.into()), password: None };
        staff.push(Colleague { id: desk.add_user(&user).await.expect("a user"), role });
    }
    // All connections are closed here, so the log has been folded into the file.
    drop((desk, store));
    let niks = REGISTER.lines().skip(1).filter_map(|line| line.split(',').next()).map(str::to_owned).collect();
    Template { database: fs::read(path).expect("reads"), law, catalogue, office, staff, niks }
}
