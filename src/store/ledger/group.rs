//! Changes that wait for the one writer of an embedded database are committed together.
//!
//! The expensive part of a commit is that the disk must confirm it. Whoever gets the writer takes along all the
//! changes that wait by then, each in a savepoint of its own, and commits once; the others find their outcome done.
//! A member that is refused takes nothing with it, and no outcome is told before the commit that made it durable.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::append::{Appended, append};
use super::change::Change;
use super::error::{AppendError, Setback};
use crate::store::backend;
use crate::store::{Db, Store, StoreError};

/// How many changes one commit takes at most, so that the first of them need not wait for ever.
const MEMBERS_MAX: usize = 64;

/// How many changes may wait; beyond that a caller is told at once that the store is too busy.
const WAITING_MAX: usize = 1_024;

/// The changes that wait, and whether somebody is committing.
#[derive(Debug, Default)]
pub(in crate::store) struct Group {
    state: Mutex<State>,
    /// Rung after each commit: some have their outcome now, and one of the others commits next.
    committed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    waiting: VecDeque<Arc<Member>>,
    busy: bool,
}

/// One waiting change and, later, what became of it.
#[derive(Debug)]
struct Member {
    change: Change,
    outcome: Mutex<Option<Result<Appended, Setback>>>,
}

impl Group {
    /// Commits a change together with whatever else waits.
    pub(super) fn append(&self, store: &Store, change: &Change) -> Result<Appended, Setback> {
        let own = Arc::new(Member { change: change.clone(), outcome: Mutex::new(None) });
        let mut state = locked(&self.state);
        if state.waiting.len() >= WAITING_MAX {
            return Err(StoreError::Unavailable("too many changes are waiting".into()).into());
        }
        state.waiting.push_back(Arc::clone(&own));
        loop {
            if let Some(outcome) = locked(&own.outcome).take() {
                return outcome;
            }
            if state.busy {
                state = self.committed.wait(state).unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            state.busy = true;
            let count = state.waiting.len().min(MEMBERS_MAX);
            let turn = Turn { group: self, members: state.waiting.drain(..count).collect() };
            drop(state);
            commit(store, &turn.members);
            drop(turn);
            // More may wait than one commit takes; then this caller's own change is still to come.
            state = locked(&self.state);
        }
    }
}

/// The right to commit. When it ends, in whatever way, no member is left without an outcome and the next may come.
struct Turn<'a> {
    group: &'a Group,
    members: Vec<Arc<Member>>,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        for member in &self.members {
            // Without an outcome only if this thread is panicking: whether it was committed is not known.
            locked(&member.outcome).get_or_insert_with(|| Err(lost_turn()));
        }
        locked(&self.group.state).busy = false;
        self.group.committed.notify_all();
    }
}

/// Commits all members at once and tells each its outcome; if the commit itself fails, all are told so.
fn commit(store: &Store, members: &[Arc<Member>]) {
    let outcomes: Result<Vec<_>, StoreError> =
        store.write_now(|db| members.iter().map(|member| one(db, &member.change)).collect());
    match outcomes {
        Ok(outcomes) => {
            for (member, outcome) in members.iter().zip(outcomes) {
                *locked(&member.outcome) = Some(outcome);
            }
        }
        Err(error) => {
            let reason = error.to_string();
            for member in members {
                *locked(&member.outcome) = Some(Err(StoreError::Unavailable(reason.clone()).into()));
            }
        }
    }
}

/// Writes one change in a savepoint: `Ok` with its outcome, or `Err` if the whole transaction cannot go on.
fn one(db: &mut Db, change: &Change) -> Result<Result<Appended, Setback>, StoreError> {
    backend::open_savepoint(db)?;
    let outcome = append(db, change);
    if outcome.is_ok() {
        backend::keep_savepoint(db)?;
    } else {
        backend::roll_back(db)?;
    }
    Ok(outcome)
}

fn lost_turn() -> Setback {
    AppendError::from(StoreError::Unavailable("the change was lost on its way to the disk".into())).into()
}

/// A lock whose former holder panicked guards nothing that could be half done: every value is replaced whole.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
