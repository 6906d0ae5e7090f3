//! The clock of a claim: why it ends then, what stood still, who is told when; and the forms that stop it, let it go on,
//! and add time.

mod change;
mod form;
mod page;
mod view;

#[cfg(test)]
mod tests;

pub(in super::super) use change::change_clock;
pub(in super::super) use page::clock;
