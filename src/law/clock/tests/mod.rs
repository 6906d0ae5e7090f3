//! The clock against tables that a claims officer can check, and against an oracle that walks day by day.

mod oracle;
mod readings;
mod spans;
