//! From a workbook (XLSX) to rows: the first sheet that names the columns is the register.

use std::io::Cursor;

use calamine::{Reader as _, SheetType};

use super::archive::inspect;
use super::columns::{self, Header};
use super::parse::{Reading, WHOLE_ROW};
use super::sheet::{Book, Row, Rows, broken};
use super::table::Record;
use super::{ParsedRegister, RegisterError};
use crate::law::Text;

/// Offices put a title, their name and a date above the table.
const HEADER_WITHIN_ROWS: usize = 10;

/// So many known names in a row are a header, even if others are missing.
const HEADER_NAMES_MIN: usize = 3;

/// Columns of dates and months, where a plain number can only be a day.
const DATES: [columns::Column; 5] =
    [columns::BIRTH_DATE, columns::INCOME_FROM, columns::PAID_FROM, columns::PAID_THROUGH, columns::GAPS];

/// Whether a file is a ZIP archive, as workbooks are.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Reads the register of a workbook.
pub(super) fn parse_workbook(file_name: &str, bytes: &[u8]) -> Result<ParsedRegister, RegisterError> {
    inspect(bytes)?;
    let mut book = Book::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let is_1904 = book.has_1904_epoch();
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
    let mut nearly = None;
    for name in &names {
        match sheet(file_name, &mut book, name, is_1904)? {
            Sheet::Register(line, mut reading) => {
                tell_of_others(&mut book, &names, name, line, &mut reading);
                return reading.end();
            }
            Sheet::Nearly(error) => nearly = nearly.or(Some(error)),
            Sheet::Other => {}
        }
    }
    let wanted = columns::required_names();
    Err(nearly.unwrap_or(RegisterError::NoHeader { rows: HEADER_WITHIN_ROWS, wanted }))
}

/// What a sheet is.
enum Sheet<'a> {
    /// The register, read, and the line of its header.
    Register(usize, Box<Reading<'a>>),
    /// One with a header that is wrong.
    Nearly(RegisterError),
    /// Something else.
    Other,
}

fn sheet<'a>(file_name: &'a str, book: &mut Book<'_>, name: &str, is_1904: bool) -> Result<Sheet<'a>, RegisterError> {
    let Some(mut rows) = Rows::of(book, name)? else { return Ok(Sheet::Other) };
    let mut nearly = None;
    while let Some(row) = rows.next()?.filter(|row| row.line <= HEADER_WITHIN_ROWS) {
        let cells = row.texts();
        match Header::read(&cells) {
            Ok(header) => {
                // What stands further right is beside the table.
                rows.up_to(header.width);
                let mut reading = Reading::new(file_name, row.line, header);
                while let Some(row) = rows.next()? {
                    let record = record(row, reading.header(), is_1904);
                    reading.read(&record);
                }
                return Ok(Sheet::Register(row.line, Box::new(reading)));
            }
            Err(error) if columns::named(&cells) >= HEADER_NAMES_MIN => nearly = nearly.or(Some(error)),
            Err(_) => {}
        }
    }
    Ok(nearly.map_or(Sheet::Other, Sheet::Nearly))
}

/// A row as wide as the header: a sheet keeps no empty cells at the end of one.
fn record(mut row: Row, header: &Header, is_1904: bool) -> Record {
    let mut notes = Vec::new();
    for column in DATES {
        let Some(cell) = header.place(column).and_then(|place| row.cells.get_mut(place)) else { continue };
        let Some(date) = cell.serial_date(is_1904) else { continue };
        let note = Text::new(
            format!("bilangan {} dibaca sebagai tanggal {date}; periksa", cell.text),
            format!("the number {} was read as the date {date}; check it", cell.text),
        );
        notes.push((column, note));
        cell.text = date;
    }
    let numbers = row.cells.iter().enumerate().filter(|(_, cell)| cell.is_number).map(|(place, _)| place).collect();
    let mut cells: Vec<String> = row.cells.into_iter().map(|cell| cell.text).collect();
    cells.resize(header.width, String::new());
    Record { line: row.line, last_line: row.line, cells, swallows: false, numbers, notes }
}

/// Names the sheets that hold something and were not read.
fn tell_of_others(book: &mut Book<'_>, names: &[String], read: &str, line: usize, reading: &mut Reading<'_>) {
    let mut others = Vec::new();
    for name in names.iter().filter(|name| *name != read) {
        // A sheet that cannot be read holds something too.
        let holds = |mut rows: Rows<'_, '_>| rows.next().map(|row| row.is_some());
        if Rows::of(book, name).and_then(|rows| rows.map_or(Ok(false), holds)).unwrap_or(true) {
            others.push(format!("\"{name}\""));
        }
    }
    if others.is_empty() {
        return;
    }
    let others = others.join(", ");
    let message = Text::new(
        format!("hanya lembar \"{read}\" yang dibaca; tidak dibaca: {others}"),
        format!("only the sheet \"{read}\" was read; not read: {others}"),
    );
    reading.warn(line, WHOLE_ROW, message);
}
