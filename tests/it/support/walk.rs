//! A desk with one office and its register, and claims that walk through the death procedure to where a test begins.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use santun::claim::{
    Account, AccountId, Actor, Claim, Command, DocumentId, InsuredEvent, OfficeId, Payee, PayeeBasis, PersonDetails,
    PersonId, Reporter, ReviewVerdict, VerificationStatus,
};
use santun::clock::{Clock, ManualClock};
use santun::desk::{
    Answer, Changed, Desk, DeskError, Extra, Files, IdempotencyKey, ImportPlan, Parts, Report, Upload, Wish,
    keep_definitions, register,
};
use santun::ids::SeededIds;
use santun::law::{LawBook, Rupiah};
use santun::store::{OpenMode, Store};
use santun::words::OfficeContact;
use santun::workflow::{Catalogue, Role};
use serde_json::{Value, json};
use tempfile::TempDir;
use uuid::Uuid;

use super::database::TestDatabase;

/// The people of the register, one for each claim of a test.
const REGISTER: &str = include_str!("../../../data/registry-2025.csv");

/// How many of them are imported.
const PEOPLE: usize = 40;

/// The death benefit with full cover.
pub(crate) const BENEFIT: i64 = 42_000_000;

/// A desk and those who work at it.
pub(crate) struct Walk {
    pub(crate) desk: Desk,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) url: String,
    pub(crate) folder: TempDir,
    pub(crate) caseworker: Actor,
    pub(crate) supervisor: Actor,
}

/// The day after the death that every claim is about.
pub(crate) fn start() -> DateTime<Utc> {
    "2025-11-04T03:00:00.123456Z".parse().unwrap()
}

/// A desk on a database that has its tables. Desks on one database need different seeds, as processes have chance.
pub(crate) fn desk(url: &str, folder: &Path, clock: Arc<dyn Clock>, seed: u64) -> Desk {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let store = Store::open_sized(url, OpenMode::MustExist, 4).unwrap();
    let catalogue = keep_definitions(&store, &LawBook::embedded().unwrap(), start()).unwrap();
    desk_of(store, folder, clock, seed, catalogue, false)
}

/// The same, of an office that sends its letters by mail.
pub(crate) fn mailing_desk(url: &str, folder: &Path, clock: Arc<dyn Clock>, seed: u64) -> Desk {
    let store = Store::open_sized(url, OpenMode::MustExist, 4).unwrap();
    let catalogue = keep_definitions(&store, &LawBook::embedded().unwrap(), start()).unwrap();
    desk_of(store, folder, clock, seed, catalogue, true)
}

fn desk_of(
    store: Store,
    folder: &Path,
    clock: Arc<dyn Clock>,
    seed: u64,
    catalogue: Catalogue,
    sends_mail: bool,
) -> Desk {
    Desk::new(Parts {
        store,
        files: Files::in_folder(folder).unwrap(),
        catalogue,
        law: LawBook::embedded().unwrap(),
        clock,
        ids: Arc::new(SeededIds::new(seed)),
        public_url: "https://desk.example".into(),
        office: OfficeContact {
            name: "Kantor Jambi".into(),
            phone: Some("0741-555".into()),
            ..OfficeContact::default()
        },
        sends_mail,
    })
}

/// A member of staff of an office.
pub(crate) fn staff(role: Role, number: u128, office: Uuid) -> Actor {
    Actor::staff(role, AccountId(Uuid::from_u128(number)), Some(OfficeId(office)))
}

/// The NIK of the insured person of claim `nth` of a test.
pub(crate) fn nik(nth: usize) -> String {
    REGISTER.lines().nth(nth + 1).unwrap().split(',').next().unwrap().to_owned()
}

/// The key of a request by the supervisor.
pub(crate) fn key(word: &str) -> IdempotencyKey {
    IdempotencyKey {
        caller: "user:2".into(),
        method: "POST".into(),
        path: "/api/v1/claims".into(),
        key: word.into(),
        request_hash: "abc".into(),
    }
}

