//! Why a command is not carried out. Each kind is grouped by what the caller can do next.

use serde::Serialize;

use crate::law::{FieldError, Text};
use crate::workflow::{ActionName, RuleName, StateName};

/// One rule that says no, with what would turn it into a yes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// The rule's stable name.
    pub rule: RuleName,
    /// Why, in the reader's language.
    pub message: Text,
    /// The article, or the office's own rule.
    pub law: String,
    /// What would make it a yes.
    pub remedy: Text,
}

/// A command that was not carried out; nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The command is malformed: every wrong field with what to do.
    #[error("malformed: {} field(s)", .0.len())]
    Invalid(Vec<FieldError>),
    /// The actor's role may not do this, though it may see the claim.
    #[error("not allowed for this role")]
    NotAllowed(Text),
    /// Something that the command names is not in the claim.
    #[error("{what} is not in this claim")]
    Unknown {
        /// What was named, as `document`.
        what: &'static str,
    },
    /// The action does not exist in this state.
    #[error("no action {action} in state {state}")]
    WrongState {
        /// What was asked.
        action: ActionName,
        /// Where the claim is.
        state: StateName,
        /// What may be asked here.
        possible: Vec<ActionName>,
    },
    /// One or more rules say no.
    #[error("refused by {} rule(s)", .0.len())]
    Rules(Vec<Refusal>),
}

impl Refused {
    /// A refusal by a single rule of the program itself.
    pub fn rule(rule: &str, message: Text, law: &str, remedy: Text) -> Self {
        Self::Rules(vec![Refusal { rule: rule.into(), message, law: law.to_owned(), remedy }])
    }

    /// A single wrong field.
    pub fn field(field: impl Into<String>, code: &str, message: Text) -> Self {
        Self::Invalid(vec![FieldError::new(field, code, message)])
    }
}
