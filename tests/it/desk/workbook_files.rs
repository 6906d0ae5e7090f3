//! Workbooks that are none, or that are made to do harm.

use santun::desk::register::parse_register;

use crate::support::workbook::{Cell, Workbook, rows_of, text};

const HEADER: &str = "nik,nama,tanggal_lahir,jenis_kelamin,segmen,upah,iuran_dari,iuran_sampai";
const ROW: &str = "1571021608869058,Dedi,1986-08-16,L,pekerja_rentan,1000000,2025-05,2026-12";

fn table() -> Workbook {
    Workbook::of(rows_of(&format!("{HEADER}\n{ROW}")))
}

#[track_caller]
fn check(workbook: &Workbook, code: &str, part: &str) {
    let error = parse_register("daftar.xlsx", &workbook.bytes()).unwrap_err();
    assert_eq!(error.code(), code, "{error}");
    assert!(error.to_string().contains(part), "{error}");
    assert!(!error.text().id.is_empty());
}

#[test]
fn a_workbook_without_a_register_says_so() {
    assert_eq!(parse_register("daftar.csv", &table().bytes()).unwrap().rows.len(), 1, "the name does not matter");
    let letter = Workbook::of(vec![vec![text("Kepada Yth.")]]);
    check(&letter, "register_no_header", "no sheet names its columns in its first 10 rows; needed are nik, nama");
    check(&Workbook::default(), "register_no_header", "needed are nik");
    let mut low = vec![vec![text("judul")]; 10];
    low.extend(rows_of(&format!("{HEADER}\n{ROW}")));
    check(&Workbook::of(low.clone()), "register_no_header", "first 10 rows");
    low.remove(0);
    assert_eq!(parse_register("daftar.xlsx", &Workbook::of(low).bytes()).unwrap().rows[0].line, 11);
    check(&Workbook::of(rows_of(HEADER)), "register_no_rows", "no participant");
    let without = HEADER.replace(",upah", ",gaji");
    check(
        &Workbook::of(rows_of(&format!("{without}\n{ROW}"))),
        "register_missing_columns",
        "missing columns: upah; found: nik",
    );
    check(&Workbook::of(rows_of(&format!("{HEADER},Tgl Lahir\n{ROW}"))), "register_double_column", "Tgl Lahir");
}

#[test]
fn other_archives_say_what_to_do() {
    // The name stands in the archive as it is; another of the same length makes the part another one.
    let mut other = table().bytes();
    let (old, new) = (b"xl/workbook.xml", b"word/letter.xml");
    for at in 0..other.len() - old.len() {
        if other[at..].starts_with(old) {
            other[at..at + old.len()].copy_from_slice(new);
        }
    }
    let error = parse_register("daftar.zip", &other).unwrap_err();
    assert_eq!(error.to_string(), "this is ZIP; save it as .xlsx or \"CSV UTF-8\", without a password");
    let whole = table().bytes();
    for cut in [30, whole.len() / 2, whole.len() - 1] {
        let error = parse_register("daftar.xlsx", &whole[..cut]).unwrap_err();
        assert_eq!(error.code(), "register_workbook_broken", "{cut}: {error}");
    }
    check(
        &table().with_part("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row"),
        "register_workbook_broken",
        "save it again",
    );
}

/// Each of these asks for more memory than a machine has, in a file of a few kilobytes.
#[test]
fn small_files_that_become_large_are_refused() {
    // What a part says of its size stands in the archive twice; both are made to say something else.
    let resized = |name: &str, bytes: Vec<u8>, says: u32| {
        let real = u32::try_from(bytes.len()).unwrap().to_le_bytes();
        let mut file = table().with_part(name, bytes).bytes();
        assert!(file.len() < 64 * 1024);
        let places: Vec<usize> = (0..file.len() - 4).filter(|at| file[*at..].starts_with(&real)).collect();
        assert_eq!(places.len(), 2);
        for at in places {
            file[at..at + 4].copy_from_slice(&says.to_le_bytes());
        }
        file
    };
    let padded = |name: &str| {
        let mut part = table().part(name);
        part.resize(1_234_567, b' ');
        part
    };
    for (name, says, code) in [
        ("xl/media/image1.png", 1_000_000_000, "register_too_large"),
        ("xl/sharedStrings.xml", 200_000_000, "register_too_large"),
        ("xl/sharedStrings.xml", 10, "register_workbook_broken"),
        ("xl/worksheets/sheet1.xml", 10, "register_workbook_broken"),
    ] {
        let bytes = if name.ends_with("png") { vec![b' '; 1_234_567] } else { padded(name) };
        let error = parse_register("daftar.xlsx", &resized(name, bytes, says)).unwrap_err();
        assert_eq!(error.code(), code, "{name} {says}: {error}");
    }
    let texts = |count: &str| format!("<sst uniqueCount=\"{count}\"><si><t>a</t></si></sst>");
    check(
        &table().with_part("xl/sharedStrings.xml", texts("99999999999999999999999")),
        "register_workbook_broken",
        "uniqueCount",
    );
    check(&table().with_part("xl/sharedStrings.xml", texts("100000000000")), "register_workbook_broken", "uniqueCount");
    let long = "a".repeat(1024 * 1024);
    let mut rows = rows_of(&format!("{HEADER}\n{ROW}"));
    rows[1][1] = text(&long);
    let place = HEADER.split(',').count() + 1;
    rows.extend(vec![vec![Cell::TextAt(place)]; 700]);
    let repeated = Workbook::of(rows);
    check(&repeated, "register_too_large", "holds too much");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(100))]

    /// Whatever happens to a workbook on its way, it is answered.
    #[test]
    fn damaged_workbooks_are_answered(changes in proptest::collection::vec((0_usize..100_000, 0_u8..=255), 1..8)) {
        let mut bytes = table().bytes();
        for (at, byte) in changes {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        let _ = parse_register("daftar.xlsx", &bytes);
    }

    /// The same inside a part, where the archive's own checks do not look.
    #[test]
    fn damaged_parts_are_answered(part in 0_usize..5, at in 0_usize..2_000, with in "[<>/a-z0-9=\"]{0,6}") {
        let parts = ["workbook.xml", "sharedStrings.xml", "styles.xml", "_rels/workbook.xml.rels", "worksheets/sheet1.xml"];
        let part = format!("xl/{}", parts[part]);
        let bytes = table().part(&part);
        let at = at % bytes.len();
        let damaged = [&bytes[..at], with.as_bytes(), &bytes[(at + with.len()).min(bytes.len())..]].concat();
        let _ = parse_register("daftar.xlsx", &table().with_part(&part, damaged).bytes());
    }
}
