//! What a case would be worth: the amounts of today, and a calculator for one's own case.

mod amounts;
mod ask;
mod form;
mod page;
mod result;
mod what;

#[cfg(test)]
mod tests;

pub(in super::super) use page::benefit;
