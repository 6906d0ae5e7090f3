//! A whole desk behind real routing in this process: a clock that stands still, ids from a seed, two offices with
//! their staff, a few people of the register.

use std::future::Future;
use std::path::Path;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Arc, OnceLock};

use actix_web::body::BoxBody;
use actix_web::dev::{Service as _, ServiceResponse};
use actix_web::test::{self, TestRequest};
use actix_web::web::Data;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use santun::clock::{Clock as _, ManualClock};
use santun::desk::register::parse_register;
use santun::desk::{Desk, Files, ImportPlan, NewUser, Parts, keep_definitions};
use santun::ids::SeededIds;
use santun::insurer::Secret;
use santun::law::clock::jakarta_date;
use santun::law::{LawBook, Text};
use santun::outbox::{Outbox, OutboxConfig};
use santun::web::{App, Limits, app};
use santun::words::OfficeContact;
use santun::workflow::{Catalogue, Role};
use serde_json::Value;
use tempfile::TempDir;

use super::database::TestDatabase;

type Answering = Pin<Box<dyn Future<Output = ServiceResponse<BoxBody>>>>;

/// The desk, its doors and its keys.
pub(crate) struct TestApp {
    pub(crate) database: TestDatabase,
    pub(crate) desk: Desk,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) secret: Secret,
    pub(crate) tokens: Tokens,
    call: Rc<dyn Fn(TestRequest) -> Answering>,
    files: TempDir,
}

/// Tokens by who holds them.
pub(crate) struct Tokens {
    pub(crate) caseworker: String,
    pub(crate) colleague: String,
    pub(crate) supervisor: String,
    pub(crate) second_supervisor: String,
    pub(crate) admin: String,
    pub(crate) auditor: String,
    pub(crate) elsewhere: String,
    pub(crate) insurer: String,
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: actix_web::http::header::HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Reply {
    /// The body as JSON; null when it is none.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_default()
    }

    /// A header's words, or nothing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The body, once the status is as expected.
    #[track_caller]
    pub(crate) fn expect(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.bytes));
        self.json()
    }

    /// The stable code of a problem, once the status is as expected.
    #[track_caller]
    pub(crate) fn problem(&self, status: u16) -> String {
        let body = self.expect(status);
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!(body["status"], status);
        assert_eq!(body["request_id"], self.header("x-request-id"));
        assert!(!body["detail"].as_str().unwrap().is_empty());
        body["code"].as_str().unwrap().to_owned()
    }
}

/// People of the register, as an office sends them.
pub(crate) const REGISTER: &str = "nik,nama,tanggal_lahir,jenis_kelamin,rt,kelurahan,kecamatan,pekerjaan,segmen,kpj,upah,iuran_dari,iuran_sampai,no_hp,email
1571021608869058,Dedi Bambang Effendi,1986-08-16,L,031,Pakuan Baru,Jambi Selatan,buruh angkut,pekerja_rentan,25000000000,1000000,2025-05,2026-12,089651425802,
1571031206999614,Agus Iskandar,1999-06-12,L,003,Sejinjang,Jambi Timur,seniman,pekerja_rentan,25000000001,1000000,2025-05,2026-12,081254484138,
";
/// Somebody of the register.
pub(crate) const DEDI: &str = "1571021608869058";
/// Somebody else of it.
pub(crate) const AGUS: &str = "1571031206999614";

impl TestApp {
    /// A desk at 2 March 2026.
    pub(crate) async fn new(database: TestDatabase) -> Self {
        Self::with_limits(database, Limits::default()).await
    }

    /// The same, with other limits.
    pub(crate) async fn with_limits(database: TestDatabase, limits: Limits) -> Self {
        Self::made(database, limits, None, false).await
    }

    /// A desk that sends letters by mail.
    pub(crate) async fn with_mail(database: TestDatabase) -> Self {
        Self::made(database, Limits::default(), None, true).await
    }

    /// The same, with another procedure of deaths.
    pub(crate) async fn with_procedure(database: TestDatabase, source: &str) -> Self {
        let catalogue = Catalogue::from_sources([("jkm.yaml", source)]).unwrap();
        Self::made(database, Limits::default(), Some(catalogue), false).await
    }

