//! The picture of a procedure as SVG, and where a claim stands in it.
//!
//! The way that most claims go stands as a numbered column with thick arrows; everything off that way stands beside it
//! in dashed boxes. A step that stands in many states is drawn once, as one line that gathers them; a step that leads
//! back from a box at the side names where it goes on. Drawing each step as an arrow of its own was tried and is
//! unreadable: a claim may be withdrawn, refused, disputed or sent back from almost everywhere.
//!
//! Colours come from classes alone (`style.css` knows them all); what must be told apart is told by dashes, marks and
//! words too. There are no floating point numbers here: widths of letters are estimated, generously.

mod branches;
mod describe;
mod lanes;
mod layout;
mod letters;
mod picture;
mod plan;
mod route;
mod sides;
mod svg;
mod walked;
mod words;

pub(super) use plan::in_order;
pub use route::happy_path;
pub use svg::{Dress, diagram, style_sheet};
pub use walked::{PathStep, Standing, Walked, path, states_entered};
pub(super) use words::{by, numbers, role, say, span, turn};

#[cfg(test)]
mod tests;
