//! Invitations: a link by which a user chooses a password, the first or a new one for a lost one.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::claim::AccountId;
use crate::law::{FieldError, Text};
use crate::store::queries::{self, Account, INVITATION, SessionOwner, StoredLink};
use crate::store::{Db, StoreError};

use super::context::Desk;
use super::error::DeskError;
use super::family_links::FamilyLinkState;
use super::passwords;
use super::secret::{secret, secret_hash};
use super::sessions::OpenedSession;
use super::{family_links, log_in};

/// How long an invitation is good (the office's own rule).
const GOOD_FOR: TimeDelta = TimeDelta::hours(72);

/// A link by which a user chooses a password, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Its token. Only its hash is stored.
    pub token: String,
    /// Where it leads, behind the desk's public address.
    pub path: String,
    /// Until when it is good.
    pub expires_at: DateTime<Utc>,
    /// The address that it is sent to, where the desk sends mail.
    pub sent_to: Option<String>,
}

/// Who is invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitedUser {
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
}

impl Desk {
    /// Invites a user to choose a password. Earlier invitations of theirs are good no more; their password, if they
    /// have one, stays until they choose another. Where the desk sends mail, the letter with the link is written in the same
    /// transaction.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] when nobody has that address; [`DeskError::Invalid`] when their account is closed.
    pub async fn invite(&self, email: &str, by: Option<AccountId>) -> Result<Invitation, DeskError> {
        self.invite_under(email, by, None).await
    }

    /// The same from a form, once for each: a second press would make the link of the first letter void.
    ///
    /// # Errors
    /// As [`Desk::invite`]; [`DeskError::AlreadyDone`] when the form `once` was sent before.
    pub async fn invite_once(&self, email: &str, by: Option<AccountId>, once: &str) -> Result<Invitation, DeskError> {
        match self.invite_under(email, by, Some(once.to_owned())).await {
            // Of two presses at the same moment one is the second.
            Err(DeskError::Store(StoreError::Conflict(_))) => Err(DeskError::AlreadyDone),
            other => other,
        }
    }

    /// Whether a form has invited somebody already.
    pub async fn was_invited_by(&self, email: &str, once: &str) -> Result<bool, DeskError> {
        let key = notice(self.account(email).await?.id, once);
        Ok(self.store().read(move |db| queries::was_told(db, &key)).await?)
    }

    async fn invite_under(
        &self,
        email: &str,
        by: Option<AccountId>,
        once: Option<String>,
    ) -> Result<Invitation, DeskError> {
        let account = self.account(email).await?;
        if !account.active {
            let message = Text::new("Akun ini ditutup.", "This account is disabled.");
            return Err(DeskError::Invalid(vec![FieldError::new("email", "account_disabled", message)]));
        }
        let (token, now) = (secret::<{ family_links::TOKEN_BYTES }>(), self.now());
        let link = StoredLink {
            id: self.new_id(),
            hash: secret_hash(&token),
            kind: INVITATION.to_owned(),
            account_id: Some(account.id),
            claim_id: None,
            person_id: None,
            created_at: now,
            created_by: by.map(|by| by.0),
            expires_at: now + GOOD_FOR,
            used_at: None,
            revoked_at: None,
        };
        let (expires_at, path) = (link.expires_at, format!("/undangan/{token}"));
        let member = self.store().read(move |db| queries::staff_member(db, account.id)).await?;
        let member = member.filter(|_| self.sends_mail());
        let posted = member.as_ref().map(|to| self.invitation_letter(to, &path, now, GOOD_FOR));
        let invite = move |db: &mut Db| -> Result<(), DeskError> {
            if let Some(once) = once.filter(|once| !once.is_empty())
                && !queries::tell_once(db, &notice(account.id, &once), now)?
            {
                return Err(DeskError::AlreadyDone);
            }
            queries::add_link(db, &link)?;
            posted.map_or(Ok(()), |(letter, delivery)| Ok(queries::post_letter(db, &letter, &delivery)?))
        };
        self.store().write(invite).await?;
        Ok(Invitation { path, token, expires_at, sent_to: member.map(|to| to.email) })
    }

    /// Whom an invitation is for, while it is good. Looking uses nothing up.
    pub async fn invitation(&self, token: &str) -> Result<Option<InvitedUser>, DeskError> {
        Ok(match self.invited(token).await? {
            Ok((_, account)) => Some(InvitedUser { name: account.name, email: account.email }),
            Err(_) => None,
        })
    }

    /// Sets the password, ends all sessions of the account, and logs its user in. Of two at the same time one wins.
    ///
    /// # Errors
    /// [`DeskError::LinkGone`] when the invitation is not good any more; [`DeskError::Invalid`] for a password that is
    /// not good enough, and then the invitation stays good.
    pub async fn accept_invitation(
        &self,
        token: &str,
        password: &str,
        device: &str,
    ) -> Result<OpenedSession, DeskError> {
        let (link, account) = self.invited(token).await?.map_err(DeskError::LinkGone)?;
        passwords::check(password, &account.email)?;
        let hash = passwords::hashed(password).await?;
        let (now, owner) = (self.now(), SessionOwner::Account(account.id));
        let new = self.new_session(owner, device);
        let (tries, session) = (log_in::address_key(&account.email), new.row);
        let accepted = self.store().write(move |db| {
            let open = queries::account_by_id(db, account.id)?.is_some_and(|account| account.active);
            if !open || !queries::use_link(db, link, now)? {
                return Ok::<_, StoreError>(false);
            }
            queries::set_password_hash(db, account.id, Some(&hash))?;
            queries::end_sessions(db, owner, None, now)?;
            queries::clear_attempts(db, &tries)?;
            queries::add_session(db, &session)?;
            Ok(true)
        });
        if accepted.await? {
            return self.opened(new.token, DeskError::LinkGone(FamilyLinkState::Revoked)).await;
        }
        let state = self.invited(token).await?.err();
        Err(DeskError::LinkGone(state.unwrap_or(FamilyLinkState::Used)))
    }

    /// The invitation's id and account, or what became of it.
    async fn invited(&self, token: &str) -> Result<Result<(Uuid, Account), FamilyLinkState>, DeskError> {
        let (hash, now) = (secret_hash(token), self.now());
        let found = self.store().read(move |db| {
            let Some(link) = queries::link_by_hash(db, INVITATION, &hash)? else { return Ok(None) };
            let account = match link.account_id {
                Some(account) => queries::account_by_id(db, account)?,
                None => None,
            };
            Ok::<_, StoreError>(account.map(|account| (link, account)))
        });
        let Some((link, account)) = found.await? else { return Ok(Err(FamilyLinkState::Unknown)) };
        Ok(match family_links::gone(&link, now) {
            Some(state) => Err(state),
            None if !account.active => Err(FamilyLinkState::Revoked),
            None => Ok((link.id, account)),
        })
    }
}

/// What is noted of an invitation that a form made.
fn notice(account: Uuid, once: &str) -> String {
    format!("invitation/{account}/{once}")
}
