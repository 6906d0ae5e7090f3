//! The statutory clock: when a span of hours, days, months or years that began at a moment ends, and why then.
//!
//! Hours run from the moment itself, through nights and holidays ("2 x 24 jam"). Every other unit runs from the
//! date in Asia/Jakarta and ends with that day's last microsecond. [`due`] is the plain span; [`ClockRule::read`] also knows
//! when the clock stood still, what time was added, which rungs stand before and behind the end, and explains itself.

mod due;
mod explain;
mod penalty;
mod reading;
mod rule;
mod rungs;
mod span;

#[cfg(test)]
mod tests;

pub use due::{Due, due, end_of_jakarta_day, jakarta_date, jakarta_moment};
pub use explain::{long_date, short_date};
pub use penalty::penalty;
pub use reading::{ExplainedStep, Reading};
pub use rule::{ClockRule, DayZero, Extension, Rolling, Suspension};
pub use rungs::{Rung, RungKind};
pub use span::{Span, SpanError, Unit};
