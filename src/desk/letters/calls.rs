//! Calls: what a named person of the desk says by telephone, because no letter reaches the family.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::claim::{AccountId, Actor, Claim, Command, Contact, PersonId};
use crate::law::clock::jakarta_date;
use crate::law::{FieldError, Language, Text};
use crate::letters::{LetterKind, message_by_hand};
use crate::store::StoreError;
use crate::store::ledger::MadeCall;
use crate::store::queries::{self, CallFilter, OpenCall, StoredCall};

use super::super::answers::Answered;
use super::super::claims::{Asked, Extra, Render, Wanted, Wish};
use super::super::context::Desk;
use super::super::cursor;
use super::super::error::DeskError;
use super::super::hand_over::silent;
use super::callers::calls_for;
use super::read::language_of;
use super::staff::of_the_desk;

/// A call that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CallItem {
    /// Its id.
    pub id: Uuid,
    /// The claim's number.
    pub claim: String,
    /// Whom to call.
    pub name: String,
    /// The person of the claim that they are; none for who reported the event.
    pub person: Option<PersonId>,
    /// Their telephone, if one is known.
    pub phone: Option<String>,
    /// Which letter it stands for.
    pub letter: LetterKind,
    /// The letter itself, to be read or printed.
    pub letter_id: Uuid,
    /// Why no letter reaches them: `no_address`, `no_mail` or `undeliverable`.
    pub reason: String,
    /// What to say, or to send as a message; a link is never in it.
    pub message: String,
    /// Its language.
    pub language: Language,
    /// Who is to call.
    pub officer: Option<AccountId>,
    /// Their name.
    pub officer_name: Option<String>,
    /// Since when it waits.
    pub since: DateTime<Utc>,
    /// Until when.
    pub due_at: DateTime<Utc>,
    /// Whether that has passed.
    pub overdue: bool,
}

