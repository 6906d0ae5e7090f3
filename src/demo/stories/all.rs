//! All stories of a death, in the order of the procedure.

use super::super::story::Story;
use super::{early, late, middle};

/// All of them.
pub(in crate::demo) fn all() -> Vec<Story> {
    let early = [early::reported(), early::intake(), early::documents(), early::let_through()];
    let middle = [middle::heirs(), middle::assessment(), middle::approval(), middle::disputed()];
    let late = [late::insurer(), late::returned(), late::paid(), late::ended(), late::closed()];
    early.into_iter().chain(middle).chain(late).flatten().collect()
}
