//! The real program as a process of its own, and what it shows of itself over HTTP.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::pin::pin;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::{Client, Method, RequestBuilder};
use santun::claim::{Actor, OfficeId};
use santun::desk::NewUser;
use santun::workflow::Role;
use serde_json::Value;
use tempfile::TempDir;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::support::database::TestDatabase;
use crate::support::walk::{Walk, start};

/// What the program says when it listens.
const LISTENS: &str = "Santun listens on ";

/// What every start of the program is given: a database, a folder, the day, and somebody's token.
pub(crate) struct Premises {
    pub(crate) token: String,
    pub(crate) files: TempDir,
    /// Where the program runs: no file of settings is there.
    folder: TempDir,
    now: DateTime<Utc>,
    client: Client,
    database: TestDatabase,
}

/// A running program. Dropped, it is killed.
pub(crate) struct Served {
    child: Child,
    pub(crate) address: String,
    said: UnboundedReceiver<String>,
    stdout: BufReader<ChildStdout>,
}

/// Everything that people see: the work list, each history, the deliveries.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct World {
    pub(crate) claims: BTreeMap<String, Value>,
    pub(crate) histories: BTreeMap<String, Vec<Value>>,
    pub(crate) deliveries: Vec<Value>,
}

/// A request that may be sent again under its key.
pub(crate) struct Deed {
    pub(crate) path: String,
    pub(crate) key: String,
    pub(crate) version: Option<i64>,
    pub(crate) content_type: &'static str,
    pub(crate) body: Vec<u8>,
}

impl Premises {
    /// A desk with its register, a supervisor with a token, and the claims that `prepare` makes. What prepared them
    /// has let go of the database when this returns.
    pub(crate) async fn new<T>(database: TestDatabase, prepare: impl AsyncFnOnce(&Walk) -> T) -> (Self, T) {
        let mut walk = Walk::new(&database).await;
        let office = walk.desk.ensure_office("Jambi").await.unwrap().id;
        let user = |name: &str, role: Role| NewUser {
            name: name.to_owned(),
            email: format!("{name}@desk.test"),
            role,
            office: Some("Jambi".to_owned()),
            password: None,
        };
        let caseworker = walk.desk.add_user(&user("wati", Role::Caseworker)).await.unwrap();
        walk.caseworker = Actor::staff(Role::Caseworker, caseworker, Some(OfficeId(office)));
        walk.desk.add_user(&user("sari", Role::Supervisor)).await.unwrap();
        let token = walk.desk.add_token("sari@desk.test", "crash").await.unwrap();
        let prepared = prepare(&walk).await;
        let Walk { folder: files, .. } = walk;
        // Within the first hours no clock runs out, so nothing but the test changes a claim.
        let now = start() + TimeDelta::hours(1);
        let folder = tempfile::tempdir().unwrap();
        (Self { token, files, folder, now, client: Client::new(), database }, prepared)
    }

    /// The program with these words, under the settings of these premises and nothing else's.
    fn program(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_santun"));
        let names = std::env::vars_os().map(|(name, _)| name);
        for name in names.filter(|name| name.to_string_lossy().starts_with("SANTUN_")) {
            command.env_remove(name);
        }
        command
            .args(words)
            .current_dir(self.folder.path())
            .env("SANTUN_DATABASE_URL", self.database.url())
            .env("SANTUN_FILES", self.files.path())
            .env("SANTUN_CLOCK", self.now.to_rfc3339());
        command
    }

    /// Starts the service a minute after its last start; it stands still where `halt` names a place.
    pub(crate) async fn serve(&mut self, halt: Option<&str>) -> Served {
        self.now += TimeDelta::minutes(1);
        let mut command = self.program(&["serve", "--bind", "127.0.0.1:0"]);
        command.envs(halt.map(|point| ("SANTUN_HALT_AT", point)));
        Served::start(command).await
    }

    /// `santun audit verify`, which has to find nothing.
    pub(crate) fn audit(&self) {
        let done = self.program(&["audit", "verify"]).output().unwrap();
        assert!(
            done.status.success(),
            "{}{}",
            String::from_utf8_lossy(&done.stdout),
            String::from_utf8_lossy(&done.stderr)
        );
    }

    /// A request by the supervisor.
    pub(crate) fn request(&self, served: &Served, method: Method, path: &str) -> RequestBuilder {
        let url = format!("{}/api/v1/{path}", served.address);
        self.client.request(method, url).bearer_auth(&self.token).header("accept-language", "en")
    }

