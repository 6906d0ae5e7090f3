//! Places where a test can stop the program dead, to see that nothing is half done.
//!
//! With `SANTUN_HALT_AT=NAME` in the environment of a debug build, the thread that comes to the place `NAME` says
//! `halted NAME` on standard error and stands still for ever, its transaction open; the test then kills the
//! process. `NAME:N` stands still at the N-th time that the place is passed, while other threads go on. In a release
//! build there is nothing here.

use std::io::Write as _;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

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
    static PASSED: AtomicU64 = AtomicU64::new(0);
    if !cfg!(debug_assertions) {
        return;
    }
    let Some(named) = NAMED.get_or_init(|| std::env::var("SANTUN_HALT_AT").ok()) else { return };
    let (name, nth) = named.split_once(':').unwrap_or((named, "1"));
    if name != point || PASSED.fetch_add(1, Ordering::SeqCst) + 1 != nth.parse().unwrap_or(1) {
        return;
    }
    // Whether anybody reads it or not, standing still is what was asked for.
    let _ = writeln!(std::io::stderr(), "halted {point}");
    loop {
        std::thread::park();
    }
}
