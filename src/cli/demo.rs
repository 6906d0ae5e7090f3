//! `santun demo`: a populated office on an embedded database, with a stand-in insurer beside it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::{self, Database};
use crate::clock::{AheadClock, Clock};
use crate::config::Settings;
use crate::demo::{self, DemoPlan};
use crate::ids::RandomIds;
use crate::insurer::Secret;
use crate::sandbox::{self, Plan, SandboxConfig};
use crate::web::DemoLogIn;
use crate::workflow::Role;

use super::out::{Failure, line};
use super::{logs, serve};

/// Shows the demo until it is stopped.
pub(super) async fn demo(
    settings: Settings,
    clock: Arc<dyn Clock>,
    fresh: bool,
    port: u16,
    data: &Path,
) -> Result<(), Failure> {
    logs::start(settings.log_json);
    let metrics = serve::metrics()?;
    let mut settings = own_settings(&settings, port, data);
    let listener = serve::listen(&mut settings)?;
    if fresh {
        start_over(data)?;
    }
    let desk =
        app::open_with(&settings, Database::Prepare, &data.join(FILES), Arc::clone(&clock), Arc::new(RandomIds))?;
    line("preparing the office…");
    let url = format!("http://{}", settings.bind);
    let mut credentials = Box::pin(demo::populate(&desk, &plan(data, &url))).await.map_err(Failure::new)?;
    let secret = Secret::parse(&credentials.insurer_secret).map_err(Failure::new)?;
    let sandbox = stand_in_insurer(clock, secret, &url)?;
    let insurer_url = format!("http://{}", sandbox.address);
    credentials.insurer_url.clone_from(&insurer_url);
    credentials.write(data).map_err(Failure::new)?;
    settings.insurer_url = Some(insurer_url);
    settings.insurer_secret = Some(credentials.insurer_secret.clone());
    settings.insurer_private = true;
    tokio::spawn(async move {
        if let Err(error) = sandbox.run().await {
            tracing::error!(%error, "the stand-in insurer has stopped");
        }
    });
    line(demo::summary(&desk, &credentials, data).await.map_err(Failure::new)?);
    let log_ins = credentials.users.iter().filter_map(log_in).collect();
    serve::run(desk, &settings, listener, metrics, log_ins).await
}

/// What the office is made from. Where the stand-in insurer answers is known once it listens, with the secret that is
/// made here.
fn plan(data: &Path, url: &str) -> DemoPlan {
    DemoPlan {
        data: data.to_path_buf(),
        files: data.join(FILES),
        url: url.to_owned(),
        insurer_url: String::new(),
        seed: SEED,
    }
}

/// Everything that is invented comes from here: two demos of one day tell the same stories.
const SEED: u64 = 20_250_522;

/// The demo never touches another office's database, papers or insurer, whatever the environment says.
fn own_settings(settings: &Settings, port: u16, data: &Path) -> Settings {
    Settings {
        database_url: format!("sqlite://{}", data.join(DATABASE).display()),
        bind: format!("127.0.0.1:{port}"),
        public_url: None,
        files: Some(data.join(FILES).display().to_string()),
        insurer_url: None,
        insurer_secret: None,
        insurer_private: true,
        mail: Some(format!("file://{}", data.join(MAILS).display())),
        mail_from: Some(MAIL_FROM.to_owned()),
        mail_reply_to: None,
        office_name: OFFICE.to_owned(),
        office_phone: Some(PHONE.to_owned()),
        ..settings.clone()
    }
}

/// A log-in as the front page lists it.
fn log_in(user: &demo::User) -> Option<DemoLogIn> {
    Some(DemoLogIn {
        role: Role::parse(&user.role)?,
        email: user.email.clone(),
        password: user.password.clone(),
        office: user.office.clone(),
    })
}

const DATABASE: &str = "santun.db";
const FILES: &str = "files";
/// Letters are written there, and sent to nobody.
const MAILS: &str = "mails";
const MAIL_FROM: &str = "Kantor Santun <santun@kantor.example>";
/// The invented office, and a number that nobody has.
const OFFICE: &str = "Kantor Santun Kota Jambi (contoh)";
const PHONE: &str = "0741-000-0000";

/// Removes what the demo made, and nothing else that may lie in the folder.
fn start_over(data: &Path) -> Result<(), Failure> {
    let files =
        [DATABASE.to_owned(), format!("{DATABASE}-wal"), format!("{DATABASE}-shm"), demo::CREDENTIALS_FILE.to_owned()];
    for path in files.iter().map(|name| data.join(name)).filter(|path| path.exists()) {
        std::fs::remove_file(path)?;
    }
    for folder in [FILES, MAILS].map(|name| data.join(name)) {
        if folder.exists() {
            std::fs::remove_dir_all(folder)?;
        }
    }
    Ok(())
}

/// The clock of the settings, or one that is ahead of it. Only a demo has the latter: no office may choose its time.
pub(super) fn clock(settings: &Settings, ahead: Option<PathBuf>) -> Result<Arc<dyn Clock>, Failure> {
    let clock = app::clock(settings);
    let Some(file) = ahead else { return Ok(clock) };
    let days = AheadClock::DAYS_MAX;
    let wrong = || Failure::new(format!("{} must hold a whole number of days, 0 to {days}", file.display()));
    let ahead = AheadClock::reading(clock, file.clone()).ok_or_else(wrong)?;
    Ok(Arc::new(ahead))
}

fn stand_in_insurer(clock: Arc<dyn Clock>, secret: Secret, url: &str) -> Result<sandbox::Bound, Failure> {
    let config = SandboxConfig {
        bind: "127.0.0.1:0".to_owned(),
        secret,
        answer_url: Some(format!("{url}/api/v1/insurer/answers")),
        plan: Plan::Pay,
    };
    sandbox::bind(config, clock, Arc::new(RandomIds)).map_err(Failure::new)
}
