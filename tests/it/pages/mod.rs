//! The pages, in a browser without JavaScript.

mod entry;
