//! The store, on both databases.

mod accounts;
mod appending;
mod concurrency;
mod crash;
mod differential;
mod fixture;
mod incomes;
mod looking;
mod migrations;
mod opening;
mod outbox;
mod refusals;
mod register;
mod worklist;
