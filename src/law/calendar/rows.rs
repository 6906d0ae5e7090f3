//! Calendars as files: rows of `date,name,kind`, kind being `libur_nasional`, `cuti_bersama` or `hari_kerja`.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};
use thiserror::Error;

use super::{CalendarDay, CalendarDayKind};

/// A calendar file that cannot be read: the line (the header is line 1) and the cause.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: {cause}")]
pub struct CalendarError {
    /// Line of the file.
    pub line: u64,
    /// What is wrong there.
    pub cause: String,
}

/// Reads the rows of a calendar.
///
/// # Errors
/// The first row that cannot be read, by its line; the header is line 1.
pub fn parse_days(csv: &str) -> Result<Vec<CalendarDay>, CalendarError> {
    let (days, wrong) = rows(csv);
    let first = wrong.into_iter().next();
    first.map_or_else(|| Ok(days.into_iter().map(|(_, day)| day).collect()), Err)
}

/// Reads the rows of a calendar of one year, as an office enters it.
///
/// # Errors
/// Every row that cannot be read or is of another year, by its line.
pub fn parse_days_of(csv: &str, year: i32) -> Result<Vec<CalendarDay>, Vec<CalendarError>> {
    let (days, mut wrong) = rows(csv);
    let elsewhere = days.iter().filter(|(_, day)| day.date.year() != year);
    wrong.extend(
        elsewhere
            .map(|(line, day)| CalendarError { line: *line, cause: format!("{} is not a day of {year}", day.date) }),
    );
    wrong.sort_by_key(|error| error.line);
    if wrong.is_empty() { Ok(days.into_iter().map(|(_, day)| day).collect()) } else { Err(wrong) }
}

/// The rows that can be read, each with its line, and what is wrong with the others.
fn rows(csv: &str) -> (Vec<(u64, CalendarDay)>, Vec<CalendarError>) {
    let (mut days, mut wrong) = (Vec::new(), Vec::new());
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    if !reader.headers().is_ok_and(|headers| headers == ["date", "name", "kind"][..]) {
        wrong.push(CalendarError { line: 1, cause: "the header must be `date,name,kind`".to_owned() });
        return (days, wrong);
    }
    let mut seen = BTreeSet::new();
    for record in reader.records() {
        let (line, read) = match record {
            Ok(record) => (record.position().map_or(0, csv::Position::line), day(&record)),
            Err(error) => (error.position().map_or(0, csv::Position::line), Err(error.to_string())),
        };
        let first = |day: CalendarDay| {
            let again = format!("{} stands in the file twice", day.date);
            if seen.insert(day.date) { Ok(day) } else { Err(again) }
        };
        match read.and_then(first) {
            Ok(day) => days.push((line, day)),
            Err(cause) => wrong.push(CalendarError { line, cause }),
        }
    }
    (days, wrong)
}

fn day(record: &csv::StringRecord) -> Result<CalendarDay, String> {
    let field = |at: usize| record.get(at).unwrap_or_default().trim();
    let date = field(0).parse::<NaiveDate>();
    let date = date.map_err(|_| format!("`{}` is no date: write YYYY-MM-DD", field(0)))?;
    let kind = match field(2) {
        "libur_nasional" => CalendarDayKind::Holiday,
        "cuti_bersama" => CalendarDayKind::JointLeave,
        "hari_kerja" => CalendarDayKind::WorkingDay,
        other => return Err(format!("`{other}` is no kind: write libur_nasional, cuti_bersama or hari_kerja")),
    };
    Ok(CalendarDay { date, kind, name: field(1).to_owned() })
}

#[cfg(test)]
mod tests {
    use super::parse_days_of;

    #[test]
    fn every_wrong_row_of_a_year_is_told_by_its_line() {
        let csv = "date,name,kind\n2026-05-01,Hari Buruh,libur_nasional\n2025-12-31,X,libur_nasional\n31/12/2026,X,cuti_bersama\n\
                   2026-05-02,X,libur\n2026-05-01,Y,cuti_bersama\n2026-05-04,X\n2026-05-05,Masuk,hari_kerja\n";
        let wrong = parse_days_of(csv, 2026).unwrap_err();
        assert_eq!(wrong.iter().map(|error| error.line).collect::<Vec<_>>(), [3, 4, 5, 6, 7]);
        assert_eq!(wrong[0].cause, "2025-12-31 is not a day of 2026");
        assert_eq!(wrong[1].cause, "`31/12/2026` is no date: write YYYY-MM-DD");
        assert!(wrong[2].cause.starts_with("`libur` is no kind"), "{}", wrong[2].cause);
        assert_eq!(wrong[3].cause, "2026-05-01 stands in the file twice");
        let good: Vec<&str> =
            csv.lines().enumerate().filter(|(at, _)| [0, 1, 7].contains(at)).map(|(_, it)| it).collect();
        let days = parse_days_of(&good.join("\n"), 2026).unwrap();
        assert_eq!(days.iter().map(|day| day.kind.as_str()).collect::<Vec<_>>(), ["holiday", "working_day"]);
        assert_eq!(parse_days_of("tanggal,nama\n", 2026).unwrap_err()[0].line, 1);
        assert_eq!(parse_days_of("date,name,kind\n", 2026), Ok(Vec::new()), "a year without a day of its own");
    }
}