    async fn made(database: TestDatabase, limits: Limits, catalogue: Option<Catalogue>, sends_mail: bool) -> Self {
        let files = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::new("2026-03-02T03:00:00.123456Z".parse().unwrap()));
        let desk = desk(&database, files.path(), Arc::clone(&clock), 42, catalogue, sends_mail);
        let secret = Secret::from_key(&[7; 32]).unwrap();
        let tokens = people(&desk).await;
        let call = serving(&desk, &secret, limits).await;
        Self { database, desk, clock, secret, tokens, call, files }
    }

    /// The same office after an upgrade of the program: other procedures on the same database, papers and clock.
    pub(crate) async fn upgraded(self, sources: &[(&str, &str)]) -> Self {
        let catalogue = Catalogue::from_sources(sources.iter().copied()).unwrap();
        let desk = desk(&self.database, self.files.path(), Arc::clone(&self.clock), 43, Some(catalogue), false);
        let call = serving(&desk, &self.secret, Limits::default()).await;
        Self { desk, call, ..self }
    }

    /// Adds people to the register of Jambi: lines of its file, without the first.
    pub(crate) async fn enrol(&self, rows: &str) {
        let head = REGISTER.lines().next().unwrap();
        let register = parse_register("register.csv", format!("{head}\n{rows}\n").as_bytes()).unwrap();
        let plan = ImportPlan { office: "Jambi".to_owned(), ..ImportPlan::default() };
        let report = self.desk.import(&register, &plan, Arc::new(|_| ())).await.unwrap();
        assert_eq!(usize::try_from(report.added).unwrap(), rows.lines().count());
    }

    /// The day it is in Jakarta.
    pub(crate) fn today(&self) -> String {
        jakarta_date(self.clock.now()).to_string()
    }

    /// Does what is owed inside the desk: opens the claims that others asked for. Says how many.
    pub(crate) async fn deliver(&self) -> u64 {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let config = OutboxConfig::new(None, self.secret.clone(), "test".to_owned());
        let report = Outbox::new(self.desk.clone(), config).unwrap().run_once().await.unwrap();
        assert_eq!((report.retried, report.dead), (0, 0), "{report:?}");
        report.opened
    }

    /// Sends a request as it stands.
    pub(crate) async fn send(&self, request: TestRequest) -> Reply {
        let response = (self.call)(request).await;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let bytes = test::read_body(response).await.to_vec();
        assert!(!headers.get("x-request-id").unwrap().is_empty());
        Reply { status, headers, bytes }
    }

    /// Somebody who holds a token.
    pub(crate) fn by<'a>(&'a self, token: &'a str) -> Client<'a> {
        Client { app: self, token, headers: Vec::new() }
    }

    /// The caseworker, who does most.
    pub(crate) fn caseworker(&self) -> Client<'_> {
        self.by(&self.tokens.caseworker)
    }

    /// The administrator.
    pub(crate) fn admin(&self) -> Client<'_> {
        self.by(&self.tokens.admin)
    }

    /// A caseworker of another office.
    pub(crate) fn stranger(&self) -> Client<'_> {
        self.by(&self.tokens.elsewhere)
    }

    /// The account that a token acts as.
    pub(crate) async fn account(&self, token: &str) -> String {
        let caller = self.desk.caller(token).await.unwrap().unwrap();
        caller.actor.user.unwrap().0.to_string()
    }

    /// The supervisor.
    pub(crate) fn supervisor(&self) -> Client<'_> {
        self.by(&self.tokens.supervisor)
    }
}

/// Somebody who asks, in English.
#[derive(Clone)]
pub(crate) struct Client<'a> {
    app: &'a TestApp,
    token: &'a str,
    headers: Vec<(String, String)>,
}