/// A page of calls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CallPage {
    /// The calls, the longest waiting first.
    pub items: Vec<CallItem>,
    /// Where the next page begins.
    pub next_cursor: Option<String>,
}

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
    /// Calls that wait: one's own, with those of whom one stands in for and those of nobody yet, or all that one sees.
    pub async fn calls(
        &self,
        actor: &Actor,
        mine: bool,
        limit: i64,
        cursor: Option<&str>,
    ) -> Result<CallPage, DeskError> {
        of_the_desk(actor)?;
        let (office, today) = (actor.office.map(|office| office.0), jakarta_date(self.now()));
        let filter = match actor.user.filter(|_| mine) {
            Some(user) => self.store().read(move |db| calls_for(db, user.0, office, today)).await?,
            None => CallFilter { office, ..CallFilter::default() },
        };
        self.calls_by(filter, limit, cursor).await
    }

    /// The calls that wait about one claim.
    pub async fn calls_of_claim(&self, number: &str, actor: &Actor) -> Result<Vec<CallItem>, DeskError> {
        of_the_desk(actor)?;
        let loaded = self.load(&Wanted::Number(number.to_owned()), actor).await?;
        let filter = CallFilter { claim: Some(loaded.claim.id.0), ..CallFilter::default() };
        Ok(self.calls_by(filter, queries::PAGE_LIMIT, None).await?.items)
    }

    /// A call that waits, with the others to the same person about the same claim: one telephone call serves them all.
    ///
    /// # Errors
    /// [`DeskError::AlreadyDone`] when it was made.
    pub async fn call(&self, id: Uuid, actor: &Actor) -> Result<Vec<CallItem>, DeskError> {
        of_the_desk(actor)?;
        let call = self.call_of(id).await?;
        self.load(&Wanted::Id(call.claim_id), actor).await?;
        let filter = CallFilter { claim: Some(call.claim_id), ..CallFilter::default() };
        let mut items = self.calls_by(filter, queries::PAGE_LIMIT, None).await?.items;
        items.retain(|item| item.name == call.name && item.phone == call.phone);
        if items.iter().any(|item| item.id == id) { Ok(items) } else { Err(DeskError::AlreadyDone) }
    }

    async fn call_of(&self, id: Uuid) -> Result<StoredCall, DeskError> {
        let found = self.store().read(move |db| queries::call_by_id(db, id)).await?;
        found.ok_or(DeskError::NotFound("call"))
    }

    /// The open calls of a claim to the same person as this one, itself included.
    async fn calls_with(&self, call: &StoredCall) -> Result<Vec<Uuid>, DeskError> {
        let claim = call.claim_id;
        let all = self.store().read(move |db| queries::calls_of(db, claim)).await?;
        let same =
            |other: &&StoredCall| other.done_at.is_none() && other.name == call.name && other.phone == call.phone;
        Ok(all.iter().filter(same).map(|other| other.id).collect())
    }

    async fn calls_by(&self, filter: CallFilter, limit: i64, cursor: Option<&str>) -> Result<CallPage, DeskError> {
        let after = cursor.map(cursor::read_moment).transpose()?;
        let limit = limit.clamp(1, queries::PAGE_LIMIT);
        let mut found = self.store().read(move |db| queries::open_calls(db, &filter, after, limit + 1)).await?;
        let more = i64::try_from(found.len()).unwrap_or(0) > limit;
        found.truncate(usize::try_from(limit).unwrap_or(1));
        let last = found.last().map(|open| cursor::write_moment(open.call.created_at, open.call.id));
        let officers: Vec<Uuid> = found.iter().filter_map(|open| open.call.account_id).collect();
        let names = self.store().read(move |db| queries::account_names(db, &officers)).await?;
        let now = self.now();
        let items = found.into_iter().map(|open| item(open, &names, now)).collect();
        Ok(CallPage { items, next_cursor: last.filter(|_| more) })
    }

    /// [`Desk::call_made`] for a page, which shows the claim itself afterwards.
    ///
    /// # Errors
    /// As [`Desk::call_made`].
    pub async fn make_call(&self, asked: Asked<'_>, outcome: CallOutcome, note: Option<&str>) -> Result<(), DeskError> {
        self.call_made(asked, outcome, note, &silent).await.map(|_| ())
    }

    /// Records how a call went, as a contact in the claim's history. Who was reached has heard of everything that waits
    /// for them: the other calls to the same person about the same claim end with it.
    ///
    /// # Errors
    /// [`DeskError::AlreadyDone`] when somebody else has made it.
    pub async fn call_made(
        &self,
        asked: Asked<'_>,
        outcome: CallOutcome,
        note: Option<&str>,
        render: &Render<'_>,
    ) -> Result<Answered, DeskError> {
        let id = asked.thing.parse::<Uuid>().map_err(|_| DeskError::NotFound("call"))?;
        let call = self.call_of(id).await?;
        if call.done_at.is_some() {
            self.load(&Wanted::Id(call.claim_id), asked.actor).await?;
            // The very same word, sent twice, is answered as the first time.
            return self.replay(asked.key.as_ref()).await?.ok_or(DeskError::AlreadyDone);
        }
        let with_it = if outcome.ends_the_call() { self.calls_with(&call).await? } else { Vec::new() };
        let made: Vec<MadeCall> = with_it
            .into_iter()
            .map(|id| MadeCall { id, by: asked.actor.user.map(|user| user.0), outcome: outcome.as_str().to_owned() })
            .collect();
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
                let given = queries::assign_call(db, call, to.0)?;
                own |= given && call == id;
            }
            Ok::<_, StoreError>(own)
        });
        if given.await? { Ok(()) } else { Err(DeskError::AlreadyDone) }
    }
}

fn item(open: OpenCall, names: &[(Uuid, String)], now: DateTime<Utc>) -> CallItem {
    let OpenCall { call, claim, kind, person, language, message } = open;
    let language = language_of(&language);
    let name_of = |id: Uuid| names.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone());
    CallItem {
        id: call.id,
        claim,
        officer_name: call.account_id.and_then(name_of),
        officer: call.account_id.map(AccountId),
        name: call.name,
        person: person.map(PersonId),
        phone: call.phone,
        letter: LetterKind::parse(&kind).unwrap_or(LetterKind::Registered),
        letter_id: call.letter_id,
        reason: call.reason,
        message: message_by_hand(&message, language),
        language,
        since: call.created_at,
        overdue: call.due_at < now,
        due_at: call.due_at,
    }
}
