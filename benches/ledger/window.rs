//! One stretch of time in which so many callers take steps as fast as they are answered.

use std::future::Future;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::bare::Bare;
use crate::copies::{Cases, micros_since, seen, stepped};
use crate::http::Caller;
use crate::material::{Case, Material};
use crate::model::{actor_of, command, take};
use crate::stage::Stage;

/// What one stretch came to.
#[derive(Clone, Debug)]
pub(crate) struct Window {
    /// Transitions per 1000 seconds.
    pub(crate) per_kilosecond: u64,
    /// The time that half of them took at most, in microseconds.
    pub(crate) half: u64,
    /// The time that 99 of 100 of them took at most, in microseconds.
    pub(crate) most: u64,
}

/// Everything that windows are measured on.
pub(crate) struct Field {
    pub(crate) stage: Stage,
    pub(crate) material: Material,
    pub(crate) bare: Bare,
    pub(crate) callers: Vec<Caller>,
    /// The claims of each variant.
    pub(crate) cases: Vec<Cases>,
}

/// How deep in the program the callers stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Variant {
    Bare,
    Store,
    Desk,
    Http,
}

impl Variant {
    pub(crate) const ALL: [Self; 4] = [Self::Bare, Self::Store, Self::Desk, Self::Http];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Bare => "bare SQL",
            Self::Store => "`Store::append`",
            Self::Desk => "`Desk::change`",
            Self::Http => "HTTP",
        }
    }
}

impl Field {
    /// Measures one window.
    pub(crate) async fn window(self: &Arc<Self>, variant: Variant, callers: usize, length: Duration) -> Window {
        let begun = Instant::now();
        let until = begun + length;
        let times = match variant {
            Variant::Bare => self.on_threads(callers, until).await,
            Variant::Store => {
                self.in_tasks(variant, callers, until, |field, case, _| async move {
                    let change = field.material.change(&case, field.stage.ids.as_ref());
                    field.stage.store.append(change).await.unwrap().version
                })
                .await
            }
            Variant::Desk => {
                self.in_tasks(variant, callers, until, |field, case, _| async move {
                    let actor = actor_of(&field.stage, case.step);
                    take(&field.stage, &case.number, actor, &command(case.step)).await
                })
                .await
            }
            Variant::Http => {
                self.in_tasks(variant, callers, until, |field, case, caller| async move {
                    field.callers[caller].take(&case).await
                })
                .await
            }
        };
        let elapsed = micros_since(begun);
        self.cases[variant as usize].turned(times.len());
        summary(times, elapsed)
    }

    async fn on_threads(self: &Arc<Self>, callers: usize, until: Instant) -> Vec<u64> {
        let one = |caller: usize| {
            let field = Arc::clone(self);
            tokio::task::spawn_blocking(move || {
                let mut times = Vec::new();
                for case in field.cases[Variant::Bare as usize].of_caller(caller, callers) {
                    let begun = Instant::now();
                    if begun >= until {
                        break;
                    }
                    let change = field.material.change(&seen(case), field.stage.ids.as_ref());
                    field.bare.transition(caller, &change);
                    times.push(micros_since(begun));
                    stepped(case, change.expected_version + 1);
                }
                times
            })
        };
        joined((0..callers).map(one).collect()).await
    }

    async fn in_tasks<F, W>(self: &Arc<Self>, variant: Variant, callers: usize, until: Instant, work: W) -> Vec<u64>
    where
        F: Future<Output = i64> + Send,
        W: Fn(Arc<Self>, Case, usize) -> F + Copy + Send + Sync + 'static,
    {
        let one = |caller: usize| {
            let field = Arc::clone(self);
            tokio::spawn(async move {
                let mut times = Vec::new();
                for case in field.cases[variant as usize].of_caller(caller, callers) {
                    let begun = Instant::now();
                    if begun >= until {
                        break;
                    }
                    let version = work(Arc::clone(&field), seen(case), caller).await;
                    times.push(micros_since(begun));
                    stepped(case, version);
                }
                times
            })
        };
        joined((0..callers).map(one).collect()).await
    }
}

async fn joined(tasks: Vec<tokio::task::JoinHandle<Vec<u64>>>) -> Vec<u64> {
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await.unwrap());
    }
    times
}

fn summary(mut times: Vec<u64>, elapsed: u64) -> Window {
    times.sort_unstable();
    let count = times.len();
    let within = |percent: usize| times.get((count * percent / 100).min(count.saturating_sub(1))).copied().unwrap_or(0);
    let per_kilosecond = u64::try_from(count).unwrap() * 1_000_000_000 / elapsed.max(1);
    Window { per_kilosecond, half: within(50), most: within(99) }
}
