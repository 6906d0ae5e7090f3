use super::files::EMBEDDED;
use super::{LawBook, LawError, LawFile, Versions};
use crate::law::heirs::HeirScheme;
use crate::law::is_document_kind;

fn book() -> LawBook {
    LawBook::embedded().unwrap()
}

/// The error of the embedded book with one text of one file replaced.
fn broken(file: &str, from: &str, to: &str) -> LawError {
    let texts: Vec<(&str, String)> = EMBEDDED
        .iter()
        .map(|embedded| {
            let changed = embedded.path.ends_with(file);
            assert!(!changed || embedded.text.contains(from), "{file} does not hold {from}");
            (embedded.path, if changed { embedded.text.replacen(from, to, 1) } else { embedded.text.to_owned() })
        })
        .collect();
    let files: Vec<_> = texts.iter().map(|(path, text)| LawFile { path, text }).collect();
    LawBook::bind(&files).unwrap_err()
}

#[track_caller]
fn check_version(name: &str, date: &str, expect: Option<u32>) {
    assert_eq!(book().version_of(name, date.parse().unwrap()), expect, "{name} on {date}");
}

#[test]
fn the_date_of_the_event_chooses_the_version() {
    check_version("benefit-death", "2015-06-30", None);
    check_version("benefit-death", "2015-07-01", Some(1));
    check_version("benefit-death", "2019-12-01", Some(1));
    check_version("benefit-death", "2019-12-02", Some(2));
    check_version("coverage", "2025-02-23", Some(1));
    check_version("coverage", "2025-02-24", Some(2));
    check_version("income-bands", "2026-11-22", Some(1));
    check_version("heirs-jkk-jkm", "2015-06-30", None);
    check_version("heirs-jkk-jkm", "2015-07-01", Some(1));
    check_version("heirs-jasa-raharja", "2015-06-30", Some(1));
    check_version("holidays", "2026-11-22", Some(1));
    check_version("calendar", "2026-11-22", Some(1));
    check_version("unknown", "2026-11-22", None);
}

#[test]
fn every_file_is_a_source_with_its_own_name_and_version() {
    let book = book();
    let labels: Vec<_> = book.sources().iter().map(|source| (source.name.as_str(), source.version)).collect();
    let expect = [
        ("benefit-death", 1),
        ("benefit-death", 2),
        ("benefit-jkk", 1),
        ("calendar", 1),
        ("coverage", 1),
        ("coverage", 2),
        ("disability", 1),
        ("heirs-jasa-raharja", 1),
        ("heirs-jkk-jkm", 1),
        ("holidays", 1),
        ("income-bands", 1),
        ("scholarship", 1),
        ("scholarship", 2),
    ];
    assert_eq!(labels, expect);
    assert!(book.sources().iter().all(|source| EMBEDDED.iter().any(|file| file.text == source.text)));
}

#[test]
fn what_is_not_sure_is_marked_in_the_file() {
    let book = book();
    assert!(book.coverage.iter().all(|table| !table.notes.is_empty() && !table.source.is_empty()));
    assert!(
        book.heirs
            .values()
            .flat_map(Versions::iter)
            .all(|table| table.notes.iter().any(|note| note.starts_with("Open:")))
    );
    assert_eq!(book.benefit_death.law_before(), "PP 14/1993 jo. PP 53/2012 (Jamsostek)");
}

