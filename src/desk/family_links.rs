//! Links by which one person of a claim's family comes in, once. Who was let in, by whom and when, is history: the link
//! and its event are committed together, and so are its use, the session and the event of that.

use chrono::{DateTime, Utc};

use crate::claim::{self, Actor, Claim, ClaimId, Command, Event, FamilyLinkKind, PersonId};
use crate::store::StoreError;
use crate::store::ledger::Access;
use crate::store::queries::{self, FAMILY, SessionOwner, StoredLink};

use super::answers::Answer;
use super::claims::{Asked, Changed, Extra, Wanted, Wish};
use super::context::Desk;
use super::error::DeskError;
use super::secret::{secret, secret_hash};
use super::sessions::{OpenedSession, SessionItem, heir};

/// Bytes of chance in a link's token: few enough for a QR code that a cheap phone reads off a poor print.
pub(super) const TOKEN_BYTES: usize = 24;

/// A link by which one person of a claim's family comes in, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyLink {
    /// Its token. Only its hash is stored.
    pub token: String,
    /// Where it leads, behind the desk's public address.
    pub path: String,
    /// Until when it is good.
    pub expires_at: DateTime<Utc>,
    /// The person's name.
    pub name: String,
}

/// What a link is worth now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FamilyLinkState {
    /// It lets its person in.
    Good {
        /// The name of the office that made it; nothing about the person or the claim.
        office: String,
    },
    /// It has let somebody in.
    Used,
    /// Its time is over.
    Expired,
    /// A newer one was made, or its person may not come in any more.
    Revoked,
    /// There is no such link.
    Unknown,
}

impl FamilyLinkState {
    /// Its word.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Good { .. } => "good",
            Self::Used => "used",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
            Self::Unknown => "unknown",
        }
    }
}

impl Desk {
    /// Makes a link for a person of a claim. An earlier one that nobody has used is good no more.
    ///
    /// The key of the request is not looked at: the token is told once and kept nowhere, so that a repeat cannot be
    /// answered with it. A repeat makes a new link.
    ///
    /// # Errors
    /// [`DeskError::Refused`] when the actor may not, the claim has ended, or this person gets none.
    pub async fn make_family_link(
        &self,
        asked: Asked<'_>,
        person: PersonId,
        kind: FamilyLinkKind,
    ) -> Result<FamilyLink, DeskError> {
        let (token, now) = (secret::<TOKEN_BYTES>(), self.now());
        let link = StoredLink {
            id: self.new_id(),
            hash: secret_hash(&token),
            kind: FAMILY.to_owned(),
            account_id: None,
            // Claim and end are the change's to say.
            claim_id: None,
            person_id: Some(person.0),
            created_at: now,
            created_by: asked.actor.user.map(|user| user.0),
            expires_at: now,
            used_at: None,
            revoked_at: None,
        };
        let wish = Wish {
            claim: asked.thing,
            actor: asked.actor,
            expected: asked.expected,
            lenient: asked.lenient,
            command: &|_: &Claim| Ok(Command::MakeFamilyLink { person, kind }),
            key: None,
            extra: Extra { access: Some(Access::Made(link)), ..Extra::default() },
        };
        let made = self.change(&wish, &|changed| told(changed, person)).await?;
        let (expires_at, name) = serde_json::from_value(made.answer.body)?;
        Ok(FamilyLink { path: format!("/m/{token}"), token, expires_at, name })
    }

    /// What a link is worth now. Looking uses nothing up: programs that preview messages open links too.
    pub async fn family_link(&self, token: &str) -> Result<FamilyLinkState, DeskError> {
        let found = self.found(token).await?;
        Ok(found.map_or(FamilyLinkState::Unknown, |found| found.state))
    }

    /// Lets the person of a link in and uses it up. Of two at the same time one wins.
    ///
    /// # Errors
    /// [`DeskError::LinkGone`] when the link is not good any more.
    pub async fn open_family_link(&self, token: &str, device: &str) -> Result<OpenedSession, DeskError> {
        let found = self.found(token).await?.ok_or(DeskError::LinkGone(FamilyLinkState::Unknown))?;
        let FamilyLinkState::Good { .. } = found.state else { return Err(DeskError::LinkGone(found.state)) };
        let (claim, person) = (found.claim, found.person);
        let new = self.new_session(SessionOwner::Person { claim: claim.0, person: person.0 }, device);
        let actor = heir(claim, person);
        let wish = Wish {
            claim: "",
            actor: &actor,
            expected: None,
            lenient: false,
            command: &|_: &Claim| Ok(Command::OpenFamilyLink { person }),
            key: None,
            extra: Extra { access: Some(Access::Opened { link: found.link, session: new.row }), ..Extra::default() },
        };
        match self.change_wanted(&Wanted::Id(claim.0), &wish, &super::hand_over::silent).await {
            Ok(_) => self.opened(new.token, DeskError::LinkGone(FamilyLinkState::Revoked)).await,
            // Somebody was faster, or the person was shut out since it was looked at: say which.
            Err(DeskError::LinkGone(_) | DeskError::Refused(_)) => {
                let state = self.family_link(token).await?;
                let good = matches!(state, FamilyLinkState::Good { .. });
                Err(DeskError::LinkGone(if good { FamilyLinkState::Revoked } else { state }))
            }
            Err(other) => Err(other),
        }
    }

