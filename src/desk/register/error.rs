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
    /// A workbook that cannot be opened here, such as an old or an encrypted one: holds its kind.
    Workbook(&'static str),
    /// A workbook that breaks off or is not built as one: holds what the reader says.
    BrokenWorkbook(String),
    /// A workbook that unpacks to more than any register is.
    TooLarge,
    /// A workbook in which no sheet begins with the names of the columns.
    NoHeader {
        /// How many rows of each sheet were looked at.
        rows: usize,
        /// The columns that every row needs.
        wanted: Vec<&'static str>,
    },
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
            Self::BrokenWorkbook(_) => "register_workbook_broken",
            Self::TooLarge => "register_too_large",
            Self::NoHeader { .. } => "register_no_header",
            Self::NotText(_) => "register_not_text",
            Self::MissingColumns { .. } => "register_missing_columns",
            Self::DoubleColumn { .. } => "register_double_column",
            Self::RoundedNiks => "register_rounded_niks",
        }
    }

    /// What is wrong and what to do, in both languages.
    pub fn text(&self) -> Text {
        match self {
            Self::Empty => {
                Text::new("berkas kosong; kirim berkas CSV atau XLSX", "the file is empty; send a CSV or XLSX file")
            }
            Self::NoRows => Text::new(
                "berkas hanya berisi baris judul; tidak ada peserta di bawahnya",
                "the file holds a header and no participant below it",
            ),
            Self::Workbook(kind) => Text::new(
                format!("ini berkas {kind}; simpan sebagai .xlsx atau \"CSV UTF-8\" tanpa kata sandi"),
                format!("this is {kind}; save it as .xlsx or \"CSV UTF-8\", without a password"),
            ),
            Self::BrokenWorkbook(cause) => Text::new(
                format!("buku kerja tidak terbaca ({cause}); buka dan simpan lagi sebagai .xlsx atau \"CSV UTF-8\""),
                format!("the workbook cannot be read ({cause}); open it and save it again as .xlsx or \"CSV UTF-8\""),
            ),
            Self::TooLarge => Text::new(
                "isi buku kerja terlalu besar; bagi menjadi beberapa berkas atau kirim CSV",
                "the workbook holds too much; split it into several files, or send CSV",
            ),
            Self::NoHeader { rows, wanted } => {
                let wanted = wanted.join(", ");
                Text::new(
                    format!("tidak ada baris judul di {rows} baris pertama lembar mana pun; perlu kolom {wanted}"),
                    format!("no sheet names its columns in its first {rows} rows; needed are {wanted}"),
                )
            }
            Self::NotText(kind) => Text::new(
                format!("ini bukan tabel CSV melainkan {kind}; kirim berkas CSV atau XLSX"),
                format!("this is no CSV table but {kind}; send a CSV or XLSX file"),
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
