use std::fmt::Write;

use super::load;
use crate::workflow::Procedure;

const JKM: &str = include_str!("../../../workflows/jkm.yaml");
const BASE: &str = include_str!("../checker/testdata/base.yaml");

/// Spoils the small procedure and expects a problem of this kind on the line that holds `at`.
fn check(old: &str, new: &str, code: &str, at: &str) {
    assert_eq!(BASE.matches(old).count(), 1, "`{old}` must stand in the base exactly once");
    let source = BASE.replacen(old, new, 1);
    let found = load("small.yaml", &source).unwrap_err();
    let line = source.lines().nth(found[0].line.wrapping_sub(1)).unwrap_or("(no line)");
    assert_eq!((found.len(), found[0].code), (1, code), "{}", found[0]);
    assert!(line.contains(at) && found[0].column > 0, "{} is the line `{line}`", found[0]);
}

#[test]
fn the_death_procedure_loads() {
    let procedure = load("jkm.yaml", JKM).unwrap();
    assert_eq!(procedure.states.len(), 15);
    assert_eq!(procedure.start.as_str(), "reported");
    let plain: Procedure = serde_saphyr::from_str(JKM).unwrap();
    assert_eq!(plain, procedure);
}

#[test]
fn a_procedure_survives_being_written_and_read_as_json() {
    let procedure = load("jkm.yaml", JKM).unwrap();
    let json = serde_json::to_string(&procedure).unwrap();
    assert_eq!(serde_json::from_str::<Procedure>(&json).unwrap(), procedure);
}

#[test]
fn syntax() {
    check("texts:\n", "texts: [\n", "yaml_syntax", "- registered");
    check("start: opened", "start: \"opened", "yaml_syntax", "");
    check("start: opened", "start: *nothing", "yaml_syntax", "start");
    check("start: opened", "start: opened\n   bad: 1", "yaml_syntax", "bad");
}

#[test]
fn keys() {
    check("version: 1", "version: 1\nversion: 1", "duplicate_key", "version");
    check("version: 1", "version: 1\nverison: 1", "unknown_field", "verison");
    check("start: opened\n", "", "missing_field", "");
    check(", en: \"Small\"}", "}", "missing_field", "Kecil");
    check("    waiting_on: insurer", "    waiting_on: bank", "unknown_word", "bank");
    check("check: {different_person_than: assess}", "check: {other_than: assess}", "unknown_word", "other_than");
    check("    end: true", "    <<: {end: true}", "merge_key", "<<");
}

#[test]
fn types() {
    check("version: 1", "version: one", "wrong_type", "version");
    check("effective_from: 2025-01-01", "effective_from: 2025-13-01", "wrong_type", "2025-13-01");
    check("    end: true", "    end: yes", "wrong_type", "end: yes");
    check("    from: [heir]", "    from: heir", "wrong_type", "from: heir");
}

#[test]
fn bombs() {
    let mut source = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for i in 1..12 {
        let before = format!("*a{}", i - 1);
        writeln!(source, "a{i}: &a{i} [{}]", vec![before; 9].join(", ")).unwrap();
    }
    source.push_str(BASE);
    let found = load("bomb.yaml", &source).unwrap_err();
    assert!(["too_large", "unknown_field"].contains(&found[0].code), "{}", found[0]);
    let deep = format!("workflow: {}x{}", "[".repeat(200), "]".repeat(200));
    assert_ne!(load("deep.yaml", &deep).unwrap_err()[0].message, "");
    let large = load("large.yaml", &"#".repeat(1_000_001)).unwrap_err();
    assert_eq!((large[0].code, large[0].line), ("too_large", 0));
    assert_eq!(large[0].to_string(), "large.yaml:0:0: the file has 1000001 bytes, more than 1000000");
}

#[test]
fn messages_are_one_sentence_without_a_second_position() {
    let found = load("small.yaml", &BASE.replacen("version: 1", "verison: 1", 1)).unwrap_err();
    let said = found[0].to_string();
    assert!(said.starts_with("small.yaml:3:1: ") && said.contains("verison"), "{said}");
    assert!(!said.contains(" line ") && !said.contains('\n'), "{said}");
}

#[test]
fn every_part_of_a_wrong_shape_is_reported() {
    let edits = [
        ("title: {id: \"Kecil\", en: \"Small\"}", "title: Kecil"),
        ("kind: money", "kind: rupiah"),
        ("per: person", "per: family"),
        ("within: 5 working_days", "until: 5 working_days"),
        ("check: {different_person_than: assess}", "check: {other_than: assess}"),
        ("waiting_on: insurer", "waiting_on: bank"),
        ("            required: by_hand", "            required: sometimes"),
        ("      - do: {accept: [ktp]}", "      - do: {accept: ktp}"),
    ];
    let source = edits.iter().fold(BASE.to_owned(), |source, (old, new)| {
        assert!(source.contains(old), "`{old}`");
        source.replacen(old, new, 1)
    });
    let found = load("small.yaml", &source).unwrap_err();
    assert_eq!(found.len(), edits.len(), "{found:#?}");
    for ((_, new), one) in edits.iter().zip(&found) {
        let line = source.lines().nth(one.line - 1).unwrap_or_default();
        assert!(line.contains(new.trim()), "{one} is the line `{line}`");
    }
}

#[test]
fn a_wrong_shape_repeated_by_an_alias_is_reported_once() {
    let source = BASE
        .replacen("      drop:\n", "      drop: &drop\n", 1)
        .replacen("to: closed\n        by: [caseworker, heir]", "to: closed\n        who: [caseworker]", 1)
        .replacen("      back:\n", "      drop: *drop\n      back:\n", 1);
    let found = load("small.yaml", &source).unwrap_err();
    assert_eq!(found.len(), 1, "{found:#?}");
}

#[test]
fn messages_speak_of_the_file_and_not_of_the_program() {
    let check = |old: &str, new: &str, expected: &str| {
        let found = load("f", &BASE.replacen(old, new, 1)).unwrap_err();
        assert!(found[0].message.contains(expected), "{}", found[0]);
    };
    check("version: 1", "version: 1\nversion: 1", "the key `version` stands twice");
    check("version: 1", "version: one", "a whole number is expected");
    check("title: {id: \"Kecil\", en: \"Small\"}", "title: Kecil", "a section with keys is expected");
    check("    from: [heir]", "    from: heir", "a list is expected");
    check("    end: true", "    end: yes", "`true` or `false` is expected");
    check("effective_from: 2025-01-01", "effective_from: 2025-13-01", "a date such as 2025-12-31");
    check("is: \"no\"", "is: {a: 1}", "a date or words are expected");
    check("start: opened", "start: *x", "anchor");
}
