//! The pages, made on the server and usable without JavaScript: one table of routes, a door before it, and views that
//! are made by pure functions and drawn by templates. Handlers call the desk and nothing below it.

mod answers;
mod assets;
mod calculators;
mod desk;
mod door;
mod entry;
mod failure;
mod family;
mod field;
mod form;
mod headers;
mod kin;
mod meanwhile;
mod page;
mod paper_hints;
mod parcel;
mod paths;
mod problems;
mod returned;
mod routes;
mod school_words;
mod spoken;
mod squeeze;
mod visit;

pub use entry::DemoLogIn;
pub use routes::page_routes;

pub(super) use failure::failure;
pub(super) use headers::protect;
pub(super) use routes::configure;
