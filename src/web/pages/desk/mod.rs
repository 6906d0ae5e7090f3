//! The desk: the work list, the claim, and the steps that staff take.

mod approvals;
mod around;
mod claim;
mod evidence;
mod facts;
mod history;
mod list;
mod opening;
mod procedures;
mod step;
mod task;
mod users;

pub(super) use approvals::approvals;
pub(super) use around::{add_note, assign_to_me, settle, settle_form, unassign};
pub(super) use claim::claim;
pub(super) use facts::{facts_form, set_facts};
pub(super) use history::history;
pub(super) use list::list;
pub(super) use opening::{open_claim, open_form, search, search_form};
pub(super) use procedures::{procedure, procedures};
pub(super) use step::{step_form, take_step};
pub(super) use users::{add_user, disable_user, invite_user, users};
