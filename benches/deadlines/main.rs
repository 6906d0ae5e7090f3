//! Due deadlines among many open claims on `PostgreSQL`: how long the desk takes to find and fire them, beside the bare SQL
//! that selects and updates the same rows, and whether memory grows with the number of claims.
//!
//! `cargo bench --bench deadlines -- --claims 1000000 --due 10000 --rounds 5`; without arguments it is a small try.
//! `--calls` makes the family one without a mailbox, so that every letter becomes a call. Nothing here asserts how fast
//! anything is; that as many fired as were due is asserted.

#![expect(clippy::print_stdout, reason = "a bench reports on the terminal")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot go on has nothing to report")]

mod bare;
mod copies;
#[path = "../ledger/family.rs"]
mod family;
mod firing;
#[path = "../ledger/machine.rs"]
mod machine;
mod memory;
#[path = "../../tests/it/support/postgres.rs"]
mod postgres;
mod rounds;
#[path = "../ledger/stage.rs"]
#[expect(dead_code, reason = "this bench needs neither SQLite nor tokens")]
mod stage;

use firing::Kind;
use rounds::Sizes;

/// How the private server of this bench keeps what it was told: as the default has it, on disk.
const SERVER_OPTIONS: &str = "";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(child) = memory::Child::parse(&arguments) {
        child.run();
        return;
    }
    let number = |name: &str, without: usize| {
        let at = arguments.iter().position(|argument| argument == name);
        at.map_or(without, |at| arguments[at + 1].parse().unwrap())
    };
    // Run by `cargo bench` in earnest; run as a test, it only shows that it still works.
    let in_earnest = arguments.iter().any(|argument| argument == "--bench");
    let sizes = Sizes {
        claims: number("--claims", if in_earnest { 20_000 } else { 400 }),
        due: number("--due", if in_earnest { 500 } else { 20 }),
        rounds: number("--rounds", if in_earnest { 3 } else { 1 }),
        mailbox: arguments.iter().all(|argument| argument != "--calls"),
    };
    assert!(0 < sizes.due && sizes.due * 10 <= sizes.claims, "at most every tenth claim is due");
    if postgres::server().is_none() {
        postgres::say_skipped("the bench of deadlines");
        return;
    }
    machine::print();
    println!();
    println!(
        "{} open claims, {} of them due; the family has {}. Medians of {} rounds, lowest and highest.",
        sizes.claims,
        sizes.due,
        if sizes.mailbox { "a mailbox" } else { "none: every letter is a call" },
        sizes.rounds
    );
    let _ = rustls::crypto::ring::default_provider().install_default();
    let many = copies::Copies::make("many", &sizes);
    for kind in Kind::ALL {
        println!();
        println!("How {} are looked for:", kind.name());
        println!("{}", bare::explained(&many, kind));
    }
    rounds::measure(&many, sizes.rounds);
    // A tenth of the claims with as many that are due: what memory is used must be about the same.
    let few = copies::Copies::make("few", &Sizes { claims: sizes.claims / 10, ..sizes });
    memory::compare(&[&few, &many]);
    println!();
    machine::print_load("at the end");
}
