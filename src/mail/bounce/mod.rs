//! What a message that came back says of a letter of ours.

mod parts;
mod read;
mod report;

#[cfg(test)]
mod tests;

pub use read::{BOUNCE_BYTES_MAX, Bounce, read};
