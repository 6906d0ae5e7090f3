//! The claims that are measured on, and whose turn each has.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use santun::claim::ClaimNumber;
use santun::store::queries;

use crate::material::{Case, Material};
use crate::stage::Stage;

/// Claims of one variant: a multiple of every number of callers, so that no two callers meet on one.
pub(crate) const CASES: usize = 40 * 32;
/// How many work at the same time at preparing them.
const HANDS: usize = 16;

/// The claims of one variant. They are gone round in turn, so that all have about as long a history.
pub(crate) struct Cases {
    cases: Vec<Mutex<Case>>,
    turn: AtomicUsize,
}

impl Cases {
    /// Puts copies of the model into the database, for the people of the register from `first` on.
    pub(crate) fn prepare(stage: &Stage, material: &Material, first: usize) -> Self {
        let people = &stage.niks[first..first + CASES];
        let cases: Vec<Case> = (first..).zip(people).map(|(at, nik)| case(stage, material, at, nik)).collect();
        let next = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..HANDS {
                scope.spawn(|| {
                    while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                        stage.store.append_now(&material.opening(case, stage.ids.as_ref())).unwrap();
                    }
                });
            }
        });
        Self { cases: cases.into_iter().map(Mutex::new).collect(), turn: AtomicUsize::new(0) }
    }

    /// The claims of one of so many callers, for ever round.
    pub(crate) fn of_caller(&self, caller: usize, callers: usize) -> impl Iterator<Item = &Mutex<Case>> {
        let start = self.turn.load(Ordering::Relaxed);
        (0..).map(move |lap| &self.cases[(start + lap * callers + caller) % self.cases.len()])
    }

    /// Lets the next window begin where this one, of so many transitions, ended.
    pub(crate) fn turned(&self, transitions: usize) {
        // Whole laps of the most callers keep every caller's claims its own.
        self.turn.fetch_add(transitions.next_multiple_of(32), Ordering::Relaxed);
    }
}

/// A case as it stands.
pub(crate) fn seen(case: &Mutex<Case>) -> Case {
    case.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Notes that a step was taken.
pub(crate) fn stepped(case: &Mutex<Case>, version: i64) {
    let mut case = case.lock().unwrap_or_else(PoisonError::into_inner);
    case.version = version;
    case.step = 1 - case.step;
}

/// Microseconds since a moment.
pub(crate) fn micros_since(begun: Instant) -> u64 {
    u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX)
}

fn case(stage: &Stage, material: &Material, at: usize, nik: &str) -> Case {
    let participant = stage.store.read_now(|db| queries::participant_by_nik(db, nik)).unwrap().unwrap().id;
    let serial = i64::try_from(at).unwrap() + 100_000;
    Case {
        id: stage.desk.new_id(),
        number: ClaimNumber::new(&"jkm".into(), 2026, serial).to_string(),
        participant,
        version: material.claim.version,
        step: 0,
    }
}
