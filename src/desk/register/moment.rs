//! Dates and months as offices write them: the day first, or the year first, never the month first.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::law::{Month, Text};

const YEARS: std::ops::RangeInclusive<i32> = 1900..=2999;

/// A date as `1986-08-16`, `16-08-1986`, `16/08/1986` or `16.08.1986`, also with midnight after it as
/// spreadsheets write it.
pub(super) fn date(cell: &str) -> Result<NaiveDate, Text> {
    if cell.is_empty() {
        return Err(Text::new("tanggal belum diisi", "the date is missing"));
    }
    if is_serial(cell) {
        return Err(Text::new(
            format!("lembar kerja mengubah tanggal menjadi bilangan ({cell}); ubah format kolom menjadi tanggal"),
            format!("a spreadsheet turned the date into a number ({cell}); format the column as a date"),
        ));
    }
    let parts = numbers(without_midnight(cell));
    let (year, month, day) = match parts.as_deref() {
        Some([(year, 4), (month, 1 | 2), (day, 1 | 2)] | [(day, 1 | 2), (month, 1 | 2), (year, 4)]) => {
            (*year, *month, *day)
        }
        Some([_, _, (_, 2)]) => {
            return Err(Text::new(
                format!("tahun \"{cell}\" hanya dua angka; tulis empat angka, misalnya 16-08-1986"),
                format!("the year of \"{cell}\" has two digits only; write four, such as 16-08-1986"),
            ));
        }
        _ => return Err(no_date(cell)),
    };
    let year = i32::try_from(year).unwrap_or(0);
    NaiveDate::from_ymd_opt(year, month, day).filter(|_| YEARS.contains(&year)).ok_or_else(|| no_date(cell))
}

/// A month as `2025-05`, `05-2025`, `05/2025` or `05.2025`; a whole date stands for its month, because that is
/// what a spreadsheet makes of one.
pub(super) fn month(cell: &str) -> Result<Month, Text> {
    if cell.is_empty() {
        return Err(Text::new("bulan belum diisi", "the month is missing"));
    }
    let parts = numbers(without_midnight(cell));
    match parts.as_deref() {
        Some([(year, 4), (month, 1 | 2)] | [(month, 1 | 2), (year, 4)]) => {
            format!("{year:04}-{month:02}").parse().map_err(|_| no_month(cell))
        }
        Some([_, _, _]) => date(cell).map(Month::of).map_err(|_| no_month(cell)),
        _ => Err(no_month(cell)),
    }
}

/// The day from which something holds, if one is given; a month stands for its first day.
pub(super) fn first_day(cell: &str) -> Result<Option<NaiveDate>, Text> {
    if cell.is_empty() {
        return Ok(None);
    }
    let first = month(cell).ok().filter(|_| numbers(cell).is_some_and(|parts| parts.len() == 2));
    match first.and_then(|month| NaiveDate::from_ymd_opt(month.year(), month.number(), 1)) {
        Some(day) => Ok(Some(day)),
        None => date(cell).map(Some),
    }
}

/// Months with semicolons, commas or spaces between them, in order and each once; `None` for none.
pub(super) fn months(cell: &str) -> Result<Option<Vec<Month>>, Text> {
    let between = |c: char| c == ';' || c == ',' || c.is_whitespace();
    // A spreadsheet that takes one month for a date writes midnight after it.
    let words = without_midnight(cell).split(between).filter(|word| !word.is_empty());
    let months: BTreeSet<Month> = words.map(month).collect::<Result<_, _>>()?;
    Ok(Some(months.into_iter().collect()).filter(|months: &Vec<_>| !months.is_empty()))
}

fn no_date(cell: &str) -> Text {
    Text::new(
        format!("\"{cell}\" bukan tanggal; tulis TAHUN-BULAN-HARI atau HARI-BULAN-TAHUN, misalnya 1986-08-16"),
        format!("\"{cell}\" is not a date; write year-month-day or day-month-year, such as 1986-08-16"),
    )
}

fn no_month(cell: &str) -> Text {
    Text::new(
        format!("\"{cell}\" bukan bulan; tulis TAHUN-BULAN, misalnya 2025-05"),
        format!("\"{cell}\" is not a month; write year-month, such as 2025-05"),
    )
}

/// Days since 1899-12-30, which is how a spreadsheet keeps a date; the digits of a written date are more.
fn is_serial(cell: &str) -> bool {
    (4..=5).contains(&cell.len()) && cell.bytes().all(|byte| byte.is_ascii_digit())
}

fn without_midnight(cell: &str) -> &str {
    let midnight = ["00:00:00.000", "00:00:00", "00:00", "0:00:00", "0:00"];
    let date = midnight.iter().find_map(|end| cell.strip_suffix(end));
    date.map_or(cell, |date| date.trim_end_matches([' ', 'T']))
}

/// The numbers of a date with how many digits each has, if one separator stands between all of them.
fn numbers(cell: &str) -> Option<Vec<(u32, usize)>> {
    let separator = cell.chars().find(|c| !c.is_ascii_digit())?;
    if !['-', '/', '.', ' '].contains(&separator) {
        return None;
    }
    let number = |part: &str| {
        let digits = part.bytes().all(|byte| byte.is_ascii_digit());
        if digits && (1..=4).contains(&part.len()) { Some((part.parse().ok()?, part.len())) } else { None }
    };
    cell.split(separator).map(number).collect()
}
