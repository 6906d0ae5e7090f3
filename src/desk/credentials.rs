//! Who may still come in: accounts that are closed, tokens that are listed, noted as used, and revoked.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::claim::Actor;
use crate::store::StoreError;
use crate::store::queries::{self, Account, SessionOwner, Token};

use super::accounts::wrong_address;
use super::context::Desk;
use super::error::DeskError;

/// The use of a token is noted at most this often, so that reading does not become writing.
const NOTED_EVERY: TimeDelta = TimeDelta::minutes(1);

/// A user, as a list shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserItem {
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Role.
    pub role: String,
    /// Office, by name; none is all offices.
    pub office: Option<String>,
    /// Whether they may still come in.
    pub active: bool,
}

/// A token, as a list shows it: never the token itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenItem {
    /// What it is for.
    pub name: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<DateTime<Utc>>,
    /// Since when it is refused.
    pub revoked_at: Option<DateTime<Utc>>,
}

impl Desk {
    /// Closes a user's account: their tokens, sessions and invitations are refused from the next request on. What they
    /// did stays theirs.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] when nobody has that address.
    pub async fn disable_user(&self, email: &str) -> Result<(), DeskError> {
        let id = self.account(email).await?.id;
        let now = self.now();
        let closed = self.store().write(move |db| {
            queries::set_account_active(db, id, false)?;
            queries::end_sessions(db, SessionOwner::Account(id), None, now)?;
            queries::settle_staff_letters(db, id, now)?;
            queries::revoke_invitations(db, id, now)
        });
        Ok(closed.await?)
    }

    /// Puts a user's address right: they log in with the new one, and letters go there. An invitation on its way to the old one
    /// may have reached somebody else, and is good no more.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] when nobody has the old address; [`DeskError::Taken`] when somebody has the new one;
    /// [`DeskError::Invalid`] when it is none.
    pub async fn change_address(&self, old: &str, new: &str) -> Result<(), DeskError> {
        if let Some(wrong) = wrong_address("address", new) {
            return Err(DeskError::Invalid(vec![wrong]));
        }
        let (id, new, now) = (self.account(old).await?.id, new.trim().to_owned(), self.now());
        let changed = self.store().write(move |db| {
            queries::set_account_address(db, id, &new)?;
            queries::settle_staff_letters(db, id, now)?;
            queries::revoke_invitations(db, id, now)
        });
        match changed.await {
            Err(StoreError::Conflict(_)) => Err(DeskError::Taken("email")),
            other => Ok(other?),
        }
    }

    /// All users, by name.
    pub async fn users(&self) -> Result<Vec<UserItem>, DeskError> {
        let (accounts, offices) =
            self.store().read(|db| Ok::<_, StoreError>((queries::accounts(db)?, queries::offices(db)?))).await?;
        let office = |id: Uuid| offices.iter().find(|office| office.id == id).map(|office| office.name.clone());
        let item = |account: Account| UserItem {
            name: account.name,
            email: account.email,
            role: account.role,
            office: account.office_id.and_then(office),
            active: account.active,
        };
        Ok(accounts.into_iter().map(item).collect())
    }

    /// The users that an administrator sees: those of their office, or all.
    pub async fn users_seen_by(&self, actor: &Actor) -> Result<Vec<UserItem>, DeskError> {
        let own = match actor.office {
            Some(office) => Some(self.offices().await?.into_iter().find(|known| known.id == office.0)),
            None => None,
        };
        let mut users = self.users().await?;
        if let Some(own) = own {
            let own = own.map(|office| office.name);
            users.retain(|user| user.office.is_some() && user.office == own);
        }
        Ok(users)
    }

    /// Whether a user is an administrator's to invite or to shut out. Whoever answers for all offices is not an
    /// office's to touch: a link to their account would be a way to all offices.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] when not, or when nobody has that address.
    pub async fn check_administers(&self, actor: &Actor, email: &str) -> Result<(), DeskError> {
        let seen = self.users_seen_by(actor).await?;
        let known = seen.iter().any(|user| user.email.eq_ignore_ascii_case(email.trim()));
        if known { Ok(()) } else { Err(DeskError::NotFound("user")) }
    }

    /// A user's tokens, oldest first.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] when nobody has that address.
    pub async fn tokens(&self, email: &str) -> Result<Vec<TokenItem>, DeskError> {
        let item = |token: Token| TokenItem {
            name: token.name,
            created_at: token.created_at,
            last_used_at: token.last_used_at,
            revoked_at: token.revoked_at,
        };
        Ok(self.tokens_of(email).await?.into_iter().map(item).collect())
    }

    /// Refuses a user's tokens of that name from the next request on.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] when nobody has that address, or no token of that name that is still accepted.
    pub async fn revoke_token(&self, email: &str, name: &str) -> Result<(), DeskError> {
        let named = |token: &Token| token.name == name && token.revoked_at.is_none();
        let wanted: Vec<Uuid> =
            self.tokens_of(email).await?.iter().filter(|token| named(token)).map(|it| it.id).collect();
        if wanted.is_empty() {
            return Err(DeskError::NotFound("token"));
        }
        let now = self.now();
        let revoked = self.store().write(move |db| {
            for id in wanted {
                queries::revoke_token(db, id, now)?;
            }
            Ok::<_, StoreError>(())
        });
        Ok(revoked.await?)
    }

    /// Notes that a token was used. Nobody is turned away because that could not be noted.
    pub(super) async fn note_use(&self, token: &Token) {
        let now = self.now();
        if token.last_used_at.is_some_and(|last| now < last + NOTED_EVERY) {
            return;
        }
        let id = token.id;
        if let Err(error) = self.store().write(move |db| queries::touch_token(db, id, now)).await {
            tracing::warn!(%error, "the use of a token could not be noted");
        }
    }

    pub(super) async fn account(&self, email: &str) -> Result<Account, DeskError> {
        let wanted = email.trim().to_owned();
        let found = self.store().read(move |db| queries::account_by_email(db, &wanted)).await?;
        found.ok_or(DeskError::NotFound("user"))
    }

    async fn tokens_of(&self, email: &str) -> Result<Vec<Token>, DeskError> {
        let id = self.account(email).await?.id;
        Ok(self.store().read(move |db| queries::tokens_of(db, id)).await?)
    }
}
