//! Delivery at least once: to the insurer, to linked claims, and of what falls due.

mod answers;
mod deadlines;
mod delivery;
mod failures;
mod follow_ups;
mod leases;
mod paper;
pub(crate) mod setting;
mod ticks;
