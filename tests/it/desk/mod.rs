//! The desk as a whole, on both databases.

mod access;
mod audit;
mod credentials;
mod differential;
mod family_links;
mod incomes;
mod lists;
mod reports;
mod spans;
mod starting;
mod workbook_files;
mod workbooks;
