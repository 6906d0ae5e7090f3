//! Days of a calendar as an administrator pastes them: `date,name,kind`, one a line. Everything that is wrong is told at once,
//! each with its line.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};

use crate::law::{CalendarDay, CalendarDayKind, FieldError, Text};

use super::super::super::super::problems::Problems;

/// Characters that may be pasted: every day of a year, with long names.
pub(super) const ROWS_CHARACTERS_MAX: u32 = 30_000;
/// Lines that are told to be wrong; behind them it says that there are more.
const TOLD_MAX: usize = 20;

const KINDS: [(CalendarDayKind, &str); 3] = [
    (CalendarDayKind::Holiday, "libur nasional"),
    (CalendarDayKind::JointLeave, "cuti bersama"),
    (CalendarDayKind::WorkingDay, "hari kerja"),
];

/// A kind as it is written in a row.
pub(super) fn kind_words(kind: CalendarDayKind) -> &'static str {
    KINDS.iter().find(|(known, _)| *known == kind).map_or("", |(_, words)| words)
}

/// Days as rows, to be changed and sent again.
pub(super) fn written(days: &[CalendarDay]) -> String {
    let line = |day: &CalendarDay| {
        let name = if day.name.contains([',', '"']) {
            format!("\"{}\"", day.name.replace('"', "\"\""))
        } else {
            day.name.clone()
        };
        format!("{},{name},{}", day.date, kind_words(day.kind))
    };
    days.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The days of a year in what was pasted; a first line of headings and empty lines are passed over.
///
/// # Errors
/// Every line that is wrong, as a fault of the field `rows`.
pub(super) fn read(pasted: &str, year: i32) -> Result<Vec<CalendarDay>, Problems> {
    let (mut days, mut faults, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (number, line) in (1_usize..).zip(pasted.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        if days.is_empty() && faults.is_empty() && is_heading(line) {
            continue;
        }
        match day(line, year, &mut seen) {
            Ok(day) => days.push(day),
            Err((code, text)) => faults.push((number, code, text)),
        }
    }
    if faults.is_empty() {
        days.sort_by_key(|day: &CalendarDay| day.date);
        return Ok(days);
    }
    let more = faults.len().saturating_sub(TOLD_MAX);
    let told = faults.into_iter().take(TOLD_MAX).map(|(line, code, text)| {
        let text = Text::new(format!("Baris {line}: {}", text.id), format!("Line {line}: {}", text.en));
        FieldError::new("rows", code, text)
    });
    let mut problems = Problems { fields: told.collect(), ..Problems::default() };
    if more > 0 {
        let text = Text::new(format!("Dan {more} baris lagi."), format!("And {more} more lines."));
        problems.fields.push(FieldError::new("rows", "more_lines", text));
    }
    Err(problems)
}

fn is_heading(line: &str) -> bool {
    let first = cells(line).into_iter().next().unwrap_or_default().to_lowercase();
    matches!(first.as_str(), "date" | "tanggal")
}

/// The cells of a line; tables are pasted with tabs, and sheets of this country write semicolons.
fn cells(line: &str) -> Vec<String> {
    let mark = ['\t', ';'].into_iter().find(|mark| line.contains(*mark)).unwrap_or(',');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(mark).unwrap_or(b','))
        .from_reader(line.as_bytes());
    let record = reader.records().next().and_then(Result::ok).unwrap_or_default();
    record.iter().map(|cell| cell.trim().to_owned()).collect()
}

type Fault = (&'static str, Text);

fn day(line: &str, year: i32, seen: &mut BTreeSet<NaiveDate>) -> Result<CalendarDay, Fault> {
    let cells = cells(line);
    let [date, name, kind] = cells.as_slice() else {
        let text = Text::new(
            "perlu tiga bagian: tanggal, nama, jenis. Nama yang berkoma ditulis di antara tanda kutip.",
            "needs three parts: date, name, kind. A name with a comma stands between quotation marks.",
        );
        return Err(("row_parts", text));
    };
    let Ok(date) = date.parse::<NaiveDate>() else {
        let text = Text::new(
            format!("{date} bukan tanggal. Tulis seperti {year}-08-17."),
            format!("{date} is no date. Write it as {year}-08-17."),
        );
        return Err(("row_date", text));
    };
    if date.year() != year {
        let text = Text::new(format!("{date} bukan hari dalam tahun {year}."), format!("{date} is not in {year}."));
        return Err(("day_outside_year", text));
    }
    if name.is_empty() {
        return Err(("row_name", Text::new("tulis nama harinya.", "give the day's name.")));
    }
    let word = kind.to_lowercase().replace('_', " ");
    let Some((kind, _)) =
        KINDS.iter().find(|(known, words)| *words == word || known.as_str().replace('_', " ") == word)
    else {
        let text = Text::new(
            format!("jenis {kind} tidak dikenal. Pilih libur nasional, cuti bersama, atau hari kerja."),
            format!("the kind {kind} is not known. Choose libur nasional, cuti bersama or hari kerja."),
        );
        return Err(("row_kind", text));
    };
    if !seen.insert(date) {
        return Err((
            "row_twice",
            Text::new(format!("{date} sudah ada di atas."), format!("{date} stands above already.")),
        ));
    }
    Ok(CalendarDay { date, kind: *kind, name: name.clone() })
}

#[cfg(test)]
mod tests {
    use super::{read, written};

    fn codes(pasted: &str) -> Vec<String> {
        let problems = read(pasted, 2028).map(|_| ()).unwrap_err();
        problems.fields.iter().map(|error| format!("{} {}", error.code, error.message.en)).collect()
    }

    #[test]
    fn rows_are_read_as_offices_have_them() {
        let days = read(
            "tanggal,nama,jenis\n2028-08-17,Proklamasi,libur nasional\n\n2028-01-01,Tahun Baru,libur_nasional\n",
            2028,
        )
        .unwrap();
        assert_eq!(written(&days), "2028-01-01,Tahun Baru,libur nasional\n2028-08-17,Proklamasi,libur nasional");
        let tabs = read("2028-03-27\tIdul Fitri, cuti\tCuti Bersama", 2028).unwrap();
        assert_eq!(written(&tabs), "2028-03-27,\"Idul Fitri, cuti\",cuti bersama");
        assert_eq!(read(&written(&tabs), 2028).unwrap(), tabs);
        assert_eq!(written(&read("2028-05-01;Buruh;hari kerja", 2028).unwrap()), "2028-05-01,Buruh,hari kerja");
        assert!(read(" \n", 2028).unwrap().is_empty());
    }

    #[test]
    fn every_wrong_line_is_told() {
        let told = codes(
            "2028-01-01,Tahun Baru\n2028-13-01,X,libur nasional\n2027-12-25,Natal,libur nasional\n2028-02-01,,hari kerja\n\
             2028-02-02,X,libur\n2028-02-03,X,hari kerja\n2028-02-03,X,hari kerja",
        );
        let starts: Vec<&str> = told.iter().map(|line| line.split(':').next().unwrap()).collect();
        let expected = [
            "row_parts Line 1",
            "row_date Line 2",
            "day_outside_year Line 3",
            "row_name Line 4",
            "row_kind Line 5",
            "row_twice Line 7",
        ];
        assert_eq!(starts, expected);
        let many = codes(&"x\n".repeat(30));
        assert_eq!((many.len(), many.last().unwrap().as_str()), (21, "more_lines And 10 more lines."));
    }
}
