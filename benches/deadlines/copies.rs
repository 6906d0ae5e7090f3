//! The claims that are looked through: one that the desk led to the wish for papers, and copies of it made by SQL.
//!
//! The due ones are whole copies, spread over the table. The others have no snapshot and no plan of rungs, because nothing
//! looks at them, and deadlines of the two months behind those that are due. Copies have no history: a change only adds to it.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use santun::claim::Claim;
use santun::clock::ShiftedClock;
use santun::desk::{Answer, Changed, Desk, Extra, Wish};
use santun::ids::RandomIds;
use santun::store::{OpenMode, Store, queries};
use uuid::Uuid;

use crate::rounds::Sizes;
use crate::stage::{Place, Stage};
use crate::{family, postgres};

/// A database with many claims.
pub(crate) struct Copies {
    pub(crate) place: Place,
    pub(crate) claims: usize,
    pub(crate) due: usize,
    /// The office that all are at.
    pub(crate) office: Uuid,
    /// When the first rung of those that are due has come.
    pub(crate) rung_at: DateTime<Utc>,
    /// When their end has passed.
    pub(crate) end_at: DateTime<Utc>,
}

/// What is copied.
struct Model {
    claim: Uuid,
    number: String,
    participant: Uuid,
    office: Uuid,
    deadline: Uuid,
}

impl Copies {
    /// Fills a database of its own.
    pub(crate) fn make(name: &str, sizes: &Sizes) -> Self {
        let place = Place::postgres(name).unwrap();
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        let (model, rung_at, end_at) = runtime.block_on(lead(&place, sizes.mailbox));
        let (claims, due, office) = (sizes.claims, sizes.due, model.office);
        let copies = Self { place, claims, due, office, rung_at, end_at };
        copies.multiply(&model);
        copies
    }

    /// Runs SQL on this database.
    pub(crate) fn execute(&self, sql: &str) {
        postgres::execute(&self.place.url, sql);
    }

    /// A desk on this database, on the day of a moment.
    pub(crate) fn desk(&self, at: DateTime<Utc>) -> Desk {
        desk(&self.place, at)
    }

    fn multiply(&self, model: &Model) {
        let Model { claim, number, participant, deadline, .. } = model;
        let (every, last) = (self.claims / self.due, self.claims);
        let later = self.end_at + TimeDelta::days(1);
        // Ids of one kind follow one another, as those that the program makes do.
        let id =
            |kind: u8, nth: &str| format!("('01990000-000{kind}-7000-8000-' || lpad(to_hex({nth}), 12, '0'))::uuid");
        let due = format!("generate_series({every}, {}, {every}) AS nth", every * self.due);
        let renamed = |column: &str| {
            let mut text = format!("convert_from({column}, 'UTF8')");
            for (old, new) in [
                (claim.to_string(), format!("({})::text", id(1, "nth"))),
                (participant.to_string(), format!("({})::text", id(2, "nth"))),
                (number.clone(), "'JKM-2026-' || nth".to_owned()),
            ] {
                text = format!("replace({text}, '{old}', {new})");
            }
            format!("convert_to({text}, 'UTF8')")
        };
        self.execute(&format!(
            "INSERT INTO participants SELECT r.* FROM participants p, {due}, LATERAL jsonb_populate_record(p, \
             jsonb_build_object('id', {person}, 'nik', (900000 + nth / {every}) || substr(p.nik, 7))) r WHERE p.id = '{participant}';
             INSERT INTO participant_incomes SELECT r.* FROM participant_incomes p, {due}, LATERAL \
             jsonb_populate_record(p, jsonb_build_object('participant_id', {person})) r \
             WHERE p.participant_id = '{participant}';
             INSERT INTO claims SELECT r.* FROM claims c, generate_series(1, {last}) AS nth, LATERAL \
             jsonb_populate_record(c, jsonb_build_object('id', {own}, 'number', 'JKM-2026-' || nth, 'active_key', NULL, \
             'snapshot', '\\x7b7d', 'next_deadline', timestamptz '{later}' + nth % 60 * interval '1 day')) r \
             WHERE c.id = '{claim}';
             UPDATE claims c SET participant_id = {person}, snapshot = {snapshot}, next_deadline = m.next_deadline \
             FROM claims m, {due} WHERE c.id = {own} AND m.id = '{claim}';
             INSERT INTO deadlines SELECT r.* FROM deadlines d, generate_series(1, {last}) AS nth, LATERAL \
             jsonb_populate_record(d, CASE WHEN nth % {every} = 0 AND nth <= {every} * {count} \
             THEN jsonb_build_object('id', {clock}, 'claim_id', {own}) \
             ELSE jsonb_build_object('id', {clock}, 'claim_id', {own}, \
             'rungs', '[]', \
             'next_rung_at', timestamptz '{later}' + nth % 60 * interval '1 day', \
             'due_at', timestamptz '{later}' + nth % 60 * interval '1 day') END) r WHERE d.id = '{deadline}';
             UPDATE deadlines SET cancelled_at = due_at WHERE claim_id = '{claim}' AND cancelled_at IS NULL;",
            person = id(2, "nth"),
            own = id(1, "nth"),
            clock = id(3, "nth"),
            snapshot = renamed("m.snapshot"),
            count = self.due,
        ));
        self.execute(&format!(
            "CREATE TABLE due AS SELECT {} AS claim_id FROM {due}; ALTER TABLE due ADD PRIMARY KEY (claim_id);",
            id(1, "nth")
        ));
        self.execute("VACUUM ANALYZE");
    }
}

