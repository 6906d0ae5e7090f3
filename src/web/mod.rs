//! The HTTP door: routes, extractors, answers and problems. Handlers call the desk and nothing below it.

mod api;
mod app;
mod docs;
mod finish;
mod guard;
mod health;
mod language;
mod pages;
mod paper;
mod problem;
mod problem_of_desk;
mod reply;
mod serve;
mod span;

pub use api::{openapi, routes};
pub use app::{App, Limits, app};
pub use pages::{DemoLogIn, page_routes};
pub use serve::serve;
