//! kill -9: the process is killed at each place of a change, and afterwards the change is there whole or not at all.
//!
//! A child process does one thing and stands still at the place that the environment names; the test waits for its
//! word, kills it, and looks at the database. What was acknowledged before is still there, the broken chain of a
//! half change is looked for by the audit, and the same request goes on as if nothing had been.

mod child;
mod delivery;
mod requests;
mod scene;
mod serve;
mod served;
mod sweep;
