//! Santun: a claims desk for work-accident (JKK) and death (JKM) insurance.
//!
//! A pure core in a thin shell. `law`, `workflow` and `claim` are pure: they know no database, web, mail or
//! clock; moments and ids come in as arguments. `store` keeps what was decided, `desk` is one transaction per
//! use case, `outbox` delivers, `web` and the command line are the doors. `docs/ARCHITECTURE.md` is the map.

pub mod app;
pub mod claim;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod desk;
pub mod ids;
pub mod insurer;
pub mod jobs;
pub mod law;
pub mod mail;
pub mod outbox;
pub mod sandbox;
pub mod store;
pub mod web;
pub mod workflow;
