//! Months of contribution.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::law::Text;

/// A calendar month, the unit in which contributions (iuran) are paid. Written `2025-05`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    /// Months since January of year 0.
    index: i32,
}

/// A month that is not written `YYYY-MM`, or is no month of the years 1900 to 2999.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is not a month; write it as YYYY-MM, such as 2025-05")]
pub struct MonthError(pub String);

impl MonthError {
    /// The error in both languages.
    pub fn text(&self) -> Text {
        Text::new(
            format!("\"{}\" bukan bulan; tulis sebagai TAHUN-BULAN, misalnya 2025-05", self.0),
            format!("\"{}\" is not a month; write it as YYYY-MM, such as 2025-05", self.0),
        )
    }
}

impl Month {
    /// The month of a date.
    pub fn of(date: NaiveDate) -> Self {
        Self { index: date.year() * 12 + date.month0().cast_signed() }
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.index.div_euclid(12)
    }

    /// The month of the year, 1 to 12.
    pub fn number(self) -> u32 {
        self.index.rem_euclid(12).unsigned_abs() + 1
    }

    /// As people say it: `Mei 2025`.
    pub fn words(self) -> Text {
        const ID: [&str; 12] = [
            "Januari",
            "Februari",
            "Maret",
            "April",
            "Mei",
            "Juni",
            "Juli",
            "Agustus",
            "September",
            "Oktober",
            "November",
            "Desember",
        ];
        const EN: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let at = usize::try_from(self.number() - 1).unwrap_or_default();
        let said = |names: [&str; 12]| format!("{} {}", names[at], self.year());
        Text::new(said(ID), said(EN))
    }

    /// How many months later `later` is; negative when it is earlier.
    pub fn months_until(self, later: Self) -> i32 {
        later.index - self.index
    }

    /// The month so many months later, or earlier when negative. Stays within the years 0 to 9999.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        Self { index: self.index.saturating_add(months).clamp(0, 9999 * 12 + 11) }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

impl FromStr for Month {
    type Err = MonthError;

    fn from_str(text: &str) -> Result<Self, MonthError> {
        let error = || MonthError(text.to_owned());
        let (year, month) = text.split_once('-').ok_or_else(error)?;
        let digits = |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) {
            return Err(error());
        }
        let year: i32 = year.parse().map_err(|_| error())?;
        let month: i32 = month.parse().map_err(|_| error())?;
        if !(1900..3000).contains(&year) || !(1..=12).contains(&month) {
            return Err(error());
        }
        Ok(Self { index: year * 12 + month - 1 })
    }
}

impl TryFrom<String> for Month {
    type Error = MonthError;

    fn try_from(text: String) -> Result<Self, MonthError> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}
