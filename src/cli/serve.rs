//! `santun serve` and `santun sweep`.

use std::net::TcpListener;

use chrono::{DateTime, Utc};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

use crate::app::{self, Database};
use crate::config::{DEFAULT_DATABASE_URL, Settings};
use crate::desk::Desk;
use crate::jobs::{self, Jobs};
use crate::web;

use super::logs;
use super::out::{Failure, line};

/// Runs the service until it is told to stop.
pub(super) async fn serve(mut settings: Settings, bind: Option<String>) -> Result<(), Failure> {
    if let Some(bind) = bind {
        settings.bind = bind;
    }
    logs::start(settings.log_json);
    let metrics = metrics()?;
    let listener = listen(&mut settings)?;
    let database = if settings.database_url == DEFAULT_DATABASE_URL { Database::Prepare } else { Database::MustExist };
    let desk = app::open(&settings, database)?;
    line(format!("Santun listens on http://{}", settings.bind));
    run(desk, &settings, listener, metrics, Vec::new()).await
}

/// The counters of this process.
pub(super) fn metrics() -> Result<PrometheusHandle, Failure> {
    PrometheusBuilder::new().install_recorder().map_err(Failure::new)
}

/// Listens first, so that a busy port is told before anything is created; port 0 becomes the one that was given.
pub(super) fn listen(settings: &mut Settings) -> Result<TcpListener, Failure> {
    let busy = |error| Failure::new(format!("cannot listen on {}: {error}", settings.bind));
    let listener = TcpListener::bind(&settings.bind).map_err(busy)?;
    settings.bind = listener.local_addr()?.to_string();
    Ok(listener)
}

/// Serves and works until the word to stop; requests and deliveries under way are finished.
pub(super) async fn run(
    desk: Desk,
    settings: &Settings,
    listener: TcpListener,
    metrics: PrometheusHandle,
    demo: Vec<web::DemoLogIn>,
) -> Result<(), Failure> {
    let outbox = app::outbox(&desk, settings)?;
    let jobs = Jobs::start(desk.clone(), outbox).await.map_err(Failure::new)?;
    let parts = web::App {
        desk,
        insurer_secret: app::insurer_secret(settings)?,
        metrics: Some(metrics),
        limits: web::Limits::default(),
        office: app::office(settings),
        demo,
    };
    let served = web::serve(parts, listener, told_to_stop()).await;
    jobs.stop().await;
    served.map_err(Failure::from)
}

async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated => {}
    }
    tracing::info!("told to stop: no new requests, finishing those under way");
}

/// Fires due deadlines and delivers what is owed once.
pub(super) async fn sweep(mut settings: Settings, at: Option<DateTime<Utc>>) -> Result<(), Failure> {
    settings.clock = at.or(settings.clock);
    let desk = app::open(&settings, Database::MustBeReady)?;
    let outbox = app::outbox(&desk, &settings)?;
    line(jobs::sweep_once(&desk, &outbox).await?);
    Ok(())
}