    /// A deed as it is sent, each time the same.
    pub(crate) fn deed(&self, served: &Served, deed: &Deed) -> RequestBuilder {
        let request = self
            .request(served, Method::POST, &deed.path)
            .header("idempotency-key", &deed.key)
            .header("content-type", deed.content_type)
            .body(deed.body.clone());
        match deed.version {
            Some(version) => request.header("if-match", format!("\"{version}\"")),
            None => request,
        }
    }

    /// Does a deed that succeeds; answers with the body, and whether it was answered before.
    pub(crate) async fn succeed(&self, served: &Served, deed: &Deed) -> (Value, bool) {
        let response = self.deed(served, deed).send().await.unwrap();
        let (status, replayed) = (response.status(), response.headers().contains_key("idempotency-replayed"));
        let body = response.text().await.unwrap();
        assert!(status.is_success(), "{status}: {body}");
        (serde_json::from_str(&body).unwrap(), replayed)
    }

    /// The JSON at a path.
    pub(crate) async fn get(&self, served: &Served, path: &str) -> Value {
        let response = self.request(served, Method::GET, path).send().await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        response.json().await.unwrap()
    }

    /// All items of a list that has one page.
    async fn items(&self, served: &Served, path: &str) -> Vec<Value> {
        let mut page = self.get(served, &format!("{path}?limit=200")).await;
        assert!(page["next_cursor"].is_null(), "{path} has more pages");
        serde_json::from_value(page["items"].take()).unwrap()
    }

    /// Everything that people see, once.
    pub(crate) async fn look(&mut self) -> World {
        let served = self.serve(None).await;
        self.world(&served).await
    }

    /// Everything that people see.
    pub(crate) async fn world(&self, served: &Served) -> World {
        let mut world = World { deliveries: self.items(served, "outbox").await, ..World::default() };
        for claim in self.items(served, "claims").await {
            let number = claim["number"].as_str().unwrap().to_owned();
            let history = self.items(served, &format!("claims/{number}/history")).await;
            assert_eq!(claim["version"], history.len(), "{number}: the version is the newest event");
            world.histories.insert(number.clone(), history);
            world.claims.insert(number, claim);
        }
        world
    }
}

impl Served {
    async fn start(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (tell, said) = unbounded_channel();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        // Read to its end, heard or not: a full pipe would hold the program up.
        std::thread::spawn(move || stderr.lines().map_while(Result::ok).for_each(|line| drop(tell.send(line))));
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let mut served = Self { child, address: String::new(), said, stdout };
        let mut line = String::new();
        served.stdout.read_line(&mut line).unwrap();
        let Some(address) = line.trim_end().strip_prefix(LISTENS) else {
            let words = served.last_words().await;
            unreachable!("the program does not listen: {line}{words}");
        };
        address.clone_into(&mut served.address);
        served
    }

    /// Waits until the program has said a line that ends like this on standard error.
    pub(crate) async fn says(&mut self, end: &str) {
        let mut before = Vec::new();
        while let Some(line) = self.said.recv().await {
            if line.ends_with(end) {
                return;
            }
            before.push(line);
        }
        unreachable!("it ended without saying {end}: {before:?}");
    }

    /// Sends a request that never gets an answer, because it comes to `point`, and kills the program there.
    pub(crate) async fn kill_at(mut self, request: RequestBuilder, point: &str) {
        let mut sending = pin!(request.send());
        let halted = format!("halted {point}");
        let answered = tokio::select! {
            answer = &mut sending => Some(answer),
            () = self.says(&halted) => None,
        };
        assert!(answered.is_none(), "answered without passing {point}: {answered:?}");
        self.kill();
    }

    /// SIGKILL: no destructor runs, no buffer is flushed, no rollback is asked for.
    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Kills it and answers with what it said and nobody heard.
    async fn last_words(&mut self) -> String {
        self.kill();
        let mut words = String::new();
        while let Some(line) = self.said.recv().await {
            words = words + &line + "\n";
        }
        words
    }

    /// SIGTERM, as a service manager sends it.
    pub(crate) fn terminate(&self) {
        let sent = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// Waits for its end.
    pub(crate) fn end(mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl World {
    /// All but one claim and its deliveries.
    pub(crate) fn without(&self, number: &str) -> Self {
        let mut rest = self.clone();
        rest.claims.remove(number);
        rest.histories.remove(number);
        rest.deliveries.retain(|delivery| delivery["claim"] != number);
        rest
    }

    /// The deliveries of a claim.
    pub(crate) fn deliveries_of(&self, number: &str) -> Vec<&Value> {
        self.deliveries.iter().filter(|delivery| delivery["claim"] == number).collect()
    }
}

/// The files below a folder.
pub(crate) fn files_below(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
            } else {
                found.push(entry.path());
            }
        }
    }
    found
}
