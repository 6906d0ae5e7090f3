//! People of a claim: recorded, changed after a look at what changes, verified.

mod consent;
mod details;
mod difference;
mod edit;
mod letters;
mod person_view;
mod receipt;
mod show;
mod told;

pub(in super::super) use consent::record_consent;
pub(super) use difference::account_words;
pub(in super::super) use edit::{add_person, add_person_form, change_person};
pub(in super::super) use letters::choose_person_letters;
pub(in super::super) use receipt::record_receipt;
pub(in super::super) use show::{person, verify_person};
