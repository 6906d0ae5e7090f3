//! The letters as their worker sees them: what to send, and what became of it.

use serde::Deserialize;
use uuid::Uuid;

use crate::claim::{Actor, Claim, Command, PersonId, Severity};
use crate::law::Language;
use crate::law::clock::jakarta_date;
use crate::letters::{Composed, Letter, LetterKind, with_link};
use crate::store::ledger::DeadDelivery;
use crate::store::queries::{self, Delivery, StoredLetter};
use crate::store::{Db, StoreError};
use crate::workflow::Role;

use super::super::claims::{Extra, Wanted, Wish};
use super::super::context::Desk;
use super::super::error::DeskError;
use super::super::hand_over::silent;
use super::leaving::Leaves;
use super::recipients::{Recipient, UNDELIVERABLE, Way};
use super::staff::Staff;
use super::write::{Draft, Written, call};

/// The outbox kind of a letter by mail.
pub const MAIL: &str = "mail";

/// The alarm that the mail server does not take our letters.
pub(in super::super) const MAIL_TROUBLE: &str = "mail_trouble";

/// A letter ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterToSend {
    /// Its id.
    pub id: Uuid,
    /// Whom it is for, by name.
    pub name: String,
    /// Their address.
    pub address: String,
    /// Its words, with its link.
    pub words: Composed,
    /// Where to ask for fewer letters.
    pub fewer_letters: Option<String>,
    /// When it was composed.
    pub written_at: chrono::DateTime<chrono::Utc>,
    /// When it may leave.
    pub leaves: Leaves,
}

/// What a delivery of a letter carries until it has arrived.
#[derive(Debug, Default, Deserialize)]
struct Payload {
    link: Option<String>,
    fewer: Option<String>,
}

impl Desk {
    /// The letter behind a delivery.
    ///
    /// # Errors
    /// [`DeskError::Unreadable`] when there is none, or it has no address: then it can never be sent.
    pub async fn letter_to_send(&self, delivery: &Delivery) -> Result<LetterToSend, DeskError> {
        let id = delivery.id;
        let found = self.store().read(move |db| queries::letter_by_id(db, id)).await?;
        let letter = found.ok_or_else(|| DeskError::Unreadable(format!("letter {id} is not stored")))?;
        let address = letter.address.clone();
        let address = address.ok_or_else(|| DeskError::Unreadable(format!("letter {id} has no address")))?;
        let payload: Payload = serde_json::from_str(&delivery.payload)?;
        let words = words_of(&letter);
        let leaves = self.leaves(&letter).await?;
        Ok(LetterToSend {
            id,
            name: letter.name,
            address,
            words: payload.link.map_or_else(|| words.clone(), |link| with_link(&words, &link)),
            fewer_letters: payload.fewer,
            written_at: letter.created_at,
            leaves,
        })
    }

    /// Records that the mail server took a letter; its link is forgotten here. Says whether `owner` still held it.
    pub async fn letter_sent(&self, delivery: &Delivery, owner: &str) -> Result<bool, DeskError> {
        let (id, owner, now) = (delivery.id, owner.to_owned(), self.now());
        let sent = self.store().write(move |db| {
            let held = queries::mark_delivered(db, id, &owner, now)?;
            if held {
                queries::forget_payload(db, id)?;
                queries::settle_alarm(db, MAIL_TROUBLE, now)?;
                // Whom a later letter reaches, nobody needs to look for any more.
                if let Some(account) = queries::letter_by_id(db, id)?.and_then(|letter| letter.account_id) {
                    queries::settle_staff_letters(db, account, now)?;
                }
            }
            Ok::<_, StoreError>(held)
        });
        Ok(sent.await?)
    }

    /// The mail server takes none of our letters: an alarm for the administrator, once until it is over.
    pub async fn mail_is_in_trouble(&self, answer: &str) -> Result<(), DeskError> {
        let (said, now) = (answer.to_owned(), self.now());
        let raise = move |db: &mut Db| -> Result<_, StoreError> {
            let new = queries::raise_alarm(db, MAIL_TROUBLE, MAIL_TROUBLE, &said, now)?;
            Ok((new, if new { queries::staff(db, None)? } else { Vec::new() }, queries::pending_of(db, MAIL)?))
        };
        let (new, staff, waiting) = self.store().write(raise).await?;
        if new {
            tracing::error!("the mail server takes no letters; they wait and are tried again");
        }
        // A server that relays nothing may still take a letter to its own house.
        let waiting = u32::try_from(waiting).unwrap_or(u32::MAX);
        let facts = Letter::MailTrouble { answer: answer.to_owned(), since: now, waiting };
        for admin in staff.iter().filter(|member| member.role == Role::Admin.as_str()) {
            let notice = format!("{MAIL_TROUBLE}/{}/{now}", admin.id);
            self.tell_staff_once(admin, &facts, &notice, "/desk/admin/outbox").await?;
        }
        Ok(())
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
    }
}
