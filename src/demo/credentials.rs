//! The log-ins and tokens of a demo office, as scripts read them.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::DemoError;

/// The name of the file in the demo's folder.
pub const FILE: &str = "credentials.json";

/// Everything that is needed to use the demo office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credentials {
    /// Where the desk answers, without a slash at its end.
    pub url: String,
    /// Staff who can log in.
    pub users: Vec<User>,
    /// A token of one user of each role.
    pub tokens: Tokens,
    /// The secret shared with the stand-in insurer, `whsec_…`.
    pub insurer_secret: String,
    /// Where the stand-in insurer answers, for scripts that change its plan.
    pub insurer_url: String,
}

/// A member of staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// Role.
    pub role: String,
    /// E-mail address, by which they log in.
    pub email: String,
    /// Password.
    pub password: String,
    /// Their office; none: all offices.
    pub office: Option<String>,
}

/// Bearer tokens. The caseworker's and the supervisor's are of the same office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tokens {
    /// Of a caseworker.
    pub caseworker: String,
    /// Of a supervisor.
    pub supervisor: String,
    /// Of an administrator.
    pub admin: String,
    /// Of an auditor.
    pub auditor: String,
}

impl Credentials {
    /// Writes `credentials.json` into a folder, whole or not at all, readable by its owner only.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), DemoError> {
        let path = folder.join(FILE);
        let failed = |error| DemoError::Folder(path.clone(), error);
        let text = serde_json::to_string_pretty(self).map_err(|error| failed(error.into()))?;
        let draft = folder.join(format!("{FILE}.new"));
        let _ = fs::remove_file(&draft);
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&draft).map_err(failed)?;
        file.write_all(text.as_bytes()).and_then(|()| file.write_all(b"\n")).map_err(failed)?;
        file.sync_all().map_err(failed)?;
        fs::rename(&draft, &path).map_err(failed)
    }

    /// Reads them back; `None` where there are none.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn read(folder: &Path) -> Result<Option<Self>, DemoError> {
        let path = folder.join(FILE);
        match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map(Some).map_err(|error| DemoError::Credentials(path, error)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(DemoError::Folder(path, error)),
        }
    }
}
