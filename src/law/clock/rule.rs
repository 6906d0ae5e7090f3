//! What a deadline is: its span and how it is counted, what reminds of it, and what happened to its clock.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::span::Span;

/// How a deadline is counted, and what stands before and behind its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockRule {
    /// The article it stands on, or `office` when it is the office's own.
    pub law: String,
    /// How long it is.
    pub span: Span,
    /// Whether the day on which it starts counts.
    #[serde(default)]
    pub day_zero: DayZero,
    /// Where an end that falls on a day without work goes.
    #[serde(default)]
    pub rolling: Rolling,
    /// When to remind before the end.
    #[serde(default)]
    pub remind_before: Vec<Span>,
    /// When to remind again behind it.
    #[serde(default)]
    pub remind_after: Vec<Span>,
    /// How long behind the end somebody else hears of it; absent: with the end.
    #[serde(default)]
    pub escalate_after: Option<Span>,
    /// What the law makes the late one pay, in hundredths of a percent for each day.
    #[serde(default)]
    pub penalty_basis_points_per_day: Option<u32>,
}

/// Whether the day on which a clock starts counts. It makes no difference to hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DayZero {
    /// It is day 0: the count begins with the next day.
    #[default]
    Excluded,
    /// It is day 1.
    Counted,
}

/// Where an end goes that falls on a day without work. Hours end where they end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rolling {
    /// It stays.
    #[default]
    None,
    /// To the next working day.
    NextWorkingDay,
    /// To the working day before.
    PreviousWorkingDay,
}

/// A time in which the clock stood still, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suspension {
    /// From when.
    pub from: DateTime<Utc>,
    /// Until when; absent: it stands still now.
    pub until: Option<DateTime<Utc>>,
    /// Why, as somebody wrote it.
    pub reason: String,
}

/// Time that was added to a deadline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// How much.
    pub span: Span,
    /// Why, as somebody wrote it.
    pub reason: String,
    /// When it was added.
    pub granted_at: DateTime<Utc>,
}
