//! Offices, users and their tokens.

use crate::claim::{AccountId, Actor, OfficeId};
use crate::law::{FieldError, Text};
use crate::store::queries::{self, Account, Office, Token, TokenHolder};
use crate::store::{Conflict, StoreError};
use crate::workflow::Role;

use super::context::Desk;
use super::error::DeskError;
use super::passwords::hash_password;
use super::secret::{secret, secret_hash};

/// How a token begins, so that a leaked one is recognised.
const TOKEN_PREFIX: &str = "santun_";
/// Bytes of chance in a token.
const TOKEN_BYTES: usize = 32;

/// Who calls, as a token says.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The actor they are.
    pub actor: Actor,
    /// A stable name of the caller, to whom idempotency keys belong.
    pub key: String,
    /// The name of the person or machine.
    pub name: String,
}

/// A user to be added.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// Name.
    pub name: String,
    /// E-mail address, by which they log in.
    pub email: String,
    /// Role.
    pub role: Role,
    /// Their office, by name; none: all offices.
    pub office: Option<String>,
    /// Their first password, if they shall have one at once.
    pub password: Option<String>,
}

impl Desk {
    /// All offices, by name.
    pub async fn offices(&self) -> Result<Vec<Office>, DeskError> {
        Ok(self.store().read(queries::offices).await?)
    }

    /// Who a bearer token is of, if it is of anybody who may still use it.
    pub async fn caller(&self, token: &str) -> Result<Option<Caller>, DeskError> {
        if !token.starts_with(TOKEN_PREFIX) {
            return Ok(None);
        }
        let hash = secret_hash(token);
        let found = self.store().read(move |db| queries::caller_by_token_hash(db, &hash)).await?;
        if let Some(holder) = &found {
            self.note_use(&holder.token).await;
        }
        Ok(found.as_ref().and_then(caller_of))
    }

    /// An office of that name; made when there is none.
    pub async fn ensure_office(&self, name: &str) -> Result<Office, DeskError> {
        let office = Office { id: self.new_id(), name: name.to_owned(), created_at: self.now() };
        let ensured = self.store().write(move |db| -> Result<Office, StoreError> {
            match queries::office_by_name(db, &office.name)? {
                Some(known) => Ok(known),
                None => queries::add_office(db, &office).map(|()| office),
            }
        });
        Ok(ensured.await?)
    }

    /// Adds a user.
    ///
    /// # Errors
    /// [`DeskError::Taken`] when the address has an account; [`DeskError::Invalid`] when the role wants an office, or
    /// when there are offices and none of that name. The first user's office is made.
    pub async fn add_user(&self, user: &NewUser) -> Result<AccountId, DeskError> {
        check(user)?;
        let office = match &user.office {
            Some(name) => Some(self.office_of_user(name.trim()).await?),
            None => None,
        };
        let account = Account {
            id: self.new_id(),
            name: user.name.trim().to_owned(),
            email: user.email.trim().to_lowercase(),
            role: user.role.as_str().to_owned(),
            office_id: office,
            password_hash: user.password.as_deref().map(hash_password).transpose()?,
            active: true,
            created_at: self.now(),
        };
        let id = account.id;
        match self.store().write(move |db| queries::add_account(db, &account)).await {
            Ok(()) => Ok(AccountId(id)),
            Err(StoreError::Conflict(Conflict::Taken(_))) => Err(DeskError::Taken("email")),
            Err(other) => Err(other.into()),
        }
    }

    async fn office_of_user(&self, name: &str) -> Result<uuid::Uuid, DeskError> {
        let offices = self.offices().await?;
        match offices.iter().find(|office| office.name == name) {
            Some(office) => Ok(office.id),
            None if offices.is_empty() => Ok(self.ensure_office(name).await?.id),
            None => Err(unknown_office(&offices)),
        }
    }

    /// A new token of a user; it is shown once and kept only as a hash.
    pub async fn add_token(&self, email: &str, name: &str) -> Result<String, DeskError> {
        let wanted = email.to_owned();
        let account = self.store().read(move |db| queries::account_by_email(db, &wanted)).await?;
        let account = account.ok_or(DeskError::NotFound("user"))?;
        self.keep_token(Some(account.id), &account.role, name).await
    }

