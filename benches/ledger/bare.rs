//! The bare SQL of one transition: the ledger's statements and columns, prepared once per connection, and nothing
//! of Santun's around them. No hash is computed; its 32 bytes are written all the same.

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Utc};
use diesel::connection::SimpleConnection as _;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::{BigInt, Binary, Bool, Nullable, SqlType, Text, Timestamptz};
use diesel::sqlite::Sqlite;
use santun::store::ledger::Change;
use std::io::Write as _;
use uuid::Uuid;

use crate::stage::Place;

const HASH: [u8; 32] = [7; 32];

const SELECT: &str = "SELECT version, last_hash FROM claims WHERE id = ? LIMIT 1";
const UPDATE: &str = "UPDATE claims SET number = ?, workflow = ?, workflow_version = ?, participant_id = ?, \
    office_id = ?, state = ?, waiting_on = ?, outcome = ?, ended = ?, version = ?, event_date = ?, opened_at = ?, \
    updated_at = ?, assignee_id = ?, next_deadline = ?, search_text = ?, active_key = ?, last_hash = ?, snapshot = ? \
    WHERE id = ? AND version = ?";
const EVENT: &str = "INSERT INTO events (claim_id, seq, at, actor, type, body, previous_hash, hash) \
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
const CANCEL: &str = "UPDATE deadlines SET cancelled_at = ? WHERE claim_id = ? AND cancelled_at IS NULL \
    AND met_at IS NULL AND fired_at IS NULL";
const ARM: &str = "INSERT INTO deadlines (id, claim_id, name, state, waiting_on, started_at, due_at, \
    calendar_missing) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

/// Connections that nothing of Santun's holds.
pub(crate) enum Bare {
    /// One, as the store has one that writes; callers wait for it.
    Sqlite(Mutex<SqliteConnection>),
    /// One for every caller.
    Postgres(Vec<Mutex<PgConnection>>),
}

impl Bare {
    /// Connects for so many callers.
    pub(crate) fn connect(place: &Place, callers: usize) -> Self {
        if let Some(path) = place.file() {
            let mut connection = SqliteConnection::establish(&path.to_string_lossy()).unwrap();
            let pragmas = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; \
                           PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;";
            connection.batch_execute(pragmas).unwrap();
            return Self::Sqlite(Mutex::new(connection));
        }
        let connect = |_| Mutex::new(PgConnection::establish(&place.url).unwrap());
        Self::Postgres((0..callers).map(connect).collect())
    }

    /// One transition by one of the callers.
    pub(crate) fn transition(&self, caller: usize, change: &Change) {
        match self {
            Self::Sqlite(connection) => {
                let db = &mut *connection.lock().unwrap_or_else(PoisonError::into_inner);
                db.batch_execute("BEGIN IMMEDIATE").unwrap();
                let before: Vec<(i64, Vec<u8>)> = select(change).load(db).unwrap();
                assert_eq!(before[0].0, change.expected_version);
                assert_eq!(writes(change).map(|statement| statement.execute(db).unwrap()), [1; 4]);
                db.batch_execute("COMMIT").unwrap();
            }
            Self::Postgres(connections) => {
                let db = &mut *connections[caller].lock().unwrap_or_else(PoisonError::into_inner);
                db.batch_execute("BEGIN").unwrap();
                let before: Vec<(i64, Vec<u8>)> = select(change).load(db).unwrap();
                assert_eq!(before[0].0, change.expected_version);
                assert_eq!(writes(change).map(|statement| statement.execute(db).unwrap()), [1; 4]);
                db.batch_execute("COMMIT").unwrap();
            }
        }
    }
}

fn select(change: &Change) -> Statement<'_> {
    Statement { text: SELECT, values: vec![Value::Id(Id(change.claim))] }
}

