//! One cell of a sheet as the text that a person would have typed.

use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType};

/// From here on (2^53) a spreadsheet's number no longer holds each whole number exactly.
const INEXACT_FROM: f64 = 9_007_199_254_740_992.0;

/// A cell's content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// As text.
    pub(super) text: String,
    /// Whether the sheet keeps it as a number.
    pub(super) is_number: bool,
}

impl Cell {
    /// The content of a cell; a formula's is what it last came to.
    pub(super) fn of(data: &DataRef<'_>) -> Self {
        let text = |text: &str| Self { text: text.to_owned(), is_number: false };
        match data {
            DataRef::Empty => Self::default(),
            DataRef::Int(value) => Self { text: value.to_string(), is_number: true },
            DataRef::Float(value) => Self { text: number(*value), is_number: true },
            DataRef::DateTime(moment) if moment.is_datetime() => text(&date(moment)),
            DataRef::DateTime(span) => Self { text: number(span.as_f64()), is_number: true },
            DataRef::String(words) | DataRef::DateTimeIso(words) | DataRef::DurationIso(words) => text(words),
            DataRef::SharedString(words) => text(words),
            DataRef::Bool(value) => text(if *value { "TRUE" } else { "FALSE" }),
            DataRef::Error(error) => text(&error.to_string()),
        }
    }

    /// The date of a number that stands where a date must be and lost its format: five digits, which are the days from
    /// 1927 on. A number of four may as well be a year.
    pub(super) fn serial_date(&self, is_1904: bool) -> Option<String> {
        let plain = self.is_number && self.text.len() == 5 && self.text.bytes().all(|byte| byte.is_ascii_digit());
        let days: f64 = self.text.parse().ok().filter(|_| plain)?;
        Some(date(&ExcelDateTime::new(days, ExcelDateTimeType::DateTime, is_1904)))
    }
}

/// A number in digits, so that nothing in it can be taken for something else: one that is not exact is written as
/// spreadsheets show it, and is refused like that wherever digits matter.
fn number(value: f64) -> String {
    if !value.is_finite() {
        return "#NUM!".to_owned();
    }
    if value.abs() >= INEXACT_FROM {
        return format!("{value:E}").replace('E', "E+");
    }
    let digits = value.to_string();
    match digits.split_once('.') {
        // Three digits behind a point would read as thousands.
        Some((_, fraction)) if fraction.len() == 3 => format!("{digits}0"),
        _ => digits,
    }
}

/// A date, with its time if it has one.
fn date(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second, milli) == (0, 0, 0, 0) {
        date
    } else {
        format!("{date} {hour:02}:{minute:02}:{second:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_digits_or_show_that_they_cannot() {
        let check = |value: f64, expected: &str| {
            assert_eq!(Cell::of(&DataRef::Float(value)), Cell { text: expected.to_owned(), is_number: true });
        };
        check(1_571_021_608_869_058.0, "1571021608869058");
        check(9_007_199_254_740_991.0, "9007199254740991");
        check(9_007_199_254_740_992.0, "9.007199254740992E+15");
        check(9_171_010_101_010_002.0, "9.171010101010002E+15");
        check(1e16, "1E+16");
        check(1_000_000.0, "1000000");
        check(-5.0, "-5");
        check(0.5, "0.5");
        check(1.125, "1.1250");
        check(f64::NAN, "#NUM!");
    }

    #[test]
    fn dates_are_those_of_the_workbooks_calendar() {
        let check = |days: f64, is_1904: bool, expected: &str| {
            let moment = ExcelDateTime::new(days, ExcelDateTimeType::DateTime, is_1904);
            assert_eq!(Cell::of(&DataRef::DateTime(moment)).text, expected);
        };
        check(31_640.0, false, "1986-08-16");
        check(30_178.0, true, "1986-08-16");
        check(31_640.5, false, "1986-08-16 12:00:00");
        let serial = |text: &str| Cell { text: text.to_owned(), is_number: true }.serial_date(false);
        assert_eq!(serial("31640").as_deref(), Some("1986-08-16"));
        assert_eq!((serial("1986"), serial("316401"), serial("3164x")), (None, None, None));
        assert_eq!(Cell { text: "31640".to_owned(), is_number: false }.serial_date(false), None);
    }
}
