//! Claims at the desk: loading with everything a decision needs, deciding and committing, and showing.

mod case;
mod change;
mod clock_rows;
mod commit;
mod decision;
mod list;
mod load;
mod open;
mod placement;
mod quiet;
mod rehearsal;
mod story;
mod view;
mod work;

pub(super) use case::wanted_papers;
pub use case::{Case, LinkedClaim, PaperStanding, WantedPaper};
pub use change::{ChangeNote, Changed, Extra, Render, Wish};
pub(super) use clock_rows::{moved as moved_deadline, running};
pub(super) use commit::row as row_of;
pub use commit::{HAND_OVER, INSURER_ANSWER, OPEN_CLAIM};
pub(super) use decision::Decided;
pub use list::{ClaimListItem, ClaimPage, HistoryItem, WorkList};
pub(super) use load::{Loaded, Wanted};
pub use open::Report;
pub use placement::Asked;
pub use rehearsal::Rehearsal;
pub(super) use view::due_after;
pub use view::{ClaimView, ClockView, person_view};
pub use work::{COUNTED_MAX, WorkCounts, WorkRow, caseworker as turn_of_caseworker};
