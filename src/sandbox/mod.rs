//! A stand-in for the insurer: it verifies what it is handed, remembers it, and answers as it was told to.
//!
//! For the demo, for tests and for trying out a real desk. It keeps nothing over a restart, shows what it
//! received to anyone who asks, and therefore belongs on a machine of one's own.

mod answering;
mod http;
mod memory;
mod plan;
mod serve;
mod state;

#[cfg(test)]
mod tests;

pub use answering::{Answered, answer_pending};
pub use http::routes;
pub use plan::{Plan, UnknownPlan};
pub use serve::{Bound, SandboxConfig, SandboxError, bind, serve};
pub use state::Sandbox;
