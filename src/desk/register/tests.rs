//! What offices really send.

use chrono::NaiveDate;

use super::*;
use crate::law::{Month, Sex};

const HEADER: &str = "nik,nama,tanggal_lahir,jenis_kelamin,rt,kelurahan,kecamatan,pekerjaan,segmen,kpj,upah,iuran_dari,iuran_sampai,no_hp,email";
const ROW: &str = "1571021608869058,Dedi Bambang Effendi,1986-08-16,L,031,Pakuan Baru,Jambi Selatan,buruh angkut,pekerja_rentan,25000000000,1000000,2025-05,2026-12,089651425802,";
const OTHER: &str = "1571065507771019,Siti Zahra,1977-07-15,P,002,Sijenjang,Jambi Timur,pedagang,pekerja_rentan,25000000001,1000000,2025-05,2026-12,,";

fn parsed(text: &str) -> ParsedRegister {
    parse_register("daftar.csv", text.as_bytes()).unwrap()
}

/// The one row of a file whose row has another cell in one column.
fn with(column: &str, cell: &str) -> ParsedRegister {
    let place = HEADER.split(',').position(|name| name == column).unwrap();
    let cells = ROW.split(',').enumerate().map(|(at, old)| if at == place { cell } else { old });
    let quoted = cells.map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect::<Vec<_>>().join(",");
    parsed(&format!("{HEADER}\n{quoted}\n"))
}

/// The row that a cell comes to, which must not be refused.
fn row_with(column: &str, cell: &str) -> RegisterRow {
    let mut parsed = with(column, cell);
    assert_eq!(parsed.refused, [], "{column} = {cell}");
    parsed.rows.pop().unwrap()
}

/// The only problem that a cell makes, which must stand in its column.
fn refusal_of(column: &str, cell: &str) -> String {
    let parsed = with(column, cell);
    assert_eq!((parsed.rows.len(), parsed.refused.len()), (0, 1), "{column} = {cell}: {:?}", parsed.refused);
    assert_eq!((parsed.refused[0].line, parsed.refused[0].column), (2, column), "{cell}");
    assert!(!parsed.refused[0].reason.id.is_empty());
    parsed.refused[0].reason.en.clone()
}

/// Each problem as a line.
fn problems(parsed: &ParsedRegister) -> Vec<String> {
    parsed.refused.iter().map(ToString::to_string).collect()
}

#[test]
fn the_city_register_is_read_whole() {
    let parsed = parse_register("registry-2025.csv", include_bytes!("../../../data/registry-2025.csv")).unwrap();
    assert_eq!((parsed.rows.len(), parsed.refused.len()), (5966, 0));
    let first = &parsed.rows[0];
    assert_eq!((first.line, first.nik.as_str(), first.name.as_str()), (2, "1571021608869058", "Dedi Bambang Effendi"));
    assert_eq!((first.birth_date.to_string().as_str(), first.sex), ("1986-08-16", Sex::Male));
    assert_eq!((first.rt.as_str(), first.kelurahan.as_str()), ("031", "Pakuan Baru"));
    assert_eq!((first.kecamatan.as_str(), first.occupation.as_str()), ("Jambi Selatan", "buruh angkut"));
    assert_eq!((first.segment.as_str(), first.kpj.as_str()), ("pekerja_rentan", "25000000000"));
    assert_eq!((first.declared_income.0, first.paid_from.to_string().as_str()), (1_000_000, "2025-05"));
    assert_eq!(first.paid_through, "2026-12".parse::<Month>().unwrap());
    assert_eq!((first.phone.as_deref(), first.email.as_deref()), (Some("089651425802"), None));
    assert_eq!(parsed.rows.last().unwrap().line, 5967);
}

