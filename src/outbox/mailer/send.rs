//! What every way of sending letters has in common.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;

use super::folder::MailFolder;
use super::smtp::SmtpMailer;
use crate::mail::{MailError, OutgoingMail, Route, Sender};

/// How long a mail server may take for one letter, from the name's look-up to its last answer.
pub const MAIL_PATIENCE: Duration = Duration::from_mins(1);

/// A way for letters to go.
pub trait SendMail: Send + Sync {
    /// Sends one letter, once. `Ok` means that the other side has taken it.
    fn send<'a>(&'a self, mail: &'a OutgoingMail) -> BoxFuture<'a, Result<(), SendFailure>>;
}

/// Why a letter was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}: {words}")]
pub struct SendFailure {
    /// What to do about it.
    pub kind: FailureKind,
    /// In words: what a server said, without e-mail addresses, at most 300 letters.
    pub words: String,
}

/// What to do about a letter that was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// Try again: a server that is busy, or that makes this letter wait.
    Transient,
    /// Try again: no server, none that greets us, or one that fell silent. An administrator has to act if it lasts.
    Unreachable,
    /// The server does not take this letter for this address, and will not.
    AddressRefused,
    /// The server does not take letters from us as we are set up: log-in, sender, certificate. An administrator has to
    /// act; the letter and its address may be fine.
    Misconfigured,
    /// The server does not take this letter, in words that may mean the letter or how we are set up. What becomes of
    /// other letters meanwhile tells which.
    Doubtful,
}

impl fmt::Display for FailureKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Transient => "not taken for now",
            Self::Unreachable => "not taken: the server could not be used",
            Self::AddressRefused => "refused for this address",
            Self::Misconfigured => "refused as this desk is set up",
            Self::Doubtful => "refused, for itself or as this desk is set up",
        })
    }
}

/// A letter that cannot be made into a message was written wrongly by this program, whatever its address; or the sender's
/// name and address are such that none can.
impl From<MailError> for SendFailure {
    fn from(error: MailError) -> Self {
        Self { kind: FailureKind::Doubtful, words: error.to_string() }
    }
}

/// Why letters cannot be sent at all.
#[derive(Debug, thiserror::Error)]
pub enum MailerError {
    /// TLS cannot be set up.
    #[error("TLS to the mail server {host} cannot be set up: {source}")]
    Tls {
        /// The server.
        host: String,
        /// Why.
        source: lettre::transport::smtp::Error,
    },
}

/// The way that a route describes. Opens no connection yet.
pub fn mailer(route: &Route, sender: Sender, patience: Duration) -> Result<Arc<dyn SendMail>, MailerError> {
    Ok(match route {
        Route::Smtp(server) => Arc::new(SmtpMailer::new(server.clone(), sender, patience)?),
        Route::Folder(folder) => Arc::new(MailFolder::new(folder.clone(), sender)),
    })
}
