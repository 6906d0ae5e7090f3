//! Who inherits: a calculator for one's own family, in which nobody is named.

mod ask;
mod form;
mod page;
mod result;

#[cfg(test)]
mod tests;

pub(in super::super) use page::heirs;