#[test]
fn shapes_of_file_make_no_difference() {
    let plain = parsed(&format!("{HEADER}\n{ROW}\n{OTHER}\n"));
    assert_eq!((plain.rows.len(), plain.refused.len(), plain.warnings.len()), (2, 0, 0), "{plain:?}");
    let swap = |delimiter: &str| format!("{HEADER}\n{ROW}\n{OTHER}\n").replace(',', delimiter);
    let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(bytes).collect()
    };
    let files: [(&str, Vec<u8>); 11] = [
        ("byte order mark", format!("\u{feff}{HEADER}\n{ROW}\n{OTHER}\n").into()),
        ("semicolons", swap(";").into()),
        ("tabs", swap("\t").into()),
        ("bars", swap("|").into()),
        ("CRLF", format!("{HEADER}\r\n{ROW}\r\n{OTHER}\r\n").into()),
        ("CR", format!("{HEADER}\r{ROW}\r{OTHER}\r").into()),
        ("no last line end", format!("{HEADER}\n{ROW}\n{OTHER}").into()),
        ("upper case header", format!("{}\n{ROW}\n{OTHER}", HEADER.to_uppercase()).into()),
        ("spaced header", format!("{}\n{ROW}\n{OTHER}", HEADER.replace('_', " ").replace(',', " , ")).into()),
        ("UTF-16 from a spreadsheet", utf16(&swap("\t"), u16::to_le_bytes)),
        ("UTF-16, other end first", utf16(&swap("\t"), u16::to_be_bytes)),
    ];
    for (what, bytes) in files {
        assert_eq!(parse_register("daftar.csv", &bytes).unwrap(), plain, "{what}");
    }
}

#[test]
fn columns_may_stand_in_any_order_and_have_other_names() {
    let turned: Vec<String> =
        [HEADER, ROW].iter().map(|line| line.split(',').rev().collect::<Vec<_>>().join(",")).collect();
    let turned = turned.join("\n").replace("tanggal_lahir", "Tgl. Lahir").replace("jenis_kelamin", "L/P");
    assert_eq!(parsed(&turned).rows, parsed(&format!("{HEADER}\n{ROW}\n")).rows);
    let unknown = parsed(&format!("No,{HEADER}\n1,{ROW}\n"));
    assert_eq!(unknown.rows.len(), 1);
    assert_eq!(unknown.warnings[0].to_string(), "daftar.csv:1: baris: the column \"No\" is unknown and is not read");
}

#[test]
fn columns_that_may_be_missing_are_empty() {
    let text = "nik;nama;tanggal_lahir;jenis_kelamin;segmen;upah;iuran_dari;iuran_sampai\n\
                1571021608869058;Dedi;16-08-1986;L;ketua_rt;1.000.000;05-2025;12-2026\n";
    let row = &parsed(text).rows[0];
    assert_eq!((row.rt.as_str(), row.kelurahan.as_str(), row.kpj.as_str(), &row.phone), ("", "", "", &None));
}

#[test]
fn latin_letters_of_another_encoding_are_read_with_a_warning() {
    let mut bytes = format!("{HEADER}\n").into_bytes();
    bytes.extend(ROW.replace("Dedi", "Andr~ \u{1}").bytes().map(|byte| match byte {
        b'~' => 0xE9,
        0x01 => 0x92,
        other => other,
    }));
    let parsed = parse_register("daftar.csv", &bytes).unwrap();
    assert_eq!(parsed.rows[0].name, "André ’ Bambang Effendi");
    assert!(parsed.warnings[0].message.en.contains("Windows-1252"), "{:?}", parsed.warnings);
}