impl Client<'_> {
    /// The same with a header.
    pub(crate) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// The same on a version.
    pub(crate) fn on(self, version: &Value) -> Self {
        self.with("if-match", format!("\"{version}\""))
    }

    /// A request, to be completed.
    pub(crate) fn request(&self, method: &str, path: &str) -> TestRequest {
        let path = if path.starts_with('/') { path.to_owned() } else { format!("/api/v1/{path}") };
        let request = TestRequest::default().method(method.parse().unwrap()).uri(&path);
        let request = request.insert_header(("authorization", format!("Bearer {}", self.token)));
        let language = self.headers.iter().all(|(name, _)| name != "accept-language");
        let request = if language { request.insert_header(("accept-language", "en")) } else { request };
        self.headers
            .iter()
            .fold(request, |request, (name, value)| request.insert_header((name.as_str(), value.as_str())))
    }

    /// Looks.
    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.app.send(self.request("GET", path)).await
    }

    /// Sends JSON.
    pub(crate) async fn json(&self, method: &str, path: &str, body: &Value) -> Reply {
        self.app.send(self.request(method, path).set_json(body)).await
    }

    /// Posts JSON.
    pub(crate) async fn post(&self, path: &str, body: &Value) -> Reply {
        self.json("POST", path, body).await
    }

    /// Posts bytes that are called JSON.
    pub(crate) async fn raw(&self, path: &str, body: &str) -> Reply {
        let request = self.request("POST", path).insert_header(("content-type", "application/json"));
        self.app.send(request.set_payload(body.to_owned())).await
    }

    /// Sends a form with a file.
    pub(crate) async fn form(&self, path: &str, fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Reply {
        let request = self.request("POST", path).insert_header(("content-type", "multipart/form-data; boundary=limit"));
        self.app.send(request.set_payload(multipart(fields, file))).await
    }
}

/// A form as a browser sends it.
pub(crate) fn multipart(fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!("--limit\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    if let Some((name, bytes)) = file {
        let head = format!(
            "--limit\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             content-type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--limit--\r\n");
    body
}

async fn serving(desk: &Desk, secret: &Secret, limits: Limits) -> Rc<dyn Fn(TestRequest) -> Answering> {
    let parts = App {
        desk: desk.clone(),
        insurer_secret: Some(secret.clone()),
        metrics: Some(metrics()),
        limits,
        office: office(),
        demo: Vec::new(),
    };
    let service = Rc::new(test::init_service(app(Data::new(parts))).await);
    Rc::new(move |request: TestRequest| -> Answering {
        let service = Rc::clone(&service);
        Box::pin(async move { service.call(request.to_request()).await.unwrap().map_into_boxed_body() })
    })
}

fn desk(
    database: &TestDatabase,
    files: &Path,
    clock: Arc<ManualClock>,
    seed: u64,
    catalogue: Option<Catalogue>,
    sends_mail: bool,
) -> Desk {
    let store = database.store();
    let law = LawBook::embedded().unwrap();
    let catalogue = catalogue.unwrap_or_else(|| keep_definitions(&store, &law, clock.now()).unwrap());
    Desk::new(Parts {
        store,
        files: Files::in_folder(files).unwrap(),
        catalogue,
        law,
        clock,
        ids: Arc::new(SeededIds::new(seed)),
        public_url: "http://desk.test".to_owned(),
        office: office(),
        sends_mail,
    })
}

async fn people(desk: &Desk) -> Tokens {
    let register = parse_register("register.csv", REGISTER.as_bytes()).unwrap();
    let plan = ImportPlan { office: "Jambi".to_owned(), ..ImportPlan::default() };
    assert_eq!(desk.import(&register, &plan, Arc::new(|_| ())).await.unwrap().added, 2);
    desk.ensure_office("Muaro").await.unwrap();
    let token = async |name: &str, role: Role, office: Option<&str>| {
        let email = format!("{name}@desk.test");
        let office = office.map(str::to_owned);
        let user = NewUser { name: name.to_owned(), email: email.clone(), role, office, password: None };
        desk.add_user(&user).await.unwrap();
        desk.add_token(&email, "test").await.unwrap()
    };
    Tokens {
        caseworker: token("Wati", Role::Caseworker, Some("Jambi")).await,
        colleague: token("Budi", Role::Caseworker, Some("Jambi")).await,
        supervisor: token("Sari", Role::Supervisor, Some("Jambi")).await,
        second_supervisor: token("Tono", Role::Supervisor, None).await,
        admin: token("Adi", Role::Admin, None).await,
        auditor: token("Rina", Role::Auditor, None).await,
        elsewhere: token("Ucok", Role::Caseworker, Some("Muaro")).await,
        insurer: desk.add_machine_token(Role::Insurer, "insurer").await.unwrap(),
    }
}

/// How the office is reached.
fn office() -> OfficeContact {
    OfficeContact {
        name: "Kantor Uji".to_owned(),
        phone: Some("0741-000-0000".to_owned()),
        hours: Text::new("Senin-Jumat", "Monday to Friday"),
    }
}

/// One set of counters for the whole process, as metrics are.
fn metrics() -> PrometheusHandle {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    HANDLE.get_or_init(|| PrometheusBuilder::new().install_recorder().unwrap()).clone()
}
