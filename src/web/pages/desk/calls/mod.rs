//! Calls that somebody of the desk has to make: the list, one of them, and how it went.

mod card;
mod list;
mod make;

#[cfg(test)]
mod tests;

pub(in super::super) use list::{call, calls};
pub(in super::super) use make::make_call;