#[test]
fn lines_are_those_of_the_file() {
    let bad = ROW.replace("1986-08-16", "kemarin").replace("9058", "9057");
    let broken = ROW.replace("1571021608869058", "1571021608869059").replace("Dedi Bambang", "\"Dedi\nBambang\"");
    let broken = broken.replace(" Effendi", "");
    let lines = |text: String| {
        let parsed = parsed(&text);
        let rows: Vec<usize> = parsed.rows.iter().map(|row| row.line).collect();
        let refused: Vec<usize> = parsed.refused.iter().map(|refused| refused.line).collect();
        (rows, refused)
    };
    for end in ["\n", "\r\n"] {
        let lines = |text: &str| lines(text.replace('\n', end));
        assert_eq!(lines(&format!("{HEADER}\n{ROW}\n{bad}\n")), (vec![2], vec![3]));
        assert_eq!(lines(&format!("{HEADER}\n\n\n{ROW}\n\n{bad}\n\n")), (vec![4], vec![6]));
        assert_eq!(lines(&format!("\n\n{HEADER}\n,,,,,,,,,,,,,,\n{ROW}\n  \n{bad}\n")), (vec![5], vec![7]));
        assert_eq!(lines(&format!("{HEADER}\n{broken}\n{ROW}\n{bad}")), (vec![2, 4], vec![5]));
        assert_eq!(lines(&format!("sep=,\n{HEADER}\n{ROW}\n{bad}")), (vec![3], vec![4]));
    }
}

#[test]
fn niks_are_unwrapped_and_damaged_ones_refused_with_the_cause() {
    for cell in [
        "1571021608869058",
        " 1571021608869058 ",
        "1571 0216 0886 9058",
        "'1571021608869058",
        "\"1571021608869058\"",
        "=\"1571021608869058\"",
        "1571021608869058.0",
        "\u{a0}1571021608869058\u{200b}",
    ] {
        assert_eq!(row_with("nik", cell).nik.as_str(), "1571021608869058", "{cell}");
    }
    for cell in ["1.57E+15", "1,57103E+15", "1.571021608869058e15", "571021608869058", "21608869058"] {
        let reason = refusal_of("nik", cell);
        assert!(reason.contains("a spreadsheet turned the NIK into a number"), "{cell}: {reason}");
        assert!(reason.contains("format the column as text"), "{cell}: {reason}");
    }
    let check = |cell: &str, part: &str| {
        let reason = refusal_of("nik", cell);
        assert!(reason.contains(part), "{cell}: {reason}");
    };
    check("", "missing");
    check("15710216088690581", "17");
    check("157102160886905X", "digits");
    check("1571029908869058", "day 99");
}

#[test]
fn a_nik_that_contradicts_its_row_is_a_warning() {
    let parsed = with("jenis_kelamin", "P");
    assert_eq!((parsed.rows.len(), parsed.warnings.len()), (1, 1));
    assert!(parsed.warnings[0].to_string().starts_with("daftar.csv:2: nik: the sex inside the NIK differs"));
}

