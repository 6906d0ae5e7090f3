//! The letter by which a user is invited to choose a password. Its link is told in the letter as it goes out, and kept
//! nowhere else.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use crate::letters::{Frame, LINK_PLACEHOLDER, Letter, LinkLine, compose, first_name};
use crate::store::ledger::{NewDelivery, NewLetter};
use crate::store::queries::StaffMember;

use super::super::context::Desk;
use super::send::MAIL;
use super::staff::language;

impl Desk {
    /// The letter of an invitation that is good for so long, with its delivery; `path` is where its link leads.
    pub(in super::super) fn invitation_letter(
        &self,
        to: &StaffMember,
        path: &str,
        now: DateTime<Utc>,
        good_for: TimeDelta,
    ) -> (NewLetter, NewDelivery) {
        let id = self.new_id();
        let facts = Letter::Invitation { hours: u32::try_from(good_for.num_hours()).unwrap_or_default() };
        let frame = Frame {
            office: self.office_contact().clone(),
            first_name: first_name(&to.name),
            number: None,
            link: Some(LinkLine { url: LINK_PLACEHOLDER.to_owned(), until: Some(now + good_for) }),
            officer: None,
        };
        let composed = compose(&facts, &frame, language(to));
        let letter = NewLetter {
            id,
            kind: facts.kind().as_str().to_owned(),
            language: language(to).code().to_owned(),
            person_id: None,
            account_id: Some(to.id),
            name: to.name.clone(),
            address: Some(to.email.clone()),
            channel: "mail".to_owned(),
            subject: composed.subject,
            body: composed.text,
            html: composed.html,
            message: composed.message,
            cause_seq: None,
            created_at: now,
        };
        let payload = json!({ "link": format!("{}{path}", self.public_url()) });
        let delivery = NewDelivery {
            id,
            kind: MAIL.to_owned(),
            dedup_key: format!("{MAIL}/{id}"),
            payload: payload.to_string(),
            next_attempt_at: now,
        };
        (letter, delivery)
    }
}