/// Answers a change with the claim as it is after it.
pub(crate) fn whole_claim(changed: &Changed<'_>) -> Result<Answer, DeskError> {
    let body = serde_json::to_value(changed.after)?;
    Ok(Answer { status: 200, version: Some(changed.after.version), location: None, body })
}

/// The step of that name with these inputs.
pub(crate) fn step(action: &str, inputs: &Value) -> Command {
    let inputs = inputs.as_object().unwrap().iter().map(|(name, value)| (name.as_str().into(), value.clone()));
    Command::TakeAction { action: action.into(), inputs: inputs.collect(), note: None }
}

/// Changes a claim as anyone, perhaps under a key.
pub(crate) async fn change(
    desk: &Desk,
    number: &str,
    actor: &Actor,
    command: Command,
    key: Option<IdempotencyKey>,
) -> Result<Claim, DeskError> {
    let wish = Wish {
        claim: number,
        actor,
        expected: None,
        lenient: false,
        command: &|_: &Claim| Ok(command.clone()),
        key,
        extra: Extra::default(),
    };
    let answered = desk.change(&wish, &whole_claim).await?;
    Ok(serde_json::from_value(answered.answer.body).unwrap())
}

/// A report of the death of whoever has this NIK.
pub(crate) fn report(nik: &str) -> Report {
    Report {
        workflow: "jkm".into(),
        nik: nik.to_owned(),
        event: InsuredEvent { date: "2025-11-03".parse().unwrap(), time: None, place: None, description: None },
        reporter: Reporter { name: "Siti".into(), phone: None, email: None, relation: Some("istri".into()) },
    }
}

/// Opens the claim `nth`.
pub(crate) async fn open(
    desk: &Desk,
    actor: &Actor,
    nth: usize,
    key: Option<IdempotencyKey>,
) -> Result<Claim, DeskError> {
    let answered = desk.open_claim(actor, &report(&nik(nth)), key, &whole_claim).await?;
    Ok(serde_json::from_value(answered.answer.body).unwrap())
}

/// Sends a paper whose bytes are unlike any other's.
pub(crate) async fn send_paper(
    desk: &Desk,
    number: &str,
    actor: &Actor,
    kind: &str,
    person: Option<PersonId>,
    key: Option<IdempotencyKey>,
) -> Result<DocumentId, DeskError> {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("paper.png");
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.extend_from_slice(format!("{number} {kind}").as_bytes());
    std::fs::write(&source, bytes).unwrap();
    let inspected = santun::desk::inspect(&source).unwrap();
    let upload = Upload {
        claim: number,
        kind: kind.into(),
        person,
        file_name: format!("{kind}.png"),
        inspected,
        source: &source,
    };
    let answered = desk.receive_document(actor, &upload, None, key).await?;
    Ok(serde_json::from_value(answered.answer.body["id"].clone()).unwrap())
}

