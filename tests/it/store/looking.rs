//! A look at what is due costs as much as is due, not as much as is open.

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use santun::store::queries::{self, Deadline};
use santun::store::{Db, StoreError};

use super::fixture::{Desk, now};
use crate::support::database::TestDatabase;

/// Open deadlines, of which every thousandth is due.
const OPEN: i64 = 20_000;
const DUE: i64 = OPEN / 1_000;

/// What the present transaction has read, as the server itself counts it.
#[derive(Debug, PartialEq, Eq, QueryableByName)]
struct Read {
    /// Rows of the table that were read one after the other, whether due or not.
    #[diesel(sql_type = BigInt)]
    scanned: i64,
    /// Entries of the index that the look is meant to use.
    #[diesel(sql_type = BigInt)]
    entries: i64,
}

#[test]
fn a_look_at_rungs_reads_those_that_are_due() {
    let Some(database) = TestDatabase::postgres("a_look_at_rungs") else { return };
    let desk = many(&database);
    let office = desk.office;
    let look = |db: &mut Db| queries::rungs_due(db, &[office], now(), None, 100);
    assert_eq!(read_by(&desk, "deadlines_next_rung", look), Read { scanned: 0, entries: DUE });
}

#[test]
fn a_look_at_ends_reads_those_that_are_due() {
    let Some(database) = TestDatabase::postgres("a_look_at_ends") else { return };
    let desk = many(&database);
    let look = |db: &mut Db| queries::deadlines_due(db, now(), None, 100);
    assert_eq!(read_by(&desk, "deadlines_due", look), Read { scanned: 0, entries: DUE });
}

/// A desk with a claim for each deadline.
fn many(database: &TestDatabase) -> Desk {
    let desk = Desk::new(database);
    let model = desk.open("JKM-0");
    let at = |nth: &str| {
        format!(
            "timestamptz '{}' + CASE WHEN {nth} % 1000 = 0 THEN -1 ELSE 1 + {nth} % 60 END * interval '1 day'",
            now()
        )
    };
    database.execute(&format!(
        "INSERT INTO claims SELECT r.* FROM claims c, generate_series(1, {OPEN}) AS nth, LATERAL \
         jsonb_populate_record(c, jsonb_build_object('id', md5('claim' || nth)::uuid, 'number', 'JKM-' || nth)) r \
         WHERE c.id = '{model}';
         INSERT INTO deadlines (id, claim_id, name, state, waiting_on, started_at, due_at, calendar_missing, next_rung_at) \
         SELECT md5('deadline' || nth)::uuid, md5('claim' || nth)::uuid, 'papers', 'documents', 'heir', '{start}', \
         {at}, FALSE, {at} FROM generate_series(1, {OPEN}) AS nth;",
        start = now(),
        at = at("nth"),
    ));
    database.execute("VACUUM ANALYZE");
    desk
}

/// What a look at what is due reads, counted inside its own transaction.
fn read_by(desk: &Desk, index: &str, look: impl FnOnce(&mut Db) -> Result<Vec<Deadline>, StoreError>) -> Read {
    let count = format!(
        "SELECT pg_stat_get_xact_tuples_returned('deadlines'::regclass) AS scanned, \
         pg_stat_get_xact_tuples_returned('{index}'::regclass) AS entries"
    );
    let read = desk.store.read_now(|db| {
        let found = look(db)?;
        assert_eq!(i64::try_from(found.len()).unwrap(), DUE);
        Ok::<_, StoreError>(diesel::sql_query(count).get_result(db).unwrap())
    });
    read.unwrap()
}
