//! What is read, and what is written outside the ledger: functions over [`Db`](super::Db), one file per noun.
//!
//! Every list has an order with a unique tail and is paged by key, never by offset. No page is longer than
//! [`PAGE_LIMIT`]; a caller that asks for more gets that many.

mod accounts;
mod alarms;
mod alerts;
mod answers;
mod attempts;
mod calendars;
mod calls;
mod claims;
mod deadlines;
mod definitions;
mod events;
mod files;
mod incomes;
mod letters;
mod links;
mod obligations;
mod outbox;
mod page;
mod participants;
mod register;
mod sessions;
mod staff;
mod tokens;
mod worklist;

pub use accounts::*;
pub use alarms::*;
pub use alerts::*;
pub use answers::*;
pub use attempts::*;
pub use calendars::*;
pub use calls::*;
pub use claims::*;
pub use deadlines::*;
pub use definitions::*;
pub use events::*;
pub use files::*;
pub use incomes::*;
pub use letters::*;
pub use links::*;
pub use obligations::*;
pub use outbox::*;
pub use page::{After, PAGE_LIMIT};
pub use participants::*;
pub use register::*;
pub use sessions::*;
pub use staff::*;
pub use tokens::*;
pub use worklist::*;
