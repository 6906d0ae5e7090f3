//! A death that a test sets: the process that holds a store dies at one of its commits.
//!
//! After [`super::Store::die_at`] the n-th transaction that writes is the last: it is rolled back, or committed and nobody
//! hears of it, and from then on the store answers nothing but `Unavailable`. To whoever looks from outside that is a
//! process that is gone, without a process having to go: the simulation throws the replica away and starts another
//! over the same database.
//!
//! After [`super::Store::take_turns`] the work of the store is done on the caller's own thread, and each piece of it first
//! lets the others go on: two processes on one thread meet between any two transactions, and do so again in a replay.
//!
//! In a release build there is nothing here.

#[cfg(debug_assertions)]
pub use set::Death;
#[cfg(debug_assertions)]
pub(super) use set::Fault;

#[cfg(not(debug_assertions))]
pub(super) use none::Fault;

#[cfg(debug_assertions)]
mod set {
    use std::future::poll_fn;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Mutex, MutexGuard, PoisonError};
    use std::task::Poll;

    use crate::store::StoreError;
    use crate::store::backend::Purpose;

    /// On which side of its last commit a process dies.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Death {
        /// What was written is lost.
        BeforeCommit,
        /// What was written stands, and whoever asked for it never hears so.
        AfterCommit,
    }

    #[derive(Clone, Copy, Debug, Default)]
    enum State {
        #[default]
        Healthy,
        /// So many commits are left, the last of which is this death.
        Dying(u32, Death),
        Dead,
    }

    /// What is set for one store.
    #[derive(Debug, Default)]
    pub(in crate::store) struct Fault {
        state: Mutex<State>,
        turns: AtomicBool,
    }

    impl Fault {
        pub(in crate::store) fn set(&self, nth: u32, death: Death) {
            *self.state() = State::Dying(nth.max(1), death);
        }

        pub(in crate::store) fn clear(&self) {
            let mut state = self.state();
            if matches!(*state, State::Dying(..)) {
                *state = State::Healthy;
            }
        }

        pub(in crate::store) fn take_turns(&self) {
            self.turns.store(true, Ordering::Relaxed);
        }

        pub(in crate::store) fn takes_turns(&self) -> bool {
            self.turns.load(Ordering::Relaxed)
        }

        /// Lets the others go on.
        pub(in crate::store) async fn turn() {
            let mut passed = false;
            poll_fn(|context| {
                if std::mem::replace(&mut passed, true) {
                    return Poll::Ready(());
                }
                context.waker().wake_by_ref();
                Poll::Pending
            })
            .await;
        }

        pub(in crate::store) fn is_dead(&self) -> bool {
            matches!(*self.state(), State::Dead)
        }

        /// Nobody begins anything in a process that is gone.
        pub(in crate::store) fn begin(&self) -> Result<(), StoreError> {
            if self.is_dead() { Err(gone()) } else { Ok(()) }
        }

        /// Runs the commit of a transaction, or dies at it.
        pub(in crate::store) fn commit(
            &self,
            purpose: Purpose,
            commit: impl FnOnce() -> Result<(), StoreError>,
        ) -> Result<(), StoreError> {
            let death = self.counted(purpose);
            if death != Some(Death::BeforeCommit) {
                commit()?;
            }
            if death.is_some() { Err(gone()) } else { Ok(()) }
        }

        fn counted(&self, purpose: Purpose) -> Option<Death> {
            let mut state = self.state();
            let State::Dying(left, death) = *state else { return None };
            if purpose == Purpose::Read {
                return None;
            }
            *state = if left > 1 { State::Dying(left - 1, death) } else { State::Dead };
            (left <= 1).then_some(death)
        }

        fn state(&self) -> MutexGuard<'_, State> {
            self.state.lock().unwrap_or_else(PoisonError::into_inner)
        }
    }

    fn gone() -> StoreError {
        StoreError::Unavailable("the process died here".into())
    }
}

#[cfg(not(debug_assertions))]
mod none {
    use crate::store::StoreError;
    use crate::store::backend::Purpose;

    /// Nothing.
    #[derive(Debug, Default)]
    pub(in crate::store) struct Fault;

    impl Fault {
        #[expect(clippy::unused_self, reason = "the shape of the one that tests set")]
        pub(in crate::store) fn takes_turns(&self) -> bool {
            false
        }

        /// Nobody takes turns.
        pub(in crate::store) async fn turn() {}

        #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "the shape of the one that tests set")]
        pub(in crate::store) fn begin(&self) -> Result<(), StoreError> {
            Ok(())
        }

        #[expect(clippy::unused_self, reason = "the shape of the one that tests set")]
        pub(in crate::store) fn commit(
            &self,
            _: Purpose,
            commit: impl FnOnce() -> Result<(), StoreError>,
        ) -> Result<(), StoreError> {
            commit()
        }
    }
}

#[cfg(debug_assertions)]
#[cfg(test)]
mod tests;
