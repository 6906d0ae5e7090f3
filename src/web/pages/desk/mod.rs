//! What staff work with: the papers, the people and the payees of a claim.

mod changing;
mod papers;
mod payees;
mod people;

pub(super) use papers::{
    paper, paper_file, review_paper, send_paper, send_paper_form, withdraw_paper, withdraw_paper_form,
};
pub(super) use payees::{payees, set_payees};
pub(super) use people::{add_person, add_person_form, change_person, person, verify_person};
