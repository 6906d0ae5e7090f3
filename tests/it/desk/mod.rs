//! The desk as a whole, on both databases.

mod audit;
mod differential;
