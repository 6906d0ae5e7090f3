//! Registers in workbooks (XLSX), as the spreadsheets of offices write them.

use santun::desk::ImportPlan;
use santun::desk::register::{ParsedRegister, parse_register};
use std::sync::Arc;

use crate::support::database::{TestDatabase, on_each_database};
use crate::support::walk::{desk, start};
use crate::support::workbook::{Cell, Workbook, rows_of, text};
use santun::clock::ManualClock;
use santun::desk::Desk;

on_each_database!(a_workbook_imports_as_its_table_in_csv);

const CSV: &str = "nik,nama,tanggal_lahir,jenis_kelamin,rt,kelurahan,kecamatan,pekerjaan,segmen,kpj,upah,iuran_dari,iuran_sampai,no_hp,email
1571021608869058,Dedi Bambang Effendi,1986-08-16,L,031,Pakuan Baru,Jambi Selatan,buruh angkut,pekerja_rentan,25000000000,1000000,2025-05,2026-12,089651425802,dedi@contoh.id
1571065507771019,Siti Zahra,1977-07-15,P,002,Sijenjang,Jambi Timur,pedagang,pekerja_rentan,25000000001,1.000.000,2025-05,2026-12,,
12,Tanpa NIK,1977-07-15,X,002,Sijenjang,Jambi Timur,pedagang,pekerja_rentan,25000000002,1000000,2025-05,2026-12,,
1571031206999614,Agus Iskandar,1999-06-12,L,003,Sejinjang,Jambi Timur,seniman,pekerja_rentan,25000000003,1000000,2025-05,2026-12,12,
";

fn parsed(workbook: &Workbook) -> ParsedRegister {
    parse_register("daftar", &workbook.bytes()).unwrap()
}

/// The table above with another cell in the first person's row.
fn with(column: &str, cell: Cell) -> ParsedRegister {
    let mut rows = rows_of(CSV);
    let place = CSV.lines().next().unwrap().split(',').position(|name| name == column).unwrap();
    rows.truncate(2);
    rows[1][place] = cell;
    parsed(&Workbook::of(rows))
}

fn number(digits: &str) -> Cell {
    Cell::Number(digits.to_owned())
}

/// The only problem of the first person's row.
#[track_caller]
fn refusal(column: &str, cell: &Cell) -> String {
    let parsed = with(column, cell.clone());
    assert_eq!((parsed.rows.len(), parsed.refused.len()), (0, 1), "{cell:?}: {:?}", parsed.refused);
    let line = parsed.refused[0].to_string();
    assert!(line.starts_with(&format!("daftar:2: {column}: ")), "{cell:?}: {line}");
    line
}

#[test]
fn the_same_table_comes_to_the_same_register() {
    let csv = parse_register("daftar", CSV.as_bytes()).unwrap();
    assert_eq!((csv.rows.len(), csv.refused.len(), csv.warnings.len()), (3, 2, 1), "{csv:?}");
    assert_eq!(parsed(&Workbook::of(rows_of(CSV))), csv);
    let inline = |cell: Cell| match cell {
        Cell::Shared(words) => Cell::Text(words),
        other => other,
    };
    let inline = rows_of(CSV).into_iter().map(|row| row.into_iter().map(inline).collect()).collect();
    assert_eq!(parsed(&Workbook::of(inline)), csv);
    // As a spreadsheet keeps what is typed into it: numbers as numbers and dates as days.
    let mut typed = rows_of(CSV);
    for row in &mut typed[1..] {
        for (place, cell) in row.iter_mut().enumerate() {
            let Cell::Shared(words) = cell.clone() else { continue };
            let is_number = words.bytes().all(|byte| byte.is_ascii_digit());
            match (place, words.as_str()) {
                (2, "1986-08-16") => *cell = Cell::Date("31640".to_owned()),
                (11, "2025-05") => *cell = Cell::Date("45778".to_owned()),
                (12, "2026-12") => *cell = Cell::Formula("TEXT(A1)", words),
                _ if is_number => *cell = Cell::Number(words),
                _ => {}
            }
        }
    }
    assert_eq!(parsed(&Workbook::of(typed)), csv);
}

