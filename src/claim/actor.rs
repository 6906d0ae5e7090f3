//! Who acts, and what they may see.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::workflow::Role;

use super::ids::{AccountId, ClaimId, OfficeId, PersonId};

/// Who acts on a claim. A token acts as its user: two tokens of one user are the same pair of eyes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// In which role.
    pub role: Role,
    /// The user, when it is a person with an account.
    pub user: Option<AccountId>,
    /// The office whose claims they see; `None`: all offices.
    pub office: Option<OfficeId>,
    /// For an heir: the one claim and the person in it.
    pub heir: Option<(ClaimId, PersonId)>,
}

impl Actor {
    /// Santun itself.
    pub fn system() -> Self {
        Self { role: Role::System, user: None, office: None, heir: None }
    }

    /// The insurer's machine.
    pub fn insurer() -> Self {
        Self { role: Role::Insurer, user: None, office: None, heir: None }
    }

    /// A member of staff.
    pub fn staff(role: Role, user: AccountId, office: Option<OfficeId>) -> Self {
        Self { role, user: Some(user), office, heir: None }
    }

    /// Whether a claim of this office is theirs to see. What is not is answered as if it did not exist.
    pub fn sees(&self, claim: ClaimId, office: OfficeId) -> bool {
        match (self.role, &self.heir) {
            (Role::Heir, Some((own, _))) => *own == claim,
            (Role::Heir, None) => false,
            (Role::System | Role::Insurer, _) => true,
            _ => self.office.is_none_or(|own| own == office),
        }
    }

    /// The actor as the history names them: the role, and the account or person behind it.
    pub fn reference(&self) -> ActorRef {
        let id = self.user.map(|user| user.0).or(self.heir.map(|(_, person)| person.0));
        ActorRef(id.map_or_else(|| self.role.to_string(), |id| format!("{}:{id}", self.role)))
    }
}

/// An actor in the history: `supervisor:<account>`, `heir:<person>`, `system`, `insurer`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ActorRef(pub String);

impl ActorRef {
    /// Whether a person acted, and neither Santun itself nor the insurer's machine.
    pub fn is_person(&self) -> bool {
        let role = self.0.split(':').next().unwrap_or_default();
        ![Role::System, Role::Insurer].iter().any(|machine| machine.as_str() == role)
    }
}

impl fmt::Display for ActorRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
