use std::path::Path;

use chrono::NaiveDate;

use super::{Catalogue, EMBEDDED};

const BASE: &str = include_str!("../checker/testdata/base.yaml");

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn version(number: u32, from: &str) -> String {
    BASE.replacen("version: 1", &format!("version: {number}"), 1).replacen("2025-01-01", from, 1)
}

#[test]
fn every_workflow_file_of_the_repository_is_embedded_and_loads() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<String> = Vec::new();
    for folder in ["workflows", "workflows/released"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if Path::new(&name).extension().is_some_and(|extension| extension == "yaml") {
                files.push(format!("{folder}/{name}"));
            }
        }
    }
    files.sort();
    let mut embedded: Vec<_> = EMBEDDED.iter().map(|(file, _)| (*file).to_owned()).collect();
    embedded.sort();
    assert_eq!(embedded, files);
    for (file, source) in EMBEDDED {
        assert_eq!(std::fs::read_to_string(root.join(file)).unwrap(), *source, "{file}");
    }
    let catalogue = Catalogue::embedded().unwrap();
    assert_eq!(catalogue.procedures().count(), files.len());
    assert_eq!(catalogue.newest_for("jkm", day("2025-11-04")).unwrap().version, 1);
}

#[test]
fn the_date_of_report_chooses_the_version() {
    let (first, second) = (version(1, "2025-01-01"), version(2, "2025-07-01"));
    let catalogue = Catalogue::from_sources([("b", second.as_str()), ("a", first.as_str())]).unwrap();
    let check = |date: &str, expected: Option<u32>| {
        let found = catalogue.newest_for("small", day(date)).map(|procedure| procedure.version);
        assert_eq!(found, expected, "{date}");
    };
    check("2024-12-31", None);
    check("2025-01-01", Some(1));
    check("2025-06-30", Some(1));
    check("2025-07-01", Some(2));
    assert!(catalogue.newest_for("smal", day("2025-07-01")).is_none());
    assert_eq!(catalogue.get("small", 1).unwrap().effective_from, day("2025-01-01"));
    assert!(catalogue.get("small", 3).is_none());
}

#[test]
fn texts_are_kept_to_the_letter() {
    let catalogue = Catalogue::from_sources([("a", BASE)]).unwrap();
    let sources: Vec<_> = catalogue.sources().map(|(name, version, source)| (name.as_str(), version, source)).collect();
    assert_eq!(sources, [("small", 1, BASE)]);
}

#[test]
fn one_version_has_one_text() {
    assert!(Catalogue::from_sources([("a", BASE), ("b", BASE)]).is_ok());
    let other = format!("{BASE}# changed\n");
    let found = Catalogue::from_sources([("a", BASE), ("b", other.as_str())]).unwrap_err();
    assert_eq!((found.len(), found[0].code, found[0].file.as_str()), (1, "version_repeated", "b"));
}

#[test]
fn everything_that_cannot_be_read_is_reported() {
    let found = Catalogue::from_sources([("a", "start: ["), ("b", "start: 1"), ("c", BASE)]).unwrap_err();
    let files: Vec<_> = found.iter().map(|one| one.file.as_str()).collect();
    assert_eq!(files, ["a", "b"]);
}