#[test]
fn the_city_register_is_the_same_in_a_workbook() {
    let csv = include_str!("../../../data/registry-2025.csv");
    let workbook = Workbook::of(rows_of(csv));
    assert_eq!(parsed(&workbook), parse_register("daftar", csv.as_bytes()).unwrap());
}

#[test]
fn niks_are_read_whole_or_refused() {
    for cell in ["1571021608869058", " 1571021608869058 ", "'1571021608869058", "1571 0216 0886 9058"] {
        assert_eq!(with("nik", text(cell)).rows[0].nik.as_str(), "1571021608869058", "{cell}");
    }
    for cell in ["1571021608869058", "1571021608869058.0", "1.571021608869058E15", "1.571021608869058E+15"] {
        let register = with("nik", number(cell));
        assert_eq!(register.rows[0].nik.as_str(), "1571021608869058", "{cell}");
    }
    for cell in
        ["9171010101010001", "9.171010101010001E+15", "9007199254740993", "1.571021608869058E16", "157102160886905"]
    {
        let line = refusal("nik", &number(cell));
        assert!(line.contains("a spreadsheet turned the NIK into a number"), "{cell}: {line}");
    }
    assert!(refusal("nik", &number("1571021608869058.25")).contains("digits"), "half a digit is no digit");
    assert!(refusal("kpj", &number("25000000000250000000")).contains("a spreadsheet turned the KPJ into a number"));
    assert_eq!(with("nik", text("9171010101010001")).rows.len(), 1, "as words it is exact");
}

/// Excel keeps fifteen digits: a number that ends in 0 may be somebody else's NIK.
#[test]
fn a_nik_that_may_have_been_rounded_is_refused() {
    let line = refusal("nik", &number("1.57102160886905E+15"));
    assert!(line.contains("15 digits only"), "{line}");
    assert_eq!(with("nik", text("1571021608869050")).rows.len(), 1, "as words it was never rounded");
    // A program that kept another number's last digit keeps all of them.
    let mut rows = rows_of(CSV);
    rows[1][0] = number("1571021608869050");
    rows[2][0] = number("1571065507771019");
    let register = parsed(&Workbook::of(rows));
    assert_eq!(register.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 3, 5]);
    let warning = register.warnings.iter().find(|warning| warning.line == 2 && warning.column == "nik").unwrap();
    assert!(warning.message.en.contains("ends in 0"), "{warning}");
}

#[test]
fn dates_and_months_are_days_of_the_workbooks_calendar_or_words() {
    let born = |cell: Cell| with("tanggal_lahir", cell).rows[0].birth_date.to_string();
    assert_eq!(born(Cell::Date("31640".to_owned())), "1986-08-16");
    for words in ["1986-08-16", "16/08/1986", "16-08-1986"] {
        assert_eq!(born(text(words)), "1986-08-16");
    }
    let mut rows = rows_of(CSV);
    rows[1][2] = Cell::Date("30178".to_owned());
    assert_eq!(parsed(&Workbook::of(rows).counted_from_1904()).rows[0].birth_date.to_string(), "1986-08-16");
    let from = |cell: Cell| with("iuran_dari", cell).rows[0].paid_from.to_string();
    assert_eq!(
        (from(Cell::Date("45778".to_owned())), from(text("05/2025"))),
        ("2025-05".to_owned(), "2025-05".to_owned())
    );
    // A day that lost its format can still be nothing else, but a person should look; a year can.
    let bare = with("tanggal_lahir", number("31640"));
    assert_eq!(bare.rows[0].birth_date.to_string(), "1986-08-16");
    assert!(bare.warnings[0].message.en.contains("31640 was read as the date 1986-08-16"), "{:?}", bare.warnings);
    assert!(refusal("tanggal_lahir", &number("1986")).contains("format the column as a date"));
    assert!(refusal("tanggal_lahir", &Cell::Date("31640.5".to_owned())).contains("not a date"));
    assert!(refusal("nik", &Cell::Date("31640".to_owned())).contains("digits"));
}

