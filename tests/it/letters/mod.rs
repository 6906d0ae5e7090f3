//! Letters, the calls that stand for them, and the rungs that cause them: written once, sent once, in working hours.

mod calls;
mod clocks;
mod holidays;
mod neglected;
mod overtaken;
mod passing;
mod post;
mod refused;
mod rungs;
mod sent;
mod staff;
mod written;
