//! What staff work with: the papers, the people and the payees of a claim.

mod changing;
mod papers;

pub(super) use papers::{
    paper, paper_file, review_paper, send_paper, send_paper_form, withdraw_paper, withdraw_paper_form,
};