    /// The sessions of a person of a claim that are let in now, oldest first; for the claim's staff.
    pub async fn family_sessions(
        &self,
        number: &str,
        actor: &Actor,
        person: PersonId,
    ) -> Result<Vec<SessionItem>, DeskError> {
        let claim = self.claim_of_staff(number, actor, person).await?;
        self.sessions_of(&heir(claim, person)).await
    }

    /// Ends all sessions of a person of a claim, for a telephone that was lost or lent; says how many. For the claim's
    /// staff. A new link lets the person in again.
    pub async fn end_family_sessions(&self, number: &str, actor: &Actor, person: PersonId) -> Result<u64, DeskError> {
        let claim = self.claim_of_staff(number, actor, person).await?;
        let (owner, now) = (SessionOwner::Person { claim: claim.0, person: person.0 }, self.now());
        let ended = self.store().write(move |db| queries::end_sessions(db, owner, None, now)).await?;
        tracing::info!(claim.id = %claim, ended, "the sessions of a person of the family were ended");
        Ok(ended)
    }

    /// The claim of that number, for its staff, if it has that person.
    async fn claim_of_staff(&self, number: &str, actor: &Actor, person: PersonId) -> Result<ClaimId, DeskError> {
        let loaded = self.load(&Wanted::Number(number.to_owned()), actor).await?;
        if !actor.role.is_staff() {
            return Err(DeskError::Forbidden);
        }
        loaded.claim.person(person).ok_or(DeskError::NotFound("person"))?;
        Ok(loaded.claim.id)
    }

    /// The link of a token with its person, whatever became of it.
    pub(super) async fn found(&self, token: &str) -> Result<Option<Found>, DeskError> {
        let (hash, now) = (secret_hash(token), self.now());
        let found = self.store().read(move |db| {
            let Some(link) = queries::link_by_hash(db, FAMILY, &hash)? else { return Ok(None) };
            let claim = match link.claim_id {
                Some(claim) => queries::claim_by_id(db, claim)?,
                None => None,
            };
            let Some(claim) = claim else { return Ok(None) };
            let office = queries::office_by_id(db, claim.row.office_id)?;
            Ok::<_, StoreError>(Some((link, claim, office)))
        });
        let Some((link, stored, office)) = found.await? else { return Ok(None) };
        let claim: Claim = serde_json::from_slice(&stored.row.snapshot)?;
        let person = claim.people.iter().find(|person| Some(person.id.0) == link.person_id);
        let Some(person) = person else { return Ok(None) };
        let state = match gone(&link, now) {
            Some(state) => state,
            None if claim::may_come_in(&claim, person).is_err() => FamilyLinkState::Revoked,
            None => FamilyLinkState::Good { office: office.map(|office| office.name).unwrap_or_default() },
        };
        Ok(Some(Found { link: link.id, claim: claim.id, person: person.id, state }))
    }
}

/// A link that is known.
pub(super) struct Found {
    link: uuid::Uuid,
    /// Its claim.
    pub(super) claim: ClaimId,
    /// Its person.
    pub(super) person: PersonId,
    /// What it is worth now.
    pub(super) state: FamilyLinkState,
}

/// What became of a link that is not good any more.
pub(super) fn gone(link: &StoredLink, now: DateTime<Utc>) -> Option<FamilyLinkState> {
    if link.used_at.is_some() {
        Some(FamilyLinkState::Used)
    } else if link.revoked_at.is_some() {
        Some(FamilyLinkState::Revoked)
    } else {
        (link.expires_at <= now).then_some(FamilyLinkState::Expired)
    }
}

/// Until when the link is good, and the person's name.
fn told(changed: &Changed<'_>, person: PersonId) -> Result<Answer, DeskError> {
    let made = changed.events.iter().find_map(|recorded| match &recorded.event {
        Event::FamilyLinkMade { expires_at, .. } => Some(*expires_at),
        _ => None,
    });
    let name = changed.after.person(person).map(|person| person.details.name.clone());
    let body = serde_json::to_value((made, name))?;
    Ok(Answer { status: 201, version: Some(changed.after.version), location: None, body })
}
