//! The other cells of a row: numbers that a spreadsheet likes to damage, and words.

use super::bytes::{single_spaced, trimmed};
use super::columns::plain;
use crate::law::{Nik, NikError, Sex, Text};

const NAME_LETTERS_MAX: usize = 200;

/// A NIK, without the spaces, quotation marks and apostrophe that offices protect it with.
pub(super) fn nik(cell: &str) -> Result<Nik, Text> {
    let digits = unwrapped_number(cell);
    digits.parse().map_err(|error: NikError| match error {
        NikError::Spreadsheet => spreadsheet_number("NIK", trimmed(cell)),
        NikError::Length(count) if count < 16 => Text::new(
            format!(
                "NIK hanya {count} angka: lembar kerja mengubah NIK menjadi bilangan; ubah format kolom menjadi teks dan isi kembali 16 angkanya"
            ),
            format!(
                "the NIK has only {count} digits: a spreadsheet turned the NIK into a number: format the column as text and fill in its 16 digits again"
            ),
        ),
        other => other.text(),
    })
}

/// A participant number; empty is allowed.
pub(super) fn kpj(cell: &str) -> Result<String, Text> {
    let digits = unwrapped_number(cell);
    if is_scientific(&digits) {
        return Err(spreadsheet_number("KPJ", trimmed(cell)));
    }
    if digits.len() > 20 || !digits.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(Text::new(
            format!("\"{cell}\" bukan nomor KPJ; salin dari kartu peserta"),
            format!("\"{cell}\" is not a participant number; copy it from the card"),
        ));
    }
    Ok(digits)
}

/// A name with single spaces, uncut.
pub(super) fn name(cell: &str) -> Result<String, Text> {
    let name = single_spaced(cell);
    let letters = name.chars().count();
    if letters == 0 {
        return Err(Text::new("nama belum diisi", "the name is missing"));
    }
    if letters > NAME_LETTERS_MAX {
        return Err(Text::new(
            format!("nama {letters} huruf; paling banyak {NAME_LETTERS_MAX}. Periksa tanda kutip dan kolomnya"),
            format!("the name has {letters} letters; at most {NAME_LETTERS_MAX}. Check quotation marks and columns"),
        ));
    }
    if !name.chars().any(char::is_alphabetic) || name.chars().any(|c| c.is_control() || c == '\u{fffd}') {
        return Err(Text::new(
            format!("\"{name}\" bukan nama; salin dari KTP"),
            format!("\"{name}\" is not a name; copy it from the identity card"),
        ));
    }
    Ok(name.into_owned())
}

/// Sex as L or P, in words, or as M or F.
pub(super) fn sex(cell: &str) -> Result<Sex, Text> {
    match plain(cell).as_str() {
        "l" | "lk" | "laki" | "laki_laki" | "lakilaki" | "pria" | "m" | "male" => Ok(Sex::Male),
        "p" | "pr" | "perempuan" | "wanita" | "f" | "female" => Ok(Sex::Female),
        "" => Err(Text::new("jenis kelamin belum diisi; tulis L atau P", "the sex is missing; write L or P")),
        _ => Err(Text::new(
            format!("\"{cell}\" bukan jenis kelamin; tulis L atau P"),
            format!("\"{cell}\" is not a sex; write L (male) or P (female)"),
        )),
    }
}

/// The office's group of participants.
pub(super) fn segment(cell: &str) -> Result<String, Text> {
    let segment = plain(cell);
    if segment.is_empty() {
        return Err(Text::new("segmen belum diisi", "the group (segmen) is missing"));
    }
    if !segment.contains(char::is_alphabetic) {
        return Err(Text::new(
            format!("\"{cell}\" bukan segmen; tulis misalnya pekerja_rentan"),
            format!("\"{cell}\" is not a group (segmen); write pekerja_rentan, for example"),
        ));
    }
    Ok(segment)
}

/// Words that may be missing: a place, an occupation.
pub(super) fn words(cell: &str) -> String {
    single_spaced(cell).into_owned()
}

