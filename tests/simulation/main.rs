//! A seeded year of an office of 6,000 participants in virtual time: the real desk, store, outbox and jobs' steps, with
//! heirs who answer late or never, caseworkers on leave, a mail server and an insurer with bad days, and two processes
//! that die at random commits. Clock, ids and the two machines outside are ours; all chance comes from the seed.
//!
//! `SIM_SEED=7` replays one year, `SIM_SEEDS=1..5000` lives many. What must hold stands in `invariants.rs`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, also in a function that tests share")]
#![expect(clippy::expect_used, reason = "a test that cannot go on has failed, and says why")]
#![expect(clippy::print_stdout, reason = "whoever runs many seeds wants to see how far they are")]

mod accidents;
mod coverage;
mod family;
mod found;
mod heirs;
mod hours;
mod invariants;
mod office;
mod people;
mod post;
mod probe;
mod sabotage;
mod seed;
mod staff;
mod sweep;
mod template;
mod weather;
mod year;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::coverage::Lived;
use crate::year::{Summary, live};

/// Lives the years of some seeds, on as many threads as the machine has processors.
fn live_all(seeds: &[u64]) -> Vec<(u64, Result<Summary, String>)> {
    let threads = thread::available_parallelism().map_or(1, std::num::NonZero::get).min(seeds.len().max(1));
    let (next, lived) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    template::template();
    if seeds.len() == 1 {
        let _ = tracing_subscriber::fmt().with_max_level(tracing::Level::WARN).with_test_writer().try_init();
    }
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(seed) = seeds.get(next.fetch_add(1, Ordering::Relaxed)) {
                    // A year that panics is one that failed, with its words above; the others go on.
                    let year = thread::scope(|one| one.spawn(|| live(*seed)).join());
                    let year = year.map_or_else(|_| Err("it panicked".to_owned()), |year| year.map_err(|it| it.to_string()));
                    match &year {
                        Ok(it) => println!(
                            "seed {seed}: {} claims, {} events, {} letters ({} taken, {} dead), {} calls, {} rungs, {} deaths",
                            it.claims, it.events, it.letters, it.taken, it.dead, it.calls, it.rungs, it.deaths
                        ),
                        Err(broken) => println!("seed {seed}: {broken}"),
                    }
                    lived.lock().unwrap().push((*seed, year));
                }
            });
        }
    });
    lived.into_inner().unwrap()
}

#[test]
fn nothing_that_must_hold_is_broken_in_any_year() {
    let seeds = seed::wanted();
    let lived = live_all(&seeds);
    let mut broken: Vec<String> = lived
        .iter()
        .filter_map(|(seed, year)| {
            year.as_ref().err().map(|it| format!("SIM_SEED={seed}: {}", it.lines().next().unwrap_or_default()))
        })
        .collect();
    broken.sort();
    assert_eq!(lived.len(), seeds.len(), "a year came to no end");
    assert!(broken.is_empty(), "{} of {} years:\n{}", broken.len(), seeds.len(), broken.join("\n"));
    let years: Vec<&Summary> = lived.iter().filter_map(|(_, year)| year.as_ref().ok()).collect();
    let lived: Vec<&Lived> = years.iter().map(|year| &year.lived).collect();
    println!("{}; {} deaths", coverage::told(&lived), years.iter().map(|year| year.deaths).sum::<i64>());
    let missing = coverage::missing(&lived);
    assert!(missing.is_empty(), "the years are too dull:\n{}", missing.join("\n"));
}
