//! Tests of the whole program and of its shell, in one binary.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, also in a function that tests share")]

mod api;
mod cli;
mod crash;
mod demo;
mod desk;
mod letters;
mod mail;
mod outbox;
mod pages;
mod store;
mod support;
mod tidy;
