//! What tests share.

pub(crate) mod app;
pub(crate) mod browser;
pub(crate) mod database;
mod postgres;
pub(crate) mod smtp_sink;
pub(crate) mod walk;
pub(crate) mod workbook;

/// How a private server keeps what it was told: not at all. Tests want speed, and no test survives its machine.
const SERVER_OPTIONS: &str = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off";
