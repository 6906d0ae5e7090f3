//! Who is paid: one row for every heir, looked at with names, amounts and accounts before it is saved.

mod form;
mod page;
mod row;
mod shown_payee;

pub(in super::super) use page::{payees, set_payees};
