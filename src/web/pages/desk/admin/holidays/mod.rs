//! Holidays and hours: what each office goes by, a year's days as rows that are pasted, and what a change of them would do to
//! the open deadlines, shown before it is done.

mod change;
mod list;
mod rows;
mod year;

pub(in super::super::super) use change::{change_days, change_hours};
pub(in super::super::super) use list::holidays;
pub(in super::super::super) use year::year;
