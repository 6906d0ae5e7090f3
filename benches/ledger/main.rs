//! Transitions of claims per second, on each database, at each depth of the program: bare SQL, the ledger, the desk,
//! HTTP. Every figure stands beside its ratio to the bare SQL of one transition, measured in turn with it.
//!
//! `cargo bench --bench ledger`; `SANTUN_BENCH_SECONDS` is the time spent measuring (150 by default),
//! `SANTUN_BENCH_ROUNDS` how many turns it is cut into (5). Nothing here asserts how fast anything is.

#![expect(clippy::print_stdout, reason = "a bench reports on the terminal")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot go on has nothing to report")]

mod bare;
mod copies;
mod family;
mod http;
mod machine;
mod material;
mod measure;
mod model;
#[path = "../../tests/it/support/postgres.rs"]
mod postgres;
mod report;
mod stage;
mod window;

use std::time::Duration;

use measure::Plan;
use stage::Place;

/// How the private server of this bench keeps what it was told: as the default has it, on disk.
const SERVER_OPTIONS: &str = "";

fn main() {
    let plan = plan();
    machine::print();
    println!();
    println!(
        "One transition: a claim is objected to, or the objection is settled: one event, the claim's row, one deadline \
         cancelled and one armed. {} rounds of {} ms per cell; medians over the rounds.",
        plan.rounds,
        plan.window.as_millis()
    );
    let _ = rustls::crypto::ring::default_provider().install_default();
    measure::measure(&Place::sqlite(), &plan);
    match Place::postgres("bench") {
        Some(place) => measure::measure(&place, &plan),
        None => postgres::say_skipped("the half on PostgreSQL"),
    }
    println!();
    machine::print_load("at the end");
}

/// How long is measured. Run by `cargo bench` in earnest; run as a test, it only shows that it still works.
fn plan() -> Plan {
    let in_earnest = std::env::args().any(|argument| argument == "--bench");
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let seconds = number("SANTUN_BENCH_SECONDS").unwrap_or(if in_earnest { 150 } else { 2 });
    let rounds = number("SANTUN_BENCH_ROUNDS").unwrap_or(if in_earnest { 5 } else { 1 }).max(1);
    let windows = rounds * 2 * measure::cells();
    Plan { rounds, window: Duration::from_millis((seconds * 1_000 / windows).max(20)) }
}
