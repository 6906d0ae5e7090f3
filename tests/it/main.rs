//! Tests of the whole program and of its shell, in one binary.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed; helpers of tests may say so too")]

mod api;
mod store;
mod support;
mod tidy;
