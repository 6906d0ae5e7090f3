//! What a use case answers when it does not do what was asked, grouped by what the caller can do about it.

use crate::claim::{EventError, Refused};
use crate::law::FieldError;
use crate::store::StoreError;
use crate::store::ledger::AppendError;

use super::claims::ChangeNote;

/// Why a use case did nothing.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// There is no such thing, or it is not the caller's to see.
    #[error("{0} was not found")]
    NotFound(&'static str),
    /// The caller's role may not do this at all.
    #[error("not allowed for this role")]
    Forbidden,
    /// The request is malformed: every wrong field.
    #[error("malformed: {} field(s)", .0.len())]
    Invalid(Vec<FieldError>),
    /// The core says no.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The caller looked at an older version; here is what changed since.
    #[error("the claim is at version {current}")]
    Stale {
        /// The version it has now.
        current: i64,
        /// What changed since the caller looked.
        changes: Vec<ChangeNote>,
    },
    /// The caller looked at older calendars.
    #[error("the calendars are at version {current}")]
    CalendarChanged {
        /// The version they have now.
        current: i64,
    },
    /// Others changed the claim faster than we could decide.
    #[error("the claim is being changed by others")]
    Busy,
    /// A claim for the same event is open or paid; the report was kept there as a note.
    #[error("claim {0} exists for the same event")]
    ClaimExists(String),
    /// The register does not know the NIK.
    #[error("the register does not know this NIK")]
    ParticipantUnknown,
    /// The same idempotency key came with another body.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// The address or the password is wrong; which of them is not said.
    #[error("the address or the password is wrong")]
    WrongPassword,
    /// Too many wrong passwords: none is looked at until then.
    #[error("locked until {until}")]
    Locked {
        /// Until when.
        until: chrono::DateTime<chrono::Utc>,
        /// How many seconds that is from now.
        wait_seconds: i64,
    },
    /// The link does not let anybody in any more.
    #[error("the link is {}", .0.as_str())]
    LinkGone(super::family_links::FamilyLinkState),
    /// A name that must be unique is taken.
    #[error("{0} is taken")]
    Taken(&'static str),
    /// This call-back of the insurer was taken before.
    #[error("the call-back was taken before")]
    InboundTaken,
    /// It was done before, by another worker or another person.
    #[error("it was done before")]
    AlreadyDone,
    /// The delivery that must end first has not ended; the same call may succeed a little later.
    #[error("delivery {0} has not ended yet")]
    DeliveryOpen(uuid::Uuid),
    /// A file cannot be taken.
    #[error(transparent)]
    File(#[from] super::files::FileError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A stored value that this program cannot read: a fault of ours, or of the disk.
    #[error("stored data cannot be read: {0}")]
    Unreadable(String),
}

impl From<EventError> for DeskError {
    fn from(error: EventError) -> Self {
        Self::Unreadable(error.to_string())
    }
}

impl From<serde_json::Error> for DeskError {
    fn from(error: serde_json::Error) -> Self {
        Self::Unreadable(error.to_string())
    }
}

impl DeskError {
    /// Whether the same call may succeed a little later.
    pub fn passes_by_itself(&self) -> bool {
        matches!(self, Self::Store(StoreError::Unavailable(_)) | Self::DeliveryOpen(_))
    }

    /// What a failed append means where nothing better is known.
    pub(super) fn from_append(error: AppendError) -> Self {
        match error {
            AppendError::Store(error) => Self::Store(error),
            other => Self::Unreadable(other.to_string()),
        }
    }
}
