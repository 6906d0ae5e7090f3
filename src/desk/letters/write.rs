//! Letters that follow from a decision, composed before it is committed: rows, deliveries, calls and links of one change.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::claim::{Claim, FamilyLinkKind, LetterWish, PersonId, Situation};
use crate::law::clock::{self, Span, Unit, jakarta_date};
use crate::letters::{Frame, LINK_PLACEHOLDER, LetterKind, LinkLine, compose, first_name};
use crate::store::ledger::{Change, MadeCall, NewCall, NewDelivery, NewLetter};
use crate::store::queries::{self, CallFilter, FAMILY, FEWER_LETTERS, MAIL, OpenCall, StoredLink};
use crate::store::{Db, StoreError};

use super::super::claims::{Decided, Loaded, due_after};
use super::super::context::Desk;
use super::super::error::DeskError;
use super::super::family_links::TOKEN_BYTES;
use super::super::secret::{secret, secret_hash};
use super::facts::{self, Ground};
use super::recipients::{Recipient, Way, recipients};
use super::replaced::replace;
use super::staff::Staff;

/// How long somebody of the desk has for a call (the office's own rule).
const CALL_WITHIN: Span = Span { amount: 2, unit: Unit::WorkingDays };

/// How long the link for fewer letters is good, in days (the office's own rule).
const FEWER_LETTERS_DAYS: i64 = 365;

/// What a change writes to people.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Written {
    /// The letters.
    pub(in super::super) letters: Vec<NewLetter>,
    /// The deliveries of those that go by mail.
    pub(in super::super) deliveries: Vec<NewDelivery>,
    /// The calls that stand for the others.
    pub(in super::super) calls: Vec<NewCall>,
    /// The calls that wait for letters which these replace.
    pub(in super::super) superseded: Vec<MadeCall>,
    /// The links in them.
    pub(in super::super) links: Vec<StoredLink>,
}

impl Written {
    /// Puts everything into the change that causes it.
    pub(in super::super) fn add_to(&self, change: &mut Change) {
        change.letters.extend(self.letters.iter().cloned());
        change.enqueue.extend(self.deliveries.iter().cloned());
        change.calls.extend(self.calls.iter().cloned());
        change.calls_made.extend(self.superseded.iter().cloned());
        change.links.extend(self.links.iter().cloned());
    }
}

/// A letter with its place in the world, before it is written down.
pub(super) struct Draft<'a> {
    /// The claim.
    pub(super) claim: &'a Claim,
    /// Its kind.
    pub(super) kind: LetterKind,
    /// The event that causes it.
    pub(super) cause: i64,
    /// Who works on the claim.
    pub(super) officer: Option<Uuid>,
    /// When it is written.
    pub(super) now: DateTime<Utc>,
    /// From when it may go out.
    pub(super) send_at: DateTime<Utc>,
    /// Until when a call in its place must be made.
    pub(super) call_by: DateTime<Utc>,
}

impl<'a> Draft<'a> {
    /// The place of a letter of a claim in time.
    pub(super) fn new(
        loaded: &Loaded,
        claim: &'a Claim,
        kind: LetterKind,
        cause: i64,
        officer: Option<Uuid>,
        now: DateTime<Utc>,
    ) -> Self {
        let office = &loaded.calendar;
        let send_at = if kind.is_answer() { now } else { office.hours.next_open(now, &office.calendar) };
        let call_by = clock::due(now, &CALL_WITHIN, &office.calendar).at;
        Self { claim, kind, cause, officer, now, send_at, call_by }
    }

    /// The same, to go out when the office is open.
    fn in_working_hours(self, loaded: &Loaded) -> Self {
        let office = &loaded.calendar;
        Self { send_at: office.hours.next_open(self.now, &office.calendar), ..self }
    }
}

