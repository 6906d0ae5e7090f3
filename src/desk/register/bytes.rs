//! From the bytes of a file to text with plain line ends.

use std::borrow::Cow;

use super::RegisterError;

/// The text of a file.
pub(super) struct Decoded {
    /// With `\n` as the only line end and without a byte order mark.
    pub(super) text: String,
    /// Whether it was no Unicode and was read as Windows-1252, of which Latin-1 is a part.
    pub(super) legacy: bool,
}

/// Characters of Windows-1252 from 0x80 to 0x9F, where it differs from Latin-1.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Decodes a file, or says what it is if it is no text.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, RegisterError> {
    refuse_other_kinds(bytes)?;
    let (text, legacy) = match bytes {
        [0xFF, 0xFE, rest @ ..] => (utf16(rest, u16::from_le_bytes), false),
        [0xFE, 0xFF, rest @ ..] => (utf16(rest, u16::from_be_bytes), false),
        _ => {
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            match std::str::from_utf8(bytes) {
                Ok(text) => (text.to_owned(), false),
                Err(_) => (bytes.iter().map(|byte| windows_1252(*byte)).collect(), true),
            }
        }
    };
    if text.contains('\0') {
        return Err(RegisterError::NotText("binary data".to_owned()));
    }
    if text.trim().is_empty() {
        return Err(RegisterError::Empty);
    }
    let start = text.trim_start().get(..200).unwrap_or(&text).to_ascii_lowercase();
    if ["<!doctype html", "<html", "<table"].iter().any(|tag| start.starts_with(tag)) {
        return Err(RegisterError::NotText("text/html".to_owned()));
    }
    Ok(Decoded { text: plain_line_ends(text), legacy })
}

fn refuse_other_kinds(bytes: &[u8]) -> Result<(), RegisterError> {
    if bytes.is_empty() {
        return Err(RegisterError::Empty);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(RegisterError::Workbook(ole_kind(bytes)));
    }
    match infer::get(bytes).filter(|kind| kind.matcher_type() != infer::MatcherType::Text) {
        Some(kind) => Err(RegisterError::NotText(kind.mime_type().to_owned())),
        None => Ok(()),
    }
}

/// A workbook with a password is a container of the same kind as the old format, with a stream of this name.
fn ole_kind(bytes: &[u8]) -> &'static str {
    let stream: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(stream.len()).any(|window| window == stream) { "XLSX (password)" } else { "XLS" }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|decoded| decoded.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS_1252[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// A lone carriage return ends a line only in files that know no other end; elsewhere it is a stray character, and
/// counting it would put every later message on a line that no editor shows.
fn plain_line_ends(text: String) -> String {
    if !text.contains('\r') {
        return text;
    }
    let text = text.replace("\r\n", "\n");
    let lone = if text.contains('\n') { " " } else { "\n" };
    text.replace('\r', lone)
}

/// One cell without what a spreadsheet wraps around it: spaces of every kind, and invisible marks.
pub(super) fn trimmed(cell: &str) -> &str {
    cell.trim_matches(|c: char| c.is_whitespace() || "\u{feff}\u{200b}\u{200e}\u{200f}".contains(c))
}

/// The same words with single spaces between them.
pub(super) fn single_spaced(cell: &str) -> Cow<'_, str> {
    let cell = trimmed(cell);
    if cell.contains(|c: char| c.is_whitespace() && c != ' ') || cell.contains("  ") {
        Cow::Owned(cell.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(cell)
    }
}
