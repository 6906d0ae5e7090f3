//! Calls: what a named person of the desk says by telephone, because no letter reaches the family.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

use crate::claim::{AccountId, Actor, Claim, PersonId};
use crate::law::Language;
use crate::law::clock::jakarta_date;
use crate::letters::{LetterKind, message_by_hand};
use crate::store::queries::{self, CallFilter, OpenCall, StoredCall, StoredClaim};
use crate::store::{Db, StoreError};

use super::super::claims::Wanted;
use super::super::context::Desk;
use super::super::cursor;
use super::super::error::DeskError;
use super::callers::calls_for;
use super::calls_made::CallOutcome;
use super::read::language_of;
use super::staff::of_the_desk;
use super::together::{Called, together};

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
    /// Their telephone, if one is known: of a person of the claim as it is recorded now.
    pub phone: Option<String>,
    /// How the last try went, if it did not end the call; a wrong number only until another one is recorded.
    pub tried: Option<CallOutcome>,
    /// Their telephone when the call was asked for, or last tried; it only tells which calls are one.
    #[serde(skip)]
    pub phone_before: Option<String>,
    /// Whether it is made to a number that they had before: a call of its own, whoever answers there.
    #[serde(skip)]
    pub to_former: bool,
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
        let calls = self.calls_with(&call).await?;
        if calls.is_empty() { Err(DeskError::AlreadyDone) } else { Ok(calls) }
    }

    pub(super) async fn call_of(&self, id: Uuid) -> Result<StoredCall, DeskError> {
        let found = self.store().read(move |db| queries::call_by_id(db, id)).await?;
        found.ok_or(DeskError::NotFound("call"))
    }

    /// The open calls that are made in one with this one, itself included; none when it was made.
    pub(super) async fn calls_with(&self, call: &StoredCall) -> Result<Vec<CallItem>, DeskError> {
        let filter = CallFilter { claim: Some(call.claim_id), ..CallFilter::default() };
        let items = self.calls_by(filter, queries::PAGE_LIMIT, None).await?.items;
        let own = CallItem::together(&items).into_iter().find(|group| group.iter().any(|it| it.id == call.id));
        Ok(own.into_iter().flatten().cloned().collect())
    }

    async fn calls_by(&self, filter: CallFilter, limit: i64, cursor: Option<&str>) -> Result<CallPage, DeskError> {
        let after = cursor.map(cursor::read_moment).transpose()?;
        let limit = limit.clamp(1, queries::PAGE_LIMIT);
        let mut found = self.store().read(move |db| queries::open_calls(db, &filter, after, limit + 1)).await?;
        let more = i64::try_from(found.len()).unwrap_or(0) > limit;
        found.truncate(usize::try_from(limit).unwrap_or(1));
        let last = found.last().map(|open| cursor::write_moment(open.call.created_at, open.call.id));
        let officers: Vec<Uuid> = found.iter().filter_map(|open| open.call.account_id).collect();
        let claims: Vec<Uuid> =
            found.iter().filter(|open| open.person.is_some()).map(|open| open.call.claim_id).collect();
        let beside = move |db: &mut Db| -> Result<_, StoreError> {
            Ok((queries::account_names(db, &officers)?, queries::claims_by_ids(db, &claims)?))
        };
        let (names, claims) = self.store().read(beside).await?;
        let phones = phones(&claims)?;
        let now = self.now();
        let items = found.into_iter().map(|open| item(open, &names, &phones, now)).collect();
        Ok(CallPage { items, next_cursor: last.filter(|_| more) })
    }
}

impl CallItem {
    /// Calls of which each group is made in one, in the order of the first of each: those to the same person about the
    /// same claim.
    pub fn together(calls: &[Self]) -> Vec<Vec<&Self>> {
        together(calls, Self::called)
    }

    /// Of calls that are made in one, the one whose number is called: a recorded person's can be put right.
    pub fn of_number<'a>(calls: &[&'a Self]) -> Option<&'a Self> {
        calls.iter().find(|call| call.person.is_some()).or(calls.first()).copied()
    }

    fn called(&self) -> Called<'_> {
        // Nobody else has its id, so that nothing is made in one with it.
        let person = if self.to_former { Some(PersonId(self.id)) } else { self.person };
        Called { claim: &self.claim, person, name: &self.name, phone: self.phone_before.as_deref() }
    }
}

/// The telephones of the people of some claims as they are recorded now.
type Phones = BTreeMap<PersonId, Option<String>>;

fn phones(claims: &[StoredClaim]) -> Result<Phones, DeskError> {
    let mut phones = Phones::new();
    for stored in claims {
        let claim: Claim = serde_json::from_slice(&stored.row.snapshot)?;
        phones.extend(claim.people.into_iter().map(|person| (person.id, person.details.phone)));
    }
    Ok(phones)
}

fn item(open: OpenCall, names: &[(Uuid, String)], phones: &Phones, now: DateTime<Utc>) -> CallItem {
    let OpenCall { call, claim, kind, person, language, message } = open;
    let (language, person) = (language_of(&language), person.map(PersonId));
    let name_of = |id: Uuid| names.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone());
    let letter = LetterKind::parse(&kind).unwrap_or(LetterKind::Registered);
    let known = person.and_then(|person| phones.get(&person)).unwrap_or(&call.phone);
    // What tells that a number was changed is said at the number of before.
    let to_former = letter == LetterKind::PeopleChanged && *known != call.phone;
    let phone = if to_former { &call.phone } else { known }.clone();
    let tried = call.outcome.as_deref().and_then(CallOutcome::parse);
    CallItem {
        id: call.id,
        claim,
        officer_name: call.account_id.and_then(name_of),
        officer: call.account_id.map(AccountId),
        name: call.name,
        person,
        tried: tried.filter(|tried| *tried != CallOutcome::WrongNumber || phone == call.phone),
        phone,
        phone_before: call.phone,
        to_former,
        letter,
        letter_id: call.letter_id,
        reason: call.reason,
        message: message_by_hand(&message, language),
        language,
        since: call.created_at,
        overdue: call.due_at < now,
        due_at: call.due_at,
    }
}
