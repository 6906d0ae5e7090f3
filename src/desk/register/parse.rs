//! From the file to rows.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::bytes::{decode, trimmed};
use super::columns::{self, Column, Header};
use super::problems::Problems;
use super::rounding::Rounding;
use super::table::{Record, records};
use super::workbook::{is_workbook, parse_workbook};
use super::{ParsedRegister, RefusedRow, RegisterError, RegisterRow, RowWarning, amount, fields, moment};
use crate::law::{Month, Nik, Text};

/// The column of a problem that is about the whole row.
pub(super) const WHOLE_ROW: &str = "baris";

/// From so many rows on, NIKs that all end in 0 are no chance: one in 10^20.
const ROUNDED_NIKS_MIN: usize = 20;

/// Reads a register file: a table in text, or a workbook (XLSX), told by its content. Rows with a problem are left out
/// and named; an error means that the file as a whole is no register. `file_name` only appears in messages.
pub fn parse_register(file_name: &str, bytes: &[u8]) -> Result<ParsedRegister, RegisterError> {
    if is_workbook(bytes) { parse_workbook(file_name, bytes) } else { parse_text(file_name, bytes) }
}

fn parse_text(file_name: &str, bytes: &[u8]) -> Result<ParsedRegister, RegisterError> {
    let decoded = decode(bytes)?;
    let mut records = records(&decoded.text).into_iter();
    let first = records.next().ok_or(RegisterError::Empty)?;
    let mut reading = Reading::new(file_name, first.line, Header::read(&first.cells)?);
    if decoded.legacy {
        reading.warn(
            first.line,
            WHOLE_ROW,
            Text::new(
                "berkas bukan UTF-8 dan dibaca sebagai Windows-1252; periksa huruf beraksen pada nama",
                "the file is not UTF-8 and was read as Windows-1252; check accented letters in names",
            ),
        );
    }
    for record in records {
        reading.read(&record);
    }
    reading.end()
}

/// A file half read.
pub(super) struct Reading<'a> {
    file_name: &'a str,
    header: Header,
    /// Each NIK with the line of its first row, whether that row was taken or not.
    seen: BTreeMap<Nik, usize>,
    any: bool,
    rounding: Rounding,
    parsed: ParsedRegister,
}

impl<'a> Reading<'a> {
    /// A file of which the header is read, which stands on this line.
    pub(super) fn new(file_name: &'a str, line: usize, mut header: Header) -> Self {
        let unknown = std::mem::take(&mut header.unknown);
        let (seen, rounding, parsed) = (BTreeMap::new(), Rounding::default(), ParsedRegister::default());
        let mut reading = Self { file_name, header, seen, any: false, rounding, parsed };
        for cell in unknown {
            let message = Text::new(
                format!("kolom \"{cell}\" tidak dikenal dan tidak dibaca"),
                format!("the column \"{cell}\" is unknown and is not read"),
            );
            reading.warn(line, WHOLE_ROW, message);
        }
        reading
    }

    /// The header.
    pub(super) fn header(&self) -> &Header {
        &self.header
    }

    /// Notes something that a person should look at.
    pub(super) fn warn(&mut self, line: usize, column: &'static str, message: Text) {
        self.parsed.warnings.push(RowWarning { file: self.file_name.to_owned(), line, column, message });
    }

    /// What the file came to.
    pub(super) fn end(mut self) -> Result<ParsedRegister, RegisterError> {
        if !self.any {
            return Err(RegisterError::NoRows);
        }
        if self.seen.len() >= ROUNDED_NIKS_MIN && self.seen.keys().all(|nik| nik.as_str().ends_with('0')) {
            return Err(RegisterError::RoundedNiks);
        }
        self.rounding.judge(self.file_name, &mut self.parsed);
        Ok(self.parsed)
    }

