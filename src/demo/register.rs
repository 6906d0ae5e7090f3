//! The register that comes with the program, brought to the day of the demo.
//!
//! Months of membership are moved by whole months, so that what was this month when the register was written is
//! this month now. Birth dates are inside the NIK and people do not get younger by a few months, so they stay while
//! the demo's day is less than a year away; then they move by whole years, and the NIK is rewritten to match.
//!
//! Every twentieth row becomes the second office's: its ward, district and the first six digits of its NIK are
//! replaced by those of Kabupaten Muaro Jambi. All people are invented.

use std::collections::BTreeSet;

use chrono::{Datelike as _, Months, NaiveDate};

use crate::desk::register::{ParsedRegister, RegisterRow, parse_register};
use crate::law::{Month, Nik, Sex};

use super::error::DemoError;

/// The register, and how its file is called in messages.
const FILE: (&str, &str) = ("registry-2025.csv", include_str!("../../data/registry-2025.csv"));
/// What was this month when the register was written, as months since year 0.
const WRITTEN: (i32, u32) = (2026, 11);
/// Every so manieth row is of the second office.
const SECOND_OFFICE_EVERY: usize = 20;

/// Districts of Kabupaten Muaro Jambi with the beginning of their NIKs, and a ward of each.
const MUARO: [(&str, &str, &str); 8] = [
    ("150501", "Jambi Luar Kota", "Mendalo Darat"),
    ("150502", "Sekernan", "Sengeti"),
    ("150503", "Kumpeh", "Tanjung"),
    ("150504", "Maro Sebo", "Jambi Kecil"),
    ("150505", "Mestong", "Tempino"),
    ("150506", "Kumpeh Ulu", "Kasang Pudak"),
    ("150507", "Sungai Bahar", "Suka Makmur"),
    ("150508", "Sungai Gelam", "Kebon IX"),
];

/// The people of both offices.
#[derive(Debug)]
pub(super) struct Register {
    /// Of Kota Jambi.
    pub(super) jambi: Vec<RegisterRow>,
    /// Of Kabupaten Muaro Jambi.
    pub(super) muaro: Vec<RegisterRow>,
    taken: BTreeSet<Nik>,
}

impl Register {
    /// The register as it is in a month.
    pub(super) fn of(this_month: Month) -> Result<Self, DemoError> {
        let parsed = parse_register(FILE.0, FILE.1.as_bytes())?;
        let months = written().months_until(this_month);
        let mut register = Self { jambi: Vec::new(), muaro: Vec::new(), taken: BTreeSet::new() };
        for (at, row) in parsed.rows.into_iter().enumerate() {
            let mut row = moved(row, months);
            let second = at % SECOND_OFFICE_EVERY == SECOND_OFFICE_EVERY / 2;
            if second {
                let (prefix, kecamatan, kelurahan) = MUARO[at / SECOND_OFFICE_EVERY % MUARO.len()];
                kecamatan.clone_into(&mut row.kecamatan);
                kelurahan.clone_into(&mut row.kelurahan);
                row.nik = nik(prefix, row.birth_date, row.sex, serial(&row.nik)).unwrap_or(row.nik);
            }
            row.nik = register.free(row.nik, row.birth_date, row.sex);
            register.taken.insert(row.nik.clone());
            if second { register.muaro.push(row) } else { register.jambi.push(row) }
        }
        Ok(register)
    }

    /// A NIK that nobody has, with the next free serial.
    fn free(&self, wanted: Nik, born: NaiveDate, sex: Sex) -> Nik {
        let (prefix, first) = (wanted.as_str()[..6].to_owned(), serial(&wanted));
        let mut next = wanted;
        for step in 1..10_000 {
            if !self.taken.contains(&next) {
                break;
            }
            next = nik(&prefix, born, sex, (first + step - 1) % 9999 + 1).unwrap_or(next);
        }
        next
    }

    /// Adds somebody to Kota Jambi whom the register does not have, in place of the row that they are like.
    pub(super) fn enrol(&mut self, row: RegisterRow) -> RegisterRow {
        let row = RegisterRow { nik: self.free(row.nik, row.birth_date, row.sex), ..row };
        self.taken.insert(row.nik.clone());
        self.jambi.push(row.clone());
        row
    }
}

/// A register of these people, as an import takes it.
pub(super) fn parsed(rows: &[RegisterRow]) -> ParsedRegister {
    ParsedRegister { rows: rows.to_vec(), ..ParsedRegister::default() }
}

/// The NIK of somebody born in a district, if there is such a NIK.
pub(super) fn nik(prefix: &str, born: NaiveDate, sex: Sex, serial: u32) -> Option<Nik> {
    let day = born.day() + if sex == Sex::Female { 40 } else { 0 };
    format!("{prefix}{day:02}{}{serial:04}", born.format("%m%y")).parse().ok()
}

fn serial(nik: &Nik) -> u32 {
    nik.as_str()[12..].parse().unwrap_or(1)
}

fn written() -> Month {
    let (year, month) = WRITTEN;
    NaiveDate::from_ymd_opt(year, month, 1).map_or_else(|| Month::of(NaiveDate::MIN), Month::of)
}

fn moved(row: RegisterRow, months: i32) -> RegisterRow {
    let (years, born) = (months / 12, row.birth_date);
    let row = RegisterRow {
        income_from: row.income_from.map(|day| moved_day(day, months)),
        paid_from: row.paid_from.plus(months),
        paid_through: row.paid_through.plus(months),
        gaps: row.gaps.map(|gaps| gaps.into_iter().map(|month| month.plus(months)).collect()),
        ..row
    };
    if years == 0 {
        return row;
    }
    // 29 February becomes the 28th where the year has none.
    let birth_date =
        [born.day(), 28].into_iter().find_map(|day| NaiveDate::from_ymd_opt(born.year() + years, born.month(), day));
    let birth_date = birth_date.unwrap_or(born);
    let nik = nik(&row.nik.as_str()[..6], birth_date, row.sex, serial(&row.nik)).unwrap_or(row.nik);
    RegisterRow { nik, birth_date, ..row }
}

/// The same day of the month so many months later, or earlier when negative.
fn moved_day(day: NaiveDate, months: i32) -> NaiveDate {
    let by = Months::new(months.unsigned_abs());
    let moved = if months < 0 { day.checked_sub_months(by) } else { day.checked_add_months(by) };
    moved.unwrap_or(day)
}
