//! The link that lets one person of a family in: whom it is for, and the letter or message that carries it.

mod choose;
mod code;
mod letter;
mod make;
mod message;
mod qr;

pub(in super::super) use choose::{choose, shut_out};
pub(super) use code::LinkCode;
pub(in super::super) use make::make;
