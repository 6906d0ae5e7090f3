//! A look into the database past the program that is tried, and the record of what the world saw.

use std::path::Path;

use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use crate::post::{Accepted, Taken};

/// A connection of its own, with the world's records as temporary tables beside the program's.
pub(crate) struct Probe {
    connection: SqliteConnection,
}

const RECORDS: &str = "
    PRAGMA busy_timeout = 5000;
    CREATE TEMP TABLE accepted (at INTEGER, day TEXT, id BLOB, address TEXT, open INTEGER);
    CREATE TEMP TABLE taken (id TEXT, claim TEXT, attempt INTEGER);
    CREATE TEMP TABLE insurer_paid (answer TEXT PRIMARY KEY, claim TEXT, amount INTEGER);
";

#[derive(QueryableByName)]
struct TextRow {
    #[diesel(sql_type = Text)]
    text: String,
}

#[derive(QueryableByName)]
struct CountRow {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

impl Probe {
    pub(crate) fn open(path: &Path) -> Self {
        let mut connection = SqliteConnection::establish(&path.to_string_lossy()).expect("the database opens");
        connection.batch_execute(RECORDS).expect("the records");
        Self { connection }
    }

    /// The texts that a query of one column named `text` answers with.
    pub(crate) fn texts(&mut self, query: &str) -> Vec<String> {
        let rows: Vec<TextRow> = diesel::sql_query(query).load(&mut self.connection).expect(query);
        rows.into_iter().map(|row| row.text).collect()
    }

    /// The number that a query of one column named `count` answers with.
    pub(crate) fn count(&mut self, query: &str) -> i64 {
        let rows: Vec<CountRow> = diesel::sql_query(query).load(&mut self.connection).expect(query);
        rows.first().map_or(0, |row| row.count)
    }

    /// Changes something behind the program's back.
    pub(crate) fn execute(&mut self, sql: &str) {
        self.connection.batch_execute(sql).expect(sql);
    }

    /// Records a letter that the mail server took; `open` says whether the office worked then.
    pub(crate) fn accepted(&mut self, letter: &Accepted, open: bool) {
        let (at, day) = (letter.at.timestamp_micros(), santun::law::clock::jakarta_date(letter.at));
        let (id, to, open) = (letter.id.simple(), letter.to.replace('\'', ""), u8::from(open));
        self.execute(&format!("INSERT INTO accepted VALUES ({at}, '{day}', x'{id}', '{to}', {open})"));
    }

    /// Records a file that the insurer took.
    pub(crate) fn taken(&mut self, file: &Taken) {
        let Taken { id, claim, attempt } = file;
        self.execute(&format!("INSERT INTO taken VALUES ('{id}', '{claim}', {attempt})"));
    }

    /// Records what the insurer paid by an answer that the desk took, once.
    pub(crate) fn paid(&mut self, answer: &str, claim: &str, amount: i64) {
        self.execute(&format!("INSERT OR IGNORE INTO insurer_paid VALUES ('{answer}', '{claim}', {amount})"));
    }
}
