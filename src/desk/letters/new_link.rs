//! A new link for a family whose old one was used or is over: asked for with the old one, sent to the address that is known
//! of its person. Where none is known somebody of the desk calls. Whoever asks hears the same either way.

use uuid::Uuid;

use crate::claim::{Actor, Claim, Command, Correspondent, FamilyLinkKind, PersonId};
use crate::law::clock::jakarta_date;
use crate::letters::{Letter, LetterKind, compose};
use crate::store::StoreError;
use crate::store::queries::{self, AttemptLimit, CallFilter};

use super::super::claims::{Extra, Loaded, Wanted, Wish};
use super::super::context::Desk;
use super::super::error::DeskError;
use super::super::family_links::{FamilyLinkState, Found};
use super::super::hand_over::silent;
use super::super::log_in;
use super::super::sessions::heir;
use super::recipients::{Recipient, Way, family};
use super::staff::Staff;
use super::write::{Draft, Written, put};

/// New links for one person (the office's own rule).
const OF_PERSON: AttemptLimit =
    AttemptLimit { tries: 3, within: chrono::TimeDelta::hours(1), locked_for: chrono::TimeDelta::hours(1) };

/// How often a race against another change is run again.
const ROUNDS: u32 = 4;

impl Desk {
    /// Whether a link that is not good any more can be asked for anew: it was used or its time is over, and its person may
    /// still come in. Looking changes nothing.
    pub async fn offers_new_link(&self, token: &str) -> Result<bool, DeskError> {
        let Ok(found) = self.once_good(token).await? else { return Ok(false) };
        self.may_renew(&found).await
    }

    /// Sends a new link to the person of an old one, good for 30 minutes, or asks somebody of the desk to call them where
    /// no mail reaches them. The answer does not say which.
    ///
    /// # Errors
    /// [`DeskError::LinkGone`] when the link is unknown, was taken back or still lets its person in, or the person may not
    /// come in any more; [`DeskError::Locked`] after a few within an hour.
    #[tracing::instrument(skip_all)]
    pub async fn send_new_link(&self, token: &str) -> Result<(), DeskError> {
        let found = self.once_good(token).await?.map_err(DeskError::LinkGone)?;
        if !self.may_renew(&found).await? {
            return Err(DeskError::LinkGone(FamilyLinkState::Revoked));
        }
        self.count_new_link(&found).await?;
        for _ in 0..ROUNDS {
            match self.renew(&found).await {
                Err(DeskError::Stale { .. }) => {}
                done => return done,
            }
        }
        Err(DeskError::Busy)
    }

    /// A link that was used or whose time is over, or what else it is.
    async fn once_good(&self, token: &str) -> Result<Result<Found, FamilyLinkState>, DeskError> {
        let Some(found) = self.found(token).await? else { return Ok(Err(FamilyLinkState::Unknown)) };
        Ok(match found.state {
            FamilyLinkState::Used | FamilyLinkState::Expired => Ok(found),
            other => Err(other),
        })
    }

    async fn may_renew(&self, found: &Found) -> Result<bool, DeskError> {
        let actor = heir(found.claim, found.person);
        let loaded = self.load(&Wanted::Id(found.claim.0), &actor).await?;
        match self.rehearse(loaded.claim.number.as_str(), &actor, &renewal(found.person)).await {
            Ok(_) => Ok(true),
            Err(DeskError::Refused(_)) => Ok(false),
            Err(other) => Err(other),
        }
    }

    async fn count_new_link(&self, found: &Found) -> Result<(), DeskError> {
        let key = log_in::new_link_key(found.claim.0, found.person.0);
        for _ in 0..ROUNDS {
            let (key, now) = (key.clone(), self.now());
            let counted = self.store().write(move |db| match queries::count_attempt(db, &key, OF_PERSON, now)? {
                Some(until) => {
                    let wait_seconds = (until - now).num_seconds().max(1);
                    Err(DeskError::Locked { until, wait_seconds })
                }
                None => Ok(()),
            });
            match counted.await {
                // Two first tries under one key: the other one's row is there now.
                Err(DeskError::Store(StoreError::Conflict(_))) => {}
                done => return done,
            }
        }
        Err(DeskError::Busy)
    }

    /// One try: the letter with its link and the event of it are one change; so are the call and its note.
    async fn renew(&self, found: &Found) -> Result<(), DeskError> {
        let own = heir(found.claim, found.person);
        let loaded = self.load(&Wanted::Id(found.claim.0), &own).await?;
        let person = loaded.claim.person(found.person).ok_or(DeskError::NotFound("person"))?;
        let recipient = family(&Correspondent::of_family(person), LetterKind::LoginLink, self.sends_mail());
        let by_mail = matches!(recipient.way, Way::Mail(_));
        if !by_mail && self.is_called_already(found).await? {
            return Ok(());
        }
        let letters = self.login_letter(&loaded, &recipient).await?;
        let note = format!("{} meminta tautan baru; perlu ditelepon.", recipient.name);
        let command = |_: &Claim| {
            Ok(if by_mail { renewal(found.person) } else { Command::AddNote { text: note.clone(), contact: None } })
        };
        // A note is the desk's own to write: the family only asked.
        let actor = if by_mail { own } else { Actor::system() };
        let extra = Extra { letters, ..Extra::default() };
        let expected = Some(loaded.claim.version);
        let wish = Wish { claim: "", actor: &actor, expected, lenient: false, command: &command, key: None, extra };
        self.change_wanted(&Wanted::Id(found.claim.0), &wish, &silent).await.map(|_| ())
    }

    /// Whether somebody is to call the person about a link already.
    async fn is_called_already(&self, found: &Found) -> Result<bool, DeskError> {
        let filter = CallFilter { claim: Some(found.claim.0), ..CallFilter::default() };
        let open = self.store().read(move |db| queries::open_calls(db, &filter, None, queries::PAGE_LIMIT)).await?;
        let kind = LetterKind::LoginLink.as_str();
        Ok(open.iter().any(|open| open.kind == kind && open.person == Some(found.person.0)))
    }

    async fn login_letter(&self, loaded: &Loaded, recipient: &Recipient) -> Result<Written, DeskError> {
        let (claim, now, kind) = (&loaded.claim, self.now(), LetterKind::LoginLink);
        let (office, today): (Uuid, _) = (claim.office.0, jakarta_date(now));
        let staff = self.store().read(move |db| Staff::read(db, office, today)).await?;
        let officer = staff.responsible(claim);
        let draft = Draft::new(loaded, claim, kind, claim.version + 1, officer.map(|officer| officer.id), now);
        let frame = self.frame(claim, recipient, kind, officer.map(|officer| officer.name.as_str()), now);
        let minutes = u32::try_from(FamilyLinkKind::Renewed.good_for().num_minutes()).unwrap_or_default();
        let composed = compose(&Letter::LoginLink { minutes }, &frame, recipient.language);
        let links = self.links_of(claim, recipient, kind, now);
        let mut written = Written::default();
        put(&draft, recipient, composed, links, self, &mut written);
        Ok(written)
    }
}

fn renewal(person: PersonId) -> Command {
    Command::MakeFamilyLink { person, kind: FamilyLinkKind::Renewed }
}
