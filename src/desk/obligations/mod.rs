//! Obligations: everything that was accepted and has not ended, oldest first, with who has been told; and what is older
//! than its limit without an alarm, which must never be.

mod item;
mod list;
mod neglected;

pub use item::{Obligation, ObligationKind, ObligationPage, Told};
pub use list::delivery_limit;
