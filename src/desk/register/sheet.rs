//! The rows of one sheet, one at a time, with the numbers that the sheet shows beside them.

use std::io::Cursor;

use calamine::{DataRef, Xlsx, XlsxCellReader, XlsxError};

use super::RegisterError;
use super::bytes::trimmed;
use super::cell::Cell;

/// The file of a workbook.
pub(super) type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// How many rows with content are read.
const ROWS_MAX: usize = 1_000_000;

/// How many cells are looked at.
const CELLS_MAX: usize = 40_000_000;

/// How many bytes of text all cells together may hold: one long text may stand in every cell of a sheet.
const TEXT_BYTES_MAX: usize = 512 * 1024 * 1024;

/// Cells further right are not read.
const COLUMNS_MAX: usize = 1_024;

/// A row with content.
#[derive(Debug)]
pub(super) struct Row {
    /// Its number in the sheet, counted from 1.
    pub(super) line: usize,
    /// Its cells from the first column on.
    pub(super) cells: Vec<Cell>,
}

impl Row {
    fn put(&mut self, column: usize, cell: Cell) {
        if self.cells.len() <= column {
            self.cells.resize(column + 1, Cell::default());
        }
        self.cells[column] = cell;
    }

    /// The texts of its cells.
    pub(super) fn texts(&self) -> Vec<String> {
        self.cells.iter().map(|cell| cell.text.clone()).collect()
    }
}

/// Reads a sheet from its first row to its last.
pub(super) struct Rows<'book, 'bytes> {
    reader: XlsxCellReader<'book, Cursor<&'bytes [u8]>>,
    /// The row that has begun with the cell after the last row.
    ahead: Option<Row>,
    ended: bool,
    /// The first column that is not read.
    reach: usize,
    begun: usize,
    cells: usize,
    bytes: usize,
}

impl<'book, 'bytes> Rows<'book, 'bytes> {
    /// The rows of the sheet of that name; `None` for a sheet without cells, such as a chart.
    pub(super) fn of(book: &'book mut Book<'bytes>, sheet: &str) -> Result<Option<Self>, RegisterError> {
        match book.worksheet_cells_reader(sheet) {
            Ok(reader) => {
                Ok(Some(Self { reader, ahead: None, ended: false, reach: COLUMNS_MAX, begun: 0, cells: 0, bytes: 0 }))
            }
            Err(XlsxError::NotAWorksheet(_) | XlsxError::WorksheetNotFound(_)) => Ok(None),
            Err(error) => Err(broken(&error)),
        }
    }

    /// Reads no further right than this from the next row on.
    pub(super) fn up_to(&mut self, columns: usize) {
        self.reach = columns.min(COLUMNS_MAX);
        // The next row has begun already; if all of it stands further right, it never did.
        if let Some(row) = &mut self.ahead {
            row.cells.truncate(self.reach);
            if row.cells.iter().all(|cell| cell.text.is_empty()) {
                self.ahead = None;
            }
        }
    }

    /// The next row with content.
    pub(super) fn next(&mut self) -> Result<Option<Row>, RegisterError> {
        loop {
            let Some((line, column, cell)) = self.cell()? else {
                self.ended = true;
                return Ok(self.ahead.take());
            };
            let begun = self.ahead.take();
            match begun {
                Some(mut row) if row.line == line => {
                    row.put(column, cell);
                    self.ahead = Some(row);
                }
                done => {
                    let mut row = Row { line, cells: Vec::new() };
                    row.put(column, cell);
                    self.ahead = Some(row);
                    self.begun += 1;
                    if self.begun > ROWS_MAX {
                        return Err(RegisterError::TooLarge);
                    }
                    if done.is_some() {
                        return Ok(done);
                    }
                }
            }
        }
    }

    /// The next cell that holds something, with its line and column.
    fn cell(&mut self) -> Result<Option<(usize, usize, Cell)>, RegisterError> {
        // Behind its end the reader would look for another.
        if self.ended {
            return Ok(None);
        }
        while let Some(found) = self.reader.next_cell().map_err(|error| broken(&error))? {
            self.cells += 1;
            self.bytes += match found.get_value() {
                DataRef::String(text) => text.len(),
                DataRef::SharedString(text) => text.len(),
                _ => 0,
            };
            if self.cells > CELLS_MAX || self.bytes > TEXT_BYTES_MAX {
                return Err(RegisterError::TooLarge);
            }
            let (line, column) = found.get_position();
            let (line, column) = (to_usize(line).saturating_add(1), to_usize(column));
            if column >= self.reach {
                continue;
            }
            let cell = Cell::of(found.get_value());
            if !trimmed(&cell.text).is_empty() {
                return Ok(Some((line, column, cell)));
            }
        }
        Ok(None)
    }
}

/// What the reader of workbooks could not read.
pub(super) fn broken(error: &XlsxError) -> RegisterError {
    RegisterError::BrokenWorkbook(error.to_string())
}

fn to_usize(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
