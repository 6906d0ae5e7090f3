//! The desk as a whole, on both databases.

mod audit;
mod credentials;
mod differential;
mod lists;
mod reports;
mod spans;
mod starting;
mod workbook_files;
mod workbooks;
