//! Taking a step: its page says what it does, to whom and for how much; nothing is final by one click.

mod inputs;
mod page;

pub(in super::super) use page::{step_form, take_step};
