//! NIKs that a workbook keeps as numbers.
//!
//! Excel keeps fifteen digits of a number and writes 0 for the sixteenth; other programs keep all sixteen. A NIK that
//! ends in 0 may be either, and a wrong one is another person's. So the other numbers of the file are asked: if one of
//! them ends otherwise, the program that wrote the file keeps sixteen digits.

use super::columns;
use super::{ParsedRegister, RefusedRow, RowWarning};
use crate::law::{Nik, Text};

/// What the numbers of a file tell.
#[derive(Debug, Default)]
pub(super) struct Rounding {
    /// Lines of numbers that end in 0.
    doubtful: Vec<usize>,
    /// Whether a number kept its sixteenth digit.
    kept: bool,
}

impl Rounding {
    /// Takes note of a NIK that is a number.
    pub(super) fn number(&mut self, line: usize, nik: &Nik) {
        if nik.as_str().ends_with('0') {
            self.doubtful.push(line);
        } else {
            self.kept = true;
        }
    }

    /// Refuses what may have been rounded, or asks a person to look where that is not likely.
    pub(super) fn judge(self, file: &str, parsed: &mut ParsedRegister) {
        let column = columns::NIK.name;
        if self.kept {
            let message = Text::new(
                "NIK ini disimpan sebagai bilangan dan berakhir 0; periksa apakah angka terakhirnya benar",
                "this NIK is stored as a number and ends in 0; check that its last digit is right",
            );
            let warnings = self.doubtful.iter().map(|line| RowWarning {
                file: file.to_owned(),
                line: *line,
                column,
                message: message.clone(),
            });
            parsed.warnings.extend(warnings);
            parsed.warnings.sort_by_key(|warning| warning.line);
            return;
        }
        let reason = Text::new(
            "lembar kerja menyimpan NIK sebagai bilangan, yang hanya memuat 15 angka; angka ke-16 menjadi 0. Ubah format kolom menjadi teks dan isi kembali 16 angkanya",
            "a spreadsheet turned the NIK into a number, which keeps 15 digits only and makes the 16th a 0: format the column as text and fill in its 16 digits again",
        );
        let refused = self.doubtful.iter().map(|line| RefusedRow {
            file: file.to_owned(),
            line: *line,
            column,
            reason: reason.clone(),
        });
        parsed.refused.extend(refused);
        parsed.refused.sort_by_key(|refused| refused.line);
        parsed.rows.retain(|row| self.doubtful.binary_search(&row.line).is_err());
    }
}
