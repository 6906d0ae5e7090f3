//! School years (tahun ajaran).

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::law::Text;

/// Age from which the estimate counts kindergarten. Ours, not the law's: two years of TK and six of SD then fit.
const SCHOOL_AGE: u32 = 4;

/// A school year, which begins on 1 July in Asia/Jakarta. Written `2026/2027`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SchoolYear {
    /// The calendar year it begins in.
    begins: i32,
}

/// A school year that is not written `2026/2027`, or is none of the years 1900 to 2999.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is not a school year; write both years, such as 2026/2027")]
pub struct SchoolYearError(pub String);

impl SchoolYearError {
    /// The error in both languages.
    pub fn text(&self) -> Text {
        Text::new(
            format!("\"{}\" bukan tahun ajaran; tulis kedua tahunnya, misalnya 2026/2027", self.0),
            format!("\"{}\" is not a school year; write both years, such as 2026/2027", self.0),
        )
    }
}

impl SchoolYear {
    /// The school year of a date.
    pub fn of(date: NaiveDate) -> Self {
        Self { begins: if date.month() >= 7 { date.year() } else { date.year() - 1 } }
    }

    /// Its 1 July.
    pub fn first_day(self) -> NaiveDate {
        july(self.begins)
    }

    /// The school year after it.
    #[must_use]
    pub fn next(self) -> Self {
        Self { begins: self.begins.saturating_add(1) }
    }
}

/// The next 1 July after `after` on which a child is at least four: where a child not yet at school begins.
pub fn first_school_day(birth_date: NaiveDate, after: NaiveDate) -> NaiveDate {
    let four = birth_date.checked_add_months(Months::new(SCHOOL_AGE * 12)).unwrap_or(NaiveDate::MAX);
    let next = |date: NaiveDate, itself: bool| {
        let this_year = july(date.year());
        let is_later = if itself { this_year >= date } else { this_year > date };
        if is_later { this_year } else { july(date.year() + 1) }
    };
    next(after, false).max(next(four, true))
}

/// 1 July of a year, or the last date there is.
fn july(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 7, 1).unwrap_or(NaiveDate::MAX)
}

impl fmt::Display for SchoolYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}/{:04}", self.begins, self.begins.saturating_add(1))
    }
}

impl FromStr for SchoolYear {
    type Err = SchoolYearError;

    fn from_str(text: &str) -> Result<Self, SchoolYearError> {
        let error = || SchoolYearError(text.to_owned());
        let (first, second) = text.split_once('/').ok_or_else(error)?;
        let year = |part: &str| -> Option<i32> {
            let is_year = part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse().ok().filter(|year| is_year && (1900..3000).contains(year))
        };
        match (year(first), year(second)) {
            (Some(begins), Some(ends)) if ends == begins + 1 => Ok(Self { begins }),
            _ => Err(error()),
        }
    }
}

impl TryFrom<String> for SchoolYear {
    type Error = SchoolYearError;

    fn try_from(text: String) -> Result<Self, SchoolYearError> {
        text.parse()
    }
}

impl From<SchoolYear> for String {
    fn from(year: SchoolYear) -> Self {
        year.to_string()
    }
}
