//! Coming in and going out: the front page, the log-in, invitations, and one's own sessions.

mod device;
mod front;
mod invitation;
mod kept;
mod log_in;
mod me;
mod my_letters;

pub use front::DemoLogIn;
pub(super) use front::front;
pub(super) use invitation::{accept_invitation, invitation};
pub(super) use kept::{Kept, is_kept};
pub(super) use log_in::{device, log_in, log_in_again, log_in_form, log_out};
pub(super) use me::{change_password, end_others, end_session, me};
pub(super) use my_letters::choose_letters;
