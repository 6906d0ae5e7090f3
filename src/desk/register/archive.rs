//! What a workbook unpacks to, counted before anything reads it: a few bytes of a ZIP may claim to be, and be, gigabytes.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::RegisterError;

/// What all parts together may unpack to: a register of a million people in a sheet is half of it.
const UNPACKED_BYTES_MAX: u64 = 512 * 1024 * 1024;

/// What the table of texts may unpack to; it is kept in memory as a whole.
const TEXTS_BYTES_MAX: u64 = 128 * 1024 * 1024;

/// How many parts a workbook may have; one of Excel has some twenty.
const PARTS_MAX: usize = 10_000;

/// The part with the texts of all sheets.
const TEXTS: &str = "sharedstrings.xml";

/// Refuses an archive that is no workbook, or that unpacks to too much.
pub(super) fn inspect(bytes: &[u8]) -> Result<(), RegisterError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    if archive.len() > PARTS_MAX {
        return Err(RegisterError::TooLarge);
    }
    let names: Vec<String> = archive.file_names().flatten().map(|name| name.to_lowercase()).collect();
    if !names.iter().any(|name| name.ends_with("workbook.xml")) {
        let other = names.iter().any(|name| name == "mimetype" || name.ends_with("workbook.bin"));
        return Err(RegisterError::Workbook(if other { "ODS / XLSB" } else { "ZIP" }));
    }
    // The archive's reader stops where a part turns out to be larger than it says, so what it says is enough.
    let mut unpacked: u64 = 0;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|error| broken(&error))?;
        let declared = part.size();
        unpacked = unpacked.saturating_add(declared);
        if unpacked > UNPACKED_BYTES_MAX {
            return Err(RegisterError::TooLarge);
        }
        if part.name().map_err(|error| broken(&error))?.to_lowercase().ends_with(TEXTS) {
            texts(&mut part, declared)?;
        }
    }
    Ok(())
}

/// The table of texts. Memory is reserved for as many texts as it says it holds, so that is looked at too.
fn texts(part: &mut impl Read, declared: u64) -> Result<(), RegisterError> {
    if declared > TEXTS_BYTES_MAX {
        return Err(RegisterError::TooLarge);
    }
    let mut xml = Vec::new();
    part.read_to_end(&mut xml).map_err(|error| RegisterError::BrokenWorkbook(error.to_string()))?;
    if xml.contains(&0) {
        return Err(RegisterError::BrokenWorkbook("sharedStrings.xml: UTF-16".to_owned()));
    }
    let claims = |at: usize| {
        let rest = &xml[at + COUNT.len()..];
        let digits = rest.iter().skip_while(|byte| !byte.is_ascii_digit()).take_while(|byte| byte.is_ascii_digit());
        digits.fold(0_usize, |count, digit| count.saturating_mul(10).saturating_add(usize::from(digit - b'0')))
    };
    let mut places = (0..xml.len().saturating_sub(COUNT.len())).filter(|at| xml[*at..].starts_with(COUNT));
    // No text is shorter than `<si/>`.
    if places.any(|at| claims(at) > xml.len() / 5) {
        return Err(RegisterError::BrokenWorkbook("sharedStrings.xml: uniqueCount".to_owned()));
    }
    Ok(())
}

const COUNT: &[u8] = b"uniqueCount";

fn broken(error: &ZipError) -> RegisterError {
    match error {
        ZipError::UnsupportedArchive(why) if why.to_lowercase().contains("password") => {
            RegisterError::Workbook("ZIP (password)")
        }
        other => RegisterError::BrokenWorkbook(other.to_string()),
    }
}
