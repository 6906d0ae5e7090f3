//! The link of a letter as it leaves. A link is good for hours, and a letter may be on its way for days; a letter that was
//! given up has lost its link. What is over is made anew, good for as long as the first was.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::claim::{self, Correspondent, PersonId};
use crate::letters::{Composed, LINK_PLACEHOLDER, LetterKind, with_end, with_link};
use crate::store::queries::{self, Delivery, FAMILY, INVITATION, StoredLetter, StoredLink};
use crate::store::{Db, StoreError};

use super::super::claims::Loaded;
use super::super::context::Desk;
use super::super::error::DeskError;
use super::super::invitations::{self, GOOD_FOR};
use super::super::secret::secret_hash;
use super::leaving::Scene;
use super::overtaken::Overtaken;
use super::read::language_of;
use super::recipients::family;
use super::send::words_of;
use super::write::{Links, link_kind};

/// What a delivery of a letter carries until it has arrived or is given up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Payload {
    /// The link to the claim, or to choose a password.
    pub(super) link: Option<String>,
    /// Where to ask for fewer letters.
    pub(super) fewer: Option<String>,
}

/// What a letter is sent with.
#[derive(Clone, Debug, Default)]
pub(super) struct Carried {
    pub(super) payload: Payload,
    /// Until when its link was to be good as it is written, and until when it is.
    end: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// Links that were made for it now.
    pub(super) renewed: Vec<StoredLink>,
}

impl Carried {
    /// The words of a letter, with its link and until when that is good.
    pub(super) fn words(&self, letter: &StoredLetter) -> Composed {
        let mut words = words_of(letter);
        if let Some((written, end)) = self.end {
            words = with_end(&words, language_of(&letter.language), written, end);
        }
        self.payload.link.as_ref().map_or_else(|| words.clone(), |link| with_link(&words, link))
    }
}

impl Desk {
    /// What a letter is sent with now, or why it is not sent any more.
    pub(super) async fn carried(
        &self,
        delivery: &Delivery,
        letter: &StoredLetter,
        kind: LetterKind,
        scene: &Scene,
    ) -> Result<Result<Carried, Overtaken>, DeskError> {
        let payload: Payload = serde_json::from_str(&delivery.payload)?;
        if !letter.body.contains(LINK_PLACEHOLDER) {
            return Ok(Ok(Carried { payload, ..Carried::default() }));
        }
        match (&scene.claim, letter.person_id, letter.account_id) {
            (Some(loaded), Some(person), _) => self.family_link_now(payload, letter, kind, loaded, person).await,
            (None, None, Some(account)) => self.invitation_now(payload, letter, account).await,
            _ => Err(DeskError::Unreadable(format!("letter {} has a link for nobody", letter.id))),
        }
    }

    async fn family_link_now(
        &self,
        payload: Payload,
        letter: &StoredLetter,
        kind: LetterKind,
        loaded: &Loaded,
        person: Uuid,
    ) -> Result<Result<Carried, Overtaken>, DeskError> {
        let (claim, now, written) = (&loaded.claim, self.now(), letter.created_at + link_kind(kind).good_for());
        let known = match &payload.link {
            Some(url) => self.link_of(FAMILY, url).await?,
            None => None,
        };
        if let Some(link) = &known {
            let used = link.used_at.is_some();
            if used && kind == LetterKind::LoginLink {
                return Ok(Err(Overtaken::LinkTaken));
            }
            // One that was used has arrived before: this is the copy of a letter whose answer was lost.
            if used || (link.revoked_at.is_none() && link.expires_at > now) {
                let end = Some((written, link.expires_at));
                return Ok(Ok(Carried { payload, end, renewed: Vec::new() }));
            }
        }
        let person = claim.person(PersonId(person)).filter(|person| claim::may_come_in(claim, person).is_ok());
        let Some(person) = person else { return Ok(Err(Overtaken::ShutOut)) };
        let recipient = family(&Correspondent::of_family(person), kind, true);
        let links = self.links_of(claim, &recipient, kind, now);
        let links = Links { fewer: links.fewer.filter(|_| payload.fewer.is_none()), ..links };
        let made: Payload = serde_json::from_value(links.payload(self.public_url()))?;
        let payload = Payload { link: made.link, fewer: payload.fewer.or(made.fewer) };
        let end = links.claim.as_ref().map(|(_, link)| (written, link.expires_at));
        Ok(Ok(Carried { payload, end, renewed: links.rows().collect() }))
    }

    async fn invitation_now(
        &self,
        payload: Payload,
        letter: &StoredLetter,
        account: Uuid,
    ) -> Result<Result<Carried, Overtaken>, DeskError> {
        let (now, written_at) = (self.now(), letter.created_at);
        let known = if let Some(url) = &payload.link {
            self.link_of(INVITATION, url).await?
        } else {
            let newest = move |db: &mut Db| -> Result<_, StoreError> {
                let newer = queries::any_letter_after(db, account, LetterKind::Invitation.as_str(), written_at)?;
                Ok(if newer { None } else { queries::newest_invitation(db, account)? })
            };
            self.store().read(newest).await?
        };
        let Some(known) = known.filter(|link| link.used_at.is_none() && link.revoked_at.is_none()) else {
            return Ok(Err(Overtaken::LinkTaken));
        };
        let written = written_at + GOOD_FOR;
        if payload.link.is_some() && known.expires_at > now {
            return Ok(Ok(Carried { payload, end: Some((written, known.expires_at)), renewed: Vec::new() }));
        }
        let (token, link) = invitations::link_for(self, account, known.created_by, now);
        let payload =
            Payload { link: Some(format!("{}{}", self.public_url(), invitations::path_of(&token))), ..payload };
        Ok(Ok(Carried { payload, end: Some((written, link.expires_at)), renewed: vec![link] }))
    }

    /// The link that an address leads to, whatever became of it.
    async fn link_of(&self, kind: &'static str, url: &str) -> Result<Option<StoredLink>, DeskError> {
        let hash = secret_hash(url.rsplit('/').next().unwrap_or_default());
        Ok(self.store().read(move |db| queries::link_by_hash(db, kind, &hash)).await?)
    }
}
