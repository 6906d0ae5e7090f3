//! What a register file comes to.

use std::collections::BTreeSet;
use std::fmt;

use chrono::NaiveDate;

use crate::law::{Language, Month, Nik, Rupiah, Sex, Text};

/// A register file that could be read, row by row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParsedRegister {
    /// The rows without a problem, in the file's order.
    pub rows: Vec<RegisterRow>,
    /// Every problem of every other row, in the file's order; a row with two problems stands here twice.
    pub refused: Vec<RefusedRow>,
    /// What a person should look at. A warning never keeps a row out.
    pub warnings: Vec<RowWarning>,
}

impl ParsedRegister {
    /// How many rows were refused, whatever the number of their problems.
    pub fn refused_rows(&self) -> usize {
        self.refused.iter().map(|refused| refused.line).collect::<BTreeSet<_>>().len()
    }
}

/// One participant (peserta) as the register names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterRow {
    /// The line of the file on which the row starts; the header of a plain file is line 1.
    pub line: usize,
    /// National identity number (NIK).
    pub nik: Nik,
    /// Name as on the identity card, with single spaces, at most 200 letters (nama).
    pub name: String,
    /// Date of birth (tanggal lahir).
    pub birth_date: NaiveDate,
    /// Sex (jenis kelamin).
    pub sex: Sex,
    /// Number of the neighbourhood (rukun tetangga), three digits where it is a number; may be empty.
    pub rt: String,
    /// Village or ward; may be empty.
    pub kelurahan: String,
    /// District; may be empty.
    pub kecamatan: String,
    /// Occupation (pekerjaan); may be empty.
    pub occupation: String,
    /// The office's group of participants, in lower case with `_`: `pekerja_rentan` (segmen).
    pub segment: String,
    /// Participant number (nomor KPJ); may be empty while the insurer has not given one.
    pub kpj: String,
    /// Declared income a month (upah), above zero.
    pub declared_income: Rupiah,
    /// The day from which it is the income, where the office knows it (upah mulai).
    pub income_from: Option<NaiveDate>,
    /// First month with a paid contribution (iuran dari).
    pub paid_from: Month,
    /// Last month with a paid contribution (iuran sampai), not before `paid_from`.
    pub paid_through: Month,
    /// Months between the two that were not paid, in order (bulan kosong); `None` when the file has no such column.
    pub gaps: Option<Vec<Month>>,
    /// Phone number as digits with a leading 0 or +.
    pub phone: Option<String>,
    /// Mail address.
    pub email: Option<String>,
}

/// One problem that keeps a row out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedRow {
    /// Name of the file as it was given.
    pub file: String,
    /// The line of the file on which the row starts.
    pub line: usize,
    /// The register's name of the column, such as `tanggal_lahir`; `baris` when it is about the whole row.
    pub column: &'static str,
    /// What is wrong and what to do.
    pub reason: Text,
}

impl RefusedRow {
    /// `FILE:LINE: column: reason` in one language.
    pub fn line_in(&self, language: Language) -> String {
        format!("{}:{}: {}: {}", self.file, self.line, self.column, self.reason.get(language))
    }
}

impl fmt::Display for RefusedRow {
    /// In English, as everything on the command line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line_in(Language::En))
    }
}

/// Something about a row, or about the file (then on the header's line), that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowWarning {
    /// Name of the file as it was given.
    pub file: String,
    /// The line of the file.
    pub line: usize,
    /// The register's name of the column; `baris` for the whole row.
    pub column: &'static str,
    /// What was noticed.
    pub message: Text,
}

impl fmt::Display for RowWarning {
    /// `FILE:LINE: column: message` in English.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}: {}", self.file, self.line, self.column, self.message.en)
    }
}
