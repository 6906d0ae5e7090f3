//! Spoils the small procedure and compares what is found.

use crate::workflow::{Locations, PROBLEM_KINDS, Problem, check, load};

/// The small procedure without a fault.
pub(super) const BASE: &str = include_str!("../testdata/base.yaml");

/// What the checker finds in a source that loads.
pub(super) fn problems(source: &str) -> Vec<Problem> {
    let procedure = load("small.yaml", source).unwrap_or_else(|found| panic!("{}", found[0]));
    check(&procedure, &Locations::of("small.yaml", source))
}

/// Spoils the base and expects exactly these problems, each as its code and a piece of the line it stands on.
pub(super) fn spoil(old: &str, new: &str, expected: &[(&str, &str)]) {
    assert_eq!(BASE.matches(old).count(), 1, "`{old}` must stand in the base exactly once");
    let source = BASE.replacen(old, new, 1);
    let found = problems(&source);
    for one in &found {
        assert!(PROBLEM_KINDS.iter().any(|(kind, _)| *kind == one.code), "`{}` is not listed", one.code);
    }
    let mut found: Vec<(&str, &str)> = found.iter().map(|one| (one.code, line(&source, one.line))).collect();
    found.sort_unstable();
    let mut expected: Vec<_> = expected.to_vec();
    expected.sort_unstable();
    let same = found.len() == expected.len()
        && found.iter().zip(&expected).all(|((code, line), (wanted, piece))| code == wanted && line.contains(piece));
    assert!(same, "`{old}` -> `{new}`\nfound    {found:#?}\nexpected {expected:#?}");
}

/// Spoils the base and expects exactly one problem.
pub(super) fn check_one(old: &str, new: &str, code: &str, at: &str) {
    spoil(old, new, &[(code, at)]);
}

fn line(source: &str, number: usize) -> &str {
    source.lines().nth(number.wrapping_sub(1)).unwrap_or("(no line)")
}