fn writes(change: &Change) -> [Statement<'_>; 4] {
    let (row, event, deadline) = (&change.row, &change.events[0], &change.arm[0]);
    let (claim, version) = (Value::Id(Id(change.claim)), change.expected_version);
    let claims = vec![
        Value::Text(&row.number),
        Value::Text(&row.workflow),
        Value::Number(row.workflow_version),
        Value::Id(Id(row.participant_id)),
        Value::Id(Id(row.office_id)),
        Value::Text(&row.state),
        Value::MaybeText(row.waiting_on.as_deref()),
        Value::MaybeText(row.outcome.as_deref()),
        Value::Flag(row.ended),
        Value::Number(version + 1),
        Value::Text(&row.event_date),
        Value::Moment(At(row.opened_at)),
        Value::Moment(At(row.updated_at)),
        Value::MaybeId(row.assignee_id.map(Id)),
        Value::Moment(At(row.next_deadline)),
        Value::Text(&row.search_text),
        Value::MaybeText(row.active_key.as_deref()),
        Value::Bytes(&HASH),
        Value::Bytes(&row.snapshot),
        claim,
        Value::Number(version),
    ];
    let events = vec![
        claim,
        Value::Number(version + 1),
        Value::Moment(At(event.at)),
        Value::Text(&event.actor),
        Value::Text(&event.kind),
        Value::Bytes(&event.body),
        Value::Bytes(&HASH),
        Value::Bytes(&HASH),
    ];
    let arm = vec![
        Value::Id(Id(deadline.id)),
        claim,
        Value::Text(&deadline.name),
        Value::Text(&deadline.state),
        Value::Text(&deadline.waiting_on),
        Value::Moment(At(deadline.started_at)),
        Value::Moment(At(deadline.due_at)),
        Value::Flag(deadline.calendar_missing),
    ];
    [
        Statement { text: UPDATE, values: claims },
        Statement { text: EVENT, values: events },
        Statement { text: CANCEL, values: vec![Value::Moment(At(row.updated_at)), claim] },
        Statement { text: ARM, values: arm },
    ]
}

/// A statement whose text never changes, so that diesel prepares it once per connection.
struct Statement<'a> {
    /// `?` stands for each value.
    text: &'static str,
    values: Vec<Value<'a>>,
}

#[derive(Clone, Copy)]
enum Value<'a> {
    Id(Id),
    MaybeId(Option<Id>),
    Moment(At),
    Text(&'a str),
    MaybeText(Option<&'a str>),
    Number(i64),
    Flag(bool),
    Bytes(&'a [u8]),
}

impl QueryId for Statement<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for Statement<'_> {
    type SqlType = (BigInt, Binary);
}

impl<Conn> RunQueryDsl<Conn> for Statement<'_> {}

macro_rules! fragment_on {
    ($($backend:ty),+) => {
        $(impl QueryFragment<$backend> for Statement<'_> {
            fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, $backend>) -> QueryResult<()> {
                let mut values = self.values.iter();
                for (at, piece) in self.text.split('?').enumerate() {
                    if at > 0 {
                        match values.next() {
                            Some(Value::Id(value)) => out.push_bind_param::<Uid, _>(value)?,
                            Some(Value::MaybeId(value)) => out.push_bind_param::<Nullable<Uid>, _>(value)?,
                            Some(Value::Moment(value)) => out.push_bind_param::<Moment, _>(value)?,
                            Some(Value::Text(value)) => out.push_bind_param::<Text, str>(value)?,
                            Some(Value::MaybeText(value)) => out.push_bind_param::<Nullable<Text>, _>(value)?,
                            Some(Value::Number(value)) => out.push_bind_param::<BigInt, _>(value)?,
                            Some(Value::Flag(value)) => out.push_bind_param::<Bool, _>(value)?,
                            Some(Value::Bytes(value)) => out.push_bind_param::<Binary, [u8]>(value)?,
                            None => {}
                        }
                    }
                    out.push_sql(piece);
                }
                Ok(())
            }
        })+
    };
}
fragment_on!(Pg, Sqlite);

/// The columns of ids and of moments, as the store has them.
#[derive(Clone, Copy, QueryId, SqlType)]
#[diesel(sqlite_type(name = "Binary"))]
#[diesel(postgres_type(oid = 2950, array_oid = 2951))]
struct Uid;

#[derive(Clone, Copy, QueryId, SqlType)]
#[diesel(sqlite_type(name = "Long"))]
#[diesel(postgres_type(oid = 1184, array_oid = 1185))]
struct Moment;

#[derive(Clone, Copy, Debug)]
struct Id(Uuid);

#[derive(Clone, Copy, Debug)]
struct At(DateTime<Utc>);

impl ToSql<Uid, Pg> for Id {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        out.write_all(self.0.as_bytes())?;
        Ok(IsNull::No)
    }
}

impl ToSql<Uid, Sqlite> for Id {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.0.as_bytes().as_slice());
        Ok(IsNull::No)
    }
}

impl ToSql<Moment, Pg> for At {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        ToSql::<Timestamptz, Pg>::to_sql(&self.0, out)
    }
}

impl ToSql<Moment, Sqlite> for At {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.0.timestamp_micros());
        Ok(IsNull::No)
    }
}
