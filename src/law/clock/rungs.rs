//! Rungs: what comes before the end of a deadline, at it, and behind it.

use chrono::{DateTime, Days, Months, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::due::{jakarta_date, jakarta_moment};
use super::rule::ClockRule;
use super::span::{Span, Unit};
use crate::law::Calendar;

/// Something that comes when a deadline nears, ends, or has passed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rung {
    /// Its name, unique in its deadline: `remind_before_7_calendar_days`, `overdue`, `escalation`.
    pub name: String,
    /// What it is for.
    pub kind: RungKind,
    /// From when on. It is told while the office works.
    pub at: DateTime<Utc>,
}

/// What a rung is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RungKind {
    /// A reminder before the end.
    Reminder,
    /// The end has passed.
    Overdue,
    /// A reminder that it has.
    OverdueReminder,
    /// Somebody else is asked to step in.
    Escalation,
}

/// The rungs of a deadline that started and ends at these moments, in order.
///
/// A reminder that falls on a day without work comes on the working day before: it must not come after the weekend that it
/// warns of. What stands behind the end comes on the next working day.
pub(super) fn of(rule: &ClockRule, started_at: DateTime<Utc>, due_at: DateTime<Utc>, calendar: &Calendar) -> Vec<Rung> {
    let passed = due_at.checked_add_signed(TimeDelta::microseconds(1)).unwrap_or(due_at);
    let mut rungs = vec![Rung { name: "overdue".to_owned(), kind: RungKind::Overdue, at: passed }];
    rungs.extend(rule.remind_before.iter().copied().filter_map(|span| {
        let at = before(due_at, span, calendar).filter(|at| *at > started_at && *at < due_at)?;
        Some(Rung { name: named("remind_before", span), kind: RungKind::Reminder, at })
    }));
    rungs.extend(rule.remind_after.iter().copied().filter_map(|span| {
        let at = behind(due_at, span, calendar)?.max(passed);
        Some(Rung { name: named("remind_after", span), kind: RungKind::OverdueReminder, at })
    }));
    let escalated = rule.escalate_after.map_or(Some(passed), |span| behind(due_at, span, calendar));
    let at = escalated.unwrap_or(passed).max(passed);
    rungs.push(Rung { name: "escalation".to_owned(), kind: RungKind::Escalation, at });
    rungs.sort_by(|a, b| (a.at, &a.name).cmp(&(b.at, &b.name)));
    rungs.dedup_by(|a, b| a.name == b.name);
    rungs
}

fn named(what: &str, span: Span) -> String {
    format!("{what}_{}_{}", span.amount, span.unit.name())
}

fn before(due_at: DateTime<Utc>, span: Span, calendar: &Calendar) -> Option<DateTime<Utc>> {
    let due = jakarta_date(due_at);
    let date = match span.unit {
        Unit::ClockHours => return due_at.checked_sub_signed(TimeDelta::hours(i64::from(span.amount))),
        Unit::WorkingDays => calendar.subtract_working_days(due, span.amount),
        Unit::CalendarDays => due.checked_sub_days(Days::new(u64::from(span.amount)))?,
        Unit::Months => due.checked_sub_months(Months::new(span.amount))?,
        Unit::Years => due.checked_sub_months(Months::new(span.amount.checked_mul(12)?))?,
    };
    Some(morning(calendar.previous_working_day(date)))
}

fn behind(due_at: DateTime<Utc>, span: Span, calendar: &Calendar) -> Option<DateTime<Utc>> {
    let due = jakarta_date(due_at);
    let date = match span.unit {
        Unit::ClockHours => return due_at.checked_add_signed(TimeDelta::hours(i64::from(span.amount))),
        Unit::WorkingDays => calendar.add_working_days(due, span.amount).date,
        Unit::CalendarDays => due.checked_add_days(Days::new(u64::from(span.amount)))?,
        Unit::Months => due.checked_add_months(Months::new(span.amount))?,
        Unit::Years => due.checked_add_months(Months::new(span.amount.checked_mul(12)?))?,
    };
    Some(morning(calendar.next_working_day(date)))
}

fn morning(date: NaiveDate) -> DateTime<Utc> {
    jakarta_moment(date, NaiveTime::MIN)
}