impl Walk {
    /// A desk on a fresh database, with a register.
    pub(crate) async fn new(database: &TestDatabase) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::new(start()));
        let desk = desk(database.url(), folder.path(), clock.clone(), 1);
        let lines: Vec<&str> = REGISTER.lines().take(PEOPLE + 1).collect();
        let parsed = register::parse_register("register.csv", lines.join("\n").as_bytes()).unwrap();
        let plan = ImportPlan { office: "Jambi".into(), ..ImportPlan::default() };
        assert!(desk.import(&parsed, &plan, Arc::new(|_| ())).await.unwrap().imported);
        let office = desk.ensure_office("Jambi").await.unwrap().id;
        Self {
            desk,
            clock,
            url: database.url().to_owned(),
            folder,
            caseworker: staff(Role::Caseworker, 1, office),
            supervisor: staff(Role::Supervisor, 2, office),
        }
    }

    /// Another process's desk on the same database and files, under the same clock.
    pub(crate) fn replica(&self, seed: u64) -> Desk {
        desk(&self.url, self.folder.path(), self.clock.clone(), seed)
    }

    /// The same desk with other procedures.
    pub(crate) fn desk_with(&self, sources: &[(&str, &str)]) -> Desk {
        let store = Store::open_sized(&self.url, OpenMode::MustExist, 4).unwrap();
        let catalogue = Catalogue::from_sources(sources.iter().copied()).unwrap();
        desk_of(store, self.folder.path(), self.clock.clone(), 2, catalogue, false)
    }

    /// Lets time pass.
    pub(crate) fn pass(&self, span: TimeDelta) {
        self.clock.advance(span);
    }

    /// Changes a claim as the caseworker.
    pub(crate) async fn work(&self, number: &str, command: Command) -> Claim {
        change(&self.desk, number, &self.caseworker, command, None).await.unwrap()
    }

    /// The caseworker takes a step.
    pub(crate) async fn step(&self, number: &str, action: &str, inputs: &Value) -> Claim {
        self.work(number, step(action, inputs)).await
    }

    /// Receives a paper and accepts it.
    pub(crate) async fn accepted(&self, number: &str, kind: &str, person: Option<PersonId>) -> DocumentId {
        let document = send_paper(&self.desk, number, &self.caseworker, kind, person, None).await.unwrap();
        let review = Command::ReviewDocument {
            document,
            verdict: ReviewVerdict::Accepted,
            reason: None,
            note: None,
            read: BTreeMap::new(),
        };
        self.work(number, review).await;
        document
    }

    /// Opens the claim `nth` and walks it to where it waits for the supervisor's approval. The widow is the one heir.
    pub(crate) async fn to_approval(&self, nth: usize) -> Claim {
        let claim = open(&self.desk, &self.caseworker, nth, None).await.unwrap();
        let number = claim.number.as_str();
        self.step(number, "accept", &json!({})).await;
        self.work(number, Command::SetFacts([("died_at_work".into(), json!("no"))].into())).await;
        self.step(number, "request_documents", &json!({})).await;
        let widow = self.work(number, Command::AddPerson(widow())).await.people[0].id;
        self.accepted(number, "buku_nikah", Some(widow)).await;
        let waive = |kind: &&str| json!({ "kind": kind, "reason": "Menyusul." });
        let mut waivers: Vec<Value> =
            ["kpj", "ktp", "kk", "akta_kematian", "surat_ahli_waris", "formulir_4"].iter().map(waive).collect();
        for kind in ["ktp", "rekening"] {
            waivers.push(json!({ "kind": kind, "person": widow, "reason": "Menyusul." }));
        }
        self.step(number, "documents_complete", &json!({ "waivers": waivers })).await;
        let verdict = VerificationStatus::Confirmed;
        self.work(number, Command::VerifyPerson { person: widow, verdict, reason: None, note: None }).await;
        let payee = Payee {
            person: widow,
            amount: Some(Rupiah(BENEFIT)),
            share: None,
            account_of: widow,
            basis: PayeeBasis::Sole,
            document: None,
        };
        self.work(number, Command::SetPayees(vec![payee])).await;
        self.step(number, "heirs_verified", &json!({})).await;
        self.step(number, "assess", &json!({})).await
    }

    /// Walks the claim `nth` to `approved`, where its hand-over is queued.
    pub(crate) async fn to_approved(&self, nth: usize) -> Claim {
        let number = self.to_approval(nth).await.number;
        change(&self.desk, number.as_str(), &self.supervisor, step("approve", &json!({})), None).await.unwrap()
    }

    /// The claim as it is now.
    pub(crate) fn claim(&self, claim: &Claim) -> Claim {
        let id = claim.id.0;
        let store = Store::open_sized(&self.url, OpenMode::MustExist, 1).unwrap();
        let stored = store.read_now(|db| santun::store::queries::claim_by_id(db, id)).unwrap().unwrap();
        serde_json::from_slice(&stored.row.snapshot).unwrap()
    }
}

fn widow() -> PersonDetails {
    let account = Account { bank: "BRI".into(), number: "0123456789".into(), holder: "Siti".into() };
    serde_json::from_value(json!({
        "name": "Siti",
        "relation": "spouse",
        "birth_date": "1985-02-14",
        "account": account,
    }))
    .unwrap()
}
