//! Places where a test can stop the program dead, to see that nothing is half done.
//!
//! With `SANTUN_HALT_AT=NAME` in the environment of a debug build, the thread that comes to the place `NAME` says
//! `halted NAME` on standard error and stands still for ever, its transaction open; the test then kills the
//! process. In a release build there is nothing here.

use std::io::Write as _;
use std::sync::OnceLock;

/// Every place, in the order in which one change passes them.
pub const POINTS: &[&str] = &[
    "ledger.begun",
    "ledger.answer_saved",
    "ledger.claim_written",
    "ledger.events_written",
    "ledger.deadlines_written",
    "ledger.outbox_written",
    "ledger.before_commit",
    "ledger.committed",
];

/// Stands still for ever if the environment names this place.
pub fn at(point: &str) {
    static NAMED: OnceLock<Option<String>> = OnceLock::new();
    if !cfg!(debug_assertions) {
        return;
    }
    let named = NAMED.get_or_init(|| std::env::var("SANTUN_HALT_AT").ok());
    if named.as_deref() != Some(point) {
        return;
    }
    // Whether anybody reads it or not, standing still is what was asked for.
    let _ = writeln!(std::io::stderr(), "halted {point}");
    loop {
        std::thread::park();
    }
}
