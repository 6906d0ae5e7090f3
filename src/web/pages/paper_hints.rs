//! Where a paper comes from, what it costs and what it must show, as letters say it too.

use crate::words::Words;
use crate::workflow::DocumentSpec;

/// What a family is told of a paper that it may have to get.
pub(in crate::web) fn about_paper(spec: &DocumentSpec, words: Words) -> String {
    let place = spec.place.as_ref().map(|hint| words.t1("letter-paper-place", "place", words.of_text(&hint.said())));
    let cost = spec.cost.as_ref().map(|hint| words.t1("letter-paper-cost", "cost", words.of_text(&hint.said())));
    let parts = [place, cost, Some(words.of_text(&spec.help))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
