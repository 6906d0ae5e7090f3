//! Letters as people of the desk read them: what was written, to whom, by which way, and what became of it; and what would
//! be written by a step that nobody has taken yet.

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

use crate::claim::{Actor, Command, PersonId, may_come_in};
use crate::law::Language;
use crate::letters::{Composed, LetterKind, message_by_hand, without_link};
use crate::store::ledger::NewLetter;
use crate::store::queries::{self, Delivery, StoredLetter};

use super::super::claims::{Decided, Wanted};
use super::super::context::Desk;
use super::super::cursor;
use super::super::error::DeskError;
use super::replaced::SUPERSEDED;
use super::send::words_of;
use super::staff::of_the_desk;

/// A letter of a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LetterItem {
    /// Its id.
    pub id: Uuid,
    /// Its kind.
    pub kind: LetterKind,
    /// Whom it is for, by name.
    pub name: String,
    /// Their address, where it goes by mail.
    pub address: Option<String>,
    /// `mail`, `call` or `declined`.
    pub channel: String,
    /// Its subject.
    pub subject: String,
    /// When it was written.
    pub written_at: DateTime<Utc>,
    /// Of a mail: `pending`, `delivered`, `dead`, `bounced`, or `cancelled` when it was not true any more. Of a call:
    /// `waiting`, `made` or `superseded`.
    pub state: String,
    /// When it is sent, or tried again.
    pub next_attempt_at: Option<DateTime<Utc>>,
    /// How often it was tried.
    pub attempts: i32,
    /// Why it has not arrived: what a mail server said, or the word for what overtook it.
    pub error: Option<String>,
    /// When it arrived, or the call was made.
    pub done_at: Option<DateTime<Utc>>,
}

/// A page of letters, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LetterPage {
    /// The letters.
    pub items: Vec<LetterItem>,
    /// Where the next page begins.
    pub next_cursor: Option<String>,
}

/// A letter with its words. The one-time link is not among them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LetterText {
    /// What lists say of it; none before it is written.
    pub item: Option<LetterItem>,
    /// The number of its claim; none of a letter to staff about many, and before it is written.
    pub claim: Option<String>,
    /// Its kind.
    pub kind: LetterKind,
    /// Whom it is for, by name.
    pub name: String,
    /// Their address, where it goes by mail.
    pub address: Option<String>,
    /// `mail`, `call` or `declined`.
    pub channel: String,
    /// Its words.
    pub words: Composed,
    /// Their language.
    pub language: Language,
    /// The person of the claim that it is for, if a link may let them in now.
    #[serde(skip)]
    pub opens_for: Option<PersonId>,
}

impl Desk {
    /// The letters of a claim.
    pub async fn letters(
        &self,
        number: &str,
        actor: &Actor,
        limit: i64,
        cursor: Option<&str>,
    ) -> Result<LetterPage, DeskError> {
        of_the_desk(actor)?;
        let loaded = self.load(&Wanted::Number(number.to_owned()), actor).await?;
        let before = cursor.map(cursor::read_moment).transpose()?;
        let claim = loaded.claim.id.0;
        let limit = limit.clamp(1, queries::PAGE_LIMIT);
        let read = move |db: &mut crate::store::Db| -> Result<_, crate::store::StoreError> {
            Ok((queries::letters_of(db, claim, before, limit + 1)?, queries::calls_of(db, claim)?))
        };
        let (mut found, calls) = self.store().read(read).await?;
        let page = usize::try_from(limit).unwrap_or(1);
        let more = found.len() > page;
        found.truncate(page);
        let last = found.last().map(|(letter, _)| cursor::write_moment(letter.created_at, letter.id));
        let items = found.iter().map(|(letter, delivery)| item(letter, delivery.as_ref(), &calls)).collect();
        Ok(LetterPage { items, next_cursor: last.filter(|_| more) })
    }

    /// A letter with its words, for who may see its claim.
    pub async fn letter(&self, id: Uuid, actor: &Actor) -> Result<LetterText, DeskError> {
        of_the_desk(actor)?;
        let found = self.store().read(move |db| queries::letter_by_id(db, id)).await?;
        let letter = found.ok_or(DeskError::NotFound("letter"))?;
        let Some(claim) = letter.claim_id else {
            // A letter to staff holds claims of their office: only its reader sees it again.
            let own = letter.account_id.is_some() && letter.account_id == actor.user.map(|user| user.0);
            return if own { Ok(text(&letter, None, None)) } else { Err(DeskError::NotFound("letter")) };
        };
        let loaded = self.load(&Wanted::Id(claim), actor).await.map_err(|error| match error {
            DeskError::NotFound(_) => DeskError::NotFound("letter"),
            other => other,
        })?;
        let number = loaded.claim.number.to_string();
        let read = move |db: &mut crate::store::Db| -> Result<_, crate::store::StoreError> {
            Ok((queries::delivery_by_id(db, id)?, queries::calls_of(db, claim)?))
        };
        let (delivery, calls) = self.store().read(read).await?;
        let item = item(&letter, delivery.as_ref(), &calls);
        let person = loaded.claim.people.iter().find(|person| letter.person_id == Some(person.id.0));
        let opens_for = person.filter(|person| !loaded.claim.ended && may_come_in(&loaded.claim, person).is_ok());
        Ok(LetterText { opens_for: opens_for.map(|person| person.id), ..text(&letter, Some(item), Some(number)) })
    }