#[test]
fn a_nik_twice_refuses_the_second() {
    let parsed = parsed(&format!("{HEADER}\n{ROW}\n{OTHER}\n\n{}\n", ROW.replace("Dedi", "Budi")));
    assert_eq!(parsed.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(problems(&parsed), ["daftar.csv:5: nik: this NIK already stands on line 2; remove one of the two"]);
}

#[test]
fn a_list_of_rounded_niks_is_refused_whole() {
    let rows = |count: usize, last: char| {
        let row = |n: usize| ROW.replace("1571021608869058", &format!("157102160886{:03}{last}", n + 1));
        let rows: Vec<String> = (0..count).map(row).collect();
        parse_register("daftar.csv", format!("{HEADER}\n{}", rows.join("\n")).as_bytes())
    };
    assert_eq!(rows(20, '0'), Err(RegisterError::RoundedNiks));
    assert_eq!(rows(19, '0').unwrap().rows.len(), 19);
    assert_eq!(rows(20, '1').unwrap().rows.len(), 20);
}

#[test]
fn dates_have_the_day_or_the_year_first() {
    let expected = NaiveDate::from_ymd_opt(1986, 8, 16).unwrap();
    for cell in
        ["1986-08-16", "16-08-1986", "16/08/1986", "16.08.1986", "16/8/1986", "1986/08/16", "1986-08-16 00:00:00"]
    {
        assert_eq!(row_with("tanggal_lahir", cell).birth_date, expected, "{cell}");
    }
    let check = |cell: &str, part: &str| {
        let reason = refusal_of("tanggal_lahir", cell);
        assert!(reason.contains(part), "{cell}: {reason}");
    };
    check("", "missing");
    check("08/16/1986", "not a date");
    check("31-02-1986", "not a date");
    check("16-08/1986", "not a date");
    check("16-08-86", "two digits");
    check("31640", "number");
    check("1086-08-16", "not a date");
    check("kemarin", "not a date");
    check("2025-06-01", "after the first contribution (2025-05)");
}

#[test]
fn months_are_read_as_written_or_as_a_date() {
    for cell in ["2025-03", "03-2025", "03/2025", "3/2025", "2025/03", "03.2025", "2025-03-01", "01/03/2025"] {
        assert_eq!(row_with("iuran_dari", cell).paid_from.to_string(), "2025-03", "{cell}");
    }
    for cell in ["2025-13", "202503", "Mar-25", "03-25"] {
        assert!(refusal_of("iuran_dari", cell).contains("not a month"), "{cell}");
    }
    assert!(refusal_of("iuran_sampai", "2025-04").contains("2025-04 is before paid from 2025-05"));
    assert_eq!(row_with("iuran_sampai", "2025-05").paid_through.to_string(), "2025-05");
}

#[test]
fn amounts_are_whole_rupiah() {
    let whole = ["1000000", "1.000.000", "1,000,000", "Rp1.000.000,00", "Rp 1.000.000,-", "IDR 1,000,000.00"];
    for cell in whole.into_iter().chain(["rp. 1.000.000", "1000000.00", "1000000,0", "1 000 000"]) {
        assert_eq!(row_with("upah", cell).declared_income.0, 1_000_000, "{cell}");
    }
    assert_eq!(row_with("upah", "1.250").declared_income.0, 1250);
    let check = |cell: &str, part: &str| {
        let reason = refusal_of("upah", cell);
        assert!(reason.contains(part), "{cell}: {reason}");
    };
    check("", "missing");
    check("0", "zero");
    check("1E+06", "spreadsheet");
    for cell in
        ["-1000000", "1.000.000,50", "1.00.000", "1,5", "1.000.00", "satu juta", "1.000,000.00", "99999999999999999999"]
    {
        check(cell, "not an amount");
    }
}

#[test]
fn sexes_are_letters_or_words() {
    for cell in ["L", "l", "Laki-laki", "LAKI LAKI", "M", "male", "pria"] {
        assert_eq!(row_with("jenis_kelamin", cell).sex, Sex::Male, "{cell}");
    }
    for cell in ["P", "perempuan", "PEREMPUAN", "F", "wanita"] {
        assert_eq!(row_with("jenis_kelamin", cell).sex, Sex::Female, "{cell}");
    }
    assert!(refusal_of("jenis_kelamin", "X").contains("write L"));
    assert!(refusal_of("jenis_kelamin", "").contains("missing"));
}

#[test]
fn names_and_words_are_kept_uncut() {
    let long = "Raden Mas ".repeat(6);
    assert_eq!(row_with("nama", &long).name, long.trim());
    assert_eq!(row_with("nama", &"é".repeat(200)).name.chars().count(), 200);
    assert!(refusal_of("nama", &"a".repeat(201)).contains("201 letters"));
    assert!(refusal_of("nama", " ").contains("missing"));
    assert!(refusal_of("nama", "123").contains("not a name"));
    assert_eq!(row_with("nama", "DEDI \"BAMBANG\"\n EFFENDI").name, "DEDI \"BAMBANG\" EFFENDI");
    assert_eq!(row_with("segmen", "Pekerja Rentan").segment, "pekerja_rentan");
    assert!(refusal_of("segmen", "").contains("missing"));
    assert!(refusal_of("segmen", "25000000000").contains("not a group"));
    assert_eq!(row_with("rt", "31").rt, "031");
    assert_eq!(row_with("rt", "'031").rt, "031");
    assert_eq!(row_with("rt", "RT 31").rt, "RT 31");
    assert_eq!(row_with("kpj", "").kpj, "");
    assert!(refusal_of("kpj", "2.5E+10").contains("a spreadsheet turned the KPJ into a number"));
    assert!(refusal_of("kpj", "belum ada!").contains("not a participant number"));
}

#[test]
fn contacts_that_are_none_are_left_out_with_a_warning() {
    let phone = |cell: &str| row_with("no_hp", cell).phone;
    assert_eq!(phone("0896-5142-5802").as_deref(), Some("089651425802"));
    assert_eq!(phone("89651425802").as_deref(), Some("089651425802"));
    assert_eq!(phone("+62 896 5142 5802").as_deref(), Some("+6289651425802"));
    assert_eq!(phone("-"), None);
    for (column, cell) in
        [("no_hp", "8.96514E+10"), ("no_hp", "12"), ("email", "siti"), ("email", "a@b"), ("email", "a b@c.id")]
    {
        let parsed = with(column, cell);
        assert_eq!((parsed.rows.len(), parsed.warnings.len()), (1, 1), "{cell}: {parsed:?}");
        assert_eq!((parsed.warnings[0].line, parsed.warnings[0].column), (2, column));
        assert_eq!((&parsed.rows[0].phone.is_some(), &parsed.rows[0].email), (&(column == "email"), &None));
    }
    assert_eq!(row_with("email", "siti@contoh.id").email.as_deref(), Some("siti@contoh.id"));
}

#[test]
fn all_problems_of_a_row_are_named_at_once() {
    let bad =
        ROW.replace("1571021608869058", "12").replace("1986-08-16", "?").replace(",L,", ",X,").replace("1000000", "-");
    let parsed = parsed(&format!("{HEADER}\n{bad}\n{OTHER}\n"));
    let columns: Vec<&str> = parsed.refused.iter().map(|refused| refused.column).collect();
    assert_eq!(columns, ["nik", "tanggal_lahir", "jenis_kelamin", "upah"]);
    assert_eq!((parsed.refused_rows(), parsed.rows.len()), (1, 1));
}

#[test]
fn rows_whose_cells_cannot_be_told_apart_are_refused() {
    let check = |text: &str, expected: &[&str], rows: usize| {
        let parsed = parsed(text);
        assert_eq!(problems(&parsed), expected, "{text}");
        assert_eq!(parsed.rows.len(), rows, "{text}");
    };
    check(
        &format!("{HEADER}\n{ROW},lebih\n{OTHER}\n"),
        &["daftar.csv:2: baris: 16 columns, but the header has 15; check delimiters and quotation marks"],
        1,
    );
    check(
        &format!("{HEADER}\n1571021608869058,Dedi\n{OTHER}\n"),
        &["daftar.csv:2: baris: 2 columns, but the header has 15; check delimiters and quotation marks"],
        1,
    );
    check(&format!("{HEADER}\n{ROW},,,\n{}\n", OTHER.trim_end_matches(',')), &[], 2);
    // A mark opened in the last column swallows the file to its end and leaves the count of cells right.
    check(
        &format!("{HEADER}\n{OTHER}\n{ROW}\"a@b.id\n{OTHER}\n{OTHER}\n"),
        &["daftar.csv:3: baris: a quotation mark is not closed; lines 3 to 5 run into one and cannot be read"],
        1,
    );
    // One opened in a row and closed in the same column of the next does the same to a single person.
    for (first, second) in [("\"Dedi", "\"Dedi"), ("\"Dedi", "Dedi\"")] {
        check(
            &format!("{HEADER}\n{}\n{}\n{OTHER}\n", ROW.replace("Dedi", first), ROW.replace("Dedi", second)),
            &["daftar.csv:2: baris: a quotation mark is not closed; lines 2 to 3 run into one and cannot be read"],
            1,
        );
    }
    check(
        &format!("{HEADER}\n{}\n{}\n{OTHER}\n", ROW.replace("Dedi", "\"Dedi"), ROW.replace("1986", "\"1986")),
        &["daftar.csv:2: baris: a quotation mark is not closed; lines 2 to 3 run into one and cannot be read"],
        1,
    );
    check(&format!("{HEADER}\n{}", ROW.replace("Dedi Bambang", "\"Dedi \"\"B\"\"\"")), &[], 1);
}

#[test]
fn files_that_are_no_register_say_what_they_are() {
    let check = |bytes: &[u8], code: &str, part: &str| {
        let error = parse_register("daftar.csv", bytes).unwrap_err();
        assert_eq!(error.code(), code, "{error}");
        assert!(error.to_string().contains(part), "{error}");
        assert!(!error.text().id.is_empty());
    };
    check(b"", "register_empty", "empty");
    check(b"\xEF\xBB\xBF\r\n \r\n", "register_empty", "empty");
    check(HEADER.as_bytes(), "register_no_rows", "no participant");
    check(b"PK\x03\x04\x14\0\x06\0", "register_workbook_broken", "save it again as .xlsx");
    check(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "register_workbook", "as .xlsx or \"CSV UTF-8\", without a password");
    let sealed: Vec<u8> =
        b"\xD0\xCF\x11\xE0".iter().copied().chain(*b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0").collect();
    check(&sealed, "register_workbook", "this is XLSX (password); save it as .xlsx");
    check(b"%PDF-1.7\n", "register_not_text", "application/pdf");
    check(b"\x7FELF\x02\x01\x01\0", "register_not_text", "no CSV table");
    check(b"nik,nama\0\0\0", "register_not_text", "binary data");
    check(b"<html><table><tr><td>nik", "register_not_text", "text/html");
    check(b"{\"nik\": 1}", "register_missing_columns", "missing columns: nik, nama");
    let without = HEADER.replace("tanggal_lahir,", "").replace("upah", "gaji");
    let error = parse_register("daftar.csv", format!("{without}\n{ROW}").as_bytes()).unwrap_err();
    let RegisterError::MissingColumns { missing, found } = &error else { panic!("{error}") };
    assert_eq!(missing, &["tanggal_lahir", "upah"]);
    assert!(found.contains(&"gaji".to_owned()) && error.to_string().contains("gaji"));
    check(format!("{HEADER},Tgl Lahir\n{ROW},").as_bytes(), "register_double_column", "Tgl Lahir");
}

#[test]
fn errors_of_formulas_are_no_values() {
    for (column, error) in [("nama", "#N/A"), ("kelurahan", "#REF!"), ("upah", "#VALUE!"), ("no_hp", "#DIV/0!")] {
        assert!(refusal_of(column, error).contains(&format!("{error} is an error of a spreadsheet's formula")));
    }
    assert_eq!(row_with("kelurahan", "#1").kelurahan, "#1");
}

#[test]
fn a_refused_row_reads_in_both_languages() {
    let refused = &with("jenis_kelamin", "X").refused[0];
    assert_eq!(refused.to_string(), "daftar.csv:2: jenis_kelamin: \"X\" is not a sex; write L (male) or P (female)");
    let indonesian = refused.line_in(crate::law::Language::Id);
    assert_eq!(indonesian, "daftar.csv:2: jenis_kelamin: \"X\" bukan jenis kelamin; tulis L atau P");
}

proptest::proptest! {
    /// Whatever an office sends, it is answered, and no line is both taken and refused.
    #[test]
    fn any_bytes_are_answered(start in "[\u{feff}\n ]{0,2}", body in "[a1é\",;\n\r. -]{0,200}", bytes: Vec<u8>) {
        let _ = parse_register("daftar.csv", &bytes);
        let text = format!("{start}{HEADER}\n{ROW}\n{body}\n{OTHER}");
        if let Ok(parsed) = parse_register("daftar.csv", text.as_bytes()) {
            let taken: Vec<usize> = parsed.rows.iter().map(|row| row.line).collect();
            proptest::prop_assert!(parsed.refused.iter().all(|refused| !taken.contains(&refused.line)));
            proptest::prop_assert!(taken.is_sorted() && taken.last() <= Some(&text.lines().count()));
            proptest::prop_assert!(!taken.is_empty(), "the good row above is always taken");
        }
    }
}

const MORE: &str = ",upah_mulai,bulan_kosong";

/// The one row of a file with the two columns that few offices have.
fn with_more(since: &str, gaps: &str) -> ParsedRegister {
    parsed(&format!("{HEADER}{MORE}\n{ROW},\"{since}\",\"{gaps}\"\n"))
}

/// The only problem of the row, which must stand in that column.
fn refusal_of_more(column: &str, since: &str, gaps: &str) -> String {
    let parsed = with_more(since, gaps);
    assert_eq!((parsed.rows.len(), parsed.refused.len()), (0, 1), "{since} {gaps}: {:?}", parsed.refused);
    assert_eq!((parsed.refused[0].line, parsed.refused[0].column), (2, column), "{since} {gaps}");
    parsed.refused[0].reason.en.clone()
}

#[test]
fn the_day_of_an_income_is_read_where_it_is_known() {
    let since = |cell: &str| with_more(cell, "").rows[0].income_from.map(|day| day.to_string());
    for cell in ["2025-10-17", "17/10/2025", "17-10-2025 00:00"] {
        assert_eq!(since(cell).as_deref(), Some("2025-10-17"), "{cell}");
    }
    // Whoever knows the month only means its first day.
    assert_eq!(since("2025-10").as_deref(), Some("2025-10-01"));
    assert_eq!(since(""), None);
    assert_eq!(parsed(&format!("{HEADER}\n{ROW}\n")).rows[0].income_from, None);
    assert!(refusal_of_more("upah_mulai", "Oktober", "").contains("not a date"));
    assert!(refusal_of_more("upah_mulai", "31-02-2025", "").contains("not a date"));
    assert!(refusal_of_more("upah_mulai", "1986-08-15", "").contains("before the date of birth"));
    let late = with_more("2027-01-01", "");
    assert_eq!(late.rows.len(), 1);
    assert!(late.warnings[0].message.en.contains("begins after the last contribution"), "{:?}", late.warnings);
    let named = parsed(&format!("{HEADER},Upah Berlaku\n{ROW},2025-10-17\n"));
    assert_eq!(named.rows[0].income_from, NaiveDate::from_ymd_opt(2025, 10, 17));
}

#[test]
fn months_without_a_contribution_are_read_in_order() {
    let gaps = |cell: &str| {
        let months = with_more("", cell).rows[0].gaps.clone().unwrap();
        months.iter().map(Month::to_string).collect::<Vec<_>>().join(" ")
    };
    for cell in ["2025-07;2025-08", "2025-08, 2025-07", "2025-07 2025-08", "07/2025;08.2025;2025-07;"] {
        assert_eq!(gaps(cell), "2025-07 2025-08", "{cell}");
    }
    assert_eq!(gaps("2025-06-01 00:00:00"), "2025-06", "one month as a spreadsheet keeps it");
    assert_eq!((gaps("2025-06"), gaps("2026-11"), gaps("")), ("2025-06".into(), "2026-11".into(), String::new()));
    // A file without the column says nothing of gaps; one with the column says that there are none.
    assert_eq!(parsed(&format!("{HEADER}\n{ROW}\n")).rows[0].gaps, None);
    for column in ["iuran_kosong", "Gap"] {
        assert_eq!(parsed(&format!("{HEADER},{column}\n{ROW},2025-07\n")).rows[0].gaps.as_ref().unwrap().len(), 1);
    }
    assert!(refusal_of_more("bulan_kosong", "", "Juli").contains("\"Juli\" is not a month"));
    assert!(refusal_of_more("bulan_kosong", "", "2025-07;2025-13").contains("\"2025-13\" is not a month"));
    // The first and the last month were paid, or they would not be the first and the last.
    for month in ["2025-04", "2025-05", "2026-12", "2027-01"] {
        let refusal = refusal_of_more("bulan_kosong", "", &format!("2025-07;{month}"));
        assert_eq!(
            refusal,
            format!("the month {month} does not lie between the first (2025-05) and the last (2026-12) contribution")
        );
    }
}
