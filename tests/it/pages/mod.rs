//! The pages, in a browser without JavaScript.

mod entry;
mod family;
mod family_states;
mod link;
mod sending;
