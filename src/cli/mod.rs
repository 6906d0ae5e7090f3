//! The command line. Errors go to standard error in one clear sentence; wrong use exits with 2, a failure with 1.

mod arguments;
mod audit;
mod calculators;
mod calendar;
mod demo;
mod letters;
mod logs;
mod mail;
mod obligations;
mod out;
mod register;
mod run;
mod sandbox;
mod serve;
mod users;
mod workflows;

pub use run::run;
