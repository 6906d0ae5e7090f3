//! A tiny writer of workbooks (XLSX): a ZIP of a few XML parts, with whatever a test wants to be wrong in them.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A cell as a sheet keeps it.
#[derive(Clone, Debug)]
pub(crate) enum Cell {
    /// Nothing.
    Empty,
    /// Words in the sheet itself.
    Text(String),
    /// Words in the table of texts.
    Shared(String),
    /// The words at this place of the table of texts.
    TextAt(usize),
    /// A number as it is written in the XML.
    Number(String),
    /// A number with a date's format.
    Date(String),
    /// A formula and what it last came to.
    Formula(&'static str, String),
    /// A formula that failed.
    Error(&'static str),
    /// Yes or no.
    Bool(bool),
}

/// A workbook to be written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Workbook {
    sheets: Vec<(String, Vec<Vec<Cell>>)>,
    is_1904: bool,
    /// Parts to add or to put in the place of the usual ones.
    parts: Vec<(String, Vec<u8>)>,
}

/// Words, as many programs write them.
pub(crate) fn text(words: &str) -> Cell {
    if words.is_empty() { Cell::Empty } else { Cell::Shared(words.to_owned()) }
}

/// The cells of a table in CSV without quotation marks, all as words.
pub(crate) fn rows_of(csv: &str) -> Vec<Vec<Cell>> {
    csv.lines().map(|line| line.split(',').map(text).collect()).collect()
}

impl Workbook {
    /// A workbook of one sheet.
    pub(crate) fn of(rows: Vec<Vec<Cell>>) -> Self {
        Self::default().with_sheet("Peserta", rows)
    }

    /// The same with a sheet behind the others.
    pub(crate) fn with_sheet(mut self, name: &str, rows: Vec<Vec<Cell>>) -> Self {
        self.sheets.push((name.to_owned(), rows));
        self
    }

    /// The same with its days counted from 1904, as old Macs did.
    pub(crate) fn counted_from_1904(mut self) -> Self {
        self.is_1904 = true;
        self
    }

    /// The same with a part of the archive.
    pub(crate) fn with_part(mut self, name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.parts.push((name.to_owned(), bytes.into()));
        self
    }

    /// A part of the archive.
    pub(crate) fn part(&self, name: &str) -> Vec<u8> {
        self.all_parts().into_iter().find(|(part, _)| part == name).unwrap().1
    }

    /// The file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in self.all_parts() {
            writer.start_file(name, SimpleFileOptions::default()).unwrap();
            writer.write_all(&bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn all_parts(&self) -> Vec<(String, Vec<u8>)> {
        let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
        let (mut list, mut relations, mut texts) = (String::new(), String::new(), Vec::new());
        for (index, (name, rows)) in self.sheets.iter().enumerate() {
            let id = index + 1;
            write!(list, r#"<sheet name="{}" sheetId="{id}" r:id="rId{id}"/>"#, escaped(name)).unwrap();
            write!(
                relations,
                r#"<Relationship Id="rId{id}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{id}.xml"/>"#
            )
            .unwrap();
            parts.push((format!("xl/worksheets/sheet{id}.xml"), sheet(rows, &mut texts).into()));
        }
        let date1904 = if self.is_1904 { r#"<workbookPr date1904="1"/>"# } else { "" };
        let texts: Vec<String> =
            texts.iter().map(|text| format!("<si><t xml:space=\"preserve\">{}</t></si>", escaped(text))).collect();
        let texts = texts.concat();
        let fixed = [
            (
                "_rels/.rels",
                format!(
                    r#"<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
                ),
            ),
            (
                "xl/workbook.xml",
                format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{date1904}<sheets>{list}</sheets></workbook>"#),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                format!(r#"<Relationships xmlns="{RELATIONS}">{relations}</Relationships>"#),
            ),
            (
                "xl/styles.xml",
                format!(
                    r#"<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#
                ),
            ),
            ("xl/sharedStrings.xml", format!(r#"<sst xmlns="{MAIN}">{texts}</sst>"#)),
        ];
        parts.extend(fixed.map(|(name, xml)| (name.to_owned(), xml.into_bytes())));
        parts.retain(|(name, _)| self.parts.iter().all(|(other, _)| other != name));
        parts.extend(self.parts.iter().cloned());
        parts
    }
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

fn sheet(rows: &[Vec<Cell>], texts: &mut Vec<String>) -> String {
    let mut xml = format!(r#"<worksheet xmlns="{MAIN}"><sheetData>"#);
    for (row, cells) in rows.iter().enumerate() {
        write!(xml, r#"<row r="{}">"#, row + 1).unwrap();
        for (column, cell) in cells.iter().enumerate() {
            let place = format!("{}{}", column_name(column), row + 1);
            let cell = match cell {
                Cell::Empty => format!(r#"<c r="{place}" s="1"/>"#),
                Cell::Text(text) => format!(r#"<c r="{place}" t="inlineStr"><is><t>{}</t></is></c>"#, escaped(text)),
                Cell::Shared(text) => {
                    texts.push(text.clone());
                    format!(r#"<c r="{place}" t="s"><v>{}</v></c>"#, texts.len() - 1)
                }
                Cell::TextAt(at) => format!(r#"<c r="{place}" t="s"><v>{at}</v></c>"#),
                Cell::Number(number) => format!(r#"<c r="{place}"><v>{number}</v></c>"#),
                Cell::Date(days) => format!(r#"<c r="{place}" s="1"><v>{days}</v></c>"#),
                Cell::Formula(formula, value) => {
                    format!(r#"<c r="{place}" t="str"><f>{formula}</f><v>{value}</v></c>"#)
                }
                Cell::Error(error) => format!(r#"<c r="{place}" t="e"><f>1/0</f><v>{error}</v></c>"#),
                Cell::Bool(value) => format!(r#"<c r="{place}" t="b"><v>{}</v></c>"#, u8::from(*value)),
            };
            xml.push_str(&cell);
        }
        xml.push_str("</row>");
    }
    xml + "</sheetData></worksheet>"
}

fn column_name(column: usize) -> String {
    let letter = |index: usize| char::from(b'A' + u8::try_from(index).unwrap());
    match column {
        0..26 => letter(column).to_string(),
        _ => format!("{}{}", letter(column / 26 - 1), letter(column % 26)),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
