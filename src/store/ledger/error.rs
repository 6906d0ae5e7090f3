//! Why a change was not committed. Nothing of it was then written.

use diesel::result::Error as DieselError;
use uuid::Uuid;

use crate::store::StoreError;
use crate::store::error::taken_key;

/// Why a change was not committed.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// Somebody else changed the claim first, or opened it (expected 0), or it does not exist (current 0).
    #[error("the claim is at version {current}")]
    VersionConflict {
        /// The version it has now.
        current: i64,
    },
    /// The idempotency key has an answer already: look it up and give it again.
    #[error("the idempotency key is in use")]
    KeyTaken,
    /// Another claim is open for the same event.
    #[error("claim {claim} is open for the same event")]
    ActiveKeyTaken {
        /// That claim.
        claim: Uuid,
    },
    /// Another claim has this number.
    #[error("the claim number is in use")]
    NumberTaken,
    /// This call-back of the insurer was taken before.
    #[error("the call-back was taken before")]
    InboundTaken,
    /// Something was enqueued under the same key before.
    #[error("a delivery with the same key exists")]
    DeliveryTaken,
    /// A worker holds the delivery; whether it arrives is not known yet.
    #[error("delivery {0} is under way")]
    DeliveryUnderWay(Uuid),
    /// The delivery is not pending any more, or not one of this claim.
    #[error("delivery {0} has ended")]
    DeliveryEnded(Uuid),
    /// The deadline has fired, was met or cancelled, or is not one of this claim.
    #[error("deadline {0} is not open")]
    DeadlineEnded(Uuid),
    /// A setting by which deadlines were counted is another one by now.
    #[error("deadlines were counted by an old setting")]
    SettingChanged,
    /// The rung has fired before.
    #[error("the rung has fired before")]
    RungFired,
    /// The call was made already, or is not one of this claim.
    #[error("call {0} was made already")]
    CallEnded(Uuid),
    /// The finding is settled already, or is not one of this claim.
    #[error("finding {0} is not open")]
    AlertEnded(Uuid),
    /// The link was used, taken back, or is over.
    #[error("link {0} is not good any more")]
    LinkEnded(Uuid),
    /// A change without an event is none.
    #[error("a change needs at least one event")]
    NoEvent,
    /// The store itself.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a change failed inside its transaction. Which claim holds a taken value can be asked only after the end of
/// the transaction: on `PostgreSQL` it is dead once a value was found taken.
#[derive(Debug)]
pub(super) enum Setback {
    /// Known at once.
    Known(AppendError),
    /// A unique value was taken; named as by [`taken_key`].
    Taken(String),
}

impl From<AppendError> for Setback {
    fn from(error: AppendError) -> Self {
        Self::Known(error)
    }
}

impl From<StoreError> for Setback {
    fn from(error: StoreError) -> Self {
        Self::Known(error.into())
    }
}

impl From<DieselError> for Setback {
    fn from(error: DieselError) -> Self {
        match taken_key(&error) {
            Some(key) => Self::Taken(key),
            None => Self::Known(StoreError::from(error).into()),
        }
    }
}
