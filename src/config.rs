//! Settings of a running desk: `santun.toml`, overridden by `SANTUN_*`, overridden by flags.

use std::path::{Path, PathBuf};

use confique::Config;

use crate::mail::{Address, Route, Sender};

/// The file that is read from the current folder when it is there.
pub const FILE: &str = "santun.toml";

/// The database of a desk that was told nothing; also the default of [`Settings::database_url`].
pub const DEFAULT_DATABASE_URL: &str = "sqlite://data/santun.db";

/// Settings of a running desk.
#[derive(Clone, Debug, Config)]
pub struct Settings {
    /// The database: `sqlite://PATH` or `postgres://…`.
    #[config(env = "SANTUN_DATABASE_URL", default = "sqlite://data/santun.db")]
    pub database_url: String,
    /// The address to listen on.
    #[config(env = "SANTUN_BIND", default = "127.0.0.1:8080")]
    pub bind: String,
    /// The address that people and the insurer reach this desk by; `http://` and the bound address when absent.
    #[config(env = "SANTUN_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// The folder of the papers; beside an embedded database when absent.
    #[config(env = "SANTUN_FILES")]
    pub files: Option<String>,
    /// Where approved claims are handed over to; without it hand-overs wait for the paper route.
    #[config(env = "SANTUN_INSURER_URL")]
    pub insurer_url: Option<String>,
    /// The secret shared with the insurer, `whsec_…`.
    #[config(env = "SANTUN_INSURER_SECRET")]
    pub insurer_secret: Option<String>,
    /// Whether the insurer may be at a private or loopback address.
    #[config(env = "SANTUN_INSURER_PRIVATE", default = false)]
    pub insurer_private: bool,
    /// Where letters go: `smtp://…`, `smtps://…` or `file://folder`; without it none are sent.
    #[config(env = "SANTUN_MAIL")]
    pub mail: Option<String>,
    /// Who letters come from: `Name <address>`.
    #[config(env = "SANTUN_MAIL_FROM")]
    pub mail_from: Option<String>,
    /// Where answers to letters go, if elsewhere.
    #[config(env = "SANTUN_MAIL_REPLY_TO")]
    pub mail_reply_to: Option<String>,
    /// The office's name, as families know it; at the foot of every page.
    #[config(env = "SANTUN_OFFICE_NAME", default = "Santun")]
    pub office_name: String,
    /// The telephone that families call; without one the pages name none.
    #[config(env = "SANTUN_OFFICE_PHONE")]
    pub office_phone: Option<String>,
    /// When somebody answers, in Indonesian.
    #[config(env = "SANTUN_OFFICE_HOURS", default = "Senin-Jumat 08.00-16.00 WIB")]
    pub office_hours: String,
    /// The same in English.
    #[config(env = "SANTUN_OFFICE_HOURS_EN", default = "Monday to Friday 08:00-16:00 WIB")]
    pub office_hours_en: String,
    /// Log lines as JSON instead of text.
    #[config(env = "SANTUN_LOG_JSON", default = false)]
    pub log_json: bool,
    /// Rehearse another day: the desk's clock starts at this moment (RFC 3339) and goes on from there.
    #[config(env = "SANTUN_CLOCK")]
    pub clock: Option<chrono::DateTime<chrono::Utc>>,
}

/// A setting that cannot be used, said in one sentence.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct SettingsError(pub String);

impl Settings {
    /// Reads the environment and the file, if it is there.
    ///
    /// # Errors
    /// One sentence that names the setting.
    pub fn read() -> Result<Self, SettingsError> {
        Self::read_from(Path::new(FILE))
    }

    fn read_from(file: &Path) -> Result<Self, SettingsError> {
        let mut builder = Self::builder().env();
        if file.exists() {
            builder = builder.file(file);
        }
        builder.load().map_err(|error| SettingsError(format!("the settings cannot be read: {error}")))
    }

    /// The folder of the papers.
    ///
    /// # Errors
    /// When it is not a folder of this machine.
    pub fn files_folder(&self) -> Result<PathBuf, SettingsError> {
        match &self.files {
            Some(files) if files.contains("://") && !files.starts_with("file://") => Err(SettingsError(format!(
                "SANTUN_FILES is {files}: this version keeps papers in a folder; give its path"
            ))),
            Some(files) => Ok(PathBuf::from(files.trim_start_matches("file://"))),
            None => Ok(self.beside_database()),
        }
    }

    /// Where letters go and who they come from, if letters are sent.
    ///
    /// # Errors
    /// One sentence that names the setting, and never says the password of a mail server.
    pub fn letters(&self) -> Result<Option<(Route, Sender)>, SettingsError> {
        let Some(route) = &self.mail else { return Ok(None) };
        let route =
            Route::parse(route).map_err(|error| SettingsError(format!("SANTUN_MAIL cannot be used: {error}")))?;
        let from = self.mail_from.as_ref().ok_or_else(|| {
            let missing = "SANTUN_MAIL is set: set SANTUN_MAIL_FROM too, such as Kantor Santun <santun@kota.example>";
            SettingsError(missing.to_owned())
        })?;
        let address = |name: &str, text: &String| {
            Address::parse(text)
                .map_err(|error| SettingsError(format!("{name} is {text}, which cannot be used: {error}")))
        };
        let from = address("SANTUN_MAIL_FROM", from)?;
        let reply_to = self.mail_reply_to.as_ref().map(|text| address("SANTUN_MAIL_REPLY_TO", text)).transpose()?;
        Ok(Some((route, Sender { from, reply_to })))
    }

    fn beside_database(&self) -> PathBuf {
        let database = self.database_url.strip_prefix("sqlite://").map(Path::new);
        let folder = database.and_then(Path::parent).unwrap_or(Path::new("data"));
        folder.join("files")
    }
}
