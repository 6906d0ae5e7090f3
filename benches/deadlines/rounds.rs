//! Rounds: the desk and the bare SQL in turn on the same rows, which are put back after each.

use std::time::Duration;

use crate::bare::{self, ADDED, Writes};
use crate::copies::Copies;
use crate::firing::{CHUNK, Kind};

/// How much there is of everything.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sizes {
    /// Open claims.
    pub(crate) claims: usize,
    /// Those whose deadline is due.
    pub(crate) due: usize,
    /// Turns of everything.
    pub(crate) rounds: usize,
    /// Whether the family is written to by mail; else it is called.
    pub(crate) mailbox: bool,
}

/// Who works in a turn.
#[derive(Clone, Copy, Debug)]
enum Hand {
    Desk,
    Bare(Writes, bool),
}

const HANDS: [Hand; 4] = [
    Hand::Bare(Writes::Deadline, false),
    Hand::Bare(Writes::Deadline, true),
    Hand::Bare(Writes::Everything, true),
    Hand::Desk,
];

impl Hand {
    fn name(self, kind: Kind) -> String {
        let column = if kind == Kind::Rungs { "next_rung_at" } else { "fired_at" };
        match self {
            Self::Bare(Writes::Deadline, false) => format!("one statement, `{column}` alone"),
            Self::Bare(Writes::Deadline, true) => format!("the same in chunks of {CHUNK}"),
            Self::Bare(Writes::Everything, _) => format!("one statement per {CHUNK}, all rows that firing writes"),
            Self::Desk => {
                format!("`Desk::fire_due_{}({CHUNK})`", if kind == Kind::Rungs { "rungs" } else { "deadlines" })
            }
        }
    }
}

/// Measures both kinds and prints what was seen.
pub(crate) fn measure(copies: &Copies, rounds: usize) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    keep(copies);
    for kind in Kind::ALL {
        let desk = copies.desk(kind.moment(copies));
        // Connections are opened, statements prepared and the rows that firing writes kept before it counts.
        let (fired, _) = runtime.block_on(kind.fire(&desk));
        assert_eq!(usize::try_from(fired).unwrap(), copies.due, "as many {} fire as are due", kind.name());
        keep_fired(copies, kind);
        put_back(copies);
        let mut seen: [Vec<Duration>; 4] = Default::default();
        for _ in 0..rounds {
            for (hand, seen) in HANDS.into_iter().zip(&mut seen) {
                let (moved, took) = match hand {
                    Hand::Desk => runtime.block_on(kind.fire(&desk)),
                    Hand::Bare(writes, in_chunks) => bare::update(copies, kind, writes, in_chunks),
                };
                assert_eq!(usize::try_from(moved).unwrap(), copies.due, "{hand:?}");
                seen.push(took);
                put_back(copies);
            }
        }
        print(copies, kind, &seen);
    }
}

/// Keeps the rows that firing changes as they are.
pub(crate) fn keep(copies: &Copies) {
    copies.execute(
        "CREATE TABLE kept_claims AS SELECT c.* FROM claims c JOIN due ON due.claim_id = c.id;
         CREATE TABLE kept_deadlines AS SELECT d.* FROM deadlines d JOIN due USING (claim_id);",
    );
}

fn keep_fired(copies: &Copies, kind: Kind) {
    let name = kind.name();
    for table in ADDED {
        copies.execute(&format!(
            "CREATE TABLE {name}_{table} AS SELECT t.* FROM {table} t JOIN due USING (claim_id);
             CREATE INDEX ON {name}_{table} (claim_id);"
        ));
    }
    copies.execute(&format!(
        "CREATE TABLE {name}_claims AS SELECT c.* FROM claims c JOIN due ON due.claim_id = c.id;
         CREATE INDEX ON {name}_claims (id);
         CREATE TABLE {name}_deadlines AS SELECT d.* FROM deadlines d JOIN due USING (claim_id);
         CREATE INDEX ON {name}_deadlines (id);"
    ));
    copies.execute("ANALYZE");
}

/// Puts everything back as it was kept, and lets the server tidy up before the next turn.
pub(crate) fn put_back(copies: &Copies) {
    for table in ADDED {
        copies.execute(&format!("DELETE FROM {table} WHERE claim_id IN (SELECT claim_id FROM due)"));
    }
    copies.execute(
        "UPDATE claims c SET version = k.version, updated_at = k.updated_at, next_deadline = k.next_deadline, \
         active_key = k.active_key, last_hash = k.last_hash, snapshot = k.snapshot \
         FROM kept_claims k WHERE k.id = c.id;
         UPDATE deadlines d SET next_rung_at = k.next_rung_at, fired_at = k.fired_at \
         FROM kept_deadlines k WHERE k.id = d.id;",
    );
    copies.execute("VACUUM ANALYZE");
    copies.execute("CHECKPOINT");
}

fn print(copies: &Copies, kind: Kind, seen: &[Vec<Duration>; 4]) {
    println!();
    println!("| {} | ms | per second | ratio to one statement | lowest and highest |", kind.name());
    println!("| --- | ---: | ---: | ---: | ---: |");
    for (hand, own) in HANDS.into_iter().zip(seen) {
        // Turns of one round lie close together in time, so each is held against its own round's statement.
        let pairs = own.iter().zip(&seen[0]);
        let ratios: Vec<u128> = pairs.map(|(own, one)| own.as_micros() * 100 / one.as_micros().max(1)).collect();
        let micros = median(own.iter().map(Duration::as_micros));
        println!(
            "| {} | {} | {} | {} | {}-{} |",
            hand.name(kind),
            micros / 1_000,
            u128::try_from(copies.due).unwrap() * 1_000_000 / micros.max(1),
            hundredths(median(ratios.iter().copied())),
            hundredths(ratios.iter().min().copied().unwrap_or(0)),
            hundredths(ratios.iter().max().copied().unwrap_or(0)),
        );
    }
}

fn median(values: impl Iterator<Item = u128>) -> u128 {
    let mut values: Vec<u128> = values.collect();
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or(0)
}

/// A number of hundredths, as it is read.
fn hundredths(value: u128) -> String {
    format!("{}.{:02}", value / 100, value % 100)
}
