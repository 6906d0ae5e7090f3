//! Logging in by password, and the lock after too many wrong ones.
//!
//! A try is counted before it is looked at and taken back when it succeeds, so that of any number of tries at the same
//! moment no more are looked at than the limit says. An address that nobody has behaves in all like one that somebody
//! has: same count, same lock, same work, same words.

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest as _, Sha256};

use crate::store::queries::{self, AttemptLimit, SessionOwner};
use crate::store::{Db, StoreError};

use super::context::Desk;
use super::error::DeskError;
use super::passwords;
use super::sessions::{Holder, OpenedSession, Session};

/// Wrong passwords for one address (the office's own rule).
const OF_ADDRESS: AttemptLimit =
    AttemptLimit { tries: 5, within: TimeDelta::hours(1), locked_for: TimeDelta::minutes(15) };
/// Wrong passwords from one place of the network, where a whole office may sit (the office's own rule).
const OF_PEER: AttemptLimit =
    AttemptLimit { tries: 30, within: TimeDelta::hours(1), locked_for: TimeDelta::minutes(15) };
/// How often a count that met another first one is repeated.
const ROUNDS: u32 = 3;

/// Somebody who wants to come in.
#[derive(Clone)]
pub struct LogIn {
    /// Their address, in whatever case.
    pub email: String,
    /// Their password.
    pub password: String,
    /// What their browser says it is.
    pub device: String,
    /// From where in the network they come, if that is known.
    pub peer: Option<String>,
}

/// Under which keys a try is counted.
#[derive(Clone)]
struct Keys {
    address: String,
    peer: Option<String>,
}

impl Desk {
    /// Whether anybody has an account yet.
    pub async fn has_users(&self) -> Result<bool, DeskError> {
        Ok(self.store().read(queries::has_accounts).await?)
    }

    /// Logs a user in.
    ///
    /// # Errors
    /// [`DeskError::WrongPassword`] also for an address that nobody has and for a closed account;
    /// [`DeskError::Locked`] after too many of them, whoever tries.
    #[tracing::instrument(skip_all)]
    pub async fn log_in(&self, log_in: &LogIn) -> Result<OpenedSession, DeskError> {
        let keys = Keys::of(&log_in.email, log_in.peer.as_deref());
        self.count(&keys).await?;
        let email = log_in.email.trim().to_owned();
        let account = self.store().read(move |db| queries::account_by_email(db, &email)).await?;
        let kept = account.as_ref().and_then(|account| account.password_hash.clone());
        let right = passwords::is_right(&log_in.password, kept.clone()).await?;
        let Some(account) = account.filter(|_| right) else { return Err(DeskError::WrongPassword) };
        let new = self.new_session(SessionOwner::Account(account.id), &log_in.device);
        let written = self.store().write(move |db| {
            // The password may have been changed, or the account closed, while this one was looked at.
            let now = queries::account_by_id(db, account.id)?;
            if now.is_none_or(|now| !now.active || now.password_hash != kept) {
                return Err(DeskError::WrongPassword);
            }
            keys.succeeded(db)?;
            queries::add_session(db, &new.row)?;
            Ok(new.token)
        });
        let token = written.await?;
        self.opened(token, DeskError::WrongPassword).await
    }

    /// Changes one's own password and ends one's other sessions.
    ///
    /// # Errors
    /// [`DeskError::WrongPassword`] and [`DeskError::Locked`] as for [`Desk::log_in`]; [`DeskError::Invalid`] for a new
    /// password that is not good enough; [`DeskError::Forbidden`] for a family, which has none.
    pub async fn change_password(&self, session: &Session, old: &str, new: &str) -> Result<(), DeskError> {
        let Holder::Staff { account, email } = &session.holder else { return Err(DeskError::Forbidden) };
        let (account, own, keys) = (account.0, session.id, Keys::of(email, None));
        passwords::check(new, email)?;
        self.count(&keys).await?;
        let found = self.store().read(move |db| queries::account_by_id(db, account)).await?;
        let kept = found.and_then(|found| found.password_hash);
        if !passwords::is_right(old, kept.clone()).await? {
            return Err(DeskError::WrongPassword);
        }
        let hash = passwords::hashed(new).await?;
        let now = self.now();
        let changed = self.store().write(move |db| {
            if queries::account_by_id(db, account)?.is_none_or(|found| found.password_hash != kept) {
                return Err(DeskError::WrongPassword);
            }
            keys.succeeded(db)?;
            queries::set_password_hash(db, account, Some(&hash))?;
            queries::revoke_invitations(db, account, now)?;
            queries::end_sessions(db, SessionOwner::Account(account), Some(own), now)?;
            Ok(())
        });
        changed.await
    }

    /// Counts a try, or says that no more are looked at for a while.
    async fn count(&self, keys: &Keys) -> Result<(), DeskError> {
        let mut rounds = ROUNDS;
        loop {
            let (keys, now) = (keys.clone(), self.now());
            rounds -= 1;
            match self.store().write(move |db| keys.count(db, now)).await {
                // Two first tries under one key: the other one's row is there now.
                Err(DeskError::Store(StoreError::Conflict(_))) if rounds > 0 => {}
                Err(DeskError::Locked { until, wait_seconds }) => {
                    tracing::warn!(wait_seconds, "a log-in was turned away: too many wrong passwords");
                    return Err(DeskError::Locked { until, wait_seconds });
                }
                counted => return counted,
            }
        }
    }
}

impl Keys {
    fn of(email: &str, peer: Option<&str>) -> Self {
        Self { address: key("address", &email.trim().to_lowercase()), peer: peer.map(|peer| key("peer", peer)) }
    }

    /// Always the address first, so that two who count never wait for each other.
    fn each(&self) -> impl Iterator<Item = (&String, AttemptLimit)> {
        [(&self.address, OF_ADDRESS)].into_iter().chain(self.peer.iter().map(|peer| (peer, OF_PEER)))
    }

    fn count(&self, db: &mut Db, now: DateTime<Utc>) -> Result<(), DeskError> {
        for (key, limit) in self.each() {
            if let Some(until) = queries::count_attempt(db, key, limit, now)? {
                let wait_seconds = (until - now).num_seconds().max(1);
                return Err(DeskError::Locked { until, wait_seconds });
            }
        }
        Ok(())
    }

    /// The address begins anew. The peer does not: whoever has one right password must not try others for ever.
    fn succeeded(&self, db: &mut Db) -> Result<(), StoreError> {
        queries::clear_attempts(db, &self.address)?;
        match &self.peer {
            Some(peer) => queries::take_attempt_back(db, peer, OF_PEER),
            None => Ok(()),
        }
    }
}

/// The key of an address in the table of tries, for whoever lets a user in otherwise.
pub(super) fn address_key(email: &str) -> String {
    Keys::of(email, None).address
}

/// The key of a person of a claim who asks for new links.
pub(super) fn new_link_key(claim: uuid::Uuid, person: uuid::Uuid) -> String {
    key("new_link", &format!("{claim}/{person}"))
}

/// Neither addresses nor places are kept, only what they hash to.
fn key(kind: &str, value: &str) -> String {
    hex::encode(Sha256::digest(format!("santun-attempt-1|{kind}|{value}").as_bytes()))
}
