//! The law as values and pure functions. Amounts, orders and limits come from dated, cited files under
//! `workflows/law/`; nothing here reads a clock, a file or a database.
//!
//! Start with [`LawBook::embedded`], then ask [`coverage::check`], [`benefit::estimate`], [`scholarship`],
//! [`heirs::determine`] or [`clock::due`]. The date of the insured event chooses the version of every table.

pub mod benefit;
mod book;
mod calendar;
pub mod clock;
pub mod coverage;
pub mod disability;
mod documents;
pub mod heirs;
pub mod scholarship;
mod text;
mod values;
mod working_hours;

#[cfg(test)]
mod tests;

pub use benefit::{Estimate, EstimateRequest, IncomeBase, Line, LineCode, Outcome};
pub use book::{LawBook, LawError, LawFile, LawSource, LawTable, LawVersion, Versions};
pub use calendar::{
    Calendar, CalendarDay, CalendarDayKind, CalendarError, SkipReason, SkippedDay, WorkingDays, parse_days,
    parse_days_of,
};
pub use clock::{Due, Span, SpanError, Unit};
pub use coverage::{ConditionCode, Coverage, CoverageCondition, Membership};
pub use documents::{DOCUMENT_KINDS, is_document_kind};
pub use heirs::{Determination, HeirRequest, Relation, Relative};
pub use scholarship::{SchoolLevel, SchoolYear, Work};
pub use text::{Language, Text};
pub use values::{
    Confidence, FieldError, LawRefusal, Month, MonthError, Nik, NikError, Program, Rupiah, Segment, Sex, Share,
    ShareError,
};
pub use working_hours::{WorkingHours, WorkingHoursError};
