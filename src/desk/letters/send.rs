//! What became of letters: taken, or given up with a call in their place.

use uuid::Uuid;

use crate::claim::{Actor, Claim, Command, PersonId, Severity};
use crate::law::Language;
use crate::law::clock::jakarta_date;
use crate::letters::{Composed, LetterKind};
use crate::store::StoreError;
use crate::store::ledger::DeadDelivery;
use crate::store::queries::{self, Delivery, StoredLetter};

use super::super::claims::{Extra, Wanted, Wish};
use super::super::context::Desk;
use super::super::error::DeskError;
use super::super::hand_over::silent;
use super::mail_trouble::mail_is_taken;
use super::recipients::{Recipient, UNDELIVERABLE, Way};
use super::staff::Staff;
use super::write::{Draft, Written, call};

impl Desk {
    /// Records that the mail server took a letter; its link is forgotten here. Says whether `owner` still held it.
    pub async fn letter_sent(&self, delivery: &Delivery, owner: &str) -> Result<bool, DeskError> {
        let (id, owner, now) = (delivery.id, owner.to_owned(), self.now());
        let sent = self.store().write(move |db| {
            let held = queries::mark_delivered(db, id, &owner, now)?;
            if held {
                queries::forget_payload(db, id)?;
                mail_is_taken(db, now)?;
                // Whom a later letter reaches, nobody needs to look for any more.
                if let Some(account) = queries::letter_by_id(db, id)?.and_then(|letter| letter.account_id) {
                    queries::settle_staff_letters(db, account, now)?;
                }
            }
            Ok::<_, StoreError>(held)
        });
        Ok(sent.await?)
    }

    /// Gives a letter up: an alarm on its claim, and a call in its place, in one change. A letter to staff is an alarm
    /// for the administrator. Says whether `owner` still held it.
    #[tracing::instrument(skip_all, fields(delivery = %delivery.id))]
    pub async fn give_up_letter(&self, delivery: &Delivery, owner: &str, error: &str) -> Result<bool, DeskError> {
        let id = delivery.id;
        let letter = self.store().read(move |db| queries::letter_by_id(db, id)).await?;
        let Some((letter, claim)) = letter.and_then(|letter| letter.claim_id.map(|claim| (letter, claim))) else {
            return self.give_up_staff_letter(delivery, owner, error).await;
        };
        let dead = DeadDelivery { id, owner: owner.to_owned(), error: error.to_owned() };
        self.letter_failed(&letter, claim, error, Some(dead)).await
    }

    async fn give_up_staff_letter(&self, delivery: &Delivery, owner: &str, error: &str) -> Result<bool, DeskError> {
        let (id, owner, error, now) = (delivery.id, owner.to_owned(), error.to_owned(), self.now());
        let held = self.store().write(move |db| {
            let held = queries::mark_dead(db, id, &owner, now, &error)?;
            if held {
                queries::raise_alarm(db, &format!("staff_letter/{id}"), "staff_letter_dead", &error, now)?;
            }
            Ok::<_, StoreError>(held)
        });
        Ok(held.await?)
    }

    /// A letter of a claim did not arrive: the alarm, the call and the word to who works on it are one change. Says no
    /// when it had been settled otherwise meanwhile.
    pub(super) async fn letter_failed(
        &self,
        letter: &StoredLetter,
        claim: Uuid,
        error: &str,
        dead: Option<DeadDelivery>,
    ) -> Result<bool, DeskError> {
        // The moment makes a second failure of a letter that was sent again a finding of its own.
        let evidence = serde_json::json!({
            "delivery": letter.id, "letter": letter.kind, "to": letter.name, "error": error, "at": self.now(),
        });
        let command = |_: &Claim| {
            let (kind, severity) = ("mail_dead".to_owned(), Severity::Warning);
            Ok(Command::RaiseAlert { kind, severity, evidence: evidence.clone() })
        };
        let system = Actor::system();
        let letters = self.instead_of(letter, claim).await?;
        let extra = Extra { dead, letters, ..Extra::default() };
        let wish =
            Wish { claim: "", actor: &system, expected: None, lenient: false, command: &command, key: None, extra };
        match self.change_wanted(&Wanted::Id(claim), &wish, &silent).await {
            Ok(_) => Ok(true),
            // Somebody took it over in between; then it is not ours to bury.
            Err(DeskError::Refused(_)) => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// What stands in the place of a family's letter that did not arrive: a call, once, and a word to who has to make it.
    async fn instead_of(&self, letter: &StoredLetter, claim: Uuid) -> Result<Written, DeskError> {
        let mut written = Written::default();
        // A link to log in that did not arrive leaves its person outside as well.
        let family = letter.account_id.is_none();
        let loaded = self.load(&Wanted::Id(claim), &Actor::system()).await?;
        let called = self.store().read(move |db| queries::calls_of(db, claim)).await?;
        if !family || called.iter().any(|call| call.letter_id == letter.id) {
            return Ok(written);
        }
        let (office, now) = (loaded.claim.office.0, self.now());
        let today = jakarta_date(now);
        let staff = self.store().read(move |db| Staff::read(db, office, today)).await?;
        let officer = staff.responsible(&loaded.claim);
        let kind = LetterKind::Undelivered;
        let cause = loaded.claim.version + 1;
        let draft = Draft::new(&loaded, &loaded.claim, kind, cause, officer.map(|officer| officer.id), now);
        let recipient = recipient_of(letter, &loaded.claim);
        written.calls.push(call(&draft, &recipient, letter.id, UNDELIVERABLE));
        self.tell_of_failure(letter, &loaded.claim, officer, &draft, &mut written);
        Ok(written)
    }
}

/// The words of a stored letter, with the placeholder of its link.
pub(super) fn words_of(letter: &StoredLetter) -> Composed {
    Composed {
        subject: letter.subject.clone(),
        text: letter.body.clone(),
        html: letter.html.clone(),
        message: letter.message.clone(),
    }
}

/// Who a letter was for, as they can be called.
fn recipient_of(letter: &StoredLetter, claim: &Claim) -> Recipient {
    let person = letter.person_id.map(PersonId);
    let known = person.and_then(|id| claim.person(id)).map(|person| person.details.phone.clone());
    Recipient {
        person,
        account: None,
        name: letter.name.clone(),
        phone: known.unwrap_or_else(|| claim.reporter.phone.clone()),
        language: if letter.language == "en" { Language::En } else { Language::Id },
        way: Way::Call(UNDELIVERABLE),
        former: false,
    }
}