#[test]
fn a_broken_file_is_refused_by_its_name() {
    let check = |file: &str, from: &str, to: &str, expect: &str| {
        let error = broken(file, from, to).to_string();
        assert!(error.contains(file) && error.contains(expect), "{error}");
    };
    check("coverage-2025.yaml", "grace_months: 3", "grace_months: three", "coverage-2025.yaml:15:19: ");
    check("coverage-2025.yaml", "grace_months: 3", "grace_month: 3", "grace_month");
    check("coverage-2025.yaml", "full_from_months: 4", "full_from_months: 2", "must be more than");
    check("coverage-2025.yaml", "name: coverage", "name: cover", "no table of law named `cover`");
    check("benefit-death-2019.yaml", "amount: 20000000", "amount: -1", "negative");
    check("benefit-death-2019.yaml", "basis_points: 6000", "basis_points: 60000", "basis_points");
    check("income-bands-2015.yaml", "from: 1100000", "from: 1400000", "must rise");
    check("income-bands-2015.yaml", "from: 0", "from: 1", "begin at 0");
    check("heirs-jkk-jkm.yaml", "relations: [sibling]", "relations: [spouse]", "Spouse stands on 2 levels");
    check("heirs-jkk-jkm.yaml", "rank: 2", "rank: 1", "ranks must rise");
    check("heirs-jkk-jkm.yaml", "guardian_proof: perwalian", "guardian_proof: perwali", "`perwali`");
    check("heirs-jkk-jkm.yaml", "    dead:", "    deceased:", "deceased");
    check("benefit-jkk-2019.yaml", "later_basis_points: 5000", "later_basis_points: 20000", "later_basis_points");
    check("benefit-jkk-2019.yaml", "    glasses:", "    # glasses:", "Glasses has no rule");
    check("benefit-jkk-2019.yaml", "    glasses:", "    spectacles:", "spectacles");
    check("benefit-jkk-2019.yaml", "glasses: { line: rehabilitation", "glasses: { line: funeral", "none of costs");
    check("benefit-jkk-2019.yaml", "at_most: 7000", "at_most: 70000", "more than the whole");
    check("disability-2015.yaml", "mirror: left_thumb", "mirror: left_index", "do not name each other");
    check("disability-2015.yaml", "pair: both_eyes", "pair: all_eyes", "`all_eyes`, which is no row");
    check("disability-2015.yaml", "code: one_eye", "code: both_eyes", "stands twice");
    check("disability-2015.yaml", "{ from: 10, to: 30 }", "{ from: 30, to: 10 }", "range is empty");
    check("disability-2015.yaml", "{ from: 50, basis", "{ from: 1, basis", "bands must rise");
    check("disability-2015.yaml", "whole: hearing_both", "whole: scalping", "no fixed row");
    check("disability-2015.yaml", "step: 10", "step: 0", "no step");
    check("disability-2015.yaml", "fixed: 4000", "fixed: 40000", "no part of the whole");
    check("scholarship-2025.yaml", "levels: [smp]", "levels: [sma]", "Smp needs one row");
    check("scholarship-2025.yaml", "per_year: 1500000", "per_year: -1", "negative");
    check("scholarship-2025.yaml", "intern]", "holiday]", "holiday");
    check("heirs-jkk-jkm.yaml", "relations: [sibling]", "relations: []", "rank 3 has no relations");
    check(
        "heirs-jkk-jkm.yaml",
        "      pays: full",
        "      pays: funeral_only",
        "behind one that pays the funeral only",
    );
    check("heirs-jkk-jkm.yaml", "      share: open", "      share: half", "half");
    let split = |split: &str, expect: &str| {
        check("heirs-jkk-jkm.yaml", "      share: open", &format!("      share: {{ by_law: {split} }}"), expect);
    };
    split("[{ spouse: \"1/4\", child: \"1/4\" }]", "does not make up the whole");
    split("[{ spouse: \"1/4\", parent: \"3/4\" }]", "a relation of another level");
    split("[{ child: \"1\" }, { child: \"1\" }]", "for the same relations");
    check("heirs-jkk-jkm.yaml", "      proof: wasiat\n", "", "the proof of NoWill");
    check("heirs-jkk-jkm.yaml", "relations: [parent, grandparent", "relations: [grandparent", "NotInOrder");
    check("heirs-jasa-raharja.yaml", "relations: [parent]", "relations: [sibling]", "HalfBlood");
    check("holidays.csv", "2026-12-25", "2026-12-32", "line ");
}

#[test]
fn colliding_or_missing_tables_are_refused() {
    let collision = broken("coverage-2025.yaml", "version: 2", "version: 1");
    assert!(matches!(collision, LawError::Collision(_)), "{collision}");
    let same_day = broken("benefit-death-2019.yaml", "effective_from: 2019-12-02", "effective_from: 2015-07-01");
    assert!(matches!(same_day, LawError::Collision(_)), "{same_day}");
    assert_eq!(LawBook::bind(&[]).unwrap_err(), LawError::Missing("calendar"));
    for table in ["coverage", "holidays", "heirs", "benefit-jkk", "disability", "scholarship"] {
        let files: Vec<_> = EMBEDDED.into_iter().filter(|file| !file.path.contains(table)).collect();
        assert!(matches!(LawBook::bind(&files), Err(LawError::Missing(_))), "{table}");
    }
}

#[test]
fn an_order_of_heirs_is_bound_by_its_own_name() {
    let text = EMBEDDED.iter().find(|file| file.path.ends_with("heirs-jasa-raharja.yaml")).unwrap().text;
    let text = text.replacen("name: heirs-jasa-raharja", "name: heirs-village", 1);
    let files: Vec<_> = EMBEDDED.into_iter().chain([LawFile { path: "heirs-village.yaml", text: &text }]).collect();
    let book = LawBook::bind(&files).unwrap();
    assert_eq!(book.heirs["heirs-village"].first_date(), book.heirs["heirs-jasa-raharja"].first_date());
    assert_eq!(book.version_of("heirs-village", "2025-01-01".parse().unwrap()), Some(1));
    for scheme in HeirScheme::ALL {
        let files: Vec<_> = EMBEDDED.into_iter().filter(|file| !file.path.contains(scheme.table())).collect();
        assert_eq!(LawBook::bind(&files).unwrap_err(), LawError::Missing(scheme.table()));
    }
}

#[test]
fn document_kinds_are_a_closed_list() {
    assert!(is_document_kind("buku_nikah") && !is_document_kind("buku nikah"));
}
