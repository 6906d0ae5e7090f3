//! Claims that belong to the reader's: what they are, of whom, and their number. They open by links of their own.

use crate::desk::{Case, LinkedClaim};
use crate::words::Words;

/// The claims around the reader's, each in words.
pub(super) fn links(case: &Case, words: Words) -> Vec<String> {
    let line = |link: &LinkedClaim| {
        let title = words.of_text(&link.title);
        let of = link.person.as_ref().map(|name| format!("{title}, {name}")).unwrap_or(title);
        match &link.number {
            Some(number) => format!("{of}: {number}"),
            None => words.t1("fam-links-soon", "claim", of),
        }
    };
    case.links.iter().map(line).collect()
}
