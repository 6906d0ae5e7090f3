//! Papers of a claim: sent for the family, looked at, reviewed against what is known, taken back.

mod alerts;
mod file;
mod paper_view;
mod reading;
mod review;
mod review_form;
mod send;
mod withdraw;

pub(in super::super) use file::paper_file;
pub(in super::super) use review::{paper, review_paper};
pub(in super::super) use send::{send_paper, send_paper_form};
pub(in super::super) use withdraw::{withdraw_paper, withdraw_paper_form};
