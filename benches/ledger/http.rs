//! The whole program behind a socket on this machine, and the callers before it.

use std::net::{SocketAddr, TcpListener};
use std::thread::JoinHandle;

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use reqwest::Client;
use reqwest::header::{ETAG, IF_MATCH};
use santun::desk::Desk;
use santun::web::{App, Limits, serve};
use santun::words::OfficeContact;
use serde_json::json;
use std::sync::OnceLock;
use tokio::sync::oneshot;

use crate::material::Case;
use crate::model::STEPS;
use crate::stage::Stage;

/// A running server.
pub(crate) struct Server {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    thread: JoinHandle<()>,
}

impl Server {
    /// Serves a desk as `santun serve` does, counting requests but writing no log.
    pub(crate) fn start(desk: Desk) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let app = App {
            desk,
            insurer_secret: None,
            metrics: Some(metrics()),
            limits: Limits::default(),
            office: OfficeContact::default(),
            demo: Vec::new(),
        };
        let serving = async move {
            let until = async move { drop(stopped.await) };
            serve(app, listener, until).await.unwrap();
        };
        let thread = std::thread::spawn(move || actix_web::rt::System::new().block_on(serving));
        Self { address, stop, thread }
    }

    /// A caller with a connection of its own, kept open.
    pub(crate) fn caller(&self, stage: &Stage) -> Caller {
        let client = Client::builder().no_proxy().pool_max_idle_per_host(1).build().unwrap();
        let tokens = [stage.caseworker.token.clone(), stage.supervisor.token.clone()];
        Caller { client, base: format!("http://{}/api/v1/claims", self.address), tokens }
    }

    /// Stops it.
    pub(crate) fn stop(self) {
        let _ = self.stop.send(());
        self.thread.join().unwrap();
    }
}

/// One who calls over HTTP.
pub(crate) struct Caller {
    client: Client,
    base: String,
    tokens: [String; 2],
}

impl Caller {
    /// Takes the next step of a claim; the version it is answered with.
    pub(crate) async fn take(&self, case: &Case) -> i64 {
        let (action, reason) = STEPS[case.step];
        let request = self
            .client
            .post(format!("{}/{}/actions/{action}", self.base, case.number))
            .bearer_auth(&self.tokens[case.step])
            .header(IF_MATCH, format!("\"{}\"", case.version))
            .json(&json!({ "reason": reason }));
        let answer = request.send().await.unwrap();
        let status = answer.status();
        let version = answer.headers().get(ETAG).and_then(|tag| tag.to_str().ok()?.trim_matches('"').parse().ok());
        let body = answer.bytes().await.unwrap();
        assert_eq!(status, 200, "{}", String::from_utf8_lossy(&body));
        version.unwrap()
    }
}

/// The counters of this process; there is one recorder per process.
fn metrics() -> PrometheusHandle {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    HANDLE.get_or_init(|| PrometheusBuilder::new().install_recorder().unwrap()).clone()
}