/// The number of a neighbourhood. A spreadsheet takes the zeros off `031`; they come back, so that the same list
/// sent twice stays the same.
pub(super) fn rt(cell: &str) -> String {
    let rt = single_spaced(unmarked(cell));
    if !rt.is_empty() && rt.len() < 3 && rt.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("{rt:0>3}")
    } else {
        rt.into_owned()
    }
}

/// A phone number as digits. Mobile numbers start with 08; a spreadsheet takes the 0 off and leaves 8, with which
/// no number starts. `Err` says why it is left out; the row is taken all the same.
pub(super) fn phone(cell: &str) -> Result<Option<String>, Text> {
    let cell = unmarked(cell);
    let compact: String = cell.chars().filter(|c| !c.is_whitespace() && !"-.()".contains(*c)).collect();
    let digits = compact.strip_prefix('+').unwrap_or(&compact);
    if digits.is_empty() {
        return Ok(None);
    }
    if !(7..=15).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Text::new(
            format!("\"{cell}\" bukan nomor telepon dan tidak disimpan"),
            format!("\"{cell}\" is not a phone number and is left out"),
        ));
    }
    Ok(Some(if compact.starts_with('8') { format!("0{compact}") } else { compact }))
}

/// A mail address. `Err` says why it is left out; the row is taken all the same.
pub(super) fn email(cell: &str) -> Result<Option<String>, Text> {
    let address = trimmed(cell);
    if address.is_empty() || address == "-" {
        return Ok(None);
    }
    let fits = address.split_once('@').is_some_and(|(local, host)| {
        !local.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !host.contains('@')
    });
    if !fits || address.len() > 254 || address.contains(|c: char| c.is_whitespace() || c.is_control()) {
        let shown: String = address.chars().take(60).collect();
        return Err(Text::new(
            format!("\"{shown}\" bukan alamat surel dan tidak disimpan"),
            format!("\"{shown}\" is not a mail address and is left out"),
        ));
    }
    Ok(Some(address.to_owned()))
}

/// Why a cell is no value but what a spreadsheet shows where a formula fails.
pub(super) fn formula_error(cell: &str) -> Option<Text> {
    const ERRORS: [&str; 9] = ["#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#DATA!", "#SPILL!"];
    ERRORS.contains(&cell).then(|| {
        Text::new(
            format!("{cell} adalah galat rumus lembar kerja; isi dengan nilainya"),
            format!("{cell} is an error of a spreadsheet's formula; fill in the value"),
        )
    })
}

fn spreadsheet_number(what: &str, cell: &str) -> Text {
    Text::new(
        format!(
            "lembar kerja mengubah {what} menjadi bilangan ({cell}): ubah format kolom menjadi teks dan isi kembali"
        ),
        format!(
            "a spreadsheet turned the {what} into a number ({cell}): format the column as text and fill it in again"
        ),
    )
}

fn is_scientific(digits: &str) -> bool {
    let numeric = digits.bytes().all(|byte| byte.is_ascii_digit() || b".,+eE".contains(&byte));
    numeric && digits.contains(['e', 'E']) && digits.contains(['.', ',', '+'])
}

/// A cell without the apostrophe that tells a spreadsheet "this is text".
fn unmarked(cell: &str) -> &str {
    trimmed(trimmed(cell).trim_start_matches(['\'', '`', '’', '‘']))
}

/// A long number without spaces, quotation marks, the formula `="…"`, and the `.0` of a program that took it for
/// a measurement (all its digits are still there).
fn unwrapped_number(cell: &str) -> String {
    let wrapping = |c: char| c.is_whitespace() || "'\"`‘’“”=\u{feff}\u{200b}\u{200e}\u{200f}".contains(c);
    let number: String = cell.chars().filter(|c| !wrapping(*c)).collect();
    let whole = number.strip_suffix(".0").filter(|whole| whole.bytes().all(|byte| byte.is_ascii_digit()));
    whole.map(str::to_owned).unwrap_or(number)
}
