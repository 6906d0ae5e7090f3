//! Why a whole file cannot be read. Problems of single rows are `RefusedRow`.

use thiserror::Error;

use crate::law::Text;

/// A file of which no row can be taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", self.text().en)]
pub enum RegisterError {
    /// No bytes, or nothing but blank lines.
    Empty,
    /// A header without a row below it.
    NoRows,
    /// A workbook of a spreadsheet program: holds its kind.
    Workbook(&'static str),
    /// Something else than a table in text: holds what it looks like.
    NotText(String),
    /// The header lacks columns that every row needs.
    MissingColumns {
        /// The register's names of the columns.
        missing: Vec<&'static str>,
        /// The header's cells as written.
        found: Vec<String>,
    },
    /// Two cells of the header mean the same column.
    DoubleColumn {
        /// The register's name of the column.
        column: &'static str,
        /// The two cells as written.
        found: [String; 2],
    },
    /// Every NIK of a long list ends in 0: a spreadsheet kept fifteen digits of each.
    RoundedNiks,
}

impl RegisterError {
    /// Stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "register_empty",
            Self::NoRows => "register_no_rows",
            Self::Workbook(_) => "register_workbook",
            Self::NotText(_) => "register_not_text",
            Self::MissingColumns { .. } => "register_missing_columns",
            Self::DoubleColumn { .. } => "register_double_column",
            Self::RoundedNiks => "register_rounded_niks",
        }
    }

    /// What is wrong and what to do, in both languages.
    pub fn text(&self) -> Text {
        match self {
            Self::Empty => Text::new("berkas kosong; kirim berkas CSV", "the file is empty; send a CSV file"),
            Self::NoRows => Text::new(
                "berkas hanya berisi baris judul; tidak ada peserta di bawahnya",
                "the file holds a header and no participant below it",
            ),
            Self::Workbook(kind) => Text::new(
                format!("ini berkas {kind}, bukan CSV; simpan sebagai \"CSV UTF-8\" dengan kolom NIK berformat teks"),
                format!("this is {kind}, not CSV; save it as \"CSV UTF-8\" with the NIK column formatted as text"),
            ),
            Self::NotText(kind) => Text::new(
                format!("ini bukan tabel CSV melainkan {kind}; kirim berkas CSV"),
                format!("this is no CSV table but {kind}; send a CSV file"),
            ),
            Self::MissingColumns { missing, found } => {
                let (missing, found) = (missing.join(", "), found.join(", "));
                Text::new(
                    format!("kolom yang kurang: {missing}; yang ditemukan: {found}"),
                    format!("missing columns: {missing}; found: {found}"),
                )
            }
            Self::DoubleColumn { column, found: [first, second] } => Text::new(
                format!("kolom {column} ada dua kali: \"{first}\" dan \"{second}\"; hapus salah satu"),
                format!("the column {column} is there twice: \"{first}\" and \"{second}\"; remove one"),
            ),
            Self::RoundedNiks => Text::new(
                "semua NIK berakhir 0: lembar kerja mengubahnya menjadi bilangan 15 angka; ubah kolom menjadi teks lalu isi kembali dari data asli",
                "every NIK ends in 0: a spreadsheet turned them into numbers of 15 digits; format the column as text and fill it again from the original",
            ),
        }
    }
}
