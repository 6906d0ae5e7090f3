//! Identities. Inside a claim they are derived from the claim and the seq of the event that made the thing, so the
//! core needs no source of randomness and a decision taken again after a lost race makes new ones.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::workflow::ProcedureName;

macro_rules! id {
    ($(#[$doc:meta])* $type:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $type(pub Uuid);

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id! {
    /// A claim.
    ClaimId
}
id! {
    /// A document of a claim: one version of one paper.
    DocumentId
}
id! {
    /// A person of a claim.
    PersonId
}
id! {
    /// A finding for a person to settle.
    AlertId
}
id! {
    /// A delivery to the insurer; also its `webhook-id`.
    DeliveryId
}
id! {
    /// A participant of the register (peserta).
    ParticipantId
}
id! {
    /// An office (kantor).
    OfficeId
}
id! {
    /// A user's account.
    AccountId
}

impl ClaimId {
    /// The identity of the claim that follows from this one in a procedure, for a participant or a person.
    #[must_use]
    pub fn follow_up(self, workflow: &ProcedureName, whose: Uuid) -> Self {
        Self(Uuid::new_v5(&self.0, format!("{workflow}/{whose}").as_bytes()))
    }

    /// The identity of what the event `seq` of this claim makes; `what` keeps several of one event apart.
    pub fn derive(self, what: &str, seq: i64) -> Uuid {
        Uuid::new_v5(&self.0, format!("{what}/{seq}").as_bytes())
    }
}
