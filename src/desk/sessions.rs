//! Sessions: a browser that has come in, of a user or of one person of one claim's family.
//!
//! A session is a row and a token. Whoever shows the token is let in as long as the row says so; the row can be ended
//! at any time, and is asked at every request, together with the account or the claim behind it.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::claim::{self, AccountId, Actor, Claim, ClaimId, ClaimNumber, PersonId};
use crate::store::queries::{self, Account, SessionOwner, StoredSession};
use crate::store::{Db, StoreError};
use crate::workflow::Role;

use super::accounts::{Caller, staff_caller};
use super::context::Desk;
use super::error::DeskError;
use super::secret::{derived, secret, secret_hash};

/// A user's session ends after this time whatever happens (the office's own rule: a long working day).
const STAFF_LASTS: TimeDelta = TimeDelta::hours(12);
/// A user's session ends when it was not used for this time (the office's own rule).
const STAFF_IDLE: TimeDelta = TimeDelta::minutes(60);
/// A family's session ends after this time whatever happens (the office's own rule: papers take weeks).
const FAMILY_LASTS: TimeDelta = TimeDelta::days(30);
/// A family's session ends when it was not used for this time (the office's own rule).
const FAMILY_IDLE: TimeDelta = TimeDelta::days(7);
/// The use of a session is noted at most this often, so that reading does not become writing.
const NOTED_EVERY: TimeDelta = TimeDelta::minutes(1);
/// Letters kept of what a browser says it is.
const DEVICE_LENGTH_MAX: usize = 120;
/// Bytes of chance in a session's token.
const TOKEN_BYTES: usize = 32;

/// A session that has just begun.
#[derive(Clone, Debug)]
pub struct OpenedSession {
    /// What the browser shows from now on. Only its hash is stored.
    pub token: String,
    /// The session.
    pub session: Session,
}

/// A session that is let in.
#[derive(Clone, Debug)]
pub struct Session {
    /// Its id.
    pub id: Uuid,
    /// Who calls.
    pub caller: Caller,
    /// What every form of this session carries. It is made of the token and stored nowhere.
    pub csrf: String,
    /// When it ends whatever happens.
    pub expires_at: DateTime<Utc>,
    /// When it ends if it is not used.
    pub idle_until: DateTime<Utc>,
    /// Whose it is.
    pub holder: Holder,
}

/// Whose a session is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// A user's.
    Staff {
        /// The account.
        account: AccountId,
        /// Its address.
        email: String,
    },
    /// A person's of a claim's family.
    Family {
        /// The claim.
        claim: ClaimId,
        /// Its number.
        number: ClaimNumber,
        /// The person.
        person: PersonId,
    },
}

/// A session, as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionItem {
    /// Its id.
    pub id: Uuid,
    /// What the browser says it is.
    pub device: String,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to the minute.
    pub last_seen_at: DateTime<Utc>,
}

/// A session that is about to begin: its token, and its row.
pub(super) struct NewSession {
    pub(super) token: String,
    pub(super) row: StoredSession,
}

/// Who stands behind a session's row.
enum Behind {
    Account(Account),
    Claim(Vec<u8>),
}

impl Desk {
    /// The session of a token. None is a session that was ended, has expired, was not used for too long, or is
    /// unknown; one of an account that is closed; and one of a person who may not come in any more.
    pub async fn session(&self, token: &str) -> Result<Option<Session>, DeskError> {
        let (hash, now) = (secret_hash(token), self.now());
        let found = self.store().read(move |db| behind(db, &hash, now)).await?;
        let Some((row, behind)) = found else { return Ok(None) };
        let who = match behind {
            Behind::Account(account) => staff(&account),
            Behind::Claim(snapshot) => family(&serde_json::from_slice(&snapshot)?, row.person_id.map(PersonId)),
        };
        let Some((caller, holder)) = who else { return Ok(None) };
        let seen = self.note_session(&row).await;
        Ok(Some(Session {
            id: row.id,
            caller,
            csrf: derived("santun-csrf-1", token),
            expires_at: row.expires_at,
            idle_until: row.expires_at.min(seen + idle(&row)),
            holder,
        }))
    }

    /// Ends a session: one's own, or, for an administrator, that of any user they see.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] when there is no such session, or it is not theirs to end.
    pub async fn end_session(&self, id: Uuid, actor: &Actor) -> Result<(), DeskError> {
        let (now, actor) = (self.now(), actor.clone());
        let ended = self.store().write(move |db| {
            let found = queries::session_by_id(db, id)?.ok_or(DeskError::NotFound("session"))?;
            if owner(&actor) != Some(owner_of(&found)) && !administers(db, &actor, &found)? {
                return Err(DeskError::NotFound("session"));
            }
            queries::end_session(db, id, now)?;
            Ok(())
        });
        ended.await
    }

    /// The actor's own sessions that are let in now, oldest first.
    pub async fn sessions_of(&self, actor: &Actor) -> Result<Vec<SessionItem>, DeskError> {
        let (Some(owner), now) = (owner(actor), self.now()) else { return Ok(Vec::new()) };
        let open = self.store().read(move |db| queries::open_sessions(db, owner, now)).await?;
        let item = |row: StoredSession| SessionItem {
            id: row.id,
            device: row.device,
            created_at: row.created_at,
            last_seen_at: row.last_seen_at,
        };
        Ok(open.into_iter().filter(|row| is_open(row, now)).map(item).collect())
    }

