//! A `PostgreSQL` server for tests: the one named by `SANTUN_TEST_POSTGRES_URL`, or a private one per process that
//! listens on a socket in a short temporary folder only and dies with the process.

#![expect(clippy::print_stderr, reason = "a skipped test must be seen")]

use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel::sql_types::Text;
use santun::store::{OpenMode, Store};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

/// The database that all others are copied from, made once per process.
pub(crate) const TEMPLATE: &str = "template";

/// A server that tests may fill.
pub(crate) struct Server {
    /// Everything before the name of the database, and everything after it.
    address: (String, String),
    /// Waits for the end of this process and then stops the server; `None` for a server of somebody else.
    _watch: Option<Child>,
}

/// The server, started at the first call; none where there is no `PostgreSQL`.
pub(crate) fn server() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    let server = SERVER.get_or_init(|| {
        let server = match std::env::var("SANTUN_TEST_POSTGRES_URL") {
            Ok(url) => Some(Server { address: around_database(&url), _watch: None }),
            Err(_) => start_private(),
        }?;
        server.sweep();
        server.create(&template_name(), None);
        Store::open_sized(&server.url(&template_name()), OpenMode::MustExist, 1).unwrap().migrate().unwrap();
        Some(server)
    });
    server.as_ref()
}

/// Says that the half of a test on `PostgreSQL` was skipped, or fails where that is not allowed.
pub(crate) fn say_skipped(test: &str) {
    assert!(std::env::var_os("SANTUN_REQUIRE_POSTGRES").is_none(), "{test}: PostgreSQL is required and missing");
    eprintln!("{test}: skipped: no PostgreSQL");
}

/// Runs SQL on either database, outside the store.
pub(crate) fn execute(url: &str, sql: &str) {
    match url.strip_prefix("sqlite://") {
        Some(path) => SqliteConnection::establish(path).unwrap().batch_execute(sql).unwrap(),
        None => PgConnection::establish(url).unwrap().batch_execute(sql).unwrap(),
    }
}

/// The texts that a query of one column named `text` answers with, on either database.
pub(crate) fn texts(url: &str, query: &str) -> Vec<String> {
    let rows: Vec<TextRow> = match url.strip_prefix("sqlite://") {
        Some(path) => diesel::sql_query(query).load(&mut SqliteConnection::establish(path).unwrap()).unwrap(),
        None => diesel::sql_query(query).load(&mut PgConnection::establish(url).unwrap()).unwrap(),
    };
    rows.into_iter().map(|row| row.text).collect()
}

#[derive(QueryableByName)]
struct TextRow {
    #[diesel(sql_type = Text)]
    text: String,
}

impl Server {
    /// The URL of one database.
    pub(crate) fn url(&self, database: &str) -> String {
        format!("{}{database}{}", self.address.0, self.address.1)
    }

    /// Makes a database, empty or with the tables of the template.
    pub(crate) fn create(&self, name: &str, template: Option<&str>) {
        let template = template.map_or_else(|| "template0".to_owned(), |_| template_name());
        execute(&self.url("postgres"), &format!("CREATE DATABASE {name} TEMPLATE {template}"));
    }

