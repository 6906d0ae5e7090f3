//! Claims at the desk: loading with everything a decision needs, deciding and committing, and showing.

mod change;
mod commit;
mod list;
mod load;
mod open;
mod view;

pub use change::{ChangeNote, Changed, Extra, Wish};
pub use list::{ClaimListItem, ClaimPage, HistoryItem, WorkList};
pub(super) use load::{Loaded, Wanted};
pub use open::Report;
pub use view::{ClaimView, ClockView, person_view};