/// A desk that sends its letters by mail, on the day of a moment.
pub(crate) fn desk(place: &Place, at: DateTime<Utc>) -> Desk {
    let store = Store::open(&place.url, OpenMode::MustExist).unwrap();
    place.desk(&store, Arc::new(ShiftedClock::starting_at(at)), Arc::new(RandomIds), true)
}

/// Leads one claim to the wish for papers, and says when its first rung fires and when its end has passed.
async fn lead(place: &Place, mailbox: bool) -> (Model, DateTime<Utc>, DateTime<Utc>) {
    let stage = Stage::set(place).await;
    let actor = &stage.caseworker.actor;
    let answer =
        |changed: &Changed<'_>| Ok(Answer { status: 200, version: None, location: None, body: changed.view.clone() });
    let opened = stage.desk.open_claim(actor, &family::report(&stage.niks[0]), None, &answer).await.unwrap();
    let number = opened.answer.body["number"].as_str().unwrap().to_owned();
    for command in family::commands(mailbox.then_some("siti@example.test")) {
        let make = |_: &Claim| Ok(command.clone());
        let wish = Wish {
            claim: &number,
            actor,
            expected: None,
            lenient: false,
            command: &make,
            key: None,
            extra: Extra::default(),
        };
        stage.desk.change(&wish, &answer).await.unwrap();
    }
    let claim = stage.store.read_now(|db| queries::claim_by_number(db, &number)).unwrap().unwrap();
    let deadlines = stage.store.read_now(|db| queries::deadlines_of(db, claim.id)).unwrap();
    let runs = deadlines.iter().find(|row| row.cancelled_at.is_none() && row.met_at.is_none()).unwrap();
    let office = stage.desk.office_calendar(claim.row.office_id).await.unwrap();
    // An hour after the office opens, so that it does not close while it is measured.
    let rung_at = office.hours.next_open(runs.next_rung_at, &office.calendar) + TimeDelta::hours(1);
    let end_at = runs.due_at + TimeDelta::hours(1);
    let (participant, office) = (claim.row.participant_id, claim.row.office_id);
    (Model { claim: claim.id, number, participant, office, deadline: runs.id }, rung_at, end_at)
}
