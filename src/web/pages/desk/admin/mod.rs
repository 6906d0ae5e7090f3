//! Running the desk: users, what is owed and what must leave the house, holidays and hours.

mod holidays;
mod lists;
mod obligations;
mod outbox;
mod users;

pub(in super::super) use holidays::{change_days, change_hours, holidays, year};
pub(in super::super) use obligations::obligations;
pub(in super::super) use outbox::{outbox, retry};
pub(in super::super) use users::{add_user, change_address, disable_user, invite_user, users};
