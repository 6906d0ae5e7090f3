//! Everything that outlives the program, on `SQLite` or `PostgreSQL`. The only module that names diesel.
//!
//! Work runs in transactions: [`Store::read`] over one snapshot, [`Store::write`] all or nothing. Claims change
//! through one door only, the [`ledger`]; everything else is a function over [`Db`] in [`queries`], written once
//! for both databases. Nothing here knows what a claim means: states are words, bodies are bytes.

mod backend;
mod cached;
mod columns;
mod db;
mod error;
mod fault;
pub mod halt;
mod handle;
pub mod ledger;
mod location;
mod pool;
pub mod queries;
mod schema;
pub mod seal;

pub use db::Db;
pub use error::{Conflict, StoreError};
#[cfg(debug_assertions)]
pub use fault::Death;
pub use handle::{OpenMode, Store};
