//! Printing, and failing, in one place.

use std::io::Write as _;
use std::process::ExitCode;

/// Why a command did not do what was asked: one sentence, and the exit code.
#[derive(Debug)]
pub(super) struct Failure {
    message: Option<String>,
    code: u8,
}

impl Failure {
    /// It failed.
    pub(super) fn new(message: impl std::fmt::Display) -> Self {
        Self { message: Some(message.to_string()), code: 1 }
    }

    /// It was used wrongly.
    pub(super) fn usage(message: impl std::fmt::Display) -> Self {
        Self { message: Some(message.to_string()), code: 2 }
    }

    /// It did its work, and what it found is bad; all has been printed.
    pub(super) fn found() -> Self {
        Self { message: None, code: 1 }
    }

    /// Tells standard error and gives the exit code.
    pub(super) fn report(&self) -> ExitCode {
        if let Some(message) = &self.message {
            let _ = writeln!(std::io::stderr(), "santun: {message}");
        }
        ExitCode::from(self.code)
    }
}

macro_rules! failure_from {
    ($($error:ty),+ $(,)?) => {$(
        impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                Self::new(error)
            }
        }
    )+};
}

failure_from!(
    crate::app::StartError,
    crate::config::SettingsError,
    crate::store::StoreError,
    crate::law::LawError,
    std::io::Error,
    serde_json::Error,
);

impl From<crate::desk::DeskError> for Failure {
    fn from(error: crate::desk::DeskError) -> Self {
        match error {
            crate::desk::DeskError::Invalid(errors) => {
                let lines: Vec<String> =
                    errors.iter().map(|error| format!("{}: {}", error.field, error.message.en)).collect();
                Self::usage(lines.join("; "))
            }
            other => Self::new(other),
        }
    }
}

/// Prints a line. A reader that has gone away is no failure of ours.
pub(super) fn line(text: impl std::fmt::Display) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Prints a line to standard error.
pub(super) fn note(text: impl std::fmt::Display) {
    let _ = writeln!(std::io::stderr(), "{text}");
}