    /// Reads one record, and takes it or notes everything that is wrong with it.
    pub(super) fn read(&mut self, record: &Record) {
        self.any = true;
        let mut problems = Problems::default();
        let row = match broken_shape(record, &self.header) {
            Some(reason) => {
                problems.refused.push((WHOLE_ROW, reason));
                None
            }
            None => self.row(record, &mut problems),
        };
        for (column, message) in problems.warnings {
            self.warn(record.line, column, message);
        }
        let file = self.file_name;
        let refusals = problems.refused.into_iter();
        self.parsed.refused.extend(refusals.map(|(column, reason)| RefusedRow {
            file: file.to_owned(),
            line: record.line,
            column,
            reason,
        }));
        self.parsed.rows.extend(row);
    }

    /// The row of a record, if nothing keeps it out. Every cell is read before that is decided.
    fn row(&mut self, record: &Record, problems: &mut Problems) -> Option<RegisterRow> {
        let header = &self.header;
        let cell = |column: Column| trimmed(header.cell(&record.cells, column));
        for column in columns::ALL {
            if let Some(reason) = fields::formula_error(cell(column)) {
                problems.refuse_error(column, reason);
            }
        }
        problems.warnings.extend(record.notes.iter().map(|(column, note)| (column.name, note.clone())));
        let nik = problems.keep(columns::NIK, fields::nik(cell(columns::NIK)));
        let name = problems.keep(columns::NAME, fields::name(cell(columns::NAME)));
        let birth_date = problems.keep(columns::BIRTH_DATE, moment::date(cell(columns::BIRTH_DATE)));
        let sex = problems.keep(columns::SEX, fields::sex(cell(columns::SEX)));
        let segment = problems.keep(columns::SEGMENT, fields::segment(cell(columns::SEGMENT)));
        let kpj = problems.keep(columns::KPJ, fields::kpj(cell(columns::KPJ)));
        let declared_income = problems.keep(columns::INCOME, amount::amount(cell(columns::INCOME)));
        let income_from = problems.maybe(columns::INCOME_FROM, moment::first_day(cell(columns::INCOME_FROM)));
        let paid_from = problems.keep(columns::PAID_FROM, moment::month(cell(columns::PAID_FROM)));
        let paid_through = problems.keep(columns::PAID_THROUGH, moment::month(cell(columns::PAID_THROUGH)));
        let gaps = problems.maybe(columns::GAPS, moment::months(cell(columns::GAPS)));
        let phone = problems.note(columns::PHONE, fields::phone(cell(columns::PHONE)));
        let email = problems.note(columns::EMAIL, fields::email(cell(columns::EMAIL)));
        let months = paid_from.zip(paid_through);
        contradictions(problems, birth_date, months, income_from, gaps.as_deref().unwrap_or_default());
        if let Some(nik) = &nik {
            problems.warnings.extend(nik.warnings(birth_date, sex).into_iter().map(|text| (columns::NIK.name, text)));
            if header.place(columns::NIK).is_some_and(|place| record.numbers.contains(&place)) {
                self.rounding.number(record.line, nik);
            }
            let first = *self.seen.entry(nik.clone()).or_insert(record.line);
            if first != record.line {
                problems.refuse(columns::NIK, twin(first));
            }
        }
        if !problems.refused.is_empty() {
            return None;
        }
        Some(RegisterRow {
            line: record.line,
            nik: nik?,
            name: name?,
            birth_date: birth_date?,
            sex: sex?,
            rt: fields::rt(cell(columns::RT)),
            kelurahan: fields::words(cell(columns::KELURAHAN)),
            kecamatan: fields::words(cell(columns::KECAMATAN)),
            occupation: fields::words(cell(columns::OCCUPATION)),
            segment: segment?,
            kpj: kpj?,
            declared_income: declared_income?,
            income_from,
            paid_from: paid_from?,
            paid_through: paid_through?,
            gaps: header.place(columns::GAPS).map(|_| gaps.unwrap_or_default()),
            phone,
            email,
        })
    }
}

