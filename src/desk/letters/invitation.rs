//! The letter by which a user is invited to choose a password. Its link is told in the letter as it goes out, and kept
//! nowhere else.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use crate::letters::{LINK_PLACEHOLDER, Letter, LinkLine};
use crate::store::ledger::{NewDelivery, NewLetter};
use crate::store::queries::StaffMember;

use super::super::context::Desk;

impl Desk {
    /// The letter of an invitation made now that is good for so long, with its delivery; `path` is where its link leads.
    pub(in super::super) fn invitation_letter(
        &self,
        to: &StaffMember,
        path: &str,
        now: DateTime<Utc>,
        good_for: TimeDelta,
    ) -> (NewLetter, NewDelivery) {
        let facts = Letter::Invitation { hours: u32::try_from(good_for.num_hours()).unwrap_or_default() };
        let link = LinkLine { url: LINK_PLACEHOLDER.to_owned(), until: Some(now + good_for) };
        let payload = json!({ "link": format!("{}{path}", self.public_url()) });
        self.staff_letter(to, &facts, link, &payload)
    }
}
