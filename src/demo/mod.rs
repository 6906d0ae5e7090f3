//! The demo: a whole office to look at. A register, two offices with staff, and claims in every state, made by the
//! same use cases that people use, under a clock that is moved through the last months. What is invented comes from
//! a seed and is the same every time; passwords, tokens and the insurer's secret are not.

mod accident;
mod calendar;
mod calls;
mod case;
mod casting;
mod credentials;
mod dice;
mod error;
mod family;
mod insurer;
mod names;
mod papers;
mod payees;
mod populate;
mod reading;
mod register;
mod staff;
mod steps;
mod stories;
mod story;
mod summary;

pub use credentials::{Credentials, FILE as CREDENTIALS_FILE, Tokens, User};
pub use error::DemoError;
pub use populate::{DemoPlan, populate};
pub use summary::summary;
