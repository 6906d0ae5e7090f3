//! The two calculators as public pages: what a case would be worth, and who inherits. They are asked by the address, so
//! that an answer can be shared; nobody is named in it, and nothing is stored.

mod benefit;
mod boxes;
mod group;
mod heirs;
mod note;

pub(super) use benefit::benefit;
pub(super) use heirs::heirs;
