//! The pages, in a browser without JavaScript.

mod admin_holidays;
mod admin_obligations;
mod admin_outbox;
mod calculators;
mod calls;
mod claim;
mod clock;
mod doors;
mod entry;
mod family;
mod family_states;
mod jkk;
mod kin;
mod letters;
mod link;
mod me;
mod new_link;
mod new_question;
mod opening;
mod papers;
mod payees;
mod people;
mod quiet;
mod sending;
mod tables;
mod users;
