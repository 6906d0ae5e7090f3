//! From text to records, each with the line of the file on which it starts.

use csv::{ReaderBuilder, StringRecord};

use crate::law::Text;

use super::columns::Column;

/// One record of the file.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// The line on which it starts, counted from 1.
    pub(super) line: usize,
    /// The line on which it ends: later than `line` when a quoted cell holds line breaks.
    pub(super) last_line: usize,
    /// Its cells, unquoted.
    pub(super) cells: Vec<String>,
    /// Whether a quotation that was not closed made one cell of several rows.
    pub(super) swallows: bool,
    /// Which cells a workbook keeps as numbers; a text file knows none.
    pub(super) numbers: Vec<usize>,
    /// What was noticed while the cells were read.
    pub(super) notes: Vec<(Column, Text)>,
}

/// Cuts a text with plain line ends into records. Records without any content are left out.
pub(super) fn records(text: &str) -> Vec<Record> {
    let (table, delimiter, lines_before) = sniffed(text);
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(table.as_bytes());
    let mut lines = LineCounter { text: table, at: 0, line: lines_before + 1 };
    let mut found: Vec<Record> = Vec::new();
    let mut record = StringRecord::new();
    // Reading text that is already in memory and UTF-8 has no way to fail.
    while reader.read_record(&mut record).unwrap_or(false) {
        let start = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX));
        let end = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        let (start, line) = lines.record_start(start);
        let last_line = lines.line_of_end(end);
        let unclosed = end >= table.len() && ends_in_quotation(&table[start.min(table.len())..], delimiter);
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            let swallows = unclosed || holds_a_row(&record, delimiter);
            let cells = record.iter().map(str::to_owned).collect();
            found.push(Record { line, last_line, cells, swallows, ..Record::default() });
        }
    }
    found
}

/// The table without a `sep=;` line, its delimiter, and the lines taken off. The delimiter is the candidate that
/// the header holds most often outside quotation marks.
fn sniffed(text: &str) -> (&str, u8, usize) {
    let first = text.lines().next().unwrap_or_default();
    if let Some(separator) = first.trim_matches('"').to_ascii_lowercase().strip_prefix("sep=")
        && let [delimiter] = separator.as_bytes()
        && delimiter.is_ascii()
    {
        return (text.get(first.len() + 1..).unwrap_or_default(), *delimiter, 1);
    }
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
    let mut quoted = false;
    for byte in header.bytes() {
        quoted ^= byte == b'"';
        for (delimiter, count) in &mut counts {
            *count += usize::from(!quoted && byte == *delimiter);
        }
    }
    // The first of equals wins, so that a header of one word is read with commas.
    let best = counts.iter().rev().max_by_key(|(_, count)| count).map_or(b',', |(delimiter, _)| *delimiter);
    (text, best, 0)
}

/// Counts lines forward. The reader's own count is not used: it starts a record at the blank lines before it.
struct LineCounter<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl LineCounter<'_> {
    /// Where the record really starts that the reader says starts at `byte`, and on which line.
    fn record_start(&mut self, byte: usize) -> (usize, usize) {
        let bytes = self.text.as_bytes();
        let blank = bytes.get(byte..).unwrap_or_default().iter().take_while(|byte| **byte == b'\n').count();
        let start = (byte + blank).min(bytes.len());
        (start, self.advance(start))
    }

    /// The line on which the last character before `byte` stands, the record's own line end apart.
    fn line_of_end(&mut self, byte: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut end = byte.min(bytes.len());
        while end > self.at && bytes[end - 1] == b'\n' {
            end -= 1;
        }
        self.advance(end)
    }

    fn advance(&mut self, to: usize) -> usize {
        let passed = self.text.get(self.at..to.max(self.at)).unwrap_or_default();
        self.line += passed.matches('\n').count();
        self.at = to.max(self.at);
        self.line
    }
}

/// Whether a cell with a line break holds so many delimiters that it must be other rows. A mark opened in one row
/// and closed in the same column of the next leaves the count of cells right and loses a person.
fn holds_a_row(record: &StringRecord, delimiter: u8) -> bool {
    let most = (record.len() / 2).max(3);
    let delimiters = |cell: &str| cell.bytes().filter(|byte| *byte == delimiter).count();
    record.iter().any(|cell| cell.contains('\n') && delimiters(cell) >= most)
}

/// Whether a record's text ends inside a quoted cell.
fn ends_in_quotation(record: &str, delimiter: u8) -> bool {
    let mut quoted = false;
    let mut cell_starts = true;
    for byte in record.bytes() {
        if byte == b'"' && (quoted || cell_starts) {
            quoted = !quoted;
            // A doubled quotation mark opens again what its first half closed.
            cell_starts = !quoted;
        } else {
            cell_starts = !quoted && (byte == delimiter || byte == b'\n');
        }
    }
    quoted
}
