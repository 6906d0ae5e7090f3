//! Logs: readable sentences with fields, or JSON. `SANTUN_LOG` filters; no personal data is ever logged.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// Starts logging to standard error.
pub(super) fn start(json: bool) {
    let filter = EnvFilter::try_from_env("SANTUN_LOG")
        .unwrap_or_else(|_| EnvFilter::new("info,tokio_cron_scheduler=warn,actix_server=warn"));
    let registry = tracing_subscriber::registry().with(filter);
    let writer = std::io::stderr;
    // A second start in one process, as tests have it, keeps the first.
    let _ = if json {
        registry.with(tracing_subscriber::fmt::layer().json().with_writer(writer)).try_init()
    } else {
        registry.with(tracing_subscriber::fmt::layer().with_writer(writer)).try_init()
    };
}
