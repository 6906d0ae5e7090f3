//! The public interface under `/api/v1`: one table of routes, and handlers of one desk call each.

mod actions;
mod asking;
mod body;
mod bounces;
mod calculators;
mod calendars;
mod calls;
mod change;
mod claims;
mod clock;
mod coverage;
mod documents;
mod endpoint;
mod findings;
mod imports;
mod insurer;
mod letters;
mod notes;
mod obligations;
mod openapi;
mod outbox;
mod params;
mod people;
mod placement;
mod register;
mod routes;
mod schema;
mod upload;
mod workflows;

pub use openapi::document as openapi;
pub(super) use routes::configure;
pub use routes::routes;

pub(super) use endpoint::{Access, Endpoint};
pub(super) use routes::find;
