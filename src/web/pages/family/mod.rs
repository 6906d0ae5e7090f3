//! The family's face: the link that lets one person in, the claim in plain words, and the papers they send.

mod arrived;
mod banner;
mod claim;
mod confirm;
mod fewer;
mod heirs;
mod history;
mod letter_box;
mod links;
mod money;
mod object;
mod own;
mod papers;
mod phases;
pub(super) mod plain;
mod receipt;
mod send;
mod turn;

pub(super) use arrived::{arrived, say_arrived};
pub(super) use claim::{claim, home};
pub(super) use confirm::{agree, kin};
pub(super) use fewer::{fewer_letters, want_fewer};
pub(super) use letter_box::{ask_again, come_in, letter_box};
pub(super) use object::{object, objection};
pub(super) use plain::article;
pub(super) use receipt::receipt;
pub(super) use send::{paper_form, send_paper};
