//! When a letter may leave, where to, and with which link. It was written for working hours, for an address and a claim as
//! they were; between that and its sending lie a mail server that was down and times in which nobody looked: so all of it
//! is asked again at every attempt.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::claim::{Actor, PersonId};
use crate::letters::{Composed, LetterKind};
use crate::store::StoreError;
use crate::store::queries::{self, Delivery, Hold, StaffMember, StoredLetter};

use super::super::claims::{Loaded, Wanted};
use super::super::context::Desk;
use super::super::error::DeskError;
use super::link_now::Carried;
use super::overtaken::Overtaken;

/// When a letter may leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leaves {
    /// Now, like this.
    Now(Box<LetterToSend>),
    /// When the office opens.
    At(DateTime<Utc>),
    /// Not any more.
    Never(Overtaken),
    /// No address of its reader is known any more.
    Nowhere,
}

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
    pub written_at: DateTime<Utc>,
}

/// What a letter is about and for whom, as they are now.
pub(super) struct Scene {
    /// Its claim.
    pub(super) claim: Option<Loaded>,
    /// The member of staff it is for.
    pub(super) member: Option<StaffMember>,
}

impl Scene {
    /// Where a letter goes: the address of its reader may have been corrected since it was written. One that tells of such a
    /// change goes where it was written to: whoever changed the address must not get both.
    fn address(&self, letter: &StoredLetter, kind: LetterKind) -> Option<String> {
        let written = || letter.address.clone();
        if kind == LetterKind::PeopleChanged {
            return written();
        }
        if letter.account_id.is_some() {
            return self.member.as_ref().map_or_else(written, |member| Some(member.email.clone()));
        }
        let Some(loaded) = &self.claim else { return written() };
        match letter.person_id {
            Some(id) => loaded.claim.person(PersonId(id)).map_or_else(written, |person| person.details.email.clone()),
            None => loaded.claim.reporter.email.clone().or_else(written),
        }
    }
}

impl Desk {
    /// The letter behind a delivery that its worker holds. Where its reader has another address by now, or its link is over,
    /// the letter is kept with the new one.
    ///
    /// # Errors
    /// [`DeskError::Unreadable`] when there is none; [`DeskError::Busy`] when another worker has taken it over.
    pub async fn letter_to_send(&self, delivery: &Delivery) -> Result<Leaves, DeskError> {
        let id = delivery.id;
        let found = self.store().read(move |db| queries::letter_by_id(db, id)).await?;
        let letter = found.ok_or_else(|| DeskError::Unreadable(format!("letter {id} is not stored")))?;
        let kind = LetterKind::parse(&letter.kind).unwrap_or(LetterKind::Registered);
        let scene = self.scene(&letter).await?;
        if let Some(why) = self.overtaken(&letter, kind, &scene)? {
            return Ok(Leaves::Never(why));
        }
        if let Some(opening) = self.opening(kind, &scene).await? {
            return Ok(Leaves::At(opening));
        }
        let Some(address) = scene.address(&letter, kind) else { return Ok(Leaves::Nowhere) };
        let carried = match self.carried(delivery, &letter, kind, &scene).await? {
            Ok(carried) => carried,
            Err(why) => return Ok(Leaves::Never(why)),
        };
        self.keep_as_sent(delivery, &letter, &address, &carried).await?;
        let words = carried.words(&letter);
        let fewer_letters = carried.payload.fewer;
        let (name, written_at) = (letter.name, letter.created_at);
        Ok(Leaves::Now(Box::new(LetterToSend { id, name, address, words, fewer_letters, written_at })))
    }

    async fn scene(&self, letter: &StoredLetter) -> Result<Scene, DeskError> {
        let claim = match letter.claim_id {
            Some(claim) => Some(self.load(&Wanted::Id(claim), &Actor::system()).await?),
            None => None,
        };
        let member = match letter.account_id {
            Some(account) => self.store().read(move |db| queries::staff_member(db, account)).await?,
            None => None,
        };
        Ok(Scene { claim, member })
    }

    /// When the office opens for which a letter waits; none when it need not wait.
    async fn opening(&self, kind: LetterKind, scene: &Scene) -> Result<Option<DateTime<Utc>>, DeskError> {
        let now = self.now();
        if kind.is_answer() {
            return Ok(None);
        }
        let office = scene.member.as_ref().and_then(|member| member.office_id);
        let opens = if let Some(loaded) = &scene.claim {
            loaded.calendar.hours.next_open(now, &loaded.calendar.calendar)
        } else if let Some(office) = office {
            let office = self.office_calendar(office).await?;
            office.hours.next_open(now, &office.calendar)
        } else {
            // Who works for all offices is written to while any of them works.
            let all = self.office_calendars().await?;
            all.iter().map(|it| it.hours.next_open(now, &it.calendar)).min().unwrap_or(now)
        };
        Ok((opens > now).then_some(opens))
    }

    /// Keeps with a letter what it is sent with, where that is not what was written down.
    async fn keep_as_sent(
        &self,
        delivery: &Delivery,
        letter: &StoredLetter,
        address: &str,
        carried: &Carried,
    ) -> Result<(), DeskError> {
        let same_address = letter.address.as_deref() == Some(address);
        if same_address && carried.renewed.is_empty() {
            return Ok(());
        }
        let (id, owner) = (delivery.id, delivery.leased_by.clone().unwrap_or_default());
        let (payload, address) = (serde_json::to_string(&carried.payload)?, address.to_owned());
        let renewed = carried.renewed.clone();
        let kept = self.store().write(move |db| {
            let held = queries::carry(db, id, &owner, &payload)?;
            if held {
                queries::readdress(db, id, &address)?;
                for link in &renewed {
                    // A user has one invitation at a time; a family's letters have each their own link.
                    let one = link.kind == queries::INVITATION;
                    if one { queries::add_link(db, link)? } else { queries::add_link_beside(db, link)? }
                }
            }
            Ok::<_, StoreError>(held)
        });
        if kept.await? { Ok(()) } else { Err(DeskError::Busy) }
    }

    /// Lays a letter back for a while through no fault of its own; that was no attempt, and it does not age meanwhile. Says
    /// whether `owner` still held it.
    pub async fn hold_letter(&self, delivery: &Delivery, owner: &str, hold: Hold) -> Result<bool, DeskError> {
        let (delivery, owner, now) = (delivery.clone(), owner.to_owned(), self.now());
        Ok(self.store().write(move |db| queries::hold_until(db, &delivery, &owner, now, &hold)).await?)
    }

    /// Ends the delivery of a letter that is not true any more. Says whether `owner` still held it.
    pub async fn call_off_letter(&self, delivery: &Delivery, owner: &str, why: Overtaken) -> Result<bool, DeskError> {
        let (id, owner, now) = (delivery.id, owner.to_owned(), self.now());
        let called_off = self.store().write(move |db| {
            let held = queries::mark_cancelled(db, id, &owner, now, why.as_str())?;
            if held {
                queries::forget_payload(db, id)?;
            }
            Ok::<_, StoreError>(held)
        });
        Ok(called_off.await?)
    }
}
