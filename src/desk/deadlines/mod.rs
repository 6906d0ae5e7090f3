//! Deadlines (tenggat) of claims: what happens when one has passed, what comes on its rungs, when it stands still, and the
//! holidays and hours that it goes by.

mod calendar_change;
mod calendars;
mod clocks;
mod deeds;
mod due;
mod recount;
mod rungs;
mod years;

pub use calendar_change::CalendarChange;
pub use calendars::OfficeCalendar;
pub(super) use calendars::{CALENDAR_STAMP, CalendarCache};
pub use clocks::{ClockReading, RungView};
pub use deeds::{ClockDeeds, ClockGrant, ClockStop};
pub use due::Fired;
pub use recount::{CalendarPreview, MovedClaim};
pub use rungs::FiredRungs;
pub use years::{CalendarState, CalendarYear, DayOrigin, YearDay};
