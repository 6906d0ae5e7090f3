//! An office with one insured person, and changes of their claims.

use chrono::{DateTime, TimeDelta, Utc};
use santun::ids::{Ids, SeededIds};
use santun::law::clock::jakarta_date;
use santun::store::ledger::{Change, ClaimRow, NO_DEADLINE, NewDelivery, NewEvent, SavedAnswer};
use santun::store::queries::{self, Office, Registered};
use santun::store::{OpenMode, Store, StoreError};
use uuid::Uuid;

use crate::support::database::TestDatabase;

/// A store with what every claim needs.
pub(crate) struct Desk {
    pub(crate) store: Store,
    pub(crate) ids: SeededIds,
    pub(crate) office: Uuid,
    pub(crate) participant: Uuid,
}

/// The moment at which everything happens.
pub(crate) fn now() -> DateTime<Utc> {
    "2026-03-02T03:00:00.123456Z".parse().unwrap()
}

/// `hours` later than [`now`].
pub(crate) fn after_hours(hours: i64) -> DateTime<Utc> {
    now() + TimeDelta::hours(hours)
}

/// A person of the register.
pub(crate) fn person(nik: &str, name: &str) -> Registered {
    Registered {
        nik: nik.into(),
        name: name.into(),
        birth_date: "1986-08-16".into(),
        sex: "L".into(),
        rt: "031".into(),
        kelurahan: "Pakuan Baru".into(),
        kecamatan: "Jambi Selatan".into(),
        occupation: "buruh angkut".into(),
        segment: "pekerja_rentan".into(),
        kpj: "25000000000".into(),
        declared_income: 1_000_000,
        income_from: None,
        paid_from: "2025-05".into(),
        paid_through: "2026-12".into(),
        gaps: None,
        phone: Some("089651425802".into()),
        email: None,
    }
}

impl Desk {
    pub(crate) fn new(database: &TestDatabase) -> Self {
        let (store, ids) = (database.store(), SeededIds::new(1));
        let office = ids.next(now());
        let participant = store
            .write_now(|db| {
                queries::add_office(db, &Office { id: office, name: "Jambi".into(), created_at: now() })?;
                let people = [person("1571021608869058", "Dedi Bambang Effendi")];
                queries::import_participants(db, office, &people, &ids, now(), jakarta_date(now()), &|_| ())?;
                queries::participant_by_nik(db, &people[0].nik)
            })
            .unwrap()
            .unwrap();
        Self { store, ids, office, participant: participant.id }
    }

    /// The desk that another process set up.
    pub(crate) fn of(url: &str) -> Self {
        let store = Store::open_sized(url, OpenMode::MustExist, 2).unwrap();
        let person = store.read_now(|db| queries::participant_by_nik(db, "1571021608869058")).unwrap().unwrap();
        Self { store, ids: SeededIds::new(9), office: person.office_id, participant: person.id }
    }

    pub(crate) fn id(&self) -> Uuid {
        self.ids.next(now())
    }

    /// The row of an open claim.
    pub(crate) fn row(&self, number: &str) -> ClaimRow {
        ClaimRow {
            number: number.into(),
            workflow: "jkm".into(),
            workflow_version: 1,
            participant_id: self.participant,
            office_id: self.office,
            state: "reported".into(),
            waiting_on: Some("caseworker".into()),
            outcome: None,
            unreviewed: 0,
            ended: false,
            event_date: "2026-03-01".into(),
            opened_at: now(),
            updated_at: now(),
            assignee_id: None,
            next_deadline: NO_DEADLINE,
            search_text: format!("{number} DEDI BAMBANG EFFENDI"),
            active_key: None,
            snapshot: br#"{"state":"reported"}"#.to_vec(),
        }
    }

    /// A change that opens a claim with one event.
    pub(crate) fn opening(&self, number: &str) -> Change {
        Change::new(self.id(), 0, vec![event("claim_opened")], self.row(number))
    }

    /// Opens a claim and answers with its id.
    pub(crate) fn open(&self, number: &str) -> Uuid {
        let change = self.opening(number);
        self.store.append_now(&change).unwrap();
        change.claim
    }

    /// A change with one event on a claim that [`Desk::open`] opened.
    pub(crate) fn next(&self, claim: Uuid, number: &str, expected_version: i64) -> Change {
        Change::new(claim, expected_version, vec![event("note_added")], self.row(number))
    }

    pub(crate) fn delivery(&self, key: &str) -> NewDelivery {
        NewDelivery {
            id: self.id(),
            kind: "mail".into(),
            dedup_key: key.into(),
            payload: r#"{"to":"heir"}"#.into(),
            next_attempt_at: now(),
        }
    }
}

pub(crate) fn event(kind: &str) -> NewEvent {
    NewEvent { at: now(), actor: "user:1".into(), kind: kind.into(), body: br#"{"b":1,"a":"\u00e9"}"#.to_vec() }
}

pub(crate) fn answer(key: &str) -> SavedAnswer {
    SavedAnswer {
        caller: "user:1".into(),
        method: "POST".into(),
        path: "/api/v1/claims".into(),
        key: key.into(),
        request_hash: "abc".into(),
        status: 201,
        headers: r#"{"etag":"\"1\""}"#.into(),
        body: r#"{"number":"JKM-1"}"#.into(),
        created_at: now(),
    }
}

/// Names the error of a query for `read` and `write`.
pub(crate) type Read<T> = Result<T, StoreError>;
