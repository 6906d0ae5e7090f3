//! Papers to look at: small files of the types that people send, each with bytes of its own. All say that they are
//! samples.

use std::fmt::Write as _;

/// A photograph as a phone takes it.
const PHOTO: &[u8] = include_bytes!("../../data/papers/photo.jpg");
/// A page as a scanner gives it.
const SCAN: &[u8] = include_bytes!("../../data/papers/scan.png");

/// The length of a PNG's signature and header, behind which texts may stand.
const PNG_HEAD: usize = 33;

/// A file's name and its bytes. `serial` chooses the type; `lines` make the bytes unlike those of any other paper.
pub(super) fn paper(kind: &str, serial: u32, lines: &[String]) -> (String, Vec<u8>) {
    let marks = lines.join(" / ");
    match serial % 4 {
        0 => (format!("{kind}.jpg"), photo(&marks)),
        1 => (format!("{kind}.png"), scan(&marks)),
        _ => (format!("{kind}.pdf"), pdf(lines)),
    }
}

/// The photograph with a comment segment behind its first marker.
fn photo(comment: &str) -> Vec<u8> {
    let text = shortened(comment);
    let length = u16::try_from(text.len() + 2).unwrap_or(u16::MAX);
    let (start, rest) = PHOTO.split_at(2);
    [start, &[0xff, 0xfe], &length.to_be_bytes(), text, rest].concat()
}

/// The scan with a text chunk behind its header.
fn scan(comment: &str) -> Vec<u8> {
    let text = shortened(comment);
    let chunk = [b"tEXtComment\0", text].concat();
    let length = u32::try_from(chunk.len() - 4).unwrap_or(u32::MAX);
    let (head, rest) = SCAN.split_at(PNG_HEAD);
    [head, &length.to_be_bytes(), &chunk, &crc32(&chunk).to_be_bytes(), rest].concat()
}

fn shortened(text: &str) -> &[u8] {
    &text.as_bytes()[..text.len().min(1000)]
}

/// The check sum of PNG (ISO 3309), bit by bit: a few hundred bytes need no table.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 };
    let byte = |crc: u32, byte: &u8| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc));
    !bytes.iter().fold(u32::MAX, byte)
}

/// One page of plain lines. Writing to a string cannot fail.
fn pdf(lines: &[String]) -> Vec<u8> {
    let mut page = String::from("BT /F1 12 Tf 16 TL 60 760 Td\n");
    for line in lines {
        let plain: String = line.chars().filter(|c| c.is_ascii() && !matches!(c, '(' | ')' | '\\')).collect();
        let _ = writeln!(page, "({plain}) Tj T*");
    }
    page.push_str("ET");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>".to_owned(),
        format!("<</Length {}>>stream\n{page}\nendstream", page.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ];
    let mut text = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(text.len());
        let _ = writeln!(text, "{number} 0 obj{object}endobj");
    }
    let table = text.len();
    let _ = write!(text, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = writeln!(text, "{place:010} 00000 n ");
    }
    let _ = write!(text, "trailer<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1);
    text.into_bytes()
}

#[cfg(test)]
mod tests;
