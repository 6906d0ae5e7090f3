use chrono::{DateTime, Utc};

use crate::law::Calendar;
use crate::law::clock::{Span, Unit, due, end_of_jakarta_day, jakarta_date};

fn calendar() -> Calendar {
    Calendar::parse(include_str!("../../../../workflows/law/holidays.csv")).unwrap()
}

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[track_caller]
fn check(start: &str, span: &str, end: &str, calendar_missing: bool) {
    let due = due(moment(start), &span.parse().unwrap(), &calendar());
    assert_eq!((due.at, due.calendar_missing), (moment(end), calendar_missing), "{start} + {span}");
}

#[test]
fn hours_run_by_the_clock() {
    check("2026-12-24T20:30:00+07:00", "48 clock_hours", "2026-12-26T20:30:00+07:00", false);
    check("2026-12-24T20:30:00.123456Z", "0 clock_hours", "2026-12-24T20:30:00.123456Z", false);
}

#[test]
fn days_end_with_the_day_in_jakarta() {
    check("2026-12-23T09:00:00+07:00", "3 working_days", "2026-12-30T23:59:59.999999+07:00", false);
    check("2027-03-01T23:59:59+07:00", "7 working_days", "2027-03-18T23:59:59.999999+07:00", false);
    // 17:30 UTC is already the next day in Jakarta.
    check("2026-12-22T17:30:00Z", "3 working_days", "2026-12-30T16:59:59.999999Z", false);
    check("2026-01-31T10:00:00+07:00", "30 calendar_days", "2026-03-02T23:59:59.999999+07:00", false);
    check("2031-01-01T10:00:00+07:00", "1 working_days", "2031-01-02T23:59:59.999999+07:00", true);
}

#[test]
fn months_and_years_keep_the_day_where_they_can() {
    check("2026-01-31T10:00:00+07:00", "1 months", "2026-02-28T23:59:59.999999+07:00", false);
    check("2024-02-29T10:00:00+07:00", "5 years", "2029-02-28T23:59:59.999999+07:00", false);
    check("2025-12-15T10:00:00+07:00", "3 months", "2026-03-15T23:59:59.999999+07:00", false);
}

#[test]
fn the_longest_span_still_ends() {
    for unit in [Unit::ClockHours, Unit::WorkingDays, Unit::CalendarDays, Unit::Months, Unit::Years] {
        let start = moment("2026-01-01T00:00:00Z");
        assert!(due(start, &Span { amount: u32::MAX, unit }, &calendar()).at > start);
    }
}

#[test]
fn spans_are_written_as_law_files_write_them() {
    let span: Span = "3 working_days".parse().unwrap();
    assert_eq!(span, Span { amount: 3, unit: Unit::WorkingDays });
    assert_eq!(serde_json::to_string(&span).unwrap(), "\"3 working_days\"");
    for wrong in ["", "3", "working_days", "three months", "-1 months", "3 weeks", "36501 months", "1.5 years"] {
        assert!(wrong.parse::<Span>().is_err(), "{wrong}");
    }
}

#[test]
fn a_moment_belongs_to_the_day_of_jakarta() {
    assert_eq!(jakarta_date(moment("2026-11-22T16:59:59Z")).to_string(), "2026-11-22");
    assert_eq!(jakarta_date(moment("2026-11-22T17:00:00Z")).to_string(), "2026-11-23");
    let end = end_of_jakarta_day("2026-11-22".parse().unwrap());
    assert_eq!(end, moment("2026-11-22T16:59:59.999999Z"));
}
