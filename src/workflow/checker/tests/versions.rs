//! Between files.

use super::helper::BASE;
use crate::workflow::check_sources;

/// Checks the small procedure beside another version of it, spoilt by these edits.
fn check(edits: &[(&str, &str)], expected: &[(&str, usize)]) {
    let other = edits.iter().fold(BASE.to_owned(), |source, (old, new)| source.replacen(old, new, 1));
    let found = check_sources(&[("small-1.yaml", BASE), ("small-2.yaml", &other)]);
    let found: Vec<_> = found.iter().map(|one| (one.code, one.line)).collect();
    assert_eq!(found, expected, "{edits:?}");
}

#[test]
fn a_later_version_begins_later() {
    check(&[("version: 1", "version: 2"), ("from: 2025-01-01", "from: 2025-07-01")], &[]);
    check(&[("version: 1", "version: 2")], &[("dates_overlap", 4)]);
    check(&[("version: 1", "version: 2"), ("from: 2025-01-01", "from: 2024-07-01")], &[("dates_overlap", 4)]);
    check(&[("from: 2025-01-01", "from: 2025-07-01")], &[("version_repeated", 3)]);
    check(&[("workflow: small", "workflow: other")], &[]);
}

#[test]
fn a_claim_may_go_on_under_any_procedure_at_hand() {
    let open = ("{outcome: withdrawn}", "{open_claim: small}");
    check(&[("workflow: small", "workflow: other"), open], &[]);
    check(
        &[("workflow: small", "workflow: other"), ("{outcome: withdrawn}", "{open_claim: smal}")],
        &[("procedure_unknown", 94)],
    );
}

#[test]
fn a_file_that_cannot_be_read_does_not_hide_the_others() {
    let spoilt = BASE.replace("version: 1", "version: 0");
    let found = check_sources(&[("a.yaml", "states: ["), ("b.yaml", &spoilt)]);
    let files: Vec<_> = found.iter().map(|one| (one.file.as_str(), one.code)).collect();
    assert_eq!(files, [("a.yaml", "yaml_syntax"), ("b.yaml", "version_zero")]);
}
