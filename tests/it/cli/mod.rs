//! The program as it is typed: what it prints, where, and with which exit code.

mod commands;
mod owed;
mod program;
