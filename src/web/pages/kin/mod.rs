//! Who is entitled, as a family tree: generation by generation in plain lists, which a style sheet lays out.

mod card;
mod standing;
mod tree;

pub(super) use tree::{Eyes, TreeView, tree};
