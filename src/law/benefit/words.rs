//! What the reader is told about benefits that are not given.

use chrono::NaiveDate;

use super::ExpenseKind;
use crate::law::{LawRefusal, Text};

/// A line whose rates of that time are not among the tables.
pub(super) fn line_missing(line: &Text, first: Option<NaiveDate>, law_before: &str) -> LawRefusal {
    let date = first.map(|date| date.format("%d-%m-%Y").to_string()).unwrap_or_default();
    LawRefusal {
        rule: "law_table_missing".to_owned(),
        message: Text::new(
            format!("{}: kejadian sebelum {date} diatur oleh {law_before}, yang tidak ada dalam tabel Santun", line.id),
            format!("{}: events before {date} follow {law_before}, which is not among Santun's tables", line.en),
        ),
        law: format!("{law_before} ({})", line.id),
        remedy: Text::new(
            "periksa tanggal kejadian; bila benar, minta perhitungan kantor cabang BPJS Ketenagakerjaan",
            "check the date of the event; if it is right, ask the insurer's branch for the amount",
        ),
    }
}

/// More days of a cost than are paid.
pub(super) fn too_many_days(kind: ExpenseKind, days: u64, most: u32, law: &str) -> LawRefusal {
    let words = kind.words();
    LawRefusal {
        rule: "expense_days_over".to_owned(),
        message: Text::new(
            format!("{}: {days} hari, padahal paling lama {most} hari", words.id),
            format!("{}: {days} days, and {most} at most are paid", words.en),
        ),
        law: law.to_owned(),
        remedy: Text::new(
            format!("isi hanya biaya {most} hari yang pertama"),
            format!("give the cost of the first {most} days only"),
        ),
    }
}
