//! Where the database is, from its URL. The scheme picks the backend; anything else is refused, because a typing
//! error must never become a new, empty database.

use std::fmt;
use std::path::{Path, PathBuf};

use super::StoreError;

/// A database that can be opened.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Location {
    /// A file; the path stands in the URL as it is.
    File(PathBuf),
    /// A server's URL, which may hold a password.
    Server(String),
}

impl Location {
    /// Reads a URL: `sqlite://relative`, `sqlite:///absolute`, `postgres://..` or `postgresql://..`.
    pub(super) fn parse(url: &str) -> Result<Self, StoreError> {
        let Some((scheme, rest)) = url.split_once("://") else {
            return Err(refused("it must begin with `sqlite://` or `postgres://`"));
        };
        match scheme {
            "sqlite" if rest.is_empty() => Err(refused("`sqlite://` must be followed by the path of a file")),
            "sqlite" if rest.contains(":memory:") => {
                Err(refused("a database in memory is not supported: each connection would see its own"))
            }
            "sqlite" => Ok(Self::File(Path::new(rest).to_path_buf())),
            "postgres" | "postgresql" => Ok(Self::Server(url.to_owned())),
            other => Err(refused(&format!("`{other}` is no known kind of database (use `sqlite` or `postgres`)"))),
        }
    }
}

fn refused(reason: &str) -> StoreError {
    StoreError::Refused(format!("the database URL is not usable: {reason}"))
}

impl fmt::Debug for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "sqlite://{}", path.display()),
            Self::Server(url) => f.write_str(&without_password(url, url)),
        }
    }
}

/// `text` with the password of `url` blotted out, wherever it stands.
pub(super) fn without_password(text: &str, url: &str) -> String {
    let mut clean = text.to_owned();
    for secret in secrets(url) {
        clean = clean.replace(secret, "***");
    }
    clean
}

/// The parts of a server's URL that may be secret: the password before the `@`, also when it holds characters
/// that should have been escaped, and `password=` among the parameters.
fn secrets(url: &str) -> Vec<&str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let mut found = Vec::new();
    if let Some((user_and_password, _)) = rest.rsplit_once('@')
        && let Some((_, password)) = user_and_password.split_once(':')
    {
        found.push(password);
        // A driver that splits the address elsewhere names only a part of the password.
        // Pieces of one or two letters are left in: without the rest they say nothing, and blotting them out
        // would make the message unreadable.
        found.extend(password.split([':', '@', '/', '?', '#']).filter(|piece| piece.len() > 2));
    }
    if let Some((_, parameters)) = rest.split_once('?') {
        found.extend(parameters.split('&').filter_map(|pair| pair.strip_prefix("password=")));
    }
    found.retain(|secret| !secret.is_empty());
    found
}

#[cfg(test)]
mod tests;
