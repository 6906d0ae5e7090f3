//! E-mail addresses that a server can be given as they stand.

use std::fmt;
use std::str::FromStr;

/// The bytes that an address may have at most (RFC 5321, 4.5.3.1.3), and its part before the `@`.
const BYTES_MAX: usize = 254;
const LOCAL_BYTES_MAX: usize = 64;

/// The bytes that a label of a domain may have at most.
const LABEL_BYTES_MAX: usize = 63;

/// An e-mail address such as `siti@example.id`: ASCII, no quotes, a domain with a dot. Stricter than the RFC, which
/// allows spellings that no provider hands out; those are typing errors here.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EmailAddress {
    text: String,
    at: usize,
}

/// Why something is no e-mail address. The words do not repeat it: it may be somebody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Nothing was given.
    #[error("the e-mail address is empty")]
    Empty,
    /// Too long for any server.
    #[error("an e-mail address has at most 254 letters")]
    TooLong,
    /// None, or two.
    #[error("an e-mail address has one @")]
    At,
    /// Before the `@`.
    #[error("the part before the @ is empty or has a letter that no e-mail address has")]
    Local,
    /// After the `@`.
    #[error("the part after the @ is no domain, such as example.id")]
    Domain,
    /// `Name <address>` with an open bracket.
    #[error("a name with an address is written as: Name <name@example.id>")]
    Brackets,
}

impl EmailAddress {
    /// Reads an address; space around it is dropped.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(AddressError::Empty);
        }
        if text.len() > BYTES_MAX {
            return Err(AddressError::TooLong);
        }
        let (local, domain) = text.split_once('@').ok_or(AddressError::At)?;
        if domain.contains('@') {
            return Err(AddressError::At);
        }
        if !is_local(local) {
            return Err(AddressError::Local);
        }
        if !is_domain(domain) {
            return Err(AddressError::Domain);
        }
        Ok(Self { text: text.to_owned(), at: local.len() })
    }

    /// The address as it was given.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What stands after the `@`.
    pub fn domain(&self) -> &str {
        &self.text[self.at + 1..]
    }

    /// What stands before the `@`.
    pub fn local(&self) -> &str {
        &self.text[..self.at]
    }
}

fn is_local(local: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&byte);
    local.len() <= LOCAL_BYTES_MAX && local.split('.').all(|atom| !atom.is_empty() && atom.bytes().all(fits))
}

fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= LABEL_BYTES_MAX
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    // A last label of digits is an IP address, which no mailbox of a person has.
    let last = domain.rsplit('.').next().unwrap_or_default();
    domain.contains('.') && domain.split('.').all(label) && !last.bytes().all(|byte| byte.is_ascii_digit())
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for EmailAddress {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

/// An address with the name of whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The name that the reader's program shows beside it.
    pub name: Option<String>,
    /// The address.
    pub email: EmailAddress,
}

impl Address {
    /// Reads `Kantor Santun <santun@kota.example>`, or an address alone. A name may stand in quotes.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let text = text.trim();
        let Some((name, rest)) = text.split_once('<') else {
            return Ok(Self { name: None, email: EmailAddress::parse(text)? });
        };
        let email = rest.strip_suffix('>').ok_or(AddressError::Brackets)?;
        let name = name.trim();
        let bare = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')).unwrap_or(name).trim();
        Ok(Self { name: (!bare.is_empty()).then(|| bare.to_owned()), email: EmailAddress::parse(email)? })
    }
}

impl From<EmailAddress> for Address {
    fn from(email: EmailAddress) -> Self {
        Self { name: None, email }
    }
}