/// What the days and months of a row say against each other.
fn contradictions(
    problems: &mut Problems,
    born: Option<NaiveDate>,
    months: Option<(Month, Month)>,
    income_from: Option<NaiveDate>,
    gaps: &[Month],
) {
    if let Some((from, through)) = months {
        if through < from {
            problems.refuse(columns::PAID_THROUGH, wrong_order(from, through));
        } else if let Some(month) = gaps.iter().find(|month| **month <= from || **month >= through) {
            problems.refuse(columns::GAPS, no_gap(*month, from, through));
        }
        if let Some(since) = income_from.filter(|since| Month::of(*since) > through) {
            problems.warnings.push((columns::INCOME_FROM.name, earned_too_late(since, through)));
        }
    }
    if let (Some(born), Some((from, _))) = (born, months)
        && Month::of(born) > from
    {
        problems.refuse(columns::BIRTH_DATE, born_too_late(from));
    }
    if let (Some(born), Some(since)) = (born, income_from)
        && since < born
    {
        problems.refuse(columns::INCOME_FROM, earned_too_early(since));
    }
}

/// Why the cells of a record cannot be told apart.
fn broken_shape(record: &Record, header: &Header) -> Option<Text> {
    let Record { line, last_line, cells, swallows, .. } = record;
    if *swallows {
        return Some(Text::new(
            format!("tanda kutip tidak ditutup; baris {line} sampai {last_line} menjadi satu dan tidak terbaca"),
            format!("a quotation mark is not closed; lines {line} to {last_line} run into one and cannot be read"),
        ));
    }
    let (found, expected) = (cells.len(), header.width);
    // A spreadsheet leaves out or adds empty cells at the end of a row; nothing is lost with them.
    let too_many = cells.iter().skip(expected).any(|cell| !cell.trim().is_empty());
    let too_few = header.lacks_required(found);
    if !too_many && !too_few {
        return None;
    }
    let (quote_id, quote_en) = if last_line > line {
        (
            format!(" (baris {line} sampai {last_line}); periksa tanda kutip yang tidak ditutup"),
            format!(" (lines {line} to {last_line}); look for a quotation mark that is not closed"),
        )
    } else {
        ("; periksa pemisah dan tanda kutip".to_owned(), "; check delimiters and quotation marks".to_owned())
    };
    Some(Text::new(
        format!("{found} kolom, padahal judul mempunyai {expected}{quote_id}"),
        format!("{found} columns, but the header has {expected}{quote_en}"),
    ))
}

fn wrong_order(from: Month, through: Month) -> Text {
    Text::new(
        format!("iuran sampai {through} lebih awal daripada iuran dari {from}"),
        format!("paid through {through} is before paid from {from}"),
    )
}

fn no_gap(month: Month, from: Month, through: Month) -> Text {
    Text::new(
        format!("bulan {month} tidak terletak di antara iuran pertama ({from}) dan terakhir ({through})"),
        format!("the month {month} does not lie between the first ({from}) and the last ({through}) contribution"),
    )
}

fn earned_too_early(since: NaiveDate) -> Text {
    Text::new(
        format!("upah mulai {since} lebih awal daripada tanggal lahir; periksa keduanya"),
        format!("the income from {since} on is before the date of birth; check both"),
    )
}

fn earned_too_late(since: NaiveDate, through: Month) -> Text {
    Text::new(
        format!("upah mulai {since} sesudah iuran terakhir ({through}); periksa keduanya"),
        format!("the income from {since} on begins after the last contribution ({through}); check both"),
    )
}

fn born_too_late(from: Month) -> Text {
    Text::new(
        format!("tanggal lahir sesudah iuran pertama ({from}); periksa keduanya"),
        format!("the date of birth is after the first contribution ({from}); check both"),
    )
}

fn twin(first: usize) -> Text {
    Text::new(
        format!("NIK ini sudah ada di baris {first}; hapus salah satu"),
        format!("this NIK already stands on line {first}; remove one of the two"),
    )
}
