//! Letters by SMTP.

use std::error::Error as _;
use std::io;
use std::net::Ipv4Addr;
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use lettre::Message;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Quit, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::{Response, Severity};
use tokio::time::timeout;

use super::refusal::{Stage, refusal};
use super::send::{FailureKind, MailerError, SendFailure, SendMail};
use crate::mail::{OutgoingMail, Sender, SmtpServer, Tls, build, without_addresses};

/// How long a server that has taken a letter may take to say goodbye.
const GOODBYE: Duration = Duration::from_secs(2);

/// Sends to a mail server, each letter on a connection of its own. Kept connections would have to be trusted to be at
/// the start of a conversation; one that is closed cannot answer for another letter.
pub struct SmtpMailer {
    server: SmtpServer,
    tls: Option<TlsParameters>,
    hello: ClientId,
    sender: Sender,
    patience: Duration,
}

impl SmtpMailer {
    /// Letters to this server; `patience` is for one letter, from the name's look-up to the last answer. The caller has
    /// installed a provider of TLS for the process before; without one it is `ring`.
    pub fn new(server: SmtpServer, sender: Sender, patience: Duration) -> Result<Self, MailerError> {
        let tls = match server.tls {
            Tls::None => None,
            Tls::Wrapped | Tls::Required | Tls::Opportunistic => {
                let tls = TlsParameters::new(server.host.clone());
                Some(tls.map_err(|source| MailerError::Tls { host: server.host.clone(), source })?)
            }
        };
        Ok(Self { server, tls, hello: hello(), sender, patience })
    }

    async fn attempt(&self, mail: &OutgoingMail) -> Result<(), SendFailure> {
        let message = build(mail, &self.sender)?;
        let mut stage = Stage::Greeting;
        let answered = timeout(self.patience, self.converse(&message, &mut stage)).await;
        let Ok(taken) = answered else {
            let words = format!("the mail server did not answer in time {}", stage.words());
            return Err(SendFailure { kind: FailureKind::Unreachable, words });
        };
        let mut line = taken?;
        // It has the letter; how the conversation ends changes nothing.
        let _ = timeout(GOODBYE.min(self.patience), line.command(Quit)).await;
        Ok(())
    }

    /// Until the server has taken the letter. `stage` says how far it came, also where patience ends it.
    async fn converse(&self, message: &Message, stage: &mut Stage) -> Result<AsyncSmtpConnection, SendFailure> {
        let mut line = self.connect(stage).await.map_err(|error| failure(*stage, &error))?;
        let envelope = message.envelope();
        *stage = Stage::Sender;
        let sender = Mail::new(envelope.from().cloned(), Vec::new());
        agreed(*stage, line.command(sender).await, Severity::PositiveCompletion)?;
        *stage = Stage::Recipient;
        for address in envelope.to() {
            let recipient = Rcpt::new(address.clone(), Vec::new());
            agreed(*stage, line.command(recipient).await, Severity::PositiveCompletion)?;
        }
        *stage = Stage::Letter;
        agreed(*stage, line.command(Data).await, Severity::PositiveIntermediate)?;
        agreed(*stage, line.message(&message.formatted()).await, Severity::PositiveCompletion)?;
        Ok(line)
    }

    async fn connect(&self, stage: &mut Stage) -> Result<AsyncSmtpConnection, Error> {
        let server = (self.server.host.as_str(), self.server.port);
        let wrapped = self.tls.clone().filter(|_| self.server.tls == Tls::Wrapped);
        let mut line =
            AsyncSmtpConnection::connect_tokio1(server, Some(self.patience), &self.hello, wrapped, None).await?;
        if let Some(tls) = &self.tls
            && (self.server.tls == Tls::Required || (self.server.tls == Tls::Opportunistic && line.can_starttls()))
        {
            *stage = Stage::Tls;
            line.starttls(tls.clone(), &self.hello).await?;
        }
        if let Some(log_in) = &self.server.log_in {
            *stage = Stage::LogIn;
            let credentials = Credentials::new(log_in.user.clone(), log_in.password.clone());
            line.auth(DEFAULT_MECHANISMS, &credentials).await?;
        }
        Ok(line)
    }
}

impl SendMail for SmtpMailer {
    fn send<'a>(&'a self, mail: &'a OutgoingMail) -> BoxFuture<'a, Result<(), SendFailure>> {
        self.attempt(mail).boxed()
    }
}

/// Our name before the server: the machine's if it is a whole one, else the address form that the RFC allows.
fn hello() -> ClientId {
    match ClientId::default() {
        ClientId::Domain(name) if !name.contains('.') => ClientId::Ipv4(Ipv4Addr::LOCALHOST),
        other => other,
    }
}

/// Whether a server's answer is the one that the question has. The library also takes a "go on" where the letter should
/// be taken; from answers that are one too late, or were slipped in before TLS, a letter would seem to have arrived.
fn agreed(stage: Stage, answer: Result<Response, Error>, wanted: Severity) -> Result<(), SendFailure> {
    let answer = answer.map_err(|error| failure(stage, &error))?;
    if answer.code().severity == wanted {
        return Ok(());
    }
    let words = format!("the mail server said {} {}, which is no answer there", answer.code(), stage.words());
    Err(SendFailure { kind: FailureKind::Transient, words })
}

fn failure(stage: Stage, error: &Error) -> SendFailure {
    if let Some(code) = error.status() {
        let reply = error.source().map(ToString::to_string).unwrap_or_default();
        return refusal(stage, code.into(), &reply);
    }
    let kind = match stage {
        // The library itself refuses: STARTTLS or a way to log in that the server does not offer.
        _ if error.is_client() || is_certificate(error) => FailureKind::Misconfigured,
        Stage::Greeting | Stage::Tls | Stage::LogIn => FailureKind::Unreachable,
        Stage::Sender | Stage::Recipient | Stage::Letter => FailureKind::Transient,
    };
    let words = format!("the mail server could not be used {}: {}", stage.words(), cause(error));
    SendFailure { kind, words: without_addresses(&words) }
}

/// Whether the server's certificate was not believed: waiting alone will not mend that.
fn is_certificate(error: &Error) -> bool {
    let mut cause = error.source();
    while let Some(inner) = cause {
        let io = inner.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        let tls = io.and_then(|inner| inner.downcast_ref::<rustls::Error>());
        if matches!(tls, Some(rustls::Error::InvalidCertificate(_))) {
            return true;
        }
        cause = inner.source();
    }
    false
}

/// The cause without the library's own headings, which say less. Its words have those of its own causes in them.
fn cause(error: &Error) -> String {
    let words = error.source().map_or_else(|| error.to_string(), ToString::to_string);
    words.strip_prefix("Connection error: ").map(str::to_owned).unwrap_or(words)
}
