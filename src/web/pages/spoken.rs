//! Whom a claim is about, in words: of the dead otherwise than of a worker who lives, and of a child by its own name.

use crate::desk::Case;
use crate::words::Words;

/// Whom a claim is about, in the words of `{key}-late`, `{key}-worker` or `{key}-child`.
pub(super) fn whom(case: &Case, key: &str, words: Words) -> String {
    let child = case.claim.beneficiary.and_then(|id| case.claim.person(id));
    let (end, name) = match child {
        Some(child) => ("child", &child.details.name),
        None if case.died => ("late", &case.participant.name),
        None => ("worker", &case.participant.name),
    };
    words.t1(&format!("{key}-{end}"), "name", name.as_str())
}
