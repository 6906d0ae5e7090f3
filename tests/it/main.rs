//! Tests.
#![cfg(test)]

mod store;
mod support;
mod tidy;
