//! The `santun` program.

fn main() {}
