//! What the lists of the administration share: a claim by its number, pages, and words for what data names.

use crate::workflow::Role;

use super::super::super::visit::{Visit, form_urlencoded};
use crate::words::Words;

/// A claim's number, with its page for whoever may read it; an administrator sees the number alone.
pub(super) struct ClaimRef {
    pub(super) number: String,
    pub(super) href: Option<String>,
}

impl ClaimRef {
    pub(super) fn of(number: String, visit: &Visit) -> Self {
        let href = reads_claims(visit).then(|| format!("/desk/claims/{number}"));
        Self { number, href }
    }
}

/// Whether the reader may open claims.
pub(super) fn reads_claims(visit: &Visit) -> bool {
    visit.role().is_some_and(|role| role.is_staff() || role == Role::Auditor)
}

/// An address with a part of a list in it, and where its page begins.
pub(super) fn at(path: &str, state: Option<&str>, cursor: Option<&str>) -> String {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let query: Vec<_> = [state.map(|state| pair("state", state)), cursor.map(|cursor| pair("cursor", cursor))]
        .into_iter()
        .flatten()
        .collect();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", form_urlencoded(query.iter())) }
}

/// What a delivery delivers.
pub(super) fn delivery_words(kind: &str, words: Words) -> String {
    known(&format!("delivery-{kind}"), kind, words)
}

/// The words of a key that data makes; without them the data itself, as far as it can be read.
pub(super) fn known(key: &str, data: &str, words: Words) -> String {
    if words.has(key) { words.t(key) } else { data.replace('_', " ") }
}
