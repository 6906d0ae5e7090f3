//! The desk: the work list, the claim, its papers, people and payees, and the steps that staff take.

mod admin;
mod approvals;
mod around;
mod calls;
mod changing;
mod claim;
mod clock;
mod clock_words;
mod evidence;
mod facts;
mod history;
mod letters;
pub(super) mod link;
mod list;
mod opening;
mod papers;
mod payees;
mod people;
mod procedures;
mod step;
mod tabs;
mod task;

pub(super) use admin::{
    add_user, change_address, change_days, change_hours, disable_user, holidays, invite_user, obligations, outbox,
    retry, users, year,
};
pub(super) use approvals::approvals;
pub(super) use around::{add_note, assign_to_me, settle, settle_form, unassign};
pub(super) use calls::{call, calls, make_call};
pub(super) use claim::claim;
pub(super) use clock::{change_clock, clock};
pub(super) use facts::{facts_form, set_facts};
pub(super) use history::history;
pub(super) use letters::{letter, letter_html, messages};
pub(super) use list::list;
pub(super) use opening::{open_claim, open_form, search, search_form};
pub(super) use papers::{
    paper, paper_file, review_paper, send_paper, send_paper_form, withdraw_paper, withdraw_paper_form,
};
pub(super) use payees::{payees, set_payees};
pub(super) use people::{
    add_person, add_person_form, change_person, choose_person_letters, person, record_consent, verify_person,
};
pub(super) use procedures::{procedure, procedures, way};
pub(super) use step::{step_form, take_step};
