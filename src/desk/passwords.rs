//! Passwords: what is a good one, and how one is kept and checked.

use std::sync::OnceLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use tokio::sync::Semaphore;

use crate::law::{FieldError, Text};

use super::error::DeskError;

/// Letters that a password has at least.
const LENGTH_MIN: usize = 10;
/// Letters that a password has at most, so that nobody keeps the machine busy with a book.
const LENGTH_MAX: usize = 500;

/// How many passwords are hashed at a time. Each takes some 20 MB while it is at work; the others wait.
static AT_WORK: Semaphore = Semaphore::const_new(4);

/// A password as it is stored: argon2id with the library's recommended cost and a salt of its own.
pub(super) fn hash_password(password: &str) -> Result<String, DeskError> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|error| DeskError::Unreadable(error.to_string()))
}

/// [`hash_password`], away from the threads that serve others.
pub(super) async fn hashed(password: &str) -> Result<String, DeskError> {
    let password = password.to_owned();
    apart(move || hash_password(&password)).await
}

/// Whether a password is the one that was kept. Where none was kept the same work is done on one that nobody has, so
/// that nobody can tell the difference by the time it takes.
pub(super) async fn is_right(password: &str, kept: Option<String>) -> Result<bool, DeskError> {
    let password = password.to_owned();
    apart(move || {
        let nobodys = nobodys()?;
        let matches = verify(&password, kept.as_deref().unwrap_or(nobodys))?;
        Ok(matches && kept.is_some())
    })
    .await
}

/// Why a password is not good enough for the account of an address; nothing, when it is.
pub(super) fn check(password: &str, email: &str) -> Result<(), DeskError> {
    let length = password.chars().count();
    let message = if length < LENGTH_MIN {
        Text::new(
            format!("Kata sandi paling sedikit {LENGTH_MIN} huruf."),
            format!("A password has at least {LENGTH_MIN} characters."),
        )
    } else if length > LENGTH_MAX {
        Text::new(
            format!("Kata sandi paling banyak {LENGTH_MAX} huruf."),
            format!("A password has at most {LENGTH_MAX} characters."),
        )
    } else if password.trim().to_lowercase() == email.trim().to_lowercase() {
        Text::new("Kata sandi jangan sama dengan alamat e-mail.", "The password may not be the e-mail address.")
    } else {
        return Ok(());
    };
    Err(DeskError::Invalid(vec![FieldError::new("password", "password_weak", message)]))
}

fn verify(password: &str, kept: &str) -> Result<bool, DeskError> {
    let kept = PasswordHash::new(kept).map_err(|error| DeskError::Unreadable(format!("a password's hash: {error}")))?;
    Ok(Argon2::default().verify_password(password.as_bytes(), &kept).is_ok())
}

/// The hash of a password that nobody has: made of chance, once in a process.
fn nobodys() -> Result<&'static str, DeskError> {
    static HASH: OnceLock<String> = OnceLock::new();
    if let Some(hash) = HASH.get() {
        return Ok(hash);
    }
    let hash = hash_password(&super::secret::secret::<32>())?;
    Ok(HASH.get_or_init(|| hash))
}

async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, DeskError> + Send + 'static,
) -> Result<T, DeskError> {
    let stopping = || DeskError::Store(crate::store::StoreError::Unavailable("the program is stopping".into()));
    let _turn = AT_WORK.acquire().await.map_err(|_| stopping())?;
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(_) => Err(stopping()),
    }
}
