//! Bare SQL that selects and updates the rows that firing does, on a connection of its own, with nothing of Santun's around it.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel::sql_types::Text;

use crate::copies::Copies;
use crate::firing::{CHUNK, Kind};

/// Tables that firing only inserts into, in an order in which they may be emptied.
pub(crate) const ADDED: [&str; 7] = ["call_tasks", "outbox", "letters", "links", "alerts", "deadline_rungs", "events"];

/// What the bare SQL writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Writes {
    /// One column of each deadline: it is not due any more.
    Deadline,
    /// Every row that firing wrote, copied from where they were kept.
    Everything,
}

/// Which deadlines of open claims are due, as the desk asks for them.
fn due(copies: &Copies, kind: Kind, limit: Option<i64>) -> String {
    let at = kind.moment(copies);
    let limit = limit.map_or_else(String::new, |limit| format!(" LIMIT {limit}"));
    match kind {
        Kind::Rungs => format!(
            "SELECT d.id, d.claim_id FROM deadlines d JOIN claims c ON c.id = d.claim_id WHERE d.cancelled_at IS NULL \
             AND d.met_at IS NULL AND d.next_rung_at <= '{at}' AND c.office_id IN ('{office}') \
             ORDER BY d.next_rung_at, d.id{limit}",
            office = copies.office
        ),
        Kind::Ends => format!(
            "SELECT d.id, d.claim_id FROM deadlines d WHERE d.fired_at IS NULL AND d.cancelled_at IS NULL \
             AND d.met_at IS NULL AND d.due_at <= '{at}' ORDER BY d.due_at, d.id{limit}"
        ),
    }
}

/// One statement over up to `limit` of those that are due. Its rows affected are counted by the deadline.
fn statement(copies: &Copies, kind: Kind, writes: Writes, limit: Option<i64>) -> String {
    let (due, name) = (due(copies, kind, limit), kind.name());
    if writes == Writes::Deadline {
        let set = match kind {
            Kind::Rungs => "next_rung_at = '2999-12-31 00:00:00+00'".to_owned(),
            Kind::Ends => format!("fired_at = '{}'", kind.moment(copies)),
        };
        return format!("UPDATE deadlines SET {set} WHERE id IN (SELECT id FROM ({due}) AS due)");
    }
    let mut text = format!(
        "WITH due AS MATERIALIZED ({due}), changed AS (UPDATE claims c SET version = k.version, \
         updated_at = k.updated_at, next_deadline = k.next_deadline, last_hash = k.last_hash, snapshot = k.snapshot \
         FROM due JOIN {name}_claims k ON k.id = due.claim_id WHERE c.id = due.claim_id)"
    );
    for table in ADDED {
        let _ = write!(
            text,
            ", {table}_added AS (INSERT INTO {table} SELECT k.* FROM due JOIN {name}_{table} k USING (claim_id))"
        );
    }
    let _ = write!(
        text,
        " UPDATE deadlines d SET next_rung_at = k.next_rung_at, fired_at = k.fired_at \
         FROM due JOIN {name}_deadlines k ON k.id = due.id WHERE d.id = due.id"
    );
    text
}

/// Updates all that are due, in chunks or at once; how many they were, and in what time.
pub(crate) fn update(copies: &Copies, kind: Kind, writes: Writes, in_chunks: bool) -> (u64, Duration) {
    let mut connection = PgConnection::establish(&copies.place.url).unwrap();
    connection.batch_execute("SELECT 1").unwrap();
    let statement = statement(copies, kind, writes, in_chunks.then_some(CHUNK));
    let begun = Instant::now();
    let mut updated = 0;
    loop {
        let some = diesel::sql_query(&statement).execute(&mut connection).unwrap();
        updated += u64::try_from(some).unwrap();
        if some == 0 || !in_chunks {
            return (updated, begun.elapsed());
        }
    }
}

/// How the server looks for the first chunk of those that are due.
pub(crate) fn explained(copies: &Copies, kind: Kind) -> String {
    let mut connection = PgConnection::establish(&copies.place.url).unwrap();
    let explain = format!("EXPLAIN (COSTS OFF, ANALYZE, TIMING OFF) {}", due(copies, kind, Some(CHUNK)));
    let lines: Vec<Line> = diesel::sql_query(explain).load(&mut connection).unwrap();
    lines.into_iter().map(|line| format!("    {}", line.text)).collect::<Vec<_>>().join("\n")
}

/// A line of a plan.
#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text, column_name = "QUERY PLAN")]
    text: String,
}