#[test]
fn amounts_are_numbers_or_words() {
    for cell in [number("1000000"), number("1E6"), text("1.000.000"), text("Rp1.000.000,00")] {
        assert_eq!(with("upah", cell.clone()).rows[0].declared_income.0, 1_000_000, "{cell:?}");
    }
    // As words `1.125` are thousands; as a number it is not whole.
    for cell in ["1000000.5", "1.125", "999.125", "-1000000"] {
        assert!(refusal("upah", &number(cell)).contains("not an amount"), "{cell}");
    }
}

#[test]
fn failed_formulas_refuse_their_row() {
    for (column, error) in [("nik", "#N/A"), ("nama", "#REF!"), ("kelurahan", "#VALUE!"), ("upah", "#DIV/0!")] {
        assert!(refusal(column, &Cell::Error(error)).contains(error), "{column}");
    }
    assert_eq!(with("nama", Cell::Formula("UPPER(B9)", "DEDI".to_owned())).rows[0].name, "DEDI");
    assert!(refusal("jenis_kelamin", &Cell::Bool(true)).contains("TRUE"));
}

#[test]
fn lines_are_the_rows_of_the_sheet() {
    let mut rows = vec![vec![text("DAFTAR PESERTA KOTA JAMBI")], vec![], vec![Cell::Empty, text("Tahun 2025")]];
    rows.extend(rows_of(CSV));
    rows.insert(5, vec![Cell::Empty; 15]);
    rows.extend([vec![Cell::Empty; 20], vec![text(" ")]]);
    for row in &mut rows {
        row.extend([Cell::Empty, Cell::Empty]);
    }
    // A remark beside the table is none of its cells.
    rows[4].push(text("pindah?"));
    let register = parsed(&Workbook::of(rows));
    assert_eq!(register.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [5, 7, 9]);
    assert_eq!(register.refused.iter().map(|refused| refused.line).collect::<Vec<_>>(), [8, 8]);
    let aside = rows_of(CSV).into_iter().map(|row| [vec![Cell::Empty], row].concat()).collect();
    assert_eq!(parsed(&Workbook::of(aside)).rows.len(), 3);
}

#[test]
fn the_first_sheet_with_the_header_is_read() {
    let letter = vec![vec![text("Kepada Yth.")], vec![text("BPJS Ketenagakerjaan")]];
    let book = Workbook::of(letter).with_sheet("Daftar", rows_of(CSV)).with_sheet("Kosong", vec![]);
    let register = parsed(&book.clone().with_sheet("Daftar (2)", rows_of(CSV)));
    assert_eq!(register.rows.len(), 3);
    let warning = "daftar:1: baris: only the sheet \"Daftar\" was read; not read: \"Peserta\", \"Daftar (2)\"";
    assert_eq!(register.warnings.last().map(ToString::to_string).as_deref(), Some(warning));
}

async fn a_workbook_imports_as_its_table_in_csv(database: TestDatabase) {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(database.url(), folder.path(), Arc::new(ManualClock::new(start())), 7);
    let import = async |desk: &Desk, bytes: &[u8]| {
        let plan = ImportPlan { office: "Jambi".to_owned(), ..ImportPlan::default() };
        desk.import(&parse_register("daftar", bytes).unwrap(), &plan, Arc::new(|_| ())).await.unwrap()
    };
    let first = import(&desk, &Workbook::of(rows_of(CSV)).bytes()).await;
    assert_eq!((first.added, first.changed, first.unchanged, first.refused), (3, 0, 0, 1));
    let again = import(&desk, CSV.as_bytes()).await;
    assert_eq!((again.added, again.changed, again.unchanged, again.refused), (0, 0, 3, 1));
    let moved = CSV.replace("buruh angkut", "nelayan");
    let changed = import(&desk, &Workbook::of(rows_of(&moved)).bytes()).await;
    assert_eq!((changed.added, changed.changed, changed.unchanged, changed.refused), (0, 1, 2, 1));
}
