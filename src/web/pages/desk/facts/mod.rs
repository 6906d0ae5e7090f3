//! The answers, by a form that is made from the procedure: a new question in its file is a new field here.

mod page;
mod question;
mod table;
mod typed;

pub(in super::super) use page::{facts_form, set_facts};
