//! What is in a populated office.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Datelike as _, Utc};
use santun::claim::Actor;
use santun::clock::ManualClock;
use santun::demo::{Credentials, DemoError, DemoPlan, populate, summary};
use santun::desk::{AlertList, Desk, Files, Parts, WorkList, keep_definitions};
use santun::ids::RandomIds;
use santun::insurer::Secret;
use santun::law::clock::jakarta_date;
use santun::law::{LawBook, Nik, Sex};
use santun::words::OfficeContact;
use tempfile::TempDir;

use crate::support::database::{TestDatabase, on_each_database, run};

const STATES: [&str; 19] = [
    "reported",
    "intake",
    "documents",
    "heirs",
    "assessment",
    "approval",
    "approved",
    "handed_over",
    "returned",
    "disputed",
    "paid",
    "rejected",
    "withdrawn",
    "lapsed",
    "closed",
    // After accidents, and of scholarships.
    "determination",
    "treatment",
    "not_yet_school",
    "proof_of_study",
];

/// How many claims each procedure has.
const BY_PROCEDURE: [(&str, usize); 3] = [("jkm", 47), ("jkk", 6), ("beasiswa", 2)];

/// A desk on one day, and the folder of its demo.
struct Office {
    desk: Desk,
    plan: DemoPlan,
    _folder: TempDir,
}

fn office(database: &TestDatabase, day: &str) -> Office {
    let now: DateTime<Utc> = day.parse().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (data, files) = (folder.path().join("demo"), folder.path().join("demo/files"));
    let (store, law) = (database.store(), LawBook::embedded().unwrap());
    let parts = Parts {
        catalogue: keep_definitions(&store, &law, now).unwrap(),
        store,
        law,
        files: Files::in_folder(&files).unwrap(),
        clock: Arc::new(ManualClock::new(now)),
        ids: Arc::new(RandomIds),
        public_url: "http://127.0.0.1:8080".to_owned(),
        office: OfficeContact::default(),
        sends_mail: false,
    };
    let plan = DemoPlan {
        data,
        files,
        url: "http://127.0.0.1:8080".to_owned(),
        insurer_url: "http://127.0.0.1:8081".to_owned(),
        seed: 1,
    };
    Office { desk: Desk::new(parts), plan, _folder: folder }
}

impl Office {
    async fn populated(&self) -> Credentials {
        populate(&self.desk, &self.plan).await.unwrap()
    }

    async fn actor(&self, token: &str) -> Actor {
        self.desk.caller(token).await.unwrap().unwrap().actor
    }

    /// How many claims are in each state.
    async fn states(&self, actor: &Actor) -> BTreeMap<String, usize> {
        let wanted = WorkList { limit: 200, ..WorkList::default() };
        let list = self.desk.work_list(actor, &wanted).await.unwrap();
        let mut states = BTreeMap::new();
        for claim in list.items {
            *states.entry(claim.state).or_default() += 1;
        }
        states
    }

    /// Everybody in the register: NIK, birth date, sex, first and last paid month.
    async fn people(&self, actor: &Actor) -> Vec<[String; 5]> {
        let (mut people, mut cursor) = (Vec::new(), None);
        loop {
            let page = self.desk.participants(actor, "", cursor.as_deref(), 200).await.unwrap();
            people.extend(
                page.items.into_iter().map(|it| [it.nik, it.birth_date, it.sex, it.paid_from, it.paid_through]),
            );
            cursor = page.next_cursor;
            if cursor.is_none() {
                return people;
            }
        }
    }

    async fn alert_kinds(&self) -> BTreeSet<String> {
        let wanted = AlertList { open: Some(true), limit: 200, ..AlertList::default() };
        let page = self.desk.alerts(&Actor::system(), &wanted).await.unwrap();
        page.items.into_iter().map(|alert| alert.kind).collect()
    }
}

/// Every number of the register fits the birth date and the sex beside it, and is there once.
fn check_register(people: &[[String; 5]], now: DateTime<Utc>) {
    let year = jakarta_date(now).year();
    let mut seen = BTreeSet::new();
    for [nik, born, sex, from, through] in people {
        let parsed: Nik = nik.parse().unwrap();
        assert_eq!(parsed.birth_date(year).unwrap().to_string(), *born, "{nik}");
        assert_eq!(parsed.sex(), if sex == "L" { Sex::Male } else { Sex::Female }, "{nik}");
        assert!(from <= through, "{nik} is paid from {from} to {through}");
        let age = year - born[..4].parse::<i32>().unwrap();
        assert!((20..=70).contains(&age), "{nik} is {age}");
        assert!(seen.insert(nik), "{nik} twice");
    }
}

