//! The stand-in as a server with its loop.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::web::Data;
use actix_web::{App, HttpServer};
use thiserror::Error;
use tokio::time::MissedTickBehavior;

use super::{Plan, Sandbox, answer_pending, routes};
use crate::clock::Clock;
use crate::ids::Ids;
use crate::insurer::Secret;

/// How often the loop looks for answers that are due.
const LOOK_EVERY: Duration = Duration::from_millis(300);

/// How a stand-in is set up.
#[derive(Clone, Debug)]
pub struct SandboxConfig {
    /// Address and port to listen on, such as `127.0.0.1:8090`; port 0 takes a free one.
    pub bind: String,
    /// The secret shared with the desk.
    pub secret: Secret,
    /// Where answers go. `None`: to `/api/v1/insurer/answers` of the server that the hand-over's documents lie on.
    pub answer_url: Option<String>,
    /// How it behaves at first.
    pub plan: Plan,
}

/// Why a stand-in does not run.
#[derive(Debug, Error)]
pub enum SandboxError {
    /// The address cannot be listened on.
    #[error("cannot listen on {0}: {1}")]
    Bind(String, #[source] io::Error),
    /// There is no way to send answers.
    #[error("cannot set up the HTTP client: {0}")]
    Client(#[source] reqwest::Error),
    /// It stopped with an error.
    #[error("the stand-in stopped: {0}")]
    Serve(#[source] io::Error),
}

/// A stand-in that listens; it answers once it is run.
pub struct Bound {
    /// Where it listens.
    pub address: SocketAddr,
    /// The stand-in itself, to look into and to change its plan.
    pub sandbox: Arc<Sandbox>,
    server: Server,
}

/// Listens, so that the address is known before anything runs.
pub fn bind(config: SandboxConfig, clock: Arc<dyn Clock>, ids: Arc<dyn Ids>) -> Result<Bound, SandboxError> {
    let wanted = config.bind.clone();
    let unbound = |error| SandboxError::Bind(wanted.clone(), error);
    let sandbox = Arc::new(Sandbox::new(config, clock, ids)?);
    let data = Data::from(Arc::clone(&sandbox));
    let http = HttpServer::new(move || App::new().app_data(data.clone()).configure(routes))
        .workers(1)
        .shutdown_timeout(2)
        .bind(&wanted)
        .map_err(unbound)?;
    let address = http.addrs().first().copied().ok_or_else(|| unbound(io::ErrorKind::AddrNotAvailable.into()))?;
    Ok(Bound { address, sandbox, server: http.run() })
}

impl Bound {
    /// Serves and answers until the process is told to stop.
    pub async fn run(self) -> Result<(), SandboxError> {
        let mut ticks = tokio::time::interval(LOOK_EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let answering = async {
            loop {
                ticks.tick().await;
                answer_pending(&self.sandbox).await;
            }
        };
        tokio::select! {
            stopped = self.server => stopped.map_err(SandboxError::Serve),
            () = answering => Ok(()),
        }
    }
}

/// Listens, serves and answers until the process is told to stop.
pub async fn serve(config: SandboxConfig, clock: Arc<dyn Clock>, ids: Arc<dyn Ids>) -> Result<(), SandboxError> {
    bind(config, clock, ids)?.run().await
}