    /// The letters that a command would write, to be read before it is given. Nothing is committed.
    pub async fn letters_before(
        &self,
        number: &str,
        actor: &Actor,
        command: &Command,
    ) -> Result<Vec<LetterText>, DeskError> {
        of_the_desk(actor)?;
        let loaded = self.load(&Wanted::Number(number.to_owned()), actor).await?;
        let situation = self.situation(&loaded, self.now())?;
        let decided = Decided::on(&situation, &loaded.claim, command, actor)?;
        let written = self.write_letters(&loaded, &decided).await?;
        Ok(for_family(&written.letters))
    }
}

/// Letters that are not written yet, as far as they go to the family: those to staff are their own business.
pub(super) fn for_family(letters: &[NewLetter]) -> Vec<LetterText> {
    letters.iter().filter(|letter| letter.account_id.is_none()).map(unwritten).collect()
}

fn unwritten(letter: &NewLetter) -> LetterText {
    let language = language_of(&letter.language);
    let words = Composed {
        subject: letter.subject.clone(),
        text: letter.body.clone(),
        html: letter.html.clone(),
        message: letter.message.clone(),
    };
    LetterText {
        item: None,
        claim: None,
        kind: LetterKind::parse(&letter.kind).unwrap_or(LetterKind::Registered),
        name: letter.name.clone(),
        address: letter.address.clone(),
        channel: letter.channel.clone(),
        words: as_staff_read(&words, language),
        language,
        opens_for: None,
    }
}

/// A letter as staff read it, with a message that they can send themselves.
fn as_staff_read(words: &Composed, language: Language) -> Composed {
    Composed { message: message_by_hand(&words.message, language), ..without_link(words, language) }
}

pub(super) fn language_of(word: &str) -> Language {
    if word == "en" { Language::En } else { Language::Id }
}

fn text(letter: &StoredLetter, item: Option<LetterItem>, claim: Option<String>) -> LetterText {
    let language = language_of(&letter.language);
    LetterText {
        item,
        claim,
        kind: LetterKind::parse(&letter.kind).unwrap_or(LetterKind::Registered),
        name: letter.name.clone(),
        address: letter.address.clone(),
        channel: letter.channel.clone(),
        words: as_staff_read(&words_of(letter), language),
        language,
        opens_for: None,
    }
}

fn item(letter: &StoredLetter, delivery: Option<&Delivery>, calls: &[queries::StoredCall]) -> LetterItem {
    let call = calls.iter().find(|call| call.letter_id == letter.id);
    let state = match (delivery, call) {
        _ if letter.bounced_at.is_some() => "bounced".to_owned(),
        (Some(delivery), _) => delivery.state.clone(),
        (None, Some(call)) if is_superseded(call) => SUPERSEDED.to_owned(),
        (None, Some(call)) if call.done_at.is_some() => "made".to_owned(),
        (None, Some(_)) => "waiting".to_owned(),
        (None, None) => "declined".to_owned(),
    };
    let pending = delivery.filter(|delivery| delivery.state == "pending");
    let made_at = call.filter(|call| !is_superseded(call)).and_then(|call| call.done_at);
    LetterItem {
        id: letter.id,
        kind: LetterKind::parse(&letter.kind).unwrap_or(LetterKind::Registered),
        name: letter.name.clone(),
        address: letter.address.clone(),
        channel: letter.channel.clone(),
        subject: letter.subject.clone(),
        written_at: letter.created_at,
        state,
        next_attempt_at: pending.map(|delivery| delivery.next_attempt_at),
        attempts: delivery.map_or(0, |delivery| delivery.attempts),
        error: delivery.and_then(|delivery| delivery.last_error.clone()),
        done_at: delivery.and_then(|delivery| delivery.finished_at).or(made_at),
    }
}

/// Whether nobody made a call and nobody has to, for a newer letter says what holds now.
fn is_superseded(call: &queries::StoredCall) -> bool {
    call.outcome.as_deref() == Some(SUPERSEDED)
}
