//! The pages, in a browser without JavaScript.

mod entry;
mod papers;
mod payees;
mod people;
