//! The use cases of the desk: each loads, asks the core, and commits in one transaction.

pub mod register;
