//! The claims of the demo, in every state of the death procedure, and after accidents: most go their way, some wait too long, some have
//! something that a person must settle. Days are counted back from the demo's day.

mod accident;
mod all;
mod common;
mod early;
mod late;
mod middle;

pub(super) use accident::accidents;
pub(super) use all::all;
