//! Why there is no demo office.

use std::path::PathBuf;

use crate::claim::Refused;
use crate::desk::DeskError;
use crate::desk::register::RegisterError;

/// Why the demo office could not be made or found again.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A use case refused or failed outside of any claim.
    #[error("the demo office cannot be made: {0}")]
    Desk(#[from] DeskError),
    /// A claim's history could not be played: the program and the demo do not go together.
    #[error("the demo's claim {claim} stops at {step}: {why}")]
    Story {
        /// The claim's number.
        claim: String,
        /// What was to be done.
        step: String,
        /// What stood in the way, with every refusal.
        why: String,
    },
    /// The register that comes with the program.
    #[error("the demo's register cannot be read: {0}")]
    Register(#[from] RegisterError),
    /// Nobody in the register fits a story.
    #[error("the demo's register has nobody for story {0}")]
    Nobody(usize),
    /// An earlier run stopped in the middle.
    #[error("the demo in {0} was never finished: start over with santun demo --fresh")]
    Unfinished(PathBuf),
    /// The credentials are of another database.
    #[error("{0} does not belong to this database: start over with santun demo --fresh")]
    OtherDatabase(PathBuf),
    /// The credentials cannot be read back.
    #[error("{0} cannot be read ({1}): start over with santun demo --fresh")]
    Credentials(PathBuf, serde_json::Error),
    /// The folder of the demo.
    #[error("{0}: {1}")]
    Folder(PathBuf, std::io::Error),
}

impl DemoError {
    /// A step of a story that was not taken, with every reason: nobody is there to ask.
    pub(super) fn story(claim: &str, step: &str, error: &DeskError) -> Self {
        let why = match error {
            DeskError::Refused(Refused::Rules(refusals)) => {
                refusals.iter().map(|refusal| format!("{}: {}", refusal.rule, refusal.message.en)).collect()
            }
            DeskError::Refused(Refused::Invalid(errors)) | DeskError::Invalid(errors) => {
                errors.iter().map(|error| format!("{}: {}", error.field, error.message.en)).collect()
            }
            other => vec![other.to_string()],
        };
        Self::Story { claim: claim.to_owned(), step: step.to_owned(), why: why.join("; ") }
    }
}
