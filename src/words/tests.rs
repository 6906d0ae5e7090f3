use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_bundle::FluentResource;

use super::fluent::{SHEETS, Words};
use crate::law::Language;

/// Every key of a sheet with the names of what is filled in.
fn keys(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let resource = FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| errors);
    assert!(resource.is_ok(), "{:?}", resource.err());
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in source.lines() {
        let starts = line.chars().next().is_some_and(|c| c.is_ascii_lowercase());
        if let Some((key, _)) = line.split_once(" =").filter(|_| starts) {
            current = key.trim().to_owned();
            assert!(keys.insert(current.clone(), BTreeSet::new()).is_none(), "{current} stands twice");
        }
        for (at, _) in line.match_indices('$') {
            let name: String = line[at + 1..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            keys.entry(current.clone()).or_default().insert(name);
        }
    }
    keys
}

#[test]
fn both_languages_say_the_same_keys_with_the_same_blanks() {
    let mut all = BTreeSet::new();
    for sheet in SHEETS {
        let (id, en) = (keys(sheet.id), keys(sheet.en));
        assert_eq!(id, en, "the sheet {}", sheet.name);
        for key in id.into_keys() {
            assert!(all.insert(key.clone()), "{key} stands in two sheets");
        }
    }
}

#[test]
fn the_folder_of_words_holds_no_sheet_that_nobody_reads() {
    for language in ["id", "en"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("texts").join(language);
        let found: Result<Vec<_>, _> = std::fs::read_dir(folder).into_iter().flatten().collect();
        let found: BTreeSet<String> =
            found.into_iter().flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        let named: BTreeSet<String> = SHEETS.iter().map(|sheet| format!("{}.ftl", sheet.name)).collect();
        assert_eq!(found, named);
    }
}

/// The keys that templates and pages name as literals: `t("…")`, `t1("…"`, `with("…"`, `counted("…"`.
fn named_keys(folder: &Path, found: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            named_keys(&path, found);
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        for call in ["t(\"", "t1(\"", "with(\"", "counted(\""] {
            for (at, _) in text.match_indices(call) {
                let before = text[..at].chars().next_back().unwrap_or(' ');
                if before.is_alphanumeric() || before == '_' {
                    continue;
                }
                let key: String = text[at + call.len()..].chars().take_while(|c| *c != '"').collect();
                found.insert(key, path.display().to_string());
            }
        }
    }
}

#[test]
fn every_key_that_a_page_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut named = BTreeMap::new();
    named_keys(&root.join("templates"), &mut named);
    named_keys(&root.join("src/web/pages"), &mut named);
    named_keys(&root.join("src/letters"), &mut named);
    named.retain(|key, file| {
        !file.ends_with("tests.rs") && key.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit())
    });
    assert!(named.len() > 20, "the search for keys finds too few");
    let words = Words::of(Language::Id);
    let missing: Vec<_> = named.iter().filter(|(key, _)| !words.has(key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn words_are_filled_in_without_marks_around_them() {
    let said = Words::of(Language::En).t1("frame-office-phone", "phone", "0741-1");
    assert!(said.contains("0741-1") && said.is_ascii(), "{said:?}");
}
