//! Files that nobody meant: whatever loads is checked without a panic, and every problem points into the file.

use proptest::collection::vec;
use proptest::prelude::*;

use super::helper::BASE;
use crate::workflow::{Locations, PROBLEM_KINDS, check, load};

/// Drops, repeats and swaps lines of the small procedure.
fn mangle(edits: &[(u8, usize, usize)]) -> String {
    let mut lines: Vec<&str> = BASE.lines().collect();
    for (how, at, other) in edits {
        let (at, other) = (at % lines.len(), other % lines.len());
        match how % 4 {
            0 => drop(lines.remove(at)),
            1 => lines.insert(at, lines[other]),
            2 => lines.swap(at, other),
            // A value of one line under the key of another.
            _ => lines[at] = lines[other],
        }
    }
    lines.join("\n")
}

proptest! {
    #[test]
    fn mangled_files_are_answered(edits in vec((any::<u8>(), any::<usize>(), any::<usize>()), 1..6)) {
        let source = mangle(&edits);
        let problems = match load("mangled.yaml", &source) {
            Ok(procedure) => check(&procedure, &Locations::of("mangled.yaml", &source)),
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                problems
            }
        };
        for problem in problems {
            prop_assert!(PROBLEM_KINDS.iter().any(|(kind, _)| *kind == problem.code), "{}", problem.code);
            prop_assert!(problem.line <= source.lines().count() + 1 && !problem.message.is_empty(), "{}", problem);
        }
    }
}
