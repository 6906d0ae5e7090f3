//! The composition root: settings become a desk.

use std::path::Path;
use std::sync::Arc;

use crate::clock::{Clock, ShiftedClock, SystemClock};
use crate::config::{Settings, SettingsError};
use crate::desk::{DefinitionError, Desk, FileError, Files, Parts, keep_definitions};
use crate::ids::{Ids, RandomIds};
use crate::insurer::Secret;
use crate::law::{LawBook, LawError};
use crate::outbox::{MAIL_PATIENCE, MailerError, Outbox, OutboxConfig, OutboxError, SendMail, mailer};
use crate::store::{OpenMode, Store, StoreError};

/// Why a desk cannot be started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A setting.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The database has not been brought up to date.
    #[error("the database is not up to date: run santun migrate")]
    NotMigrated,
    /// Procedures or law tables.
    #[error(transparent)]
    Definitions(#[from] DefinitionError),
    /// Law tables.
    #[error(transparent)]
    Law(#[from] LawError),
    /// The folder of papers.
    #[error(transparent)]
    Files(#[from] FileError),
    /// The way to the insurer.
    #[error(transparent)]
    Outbox(#[from] OutboxError),
    /// The way of letters.
    #[error(transparent)]
    Mailer(#[from] MailerError),
}

/// What to do about a database that is not there or not up to date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Database {
    /// Create what is missing and migrate.
    Prepare,
    /// Migrate, but a missing file is a typing error, not a new database.
    MustExist,
    /// Refuse, and say what to run.
    MustBeReady,
}

/// The clock of the settings: the machine's, or one that was set to another day.
pub fn clock(settings: &Settings) -> Arc<dyn Clock> {
    match settings.clock {
        Some(start) => Arc::new(ShiftedClock::starting_at(start)),
        None => Arc::new(SystemClock),
    }
}

/// Opens a desk.
///
/// # Errors
/// [`StartError`], one sentence each.
pub fn open(settings: &Settings, database: Database) -> Result<Desk, StartError> {
    let folder = settings.files_folder()?;
    open_with(settings, database, &folder, clock(settings), Arc::new(RandomIds))
}

/// [`open`] with its own clock, ids and folder.
pub fn open_with(
    settings: &Settings,
    database: Database,
    folder: &Path,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
) -> Result<Desk, StartError> {
    let mode = match database {
        Database::Prepare => OpenMode::CreateIfMissing,
        Database::MustExist | Database::MustBeReady => OpenMode::MustExist,
    };
    let store = Store::open(&settings.database_url, mode)?;
    match database {
        Database::Prepare | Database::MustExist => store.migrate()?,
        Database::MustBeReady if !store.is_migrated()? => return Err(StartError::NotMigrated),
        Database::MustBeReady => {}
    }
    let law = LawBook::embedded()?;
    let catalogue = keep_definitions(&store, &law, clock.now())?;
    let files = Files::in_folder(folder)?;
    let public_url = public_url(settings);
    Ok(Desk::new(Parts { store, files, catalogue, law, clock, ids, public_url }))
}

fn public_url(settings: &Settings) -> String {
    let given = settings.public_url.clone().unwrap_or_else(|| format!("http://{}", settings.bind));
    given.trim_end_matches('/').to_owned()
}

/// The worker of deliveries.
///
/// # Errors
/// When the insurer's address or secret cannot be used.
pub fn outbox(desk: &Desk, settings: &Settings) -> Result<Outbox, StartError> {
    let url = match &settings.insurer_url {
        Some(url) => Some(
            url.parse()
                .map_err(|error| SettingsError(format!("SANTUN_INSURER_URL is {url}, which is no address: {error}")))?,
        ),
        None => None,
    };
    let secret = match (insurer_secret(settings)?, &url) {
        (Some(secret), _) => secret,
        // Nothing is posted without an address, so nothing is signed with this.
        (None, None) => Secret::from_key(&[0; 32]).map_err(|error| SettingsError(error.to_string()))?,
        (None, Some(_)) => {
            let missing = "SANTUN_INSURER_URL is set: set SANTUN_INSURER_SECRET too (whsec_…)";
            return Err(SettingsError(missing.to_owned()).into());
        }
    };
    let owner = format!("{}-{}", std::process::id(), desk.new_id());
    let config = OutboxConfig { allow_private: settings.insurer_private, ..OutboxConfig::new(url, secret, owner) };
    Ok(Outbox::new(desk.clone(), config)?)
}

/// The way that letters go, if one is set. Opens no connection yet.
///
/// # Errors
/// When `SANTUN_MAIL` or an address beside it cannot be used.
pub fn letters(settings: &Settings) -> Result<Option<Arc<dyn SendMail>>, StartError> {
    let Some((route, sender)) = settings.letters()? else { return Ok(None) };
    Ok(Some(mailer(&route, sender, MAIL_PATIENCE)?))
}

/// The secret shared with the insurer, if one is set.
///
/// # Errors
/// When it is not a `whsec_` secret.
pub fn insurer_secret(settings: &Settings) -> Result<Option<Secret>, SettingsError> {
    let parse = |text: &String| {
        Secret::parse(text).map_err(|error| SettingsError(format!("SANTUN_INSURER_SECRET cannot be used: {error}")))
    };
    settings.insurer_secret.as_ref().map(parse).transpose()
}
