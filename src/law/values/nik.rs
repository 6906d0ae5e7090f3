//! The national identity number.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Sex;
use crate::law::Text;

/// A national identity number (nomor induk kependudukan): 16 digits, `PPKKCC DDMMYY SSSS`.
///
/// The first six name the place of first registration and never change, so no prefix is required. The day is
/// raised by 40 for women. Old numbers carry mistakes, so a birth date or sex that differs is a warning, never a
/// refusal. `Debug` masks the number: it must not reach a log.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Nik(String);

/// Why something is not a NIK.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NikError {
    /// Nothing was given.
    #[error("the NIK is missing")]
    Empty,
    /// A spreadsheet turned the number into scientific notation and lost digits.
    #[error("a spreadsheet damaged the NIK")]
    Spreadsheet,
    /// Something that is not a digit.
    #[error("the NIK has characters that are not digits")]
    NotDigits,
    /// Another count of digits than 16.
    #[error("the NIK has {0} digits, not 16")]
    Length(usize),
    /// The digits of day and month cannot be a birth date: holds day and month as written.
    #[error("the NIK's birth date has day {0} and month {1}")]
    BirthDate(u32, u32),
    /// The last four digits are 0000, which no register gives out.
    #[error("the NIK ends in 0000")]
    Serial,
}

impl NikError {
    /// Stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "nik_missing",
            Self::Spreadsheet => "nik_spreadsheet",
            Self::NotDigits => "nik_not_digits",
            Self::Length(_) => "nik_length",
            Self::BirthDate(..) => "nik_birth_date",
            Self::Serial => "nik_serial",
        }
    }

    /// What is wrong and what to do, in both languages.
    pub fn text(&self) -> Text {
        match self {
            Self::Empty => Text::new(
                "NIK belum diisi; salin 16 angka dari KTP",
                "NIK is missing; copy the 16 digits from the identity card",
            ),
            Self::Spreadsheet => Text::new(
                "NIK rusak oleh lembar kerja (seperti 1,57E+15); ubah kolomnya menjadi teks dan \
                    ketik ulang 16 angkanya",
                "a spreadsheet damaged the NIK (such as 1.57E+15); make the column text and type the 16 digits again",
            ),
            Self::NotDigits => Text::new(
                "NIK hanya boleh berisi angka; hapus huruf, spasi, atau tanda baca di tengahnya",
                "NIK may only hold digits; remove letters, spaces or punctuation inside it",
            ),
            Self::Length(count) if *count < 16 => Text::new(
                format!("NIK harus 16 angka; baru {count}. Lengkapi sesuai KTP"),
                format!("NIK must be 16 digits; there are only {count}. Complete it from the identity card"),
            ),
            Self::Length(count) => Text::new(
                format!("NIK harus 16 angka; ini {count}. Hapus angka yang berlebih"),
                format!("NIK must be 16 digits; these are {count}. Remove what is too many"),
            ),
            Self::BirthDate(day, month) => Text::new(
                format!(
                    "angka ke-7 sampai ke-10 NIK (tanggal {day:02}, bulan {month:02}) tidak \
                        mungkin; periksa kembali pada KTP"
                ),
                format!(
                    "digits 7 to 10 of the NIK (day {day:02}, month {month:02}) are impossible; \
                        compare with the identity card"
                ),
            ),
            Self::Serial => Text::new(
                "empat angka terakhir NIK tidak mungkin 0000; periksa kembali pada KTP",
                "the last four digits of a NIK are never 0000; compare with the identity card",
            ),
        }
    }
}

impl Nik {
    /// The 16 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// For lists and logs: `1571********0003`.
    pub fn masked(&self) -> String {
        format!("{}********{}", &self.0[..4], &self.0[12..])
    }

    /// The birth date inside the number. Its year has two digits: it is read as the latest year that is not after
    /// `reference_year` (the year of the event or of today). `None` for a day that month does not have.
    pub fn birth_date(&self, reference_year: i32) -> Option<NaiveDate> {
        let short = self.part(10..12).cast_signed();
        let this_century = reference_year.div_euclid(100) * 100 + short;
        let year = if this_century > reference_year { this_century - 100 } else { this_century };
        NaiveDate::from_ymd_opt(year, self.part(8..10), self.part(6..8) % 40)
    }

    /// The sex inside the number.
    pub fn sex(&self) -> Sex {
        if self.part(6..8) > 40 { Sex::Female } else { Sex::Male }
    }

    /// What does not fit the identity card. Warnings only: old numbers carry mistakes.
    pub fn warnings(&self, birth_date: Option<NaiveDate>, sex: Option<Sex>) -> Vec<Text> {
        let mut warnings = Vec::new();
        if let Some(expected) = birth_date {
            let shown = expected.format("%d-%m-%Y");
            let written = expected.format("%d%m%y").to_string();
            let day = self.part(6..8) % 40;
            if format!("{day:02}{}", &self.0[8..12]) != written {
                warnings.push(Text::new(
                    format!("tanggal lahir dalam NIK berbeda dari {shown}; cocokkan dengan KTP dan KK"),
                    format!(
                        "the birth date inside the NIK differs from {expected}; compare with \
                        identity card and family card"
                    ),
                ));
            }
        }
        if sex.is_some_and(|sex| sex != self.sex()) {
            warnings.push(Text::new(
                "jenis kelamin menurut NIK berbeda dari data; cocokkan dengan KTP (hari lahir perempuan ditambah 40)",
                "the sex inside the NIK differs from the data; compare with the identity card \
                    (women's day of birth is raised by 40)",
            ));
        }
        warnings
    }

    fn part(&self, range: std::ops::Range<usize>) -> u32 {
        self.0.as_bytes()[range].iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0'))
    }
}

impl FromStr for Nik {
    type Err = NikError;

    fn from_str(text: &str) -> Result<Self, NikError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(NikError::Empty);
        }
        if !text.bytes().all(|b| b.is_ascii_digit()) {
            let scientific =
                text.bytes().all(|b| b.is_ascii_digit() || b".,+eE".contains(&b)) && text.contains(['e', 'E']);
            return Err(if scientific { NikError::Spreadsheet } else { NikError::NotDigits });
        }
        if text.len() != 16 {
            return Err(NikError::Length(text.len()));
        }
        let nik = Self(text.to_owned());
        let (day, month) = (nik.part(6..8), nik.part(8..10));
        if !(matches!(day, 1..=31 | 41..=71) && (1..=12).contains(&month)) {
            return Err(NikError::BirthDate(day, month));
        }
        if nik.part(12..16) == 0 {
            return Err(NikError::Serial);
        }
        Ok(nik)
    }
}

impl TryFrom<String> for Nik {
    type Error = NikError;

    fn try_from(text: String) -> Result<Self, NikError> {
        text.parse()
    }
}

impl From<Nik> for String {
    fn from(nik: Nik) -> Self {
        nik.0
    }
}

impl fmt::Debug for Nik {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Nik({})", self.masked())
    }
}