    /// Ends all other sessions of whoever this one is of; says how many.
    pub async fn end_other_sessions(&self, session: &Session) -> Result<u64, DeskError> {
        let Some(owner) = owner(&session.caller.actor) else { return Ok(0) };
        let (own, now) = (session.id, self.now());
        Ok(self.store().write(move |db| queries::end_sessions(db, owner, Some(own), now)).await?)
    }

    /// A session to be written, with a new token.
    pub(super) fn new_session(&self, owner: SessionOwner, device: &str) -> NewSession {
        let (token, now) = (secret::<TOKEN_BYTES>(), self.now());
        let (account_id, claim_id, person_id, lasts) = match owner {
            SessionOwner::Account(account) => (Some(account), None, None, STAFF_LASTS),
            SessionOwner::Person { claim, person } => (None, Some(claim), Some(person), FAMILY_LASTS),
        };
        let row = StoredSession {
            id: self.new_id(),
            hash: secret_hash(&token),
            account_id,
            claim_id,
            person_id,
            device: device.chars().filter(|letter| !letter.is_control()).take(DEVICE_LENGTH_MAX).collect(),
            created_at: now,
            last_seen_at: now,
            expires_at: now + lasts,
            ended_at: None,
        };
        NewSession { token, row }
    }

    /// The session that has just been written; `gone` when whoever it is of was shut out in the same moment.
    pub(super) async fn opened(&self, token: String, gone: DeskError) -> Result<OpenedSession, DeskError> {
        let session = self.session(&token).await?.ok_or(gone)?;
        Ok(OpenedSession { token, session })
    }

    /// Notes that a session is used, and says since when that is known. Nobody is turned away because it could not be
    /// noted.
    async fn note_session(&self, row: &StoredSession) -> DateTime<Utc> {
        let (id, now) = (row.id, self.now());
        if now < row.last_seen_at + NOTED_EVERY {
            return row.last_seen_at;
        }
        if let Err(error) = self.store().write(move |db| queries::touch_session(db, id, now)).await {
            tracing::warn!(%error, "the use of a session could not be noted");
        }
        now
    }
}

fn behind(db: &mut Db, hash: &[u8], now: DateTime<Utc>) -> Result<Option<(StoredSession, Behind)>, StoreError> {
    let Some(row) = queries::session_by_hash(db, hash)?.filter(|row| is_open(row, now)) else { return Ok(None) };
    let behind = match (row.account_id, row.claim_id) {
        (Some(account), _) => queries::account_by_id(db, account)?.map(Behind::Account),
        (None, Some(claim)) => queries::claim_by_id(db, claim)?.map(|found| Behind::Claim(found.row.snapshot)),
        (None, None) => None,
    };
    Ok(behind.map(|behind| (row, behind)))
}

fn staff(account: &Account) -> Option<(Caller, Holder)> {
    let caller = staff_caller(account)?;
    Some((caller, Holder::Staff { account: AccountId(account.id), email: account.email.clone() }))
}

fn family(claim: &Claim, person: Option<PersonId>) -> Option<(Caller, Holder)> {
    let person = claim.person(person?)?;
    claim::may_come_in(claim, person).ok()?;
    let caller = Caller {
        actor: heir(claim.id, person.id),
        key: format!("heir:{}", person.id),
        name: person.details.name.clone(),
    };
    Some((caller, Holder::Family { claim: claim.id, number: claim.number.clone(), person: person.id }))
}

/// A person of a claim's family as an actor: they see that claim and nothing else.
pub(super) fn heir(claim: ClaimId, person: PersonId) -> Actor {
    Actor { role: Role::Heir, user: None, office: None, heir: Some((claim, person)) }
}

/// A family's actor belongs to no office, which in staff means all of them. What is about more than one claim is not
/// theirs, whichever door asks.
///
/// # Errors
/// [`DeskError::Forbidden`] for a family.
pub(super) fn not_a_family(actor: &Actor) -> Result<(), DeskError> {
    if actor.role == Role::Heir { Err(DeskError::Forbidden) } else { Ok(()) }
}

fn is_open(row: &StoredSession, now: DateTime<Utc>) -> bool {
    row.ended_at.is_none() && now < row.expires_at && now < row.last_seen_at + idle(row)
}

fn idle(row: &StoredSession) -> TimeDelta {
    if row.account_id.is_some() { STAFF_IDLE } else { FAMILY_IDLE }
}

fn owner(actor: &Actor) -> Option<SessionOwner> {
    match (actor.user, actor.heir) {
        (Some(user), _) => Some(SessionOwner::Account(user.0)),
        (None, Some((claim, person))) => Some(SessionOwner::Person { claim: claim.0, person: person.0 }),
        (None, None) => None,
    }
}

fn owner_of(row: &StoredSession) -> SessionOwner {
    match (row.account_id, row.claim_id, row.person_id) {
        (None, Some(claim), Some(person)) => SessionOwner::Person { claim, person },
        (account, _, _) => SessionOwner::Account(account.unwrap_or_default()),
    }
}

/// Whether a session is of a user whom this administrator sees.
fn administers(db: &mut Db, actor: &Actor, session: &StoredSession) -> Result<bool, StoreError> {
    let (Role::Admin, Some(account)) = (actor.role, session.account_id) else { return Ok(false) };
    let Some(account) = queries::account_by_id(db, account)? else { return Ok(false) };
    Ok(actor.office.is_none_or(|office| account.office_id == Some(office.0)))
}