    /// A new token of a machine.
    pub async fn add_machine_token(&self, role: Role, name: &str) -> Result<String, DeskError> {
        self.keep_token(None, role.as_str(), name).await
    }

    async fn keep_token(&self, account: Option<uuid::Uuid>, role: &str, name: &str) -> Result<String, DeskError> {
        let plain = format!("{TOKEN_PREFIX}{}", secret::<TOKEN_BYTES>());
        let token = Token {
            id: self.new_id(),
            account_id: account,
            role: role.to_owned(),
            name: name.to_owned(),
            hash: secret_hash(&plain),
            created_at: self.now(),
            last_used_at: None,
            revoked_at: None,
        };
        self.store().write(move |db| queries::add_token(db, &token)).await?;
        Ok(plain)
    }

    /// Whether a user may be assigned claims of an office: staff of that office, or of all.
    pub async fn may_be_assigned(&self, user: AccountId, office: &str) -> Result<bool, DeskError> {
        let (account, offices) = self
            .store()
            .read(move |db| Ok::<_, StoreError>((queries::account_by_id(db, user.0)?, queries::offices(db)?)))
            .await?;
        let office = offices.iter().find(|known| known.name == office).map(|office| office.id);
        Ok(account.is_some_and(|account| {
            let staff = Role::parse(&account.role).is_some_and(Role::is_staff);
            staff && account.active && (account.office_id.is_none() || account.office_id == office)
        }))
    }
}

/// There are offices, and the one that was named is none of them: a typing error must not become an office.
pub(super) fn unknown_office(offices: &[Office]) -> DeskError {
    let names: Vec<&str> = offices.iter().map(|office| office.name.as_str()).collect();
    let names = names.join(", ");
    let message = Text::new(
        format!("Kantor ini tidak ada. Yang ada: {names}."),
        format!("There is no such office. There are: {names}."),
    );
    DeskError::Invalid(vec![FieldError::new("office", "unknown_office", message)])
}

fn check(user: &NewUser) -> Result<(), DeskError> {
    let mut errors = Vec::new();
    let wrong = |field: &str, id: &str, en: &str| FieldError::new(field, "wrong_value", Text::new(id, en));
    if user.name.trim().is_empty() {
        errors.push(wrong("name", "Isi nama.", "Give a name."));
    }
    errors.extend(wrong_address("email", &user.email));
    if user.role == Role::Caseworker && user.office.is_none() {
        errors.push(wrong("office", "Petugas klaim perlu kantor.", "A caseworker needs an office."));
    }
    if matches!(user.role, Role::Heir | Role::System | Role::Insurer) {
        errors.push(wrong("role", "Peran ini bukan pengguna.", "This role is not of a user."));
    }
    if errors.is_empty() { Ok(()) } else { Err(DeskError::Invalid(errors)) }
}

/// Why that is no address, at a field.
pub(super) fn wrong_address(field: &str, address: &str) -> Option<FieldError> {
    let wrong = !address.contains('@') || address.trim().contains(char::is_whitespace);
    let message = || Text::new("Isi alamat e-mail.", "Give an e-mail address.");
    wrong.then(|| FieldError::new(field, "wrong_value", message()))
}

/// A user as a caller, unless their account is closed.
pub(super) fn staff_caller(account: &Account) -> Option<Caller> {
    if !account.active {
        return None;
    }
    let role = Role::parse(&account.role)?;
    Some(Caller {
        actor: Actor::staff(role, AccountId(account.id), account.office_id.map(OfficeId)),
        key: account.id.to_string(),
        name: account.name.clone(),
    })
}

fn caller_of(holder: &TokenHolder) -> Option<Caller> {
    if let Some(account) = &holder.account {
        return staff_caller(account);
    }
    let role = Role::parse(&holder.token.role)?;
    Some(Caller {
        actor: Actor { role, user: None, office: None, heir: None },
        key: holder.token.id.to_string(),
        name: holder.token.name.clone(),
    })
}
