//! Where letters go: a mail server, or a folder.

use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;

use percent_encoding::percent_decode_str;
use url::Url;

/// Where letters go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// To a mail server.
    Smtp(SmtpServer),
    /// Into files of a folder, for tries and demos.
    Folder(PathBuf),
}

/// A mail server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmtpServer {
    /// Its name, or its address in digits without brackets.
    pub host: String,
    /// The port.
    pub port: u16,
    /// How the line is kept secret.
    pub tls: Tls,
    /// How we prove who we are, if we do.
    pub log_in: Option<LogIn>,
}

/// How the line to a mail server is kept secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tls {
    /// From the first byte on (`smtps://`).
    Wrapped,
    /// By STARTTLS, or nothing is sent.
    Required,
    /// By STARTTLS where the server offers it.
    Opportunistic,
    /// Not at all.
    None,
}

/// A user of a mail server. Shown without the password.
#[derive(Clone, PartialEq, Eq)]
pub struct LogIn {
    /// The user's name there.
    pub user: String,
    /// The password.
    pub password: String,
}

impl fmt::Debug for LogIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LogIn").field("user", &self.user).finish_non_exhaustive()
    }
}

/// Why an address of a route cannot be used. No word of it is the password, or could be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RouteError {
    /// Nothing that we know.
    #[error("it must begin with smtp://, smtps:// or file://")]
    Scheme,
    /// No address at all.
    #[error(
        "it is no address ({0}); letters such as @ : / ? # % in a user's name or password are written as %40 and so on"
    )]
    NoAddress(url::ParseError),
    /// A server without a name.
    #[error("it names no server")]
    NoHost,
    /// A folder without a name.
    #[error("it names no folder")]
    NoFolder,
    /// Something behind the server's name.
    #[error("behind the server's name and port only ?tls=required, ?tls=opportunistic or ?tls=none may stand")]
    Rest,
    /// `smtps` with a choice that it has made.
    #[error("smtps:// is always encrypted: leave ?tls= out")]
    TlsTwice,
    /// One of two.
    #[error("a user's name and a password belong together: smtp://user:password@server")]
    HalfLogIn,
    /// A password that others could read.
    #[error("a password goes to a server elsewhere only by smtps:// or with ?tls=required")]
    PasswordInClear,
    /// Bytes that are no text.
    #[error("the user's name or the password is not UTF-8 behind its %")]
    NotText,
}

impl Route {
    /// Reads `smtp://[user:password@]host[:port][?tls=…]`, `smtps://…` or `file://folder`.
    ///
    /// Without `?tls=`, a server elsewhere must offer STARTTLS (port 587), and one on this machine is spoken to
    /// plainly (port 25). `smtps` uses port 465.
    pub fn parse(text: &str) -> Result<Self, RouteError> {
        let text = text.trim();
        let scheme = text.split_once("://").map(|(scheme, rest)| (scheme.to_ascii_lowercase(), rest));
        match scheme.as_ref().map(|(scheme, rest)| (scheme.as_str(), *rest)) {
            Some(("file", "")) => Err(RouteError::NoFolder),
            Some(("file", folder)) => Ok(Self::Folder(PathBuf::from(folder))),
            Some((scheme @ ("smtp" | "smtps"), _)) => {
                let url = Url::parse(text).map_err(RouteError::NoAddress)?;
                server(&url, scheme == "smtps").map(Self::Smtp)
            }
            _ => Err(RouteError::Scheme),
        }
    }
}

fn server(url: &Url, wrapped: bool) -> Result<SmtpServer, RouteError> {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
    if host.is_empty() {
        return Err(RouteError::NoHost);
    }
    if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
        return Err(RouteError::Rest);
    }
    let here = is_here(&host);
    let tls = match (url.query(), wrapped) {
        (None, true) => Tls::Wrapped,
        (Some(_), true) => return Err(RouteError::TlsTwice),
        (None, false) if here => Tls::None,
        (None | Some("tls=required"), false) => Tls::Required,
        (Some("tls=opportunistic"), false) => Tls::Opportunistic,
        (Some("tls=none"), false) => Tls::None,
        (Some(_), false) => return Err(RouteError::Rest),
    };
    let log_in = log_in(url)?;
    if log_in.is_some() && !here && matches!(tls, Tls::Opportunistic | Tls::None) {
        return Err(RouteError::PasswordInClear);
    }
    let usual = match tls {
        Tls::Wrapped => 465,
        Tls::None => 25,
        Tls::Required | Tls::Opportunistic => 587,
    };
    Ok(SmtpServer { host, port: url.port().unwrap_or(usual), tls, log_in })
}

fn log_in(url: &Url) -> Result<Option<LogIn>, RouteError> {
    let decoded = |text: &str| {
        percent_decode_str(text).decode_utf8().map(std::borrow::Cow::into_owned).map_err(|_| RouteError::NotText)
    };
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        ("", Some(_)) | (_, None) => Err(RouteError::HalfLogIn),
        (user, Some(password)) => Ok(Some(LogIn { user: decoded(user)?, password: decoded(password)? })),
    }
}

/// Whether a server is on this machine, where nobody else listens.
fn is_here(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}
