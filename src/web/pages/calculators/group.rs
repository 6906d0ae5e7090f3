//! Fields that belong together, under one title; those that are seldom needed are folded.

use crate::words::Words;

use super::super::field::{FieldView, told};
use super::super::problems::Problems;

/// Fields under one title.
pub(super) struct Group {
    /// Where a link leads to it.
    pub(super) id: String,
    /// What they are about.
    pub(super) title: String,
    /// Whether they are folded: `Some(false)` until somebody opens them. `None`: always in sight.
    pub(super) open: Option<bool>,
    /// The fields.
    pub(super) fields: Vec<FieldView>,
    /// Fields that few need.
    pub(super) more: Option<More>,
}

/// Folded fields inside a group.
pub(super) struct More {
    /// What they are about.
    pub(super) title: String,
    /// Whether they are unfolded, because something of them is wrong.
    pub(super) open: bool,
    /// The fields.
    pub(super) fields: Vec<FieldView>,
}

impl Group {
    /// Fields that are always in sight.
    pub(super) fn new(id: impl Into<String>, title: impl Into<String>, fields: Vec<FieldView>) -> Self {
        Self { id: id.into(), title: title.into(), open: None, fields, more: None }
    }

    /// The same, folded unless they are open.
    pub(super) fn folded(self, open: bool) -> Self {
        Self { open: Some(open), ..self }
    }

    /// The same, each field with what is wrong with it; what is wrong is never folded away.
    pub(super) fn told(self, problems: &Problems, words: Words) -> Self {
        let fields = told(self.fields, problems, words);
        let wrong = fields.iter().any(|field| field.wrong.is_some());
        let more = self.more.map(|more| {
            let fields = told(more.fields, problems, words);
            More { open: more.open || fields.iter().any(|field| field.wrong.is_some()), fields, ..more }
        });
        Self { open: self.open.map(|open| open || wrong), fields, more, ..self }
    }

    /// Names of the fields.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let more = self.more.iter().flat_map(|more| &more.fields);
        self.fields.iter().chain(more).map(|field| field.name.as_str())
    }
}
