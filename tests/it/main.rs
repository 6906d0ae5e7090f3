//! Tests.
#![cfg(test)]

mod tidy;