impl Desk {
    /// Composes the letters that follow from a decision.
    pub(in super::super) async fn write_letters(
        &self,
        loaded: &Loaded,
        decided: &Decided,
    ) -> Result<Written, DeskError> {
        if decided.letters.is_empty() {
            return Ok(Written::default());
        }
        let (office, today) = (decided.after.office.0, jakarta_date(decided.now));
        let claim = decided.after.id.0;
        let read = move |db: &mut Db| -> Result<(Staff, Vec<OpenCall>), StoreError> {
            let filter = CallFilter { claim: Some(claim), ..CallFilter::default() };
            let open = queries::open_calls(db, &filter, None, queries::PAGE_LIMIT)?;
            let caller = open.iter().find_map(|open| open.call.account_id);
            Ok((Staff::read(db, office, today)?.with_caller(caller), open))
        };
        let (staff, open) = self.store().read(read).await?;
        let situation = self.situation_after(loaded, &decided.after, decided.now)?;
        let mut written = Written::default();
        for wish in &decided.letters {
            self.write_letter(loaded, decided, &situation, (&staff, &open), wish, &mut written)?;
        }
        Ok(written)
    }

    fn write_letter(
        &self,
        loaded: &Loaded,
        decided: &Decided,
        situation: &Situation<'_>,
        (staff, open): (&Staff, &[OpenCall]),
        wish: &LetterWish,
        written: &mut Written,
    ) -> Result<(), DeskError> {
        let claim = &decided.after;
        let Some(kind) = LetterKind::parse(&wish.letter) else {
            return Err(DeskError::Unreadable(format!("the letter `{}` is not known", wish.letter)));
        };
        let officer = staff.responsible(claim);
        let due_at = due_after(situation, loaded, claim, &decided.effects);
        let ground = Ground {
            situation,
            before: &loaded.claim,
            claim,
            events: &decided.recorded,
            due_at,
            officer: officer.map(|officer| officer.name.as_str()),
        };
        let draft = Draft::new(loaded, claim, kind, wish.cause, officer.map(|officer| officer.id), decided.now);
        // Only a person is answered in the night; what a clock or the insurer's machine causes waits for the morning.
        let cause = decided.recorded.iter().find(|recorded| recorded.seq == wish.cause);
        let answers = cause.is_some_and(|recorded| recorded.actor.is_person());
        let draft = if answers { draft } else { draft.in_working_hours(loaded) };
        let claims = (&loaded.claim, claim);
        for recipient in recipients(situation, claims, wish, kind, staff, self.sends_mail()) {
            let Some(facts) = facts::letter(&ground, wish, kind, recipient.person) else { continue };
            let frame = self.frame(claim, &recipient, kind, ground.officer, decided.now);
            let composed = compose(&facts, &frame, recipient.language);
            let links = self.links_of(claim, &recipient, kind, decided.now);
            let calls = written.calls.len();
            put(&draft, &recipient, composed, links, self, written);
            replace(open, kind, &recipient, calls, written);
        }
        Ok(())
    }

    /// What stands around a letter of a claim.
    pub(super) fn frame(
        &self,
        claim: &Claim,
        recipient: &Recipient,
        kind: LetterKind,
        officer: Option<&str>,
        now: DateTime<Utc>,
    ) -> Frame {
        let number = claim.number.to_string();
        let mailed = matches!(recipient.way, Way::Mail(_)) && !recipient.former;
        let link = match (recipient.account, recipient.person) {
            (Some(_), _) => Some(LinkLine { url: format!("{}/desk/claims/{number}", self.public_url()), until: None }),
            (None, Some(_)) if mailed && (kind.is_for_family() || kind == LetterKind::LoginLink) => {
                Some(LinkLine { url: LINK_PLACEHOLDER.to_owned(), until: Some(now + link_kind(kind).good_for()) })
            }
            _ => None,
        };
        Frame {
            office: self.office_contact().clone(),
            first_name: first_name(&recipient.name),
            number: Some(number),
            link,
            officer: officer.map(str::to_owned),
        }
    }

