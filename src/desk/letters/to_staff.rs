//! Letters to one member of staff that no claim causes.

use serde_json::{Value, json};

use crate::letters::{Frame, Letter, LinkLine, compose, first_name};
use crate::store::ledger::{NewDelivery, NewLetter};
use crate::store::queries::{self, MAIL, StaffMember};
use crate::store::{Db, StoreError};

use super::super::context::Desk;
use super::super::error::DeskError;
use super::staff::language;

impl Desk {
    /// A letter, with its delivery; `payload` is what the delivery knows beside the letter.
    pub(super) fn staff_letter(
        &self,
        to: &StaffMember,
        facts: &Letter,
        link: LinkLine,
        payload: &Value,
    ) -> (NewLetter, NewDelivery) {
        let (id, now) = (self.new_id(), self.now());
        let frame = Frame {
            office: self.office_contact().clone(),
            first_name: first_name(&to.name),
            number: None,
            link: Some(link),
            officer: None,
        };
        let composed = compose(facts, &frame, language(to));
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
        let delivery = NewDelivery {
            id,
            kind: MAIL.to_owned(),
            dedup_key: format!("{MAIL}/{id}"),
            payload: payload.to_string(),
            next_attempt_at: now,
        };
        (letter, delivery)
    }

    /// Writes to a member of staff unless it was done under that key. Of two replicas one does.
    pub(super) async fn tell_staff_once(
        &self,
        to: &StaffMember,
        facts: &Letter,
        notice: &str,
        path: &str,
    ) -> Result<bool, DeskError> {
        let link = LinkLine { url: format!("{}{path}", self.public_url()), until: None };
        let (letter, delivery) = self.staff_letter(to, facts, link, &json!({}));
        let (notice, now) = (notice.to_owned(), self.now());
        let post = move |db: &mut Db| -> Result<bool, StoreError> {
            let first = queries::tell_once(db, &notice, now)?;
            if first {
                queries::post_letter(db, &letter, &delivery)?;
            }
            Ok(first)
        };
        match self.store().write(post).await {
            // The other replica was faster by a hair.
            Err(StoreError::Conflict(_)) => Ok(false),
            other => Ok(other?),
        }
    }
}
