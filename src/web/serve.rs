//! The server: it listens, and on the word to stop it lets requests under way finish.

use std::future::Future;
use std::io;
use std::net::TcpListener;
use std::num::NonZero;

use actix_web::{HttpServer, web};
use futures_util::future::{Either, select};

use super::app::{App, app};

/// How long requests under way may take after the word to stop, in seconds.
const GRACE_SECONDS: u64 = 30;

/// Serves until `shutdown` comes, then takes no new request and finishes those under way.
///
/// # Errors
/// When the listener cannot be used.
pub async fn serve(parts: App, listener: TcpListener, shutdown: impl Future<Output = ()>) -> io::Result<()> {
    let parts = web::Data::new(parts);
    // Work that may block runs elsewhere; more workers would only cost memory.
    let workers = std::thread::available_parallelism().map_or(2, NonZero::get).clamp(2, 4);
    let server = HttpServer::new(move || app(parts.clone()))
        .workers(workers)
        .shutdown_timeout(GRACE_SECONDS)
        .disable_signals()
        .listen(listener)?
        .run();
    let handle = server.handle();
    let stopping = async {
        shutdown.await;
        handle.stop(true).await;
    };
    match select(server, Box::pin(stopping)).await {
        Either::Left((served, _)) => served,
        Either::Right(((), server)) => server.await,
    }
}
