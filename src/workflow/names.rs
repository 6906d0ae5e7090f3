//! Names that a workflow file gives to its parts. Each is its own type, so that a state is never taken for an action.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::law::Text;

macro_rules! name {
    ($(#[$doc:meta])* $type:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        #[serde(transparent)]
        pub struct $type(String);

        impl $type {
            /// The name as it stands in the file.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $type {
            fn from(name: &str) -> Self {
                Self(name.to_owned())
            }
        }

        impl From<String> for $type {
            fn from(name: String) -> Self {
                Self(name)
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::borrow::Borrow<str> for $type {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

name! {
    /// A procedure (`jkm`), also the prefix of its claims' numbers.
    ProcedureName
}
name! {
    /// A state of a procedure (`documents`).
    StateName
}
name! {
    /// A step out of a state (`approve`).
    ActionName
}
name! {
    /// A fact about the insured event (`died_at_work`).
    FactName
}
name! {
    /// What a person fills in when taking a step (`reason`).
    InputName
}
name! {
    /// A kind of paper (`akta_kematian`).
    DocumentKind
}
name! {
    /// The rule behind a condition (`four_eyes`), stable for programs and for the scenarios.
    RuleName
}

/// Who somebody is at the desk. A supervisor may do what a caseworker may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Advances claims (petugas klaim).
    Caseworker,
    /// Approves, rejects, overrides (pengawas).
    Supervisor,
    /// Runs users, offices and the register; takes no claim action.
    Admin,
    /// Reads everything, writes nothing.
    Auditor,
    /// The insurer's machine.
    Insurer,
    /// One person of one claim, by link (ahli waris).
    Heir,
    /// Santun itself: deliveries and clocks.
    System,
}

impl Role {
    /// The word used in files, tokens and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Caseworker => "caseworker",
            Self::Supervisor => "supervisor",
            Self::Admin => "admin",
            Self::Auditor => "auditor",
            Self::Insurer => "insurer",
            Self::Heir => "heir",
            Self::System => "system",
        }
    }

    /// What people call somebody of this role.
    pub fn title(self) -> Text {
        match self {
            Self::Caseworker => Text::new("petugas klaim", "caseworker"),
            Self::Supervisor => Text::new("pengawas", "supervisor"),
            Self::Admin => Text::new("pengelola", "administrator"),
            Self::Auditor => Text::new("auditor", "auditor"),
            Self::Insurer => Text::new("BPJS Ketenagakerjaan", "insurer"),
            Self::Heir => Text::new("keluarga", "family"),
            Self::System => Text::new("Santun", "Santun"),
        }
    }

    /// The role of a word, if it is one.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Caseworker, Self::Supervisor, Self::Admin, Self::Auditor, Self::Insurer, Self::Heir, Self::System]
            .into_iter()
            .find(|role| role.as_str() == word)
    }

    /// Whether somebody of this role may do what `needed` may.
    pub fn covers(self, needed: Self) -> bool {
        self == needed || (self == Self::Supervisor && needed == Self::Caseworker)
    }

    /// Whether this is a member of the office's staff who may act on claims by hand.
    pub fn is_staff(self) -> bool {
        matches!(self, Self::Caseworker | Self::Supervisor)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