    /// Drops a database, whoever is still connected.
    pub(crate) fn drop_database(&self, name: &str) {
        execute(&self.url("postgres"), &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
    }

    /// Drops what earlier processes left behind; a process that still runs keeps its own.
    fn sweep(&self) {
        let query = "SELECT datname::text AS text FROM pg_database WHERE datname LIKE 'santun\\_%\\_%'";
        for name in texts(&self.url("postgres"), query) {
            if owner_is_gone(name.split('_').nth(1)) {
                self.drop_database(&name);
            }
        }
    }
}

fn template_name() -> String {
    format!("santun_{}_template", std::process::id())
}

/// Whether a process, named by a piece of a name, is certainly not running.
fn owner_is_gone(process: Option<&str>) -> bool {
    let process = process.and_then(|text| text.parse::<u32>().ok());
    process.is_some_and(|id| Path::new("/proc/self").exists() && !Path::new(&format!("/proc/{id}")).exists())
}

/// Splits a URL around the name of its database.
fn around_database(url: &str) -> (String, String) {
    let (path, parameters) = url.split_once('?').map_or((url, String::new()), |(p, q)| (p, format!("?{q}")));
    let host_start = path.find("://").unwrap() + 3;
    let before = path[host_start..].find('/').map_or_else(|| format!("{path}/"), |at| path[..=host_start + at].into());
    (before, parameters)
}

/// Starts a server of our own, if its programs are installed.
fn start_private() -> Option<Server> {
    let programs = find_programs()?;
    sweep_folders(&programs);
    let folder = format!("/tmp/santun-pg-{}", std::process::id());
    let initdb = programs.join("initdb").display().to_string();
    run_as_owner(&[&initdb, "-D", &folder, "-U", "santun", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
    let options = format!(
        "-c listen_addresses='' -c unix_socket_directories={folder} -c max_connections=400 {}",
        super::SERVER_OPTIONS
    );
    let pg_ctl = programs.join("pg_ctl").display().to_string();
    run_as_owner(&[&pg_ctl, "-D", &folder, "-w", "-l", &format!("{folder}/log"), "-o", &options, "start"]);
    Some(Server {
        address: ("postgres://santun@/".into(), format!("?host={folder}")),
        _watch: Some(watch(&pg_ctl, &folder)),
    })
}

/// A shell that reads a pipe whose other end only we hold: when this process ends, in whatever way, the pipe closes
/// and the shell stops the server and removes its folder.
fn watch(pg_ctl: &str, folder: &str) -> Child {
    let script = format!(
        "trap '' INT TERM HUP; cat > /dev/null; {pg_ctl} -D {folder} -m immediate stop > /dev/null; rm -rf {folder}"
    );
    as_owner(&["sh", "-c", &script]).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Stops servers whose process and whose watch are both gone.
fn sweep_folders(programs: &Path) {
    for entry in std::fs::read_dir("/tmp").unwrap().flatten() {
        let folder = entry.path().display().to_string();
        if owner_is_gone(folder.strip_prefix("/tmp/santun-pg-")) {
            let stop = format!("{}/pg_ctl -D {folder} -m immediate stop; rm -rf {folder}", programs.display());
            let _ = as_owner(&["sh", "-c", &stop]).stdout(Stdio::null()).stderr(Stdio::null()).status();
        }
    }
}

/// The folder that holds `initdb` and `pg_ctl`: from the path, or where Debian puts it.
fn find_programs() -> Option<PathBuf> {
    let mut folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    if let Ok(versions) = std::fs::read_dir("/usr/lib/postgresql") {
        folders.extend(versions.flatten().map(|version| version.path().join("bin")));
    }
    folders.into_iter().find(|folder| ["initdb", "pg_ctl", "postgres"].iter().all(|name| folder.join(name).exists()))
}

fn run_as_owner(words: &[&str]) {
    let output = as_owner(words).stdout(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A command under the user that may run a server: ourselves, but never root, which `PostgreSQL` refuses.
fn as_owner(words: &[&str]) -> Command {
    let answer = |arguments: &[&str]| Command::new("id").args(arguments).output().unwrap();
    let mut command = if answer(&["-u"]).stdout.trim_ascii() == b"0" {
        let user = if answer(&["-u", "postgres"]).status.success() { "postgres" } else { "nobody" };
        let mut command = Command::new("setpriv");
        command.args([format!("--reuid={user}"), format!("--regid={}", group_of(user)), "--clear-groups".into()]);
        command.args(words);
        command
    } else {
        let mut command = Command::new(words[0]);
        command.args(&words[1..]);
        command
    };
    command.current_dir("/");
    command
}

fn group_of(user: &str) -> String {
    let output = Command::new("id").args(["-g", user]).output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}
