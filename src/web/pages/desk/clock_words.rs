//! Spans of a clock in words, with as many of them as there are.

use crate::law::clock::Span;
use crate::words::Words;

/// `3 hari kerja`; `3 working days`.
pub(super) fn span(span: Span, words: Words) -> String {
    words.counted(&format!("span-{}", span.unit.name().replace('_', "-")), span.amount, &[])
}
