//! What the reader is told about disabilities. The field of an error is its name inside one disability; the caller
//! puts the place before it.

use super::{DisabilityRow, MeasureUnit, Rate};
use crate::law::{FieldError, LawRefusal, Text};

impl MeasureUnit {
    /// As it is written after a number.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Decibel => "dB",
            Self::Percent => "%",
            Self::Millimetre => "mm",
        }
    }
}

pub(super) fn unknown_code(field: String, code: &str) -> FieldError {
    let text = Text::new(
        format!("\"{code}\" bukan baris tabel cacat; pilih kode dari tabel"),
        format!("\"{code}\" is no row of the table of disabilities; choose a code of the table"),
    );
    FieldError::new(field, "unknown_disability", text)
}

pub(super) fn repeated(row: &DisabilityRow, pair: Option<&DisabilityRow>) -> FieldError {
    let title = &row.title;
    let text = match pair {
        Some(pair) => Text::new(
            format!("{} sudah disebut; bila keduanya hilang, pilih {} ({})", title.id, pair.code, pair.title.id),
            format!("{} is already stated; if both are lost, choose {} ({})", title.en, pair.code, pair.title.en),
        ),
        None => Text::new(
            format!("{} sudah disebut; paling banyak {} kali dalam satu kasus", title.id, row.times),
            format!("{} is already stated; at most {} time(s) in one case", title.en, row.times),
        ),
    };
    FieldError::new("code", "disability_repeated", text)
}

pub(super) fn function_loss_missing(row: &DisabilityRow) -> FieldError {
    let text = Text::new(
        format!("isi persentase hilangnya fungsi untuk {} dari keterangan dokter", row.title.id),
        format!("state the percentage of function lost for {}, from the doctor's letter", row.title.en),
    );
    FieldError::new("function_loss_percent", "required", text)
}

pub(super) fn function_loss_out_of_range() -> FieldError {
    let text = Text::new("persentase harus 1 sampai 100", "the percentage must be 1 to 100");
    FieldError::new("function_loss_percent", "percent_out_of_range", text)
}

pub(super) fn function_loss_of_measured(row: &DisabilityRow) -> FieldError {
    let text = Text::new(
        format!("{} sudah diukur; isi hasil ukurnya saja", row.title.id),
        format!("{} is measured itself; give the measurement only", row.title.en),
    );
    FieldError::new("function_loss_percent", "not_of_row", text)
}

pub(super) fn function_loss_not_of_outcome() -> FieldError {
    let text = Text::new(
        "hilangnya fungsi hanya untuk partial_functional; bila ada keduanya, pilih itu dan isi 100 untuk bagian yang hilang",
        "loss of function is for partial_functional only; if there are both, choose that and give 100 for what is lost",
    );
    FieldError::new("function_loss_percent", "not_of_outcome", text)
}

pub(super) fn not_of_row(field: &str, row: &DisabilityRow) -> FieldError {
    let text = Text::new(
        format!("baris {} tidak memakai isian ini; kosongkan", row.title.id),
        format!("the row {} does not take this; leave it out", row.title.en),
    );
    FieldError::new(field, "not_of_row", text)
}

pub(super) fn percent_out_of_row(row: &DisabilityRow, from: u32, to: u32, given: Option<u32>) -> FieldError {
    let code = if given.is_some() { "percent_out_of_range" } else { "required" };
    let text = Text::new(
        format!("{}: dokter menetapkan {from} sampai {to} %", row.title.id),
        format!("{}: the doctor states {from} to {to} %", row.title.en),
    );
    FieldError::new("percent", code, text)
}

/// The measurement, when it is there and possible.
pub(super) fn measured(
    row: &DisabilityRow,
    given: Option<u32>,
    unit: MeasureUnit,
    at_most: u32,
) -> Result<u32, FieldError> {
    let (title, sign) = (&row.title, unit.sign());
    match given {
        Some(measured) if measured <= at_most => Ok(measured),
        Some(_) => Err(FieldError::new(
            "measured",
            "measured_out_of_range",
            Text::new(
                format!("{}: tabel sampai {at_most} {sign}; periksa hasil ukur atau jenis cacatnya", title.id),
                format!("{}: the table goes to {at_most} {sign}; check the measurement or the disability", title.en),
            ),
        )),
        None => Err(FieldError::new(
            "measured",
            "required",
            Text::new(
                format!("{}: isi hasil ukur dokter dalam {sign}", title.id),
                format!("{}: give the doctor's measurement in {sign}", title.en),
            ),
        )),
    }
}

pub(super) fn below_table(row: &DisabilityRow, law: &str) -> LawRefusal {
    LawRefusal {
        rule: "disability_below_table".to_owned(),
        message: Text::new(
            format!("{}: hasil ukur di bawah tabel, tidak ada santunan cacat", row.title.id),
            format!("{}: the measurement is below the table and earns no disability benefit", row.title.en),
        ),
        law: law.to_owned(),
        remedy: Text::new(
            "periksa hasil ukur pada surat keterangan dokter",
            "check the measurement in the doctor's letter",
        ),
    }
}

pub(super) fn steps(steps: u32, step: u32, unit: MeasureUnit, rate: Rate) -> Text {
    let (rate, sign) = (rate.words(), unit.sign());
    Text::new(format!("{steps} × {step} {sign} × {}", rate.id), format!("{steps} × {step} {sign} × {}", rate.en))
}

pub(super) fn at_most(text: &Text, most: Rate) -> Text {
    let most = most.words();
    Text::new(format!("{}, paling banyak {}", text.id, most.id), format!("{}, at most {}", text.en, most.en))
}

pub(super) fn band(measured: u32, unit: MeasureUnit, rate: Rate) -> Text {
    let (rate, sign) = (rate.words(), unit.sign());
    Text::new(format!("{measured} {sign}: {}", rate.id), format!("{measured} {sign}: {}", rate.en))
}

/// One loss as it stands in a formula.
pub(super) fn loss(stated: &DisabilityRow, counted: &DisabilityRow, function: Option<u32>, part: &Text) -> Text {
    let as_stated = counted.code == stated.code;
    let text = if as_stated {
        stated.title.clone()
    } else {
        Text::new(
            format!("{} (kidal, dihitung sebagai {})", stated.title.id, counted.title.id),
            format!("{} (left-handed, counted as {})", stated.title.en, counted.title.en),
        )
    };
    let loss = function.map(|percent| format!("{percent} % × ")).unwrap_or_default();
    Text::new(format!("{} {loss}{}", text.id, part.id), format!("{} {loss}{}", text.en, part.en))
}
