//! The law as values and pure functions. Amounts, orders and limits come from dated, cited files under
//! `workflows/law/`; nothing here reads a clock, a file or a database.

mod calendar;
mod text;
mod values;

pub use calendar::{Calendar, CalendarError, SkipReason, SkippedDay, WorkingDays};
pub use text::{Language, Text};
pub use values::{
    Confidence, FieldError, LawRefusal, Month, MonthError, Nik, NikError, Program, Rupiah, Segment, Sex, Share,
    ShareError,
};
