//! How a call went, and who makes it instead.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::claim::{AccountId, Actor, Claim, Command, Contact};
use crate::law::{FieldError, Text};
use crate::store::StoreError;
use crate::store::ledger::MadeCall;
use crate::store::queries;

use super::super::answers::Answered;
use super::super::claims::{Asked, Extra, Render, Wanted, Wish};
use super::super::context::Desk;
use super::super::error::DeskError;
use super::super::hand_over::silent;
use super::calls::CallItem;

/// How a call went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallOutcome {
    /// They were spoken to.
    Reached,
    /// They were visited, or the letter was given to them.
    HandedOver,
    /// A message was sent to their telephone.
    MessageSent,
    /// Nobody answered: the call stays.
    NotReached,
    /// The number is somebody else's: the call stays until another way is found.
    WrongNumber,
}

impl CallOutcome {
    /// Every outcome, the ones that end a call first.
    pub const ALL: [Self; 5] =
        [Self::Reached, Self::MessageSent, Self::HandedOver, Self::NotReached, Self::WrongNumber];

    /// The word for it in data.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::HandedOver => "handed_over",
            Self::MessageSent => "message_sent",
            Self::NotReached => "not_reached",
            Self::WrongNumber => "wrong_number",
        }
    }

    /// The outcome of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == word)
    }

    /// Whether the call is done with it.
    pub fn ends_the_call(self) -> bool {
        matches!(self, Self::Reached | Self::HandedOver | Self::MessageSent)
    }

    /// What the history says of it.
    fn words(self) -> &'static str {
        match self {
            Self::Reached => "Ditelepon dan tersambung",
            Self::HandedOver => "Disampaikan langsung",
            Self::MessageSent => "Pesan dikirim",
            Self::NotReached => "Ditelepon, tidak diangkat",
            Self::WrongNumber => "Ditelepon, nomor salah",
        }
    }
}

impl Desk {
    /// [`Desk::call_made`] for a page, which shows the claim itself afterwards.
    ///
    /// # Errors
    /// As [`Desk::call_made`].
    pub async fn make_call(
        &self,
        asked: Asked<'_>,
        outcome: CallOutcome,
        note: Option<&str>,
        told: Option<&[Uuid]>,
    ) -> Result<(), DeskError> {
        self.call_made(asked, outcome, note, told, &silent).await.map(|_| ())
    }

    /// Records how a call went, as a contact in the claim's history. Who was reached has heard what the caller had before
    /// them: of the other calls to the same person about the same claim those that `told` names end with it, or all,
    /// where it says nothing. What came meanwhile, or stood on another page, still has to be said. Of a try that did not end
    /// them, how it went and with which number stay with all of the calls.
    ///
    /// # Errors
    /// [`DeskError::AlreadyDone`] when somebody else has made it.
    pub async fn call_made(
        &self,
        asked: Asked<'_>,
        outcome: CallOutcome,
        note: Option<&str>,
        told: Option<&[Uuid]>,
        render: &Render<'_>,
    ) -> Result<Answered, DeskError> {
        let id = asked.thing.parse::<Uuid>().map_err(|_| DeskError::NotFound("call"))?;
        let call = self.call_of(id).await?;
        let with_it = self.calls_with(&call).await?;
        let with_it: Vec<&CallItem> = with_it.iter().collect();
        let Some(called) = CallItem::of_number(&with_it) else {
            self.load(&Wanted::Id(call.claim_id), asked.actor).await?;
            // The very same word, sent twice, is answered as the first time.
            return self.replay(asked.key.as_ref()).await?.ok_or(DeskError::AlreadyDone);
        };
        let heard = |one: &&&CallItem| {
            !outcome.ends_the_call() || one.id == id || told.is_none_or(|told| told.contains(&one.id))
        };
        let made = with_it.iter().filter(heard).map(|one| MadeCall {
            id: one.id,
            by: asked.actor.user.map(|user| user.0),
            outcome: outcome.as_str().to_owned(),
            phone: called.phone.clone(),
            ends: outcome.ends_the_call(),
        });
        let made: Vec<MadeCall> = made.collect();
        let note = note.map(str::trim).filter(|note| !note.is_empty());
        let text = note.map_or_else(|| outcome.words().to_owned(), |note| format!("{}. {note}", outcome.words()));
        let channel = if outcome == CallOutcome::HandedOver { "visit" } else { "phone" };
        let contact = Contact { channel: channel.to_owned(), with: call.name.clone() };
        let command = |_: &Claim| Ok(Command::AddNote { text: text.clone(), contact: Some(contact.clone()) });
        let wish = Wish {
            claim: "",
            actor: asked.actor,
            expected: asked.expected,
            lenient: asked.lenient,
            command: &command,
            key: asked.key,
            extra: Extra { calls_made: made, ..Extra::default() },
        };
        self.change_wanted(&Wanted::Id(call.claim_id), &wish, render).await
    }

    /// Gives a call to a colleague of the claim's office, and with it the others to the same person about the same claim.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] when they do not work there.
    pub async fn give_call(&self, actor: &Actor, id: Uuid, to: AccountId) -> Result<(), DeskError> {
        let call = self.call_of(id).await?;
        let loaded = self.load(&Wanted::Id(call.claim_id), actor).await?;
        if !actor.role.is_staff() {
            return Err(DeskError::Forbidden);
        }
        if !self.may_be_assigned(to, &loaded.office.name).await? {
            let message = Text::new("Bukan petugas aktif di kantor ini.", "Not an active member of this office.");
            return Err(DeskError::Invalid(vec![FieldError::new("user", "not_assignable", message)]));
        }
        let all = self.calls_with(&call).await?;
        let given = self.store().write(move |db| {
            let mut own = false;
            for call in all {
                let given = queries::assign_call(db, call.id, to.0)?;
                own |= given && call.id == id;
            }
            Ok::<_, StoreError>(own)
        });
        if given.await? { Ok(()) } else { Err(DeskError::AlreadyDone) }
    }
}
