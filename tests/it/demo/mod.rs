//! The demo office, populated for real on both databases.

mod credentials;
mod office;
