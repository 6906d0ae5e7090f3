use crate::law::{LawBook, Versions};

/// Every day on which the law changed, the day before, and the versions that decide on it: coverage, benefit-death,
/// benefit-jkk, disability, scholarship, income-bands, heirs of JKK and JKM, heirs of Jasa Raharja.
const DAYS: [(&str, [Option<u32>; 8]); 9] = [
    ("1965-06-09", [None; 8]),
    ("1965-06-10", [None, None, None, None, None, None, None, Some(1)]),
    ("2015-06-30", [None, None, None, None, None, None, None, Some(1)]),
    ("2015-07-01", [Some(1), Some(1), None, Some(1), None, Some(1), Some(1), Some(1)]),
    ("2019-12-01", [Some(1), Some(1), None, Some(1), None, Some(1), Some(1), Some(1)]),
    ("2019-12-02", [Some(1), Some(2), Some(1), Some(1), Some(1), Some(1), Some(1), Some(1)]),
    ("2025-02-23", [Some(1), Some(2), Some(1), Some(1), Some(1), Some(1), Some(1), Some(1)]),
    ("2025-02-24", [Some(2), Some(2), Some(1), Some(1), Some(2), Some(1), Some(1), Some(1)]),
    ("2026-11-22", [Some(2), Some(2), Some(1), Some(1), Some(2), Some(1), Some(1), Some(1)]),
];

const TABLES: [&str; 8] = [
    "coverage",
    "benefit-death",
    "benefit-jkk",
    "disability",
    "scholarship",
    "income-bands",
    "heirs-jkk-jkm",
    "heirs-jasa-raharja",
];

#[test]
fn each_day_has_its_versions() {
    let book = LawBook::embedded().unwrap();
    for (day, expect) in DAYS {
        let date = day.parse().unwrap();
        assert_eq!(TABLES.map(|name| book.version_of(name, date)), expect, "{day}");
        let named: Vec<String> = book.versions_of(&TABLES, date).into_iter().map(|version| version.name).collect();
        let known: Vec<&str> =
            TABLES.into_iter().zip(expect).filter(|(_, version)| version.is_some()).map(|(name, _)| name).collect();
        assert_eq!(named, known, "{day}");
    }
}

#[test]
fn no_boundary_of_a_table_is_left_out() {
    let book = LawBook::embedded().unwrap();
    let first_days = [
        book.coverage.iter().map(|table| table.effective_from).collect::<Vec<_>>(),
        book.benefit_death.iter().map(|table| table.effective_from).collect(),
        book.benefit_jkk.iter().map(|table| table.effective_from).collect(),
        book.disability.iter().map(|table| table.effective_from).collect(),
        book.scholarship.iter().map(|table| table.effective_from).collect(),
        book.income_bands.iter().map(|table| table.effective_from).collect(),
        book.heirs.values().flat_map(Versions::iter).map(|table| table.effective_from).collect(),
    ];
    for day in first_days.concat() {
        assert!(DAYS.iter().any(|(known, _)| *known == day.to_string()), "{day}");
        let before = day.pred_opt().unwrap().to_string();
        assert!(DAYS.iter().any(|(known, _)| *known == before), "{before}");
    }
}
