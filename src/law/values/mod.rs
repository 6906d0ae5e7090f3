//! Small values that the law computes with. Each is parsed once, at the door, and is right ever after; none of
//! them rounds, overflows or guesses silently.

mod confidence;
mod month;
mod nik;
mod problem;
mod rupiah;
mod scheme;
mod share;

#[cfg(test)]
mod tests;

pub use confidence::Confidence;
pub use month::{Month, MonthError};
pub use nik::{Nik, NikError};
pub use problem::{FieldError, LawRefusal};
pub use rupiah::Rupiah;
pub use scheme::{Program, Segment, Sex};
pub use share::{Share, ShareError};
