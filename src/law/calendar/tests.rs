use chrono::{Duration, NaiveDate};
use proptest::prelude::*;

use super::{Calendar, SkipReason};

fn calendar() -> Calendar {
    Calendar::parse(include_str!("../../../workflows/law/holidays.csv")).unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[track_caller]
fn check(start: &str, days: u32, end: &str, calendar_missing: bool) {
    let count = calendar().add_working_days(date(start), days);
    assert_eq!((count.date, count.calendar_missing), (date(end), calendar_missing), "{start} + {days}");
}

#[test]
fn counts_working_days() {
    check("2026-12-23", 3, "2026-12-30", false);
    check("2027-03-01", 7, "2027-03-18", false);
    check("2026-11-20", 1, "2026-11-23", false);
    check("2026-11-22", 0, "2026-11-22", false);
    check("2026-11-21", 1, "2026-11-23", false);
    check("2027-12-30", 1, "2027-12-31", false);
    check("2027-12-30", 2, "2028-01-03", true);
    check("2031-01-01", 3, "2031-01-06", true);
    check("2023-12-29", 1, "2024-01-02", true);
}

#[test]
fn says_which_days_were_passed_over_and_why() {
    let count = calendar().add_working_days(date("2026-12-23"), 1);
    let days: Vec<_> = count.skipped.iter().map(|day| (day.date.to_string(), day.reason)).collect();
    let expect = [
        ("2026-12-24".to_owned(), SkipReason::JointLeave),
        ("2026-12-25".to_owned(), SkipReason::Holiday),
        ("2026-12-26".to_owned(), SkipReason::Weekend),
        ("2026-12-27".to_owned(), SkipReason::Weekend),
    ];
    assert_eq!(days, expect);
    assert_eq!(count.skipped[1].name.as_deref(), Some("Hari Raya Natal"));
    assert_eq!(count.skipped[2].name, None);
}

#[test]
fn joint_leave_is_a_switch() {
    let open = calendar().with_joint_leave_as_holiday(false);
    assert!(!calendar().is_working_day(date("2026-12-24")));
    assert!(open.is_working_day(date("2026-12-24")));
    assert!(!open.is_working_day(date("2026-12-25")));
}

#[test]
fn knows_its_years() {
    let calendar = calendar();
    assert!(calendar.covers(2024) && calendar.covers(2027));
    assert!(!calendar.covers(2023) && !calendar.covers(2028));
    assert_eq!(calendar.last_year(), Some(2027));
}

#[test]
fn a_broken_file_is_refused_with_its_line() {
    let line = |csv: &str| Calendar::parse(csv).unwrap_err().line;
    assert_eq!(line("tanggal,nama,jenis\n"), 1);
    assert_eq!(line("date,name,kind\n2026-01-01,A,libur_nasional\n2026-02-30,B,libur_nasional\n"), 3);
    assert_eq!(line("date,name,kind\n2026-01-01,A,libur\n"), 2);
    assert_eq!(line("date,name,kind\n2026-01-01,A\n"), 2);
    assert_eq!(line("date,name,kind\n2026-01-01,A,libur_nasional\n2026-01-01,B,cuti_bersama\n"), 3);
}

proptest! {
    #[test]
    fn a_count_ends_on_a_working_day(offset in 0_i64..3000, days in 1_u32..60) {
        let start = date("2023-06-01") + Duration::days(offset);
        let calendar = calendar();
        let count = calendar.add_working_days(start, days);
        prop_assert!(calendar.is_working_day(count.date));
        let passed = (count.date - start).num_days();
        prop_assert_eq!(passed, i64::from(days) + i64::try_from(count.skipped.len()).unwrap());
    }
}