async fn a_populated_office(database: TestDatabase) {
    let office = office(&database, "2026-11-22T05:00:00Z");
    let credentials = office.populated().await;
    let auditor = office.actor(&credentials.tokens.auditor).await;

    let states = office.states(&auditor).await;
    for state in STATES {
        assert!(states.contains_key(state), "no claim is {state}: {states:?}");
    }
    let count: usize = states.values().sum();
    for (workflow, wanted) in BY_PROCEDURE {
        let list = WorkList { workflow: Some(workflow.to_owned()), limit: 200, ..WorkList::default() };
        let found = office.desk.work_list(&auditor, &list).await.unwrap().items.len();
        assert_eq!(found, wanted, "claims of {workflow}");
    }
    assert_eq!(count, BY_PROCEDURE.iter().map(|(_, claims)| claims).sum::<usize>());

    // Both machines and people work in one office; the other has claims of its own.
    let caseworker = office.actor(&credentials.tokens.caseworker).await;
    let supervisor = office.actor(&credentials.tokens.supervisor).await;
    assert_eq!(caseworker.office, supervisor.office);
    assert!(caseworker.office.is_some());
    let own: usize = office.states(&caseworker).await.values().sum();
    assert!(own < count && own > count / 2, "{own} of {count}");
    let overdue = WorkList { overdue: Some(true), limit: 200, ..WorkList::default() };
    let overdue = office.desk.work_list(&auditor, &overdue).await.unwrap().items.len();
    assert!((5..=15).contains(&overdue), "{overdue} overdue");

    let kinds = office.alert_kinds().await;
    for kind in
        ["possible_twin", "coverage_in_doubt", "nik_differs", "event_date_differs", "amount_differs", "hand_over_dead"]
    {
        assert!(kinds.contains(kind), "no open alert {kind}: {kinds:?}");
    }
    let dead = office.desk.deliveries(&auditor, Some("dead".to_owned()), None, 200).await.unwrap();
    let pending = office.desk.deliveries(&auditor, Some("pending".to_owned()), None, 200).await.unwrap();
    assert_eq!((dead.items.len(), pending.items.len()), (states["approved"], 0));

    let report = office.desk.audit(None).await.unwrap();
    assert_eq!((report.claims, report.faults), (u64::try_from(count).unwrap(), vec![]));

    let people = office.people(&auditor).await;
    check_register(&people, office.desk.now());
    assert!(people.len() > 5_966);
    let second = people.iter().filter(|person| person[0].starts_with("1505")).count();
    assert!((250..=350).contains(&second), "{second} people in the second office");

    check_credentials(&office, &credentials);
    check_second_time(&office, &credentials, &states, people.len()).await;
}

fn check_credentials(office: &Office, credentials: &Credentials) {
    Secret::parse(&credentials.insurer_secret).unwrap();
    let roles: BTreeSet<&str> = credentials.users.iter().map(|user| user.role.as_str()).collect();
    assert_eq!(roles, BTreeSet::from(["admin", "auditor", "caseworker", "supervisor"]));
    assert_eq!(Credentials::read(&office.plan.data).unwrap().as_ref(), Some(credentials));
    let left =
        std::fs::read_dir(&office.plan.data).unwrap().map(|entry| entry.unwrap().file_name()).collect::<BTreeSet<_>>();
    assert_eq!(left, BTreeSet::from(["credentials.json".into(), "files".into()]), "drafts are left behind");
}

async fn check_second_time(office: &Office, first: &Credentials, states: &BTreeMap<String, usize>, people: usize) {
    let auditor = office.actor(&first.tokens.auditor).await;
    let mut plan = DemoPlan { url: "http://127.0.0.1:9090".to_owned(), ..office.plan.clone() };
    let again = populate(&office.desk, &plan).await.unwrap();
    assert_eq!(again, Credentials { url: plan.url.clone(), ..first.clone() });
    assert_eq!(Credentials::read(&plan.data).unwrap(), Some(again.clone()));
    assert_eq!(office.states(&auditor).await, *states);
    assert_eq!(office.people(&auditor).await.len(), people);

    let text = summary(&office.desk, &again, &plan.data).await.unwrap();
    for wanted in [&again.url, &again.tokens.caseworker, &again.users[0].password, "JKM-2026-", "credentials.json"] {
        assert!(text.contains(wanted), "{wanted} is not in\n{text}");
    }

    plan.data = office.plan.data.join("elsewhere");
    assert!(matches!(populate(&office.desk, &plan).await, Err(DemoError::Unfinished(_))));
    let other = Credentials {
        tokens: santun::demo::Tokens { caseworker: "santun_x".to_owned(), ..again.tokens.clone() },
        ..again
    };
    std::fs::create_dir_all(&plan.data).unwrap();
    other.write(&plan.data).unwrap();
    assert!(matches!(populate(&office.desk, &plan).await, Err(DemoError::OtherDatabase(_))));
}

/// Years from now there is no holiday calendar yet: everything works, and clocks say so. The month has just begun.
#[test]
fn an_office_of_another_year() {
    let database = TestDatabase::sqlite();
    run(check_another_year(&database));
}

async fn check_another_year(database: &TestDatabase) {
    let office = office(database, "2031-02-28T17:00:00Z");
    let credentials = office.populated().await;
    let auditor = office.actor(&credentials.tokens.auditor).await;
    let states = office.states(&auditor).await;
    assert_eq!(states.keys().map(String::as_str).collect::<BTreeSet<_>>(), BTreeSet::from(STATES));
    assert_eq!(office.desk.audit(None).await.unwrap().faults, vec![]);
    check_register(&office.people(&auditor).await, office.desk.now());

    let wanted = WorkList { limit: 200, ..WorkList::default() };
    let mut missing = 0;
    let mut newest = String::new();
    for claim in office.desk.work_list(&auditor, &wanted).await.unwrap().items {
        let (_, view) = office.desk.claim(&claim.number, &auditor).await.unwrap();
        let view = serde_json::to_value(&view).unwrap();
        missing += view["deadlines"].as_array().unwrap().iter().filter(|it| it["calendar_missing"] == true).count();
        newest = newest.max(claim.event_date);
    }
    assert!(missing > 10, "{missing} clocks without a calendar");
    assert_eq!(newest, "2031-03-01");
}

on_each_database!(a_populated_office);
