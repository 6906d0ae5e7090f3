//! One test per kind of problem: the small procedure with one line spoilt, and what must be said of it, and where.

mod helper;
mod jkm;
mod mangled;
mod parts;
mod steps;
mod versions;
mod whole;
