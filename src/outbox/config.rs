//! How the outbox is set up.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;

use super::address::{PublicOnly, private_literal};
use super::insurer::{HttpInsurer, PostHandOver};
use super::mailer::{MAIL_PATIENCE, SendMail};
use crate::desk::Desk;
use crate::insurer::Secret;

/// How long the insurer may take for one hand-over.
const PATIENCE: Duration = Duration::from_secs(15);

/// How the outbox is set up.
#[derive(Clone)]
pub struct OutboxConfig {
    /// Where hand-overs go; none: they wait for paper.
    pub insurer_url: Option<Url>,
    /// The secret shared with the insurer.
    pub secret: Secret,
    /// Whether the insurer may be on this machine or in a private network, and spoken to without TLS.
    pub allow_private: bool,
    /// The name of this worker, unlike any other's, also of the same program after a restart.
    pub owner: String,
    /// How long the insurer may take for one hand-over.
    pub patience: Duration,
    /// The way that letters go; none: they wait.
    pub mailer: Option<Arc<dyn SendMail>>,
    /// How long the mail server may take for one letter.
    pub mail_patience: Duration,
}

impl OutboxConfig {
    /// The usual patience of fifteen seconds, public addresses only.
    pub fn new(insurer_url: Option<Url>, secret: Secret, owner: String) -> Self {
        Self {
            insurer_url,
            secret,
            allow_private: false,
            owner,
            patience: PATIENCE,
            mailer: None,
            mail_patience: MAIL_PATIENCE,
        }
    }
}

/// Why there is no outbox.
#[derive(Debug, thiserror::Error)]
pub enum OutboxError {
    /// The insurer's address is private and that was not asked for.
    #[error("the insurer's address {0} is a private one; allow private addresses if that is meant")]
    PrivateAddress(IpAddr),
    /// The claim would travel in clear.
    #[error("the insurer's address must begin with https://, not {0}://")]
    NotSecure(String),
    /// The HTTP client cannot be made.
    #[error("cannot set up the HTTP client: {0}")]
    Client(#[source] reqwest::Error),
}

/// The worker that delivers. Cheap to clone.
#[derive(Clone)]
pub struct Outbox {
    pub(super) desk: Desk,
    pub(super) config: Arc<OutboxConfig>,
    pub(super) insurer: Arc<dyn PostHandOver>,
}

impl Outbox {
    /// A worker for a desk. The caller has installed a provider of TLS for the process before.
    pub fn new(desk: Desk, config: OutboxConfig) -> Result<Self, OutboxError> {
        if let Some(url) = &config.insurer_url {
            check(url, config.allow_private)?;
        }
        // A redirect would carry a signed claim to an address that nobody configured; so would a proxy.
        let mut client =
            reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().timeout(config.patience);
        if !config.allow_private {
            client = client.dns_resolver(Arc::new(PublicOnly));
        }
        let client = client.build().map_err(OutboxError::Client)?;
        Ok(Self { desk, config: Arc::new(config), insurer: Arc::new(HttpInsurer { client }) })
    }

    /// The same worker, with another way to the insurer.
    #[must_use]
    pub fn by_way_of(self, insurer: Arc<dyn PostHandOver>) -> Self {
        Self { insurer, ..self }
    }
}

fn check(url: &Url, allow_private: bool) -> Result<(), OutboxError> {
    match url.scheme() {
        "https" => {}
        "http" if allow_private => {}
        other => return Err(OutboxError::NotSecure(other.to_owned())),
    }
    match private_literal(url) {
        Some(address) if !allow_private => Err(OutboxError::PrivateAddress(address)),
        _ => Ok(()),
    }
}