    /// The links that a letter to the family carries: to their claim, and to fewer letters where they may want fewer.
    pub(super) fn links_of(&self, claim: &Claim, recipient: &Recipient, kind: LetterKind, now: DateTime<Utc>) -> Links {
        let mailed = matches!(recipient.way, Way::Mail(_)) && !recipient.former;
        let Some(person) = recipient.person.filter(|_| mailed) else {
            return Links::default();
        };
        let made = |kind: &str, good_for: TimeDelta| {
            let token = secret::<TOKEN_BYTES>();
            let link = StoredLink {
                id: self.new_id(),
                hash: secret_hash(&token),
                kind: kind.to_owned(),
                account_id: None,
                claim_id: Some(claim.id.0),
                person_id: Some(person.0),
                created_at: now,
                created_by: None,
                expires_at: now + good_for,
                used_at: None,
                revoked_at: None,
            };
            (token, link)
        };
        Links {
            claim: Some(made(FAMILY, link_kind(kind).good_for())),
            fewer: (!kind.is_statutory()).then(|| made(FEWER_LETTERS, TimeDelta::days(FEWER_LETTERS_DAYS))),
        }
    }
}

/// How the link of a letter reaches its reader.
pub(super) fn link_kind(kind: LetterKind) -> FamilyLinkKind {
    if kind == LetterKind::LoginLink { FamilyLinkKind::Renewed } else { FamilyLinkKind::Sent }
}

/// Links with their tokens, which are told once.
#[derive(Default)]
pub(super) struct Links {
    /// To the claim.
    pub(super) claim: Option<(String, StoredLink)>,
    /// To fewer letters.
    pub(super) fewer: Option<(String, StoredLink)>,
}

impl Links {
    /// What a delivery carries of them.
    pub(super) fn payload(&self, public_url: &str) -> Value {
        let path = |at: &str, link: &Option<(String, StoredLink)>| {
            link.as_ref().map(|(token, _)| format!("{public_url}/{at}/{token}"))
        };
        json!({ "link": path("m", &self.claim), "fewer": path("surat/berhenti", &self.fewer) })
    }

    /// What is kept of them.
    pub(super) fn rows(self) -> impl Iterator<Item = StoredLink> {
        [self.claim, self.fewer].into_iter().flatten().map(|(_, link)| link)
    }
}

/// Writes a letter down for one recipient, by the way that reaches them.
pub(super) fn put(
    draft: &Draft<'_>,
    recipient: &Recipient,
    composed: crate::letters::Composed,
    links: Links,
    desk: &Desk,
    written: &mut Written,
) {
    let (claim, kind) = (draft.claim, draft.kind.as_str());
    let id = claim.id.derive(&format!("letter/{kind}/{}", whose(recipient)), draft.cause);
    if written.letters.iter().any(|letter| letter.id == id) {
        return;
    }
    let (address, channel) = match &recipient.way {
        Way::Mail(address) => (Some(address.clone()), "mail"),
        Way::Call(_) => (None, "call"),
        Way::Declined => (None, "declined"),
    };
    written.letters.push(NewLetter {
        id,
        kind: kind.to_owned(),
        language: recipient.language.code().to_owned(),
        person_id: recipient.person.map(|person| person.0),
        account_id: recipient.account,
        name: recipient.name.clone(),
        address,
        channel: channel.to_owned(),
        subject: composed.subject,
        body: composed.text,
        html: composed.html,
        message: composed.message,
        cause_seq: Some(draft.cause),
        created_at: draft.now,
    });
    match &recipient.way {
        Way::Mail(_) => {
            written.deliveries.push(NewDelivery {
                id,
                kind: MAIL.to_owned(),
                dedup_key: format!("{MAIL}/{id}"),
                payload: links.payload(desk.public_url()).to_string(),
                next_attempt_at: draft.send_at,
            });
            written.links.extend(links.rows());
        }
        Way::Call(reason) => written.calls.push(call(draft, recipient, id, reason)),
        Way::Declined => {}
    }
}

/// The call that stands for a letter.
pub(super) fn call(draft: &Draft<'_>, recipient: &Recipient, letter: Uuid, reason: &str) -> NewCall {
    NewCall {
        id: Uuid::new_v5(&letter, b"call"),
        letter,
        office: draft.claim.office.0,
        account: draft.officer,
        name: recipient.name.clone(),
        phone: recipient.phone.clone(),
        reason: reason.to_owned(),
        due_at: draft.call_by,
        tried: None,
    }
}

fn whose(recipient: &Recipient) -> String {
    let person = recipient.person.map(|PersonId(person)| person);
    let whose = person.or(recipient.account).map_or_else(|| "reporter".to_owned(), |id| id.to_string());
    if recipient.former { format!("{whose}/former") } else { whose }
}
