//! The pages, in a browser without JavaScript.

mod claim;
mod doors;
mod entry;
mod new_question;
mod opening;
mod users;
