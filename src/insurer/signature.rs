//! Signatures after the Standard Webhooks specification.
//!
//! The signing itself is the `standardwebhooks` crate's. Its `verify` reads the machine's clock, so verifying is
//! built here on its `sign`, with the moment as an argument and a comparison in constant time.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use standardwebhooks::Webhook;
use subtle::ConstantTimeEq as _;
use thiserror::Error;

/// Header with the message's id, the same on every retry.
pub const HEADER_ID: &str = standardwebhooks::HEADER_WEBHOOK_ID;
/// Header with the moment of sending in seconds since 1970.
pub const HEADER_TIMESTAMP: &str = standardwebhooks::HEADER_WEBHOOK_TIMESTAMP;
/// Header with one or more signatures, separated by spaces.
pub const HEADER_SIGNATURE: &str = standardwebhooks::HEADER_WEBHOOK_SIGNATURE;
/// How far a message's moment may be from ours, before or after.
pub const TOLERANCE_SECONDS: i64 = 300;

const PREFIX: &str = "whsec_";
const KEY_BYTES: std::ops::RangeInclusive<usize> = 24..=64;

/// A shared secret, written `whsec_` and base64. It shows itself only through `reveal`.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Vec<u8>);

/// Why something is not a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SecretError {
    /// Another beginning.
    #[error("the secret does not start with whsec_")]
    Prefix,
    /// What follows is no base64.
    #[error("what follows whsec_ in the secret is not base64")]
    Base64,
    /// Holds the count of bytes; a short key can be guessed.
    #[error("the secret's key has {0} bytes; 24 to 64 are needed")]
    Length(usize),
}

/// Why a message is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SignatureError {
    /// Holds the header's name.
    #[error("the header {0} is missing or empty")]
    Missing(&'static str),
    /// The moment is no count of seconds.
    #[error("the header webhook-timestamp is not a count of seconds")]
    Timestamp,
    /// The moment is more than five minutes away: a replay, or a clock that is wrong.
    #[error("the message's timestamp is more than five minutes off; compare the clocks")]
    Stale,
    /// No signature of the message is ours.
    #[error("the signature does not fit the message")]
    Wrong,
}

/// The three headers of a signed message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedHeaders {
    /// The message's id.
    pub id: String,
    /// Seconds since 1970, as written.
    pub timestamp: String,
    /// One or more `v1,BASE64`, separated by spaces.
    pub signature: String,
}

impl SignedHeaders {
    /// Reads the headers through a lookup by name, so that any HTTP library will do.
    pub fn read<'a>(header: impl Fn(&'static str) -> Option<&'a str>) -> Result<Self, SignatureError> {
        let read = |name| match header(name).map(str::trim) {
            Some(value) if !value.is_empty() => Ok(value.to_owned()),
            _ => Err(SignatureError::Missing(name)),
        };
        Ok(Self { id: read(HEADER_ID)?, timestamp: read(HEADER_TIMESTAMP)?, signature: read(HEADER_SIGNATURE)? })
    }

    /// The headers as names and values, to be sent.
    pub fn pairs(&self) -> [(&'static str, &str); 3] {
        [(HEADER_ID, &self.id), (HEADER_TIMESTAMP, &self.timestamp), (HEADER_SIGNATURE, &self.signature)]
    }
}

impl Secret {
    /// A secret from its written form.
    pub fn parse(text: &str) -> Result<Self, SecretError> {
        let encoded = text.trim().strip_prefix(PREFIX).ok_or(SecretError::Prefix)?;
        Self::from_key(&STANDARD.decode(encoded).map_err(|_| SecretError::Base64)?)
    }

    /// A secret from 24 to 64 random bytes.
    pub fn from_key(key: &[u8]) -> Result<Self, SecretError> {
        if KEY_BYTES.contains(&key.len()) { Ok(Self(key.to_vec())) } else { Err(SecretError::Length(key.len())) }
    }

    /// The written form, for the one who must be told it.
    pub fn reveal(&self) -> String {
        format!("{PREFIX}{}", STANDARD.encode(&self.0))
    }

    /// Signs a message. Every retry is signed anew with its own moment under the same id.
    pub fn sign(&self, id: &str, now: DateTime<Utc>, body: &str) -> SignedHeaders {
        let timestamp = now.timestamp();
        let signature = self.signature(id, timestamp, body).unwrap_or_default();
        SignedHeaders { id: id.to_owned(), timestamp: timestamp.to_string(), signature }
    }

    /// Whether we, or the holder of the same secret, signed this message within five minutes of `now`.
    pub fn verify(&self, headers: &SignedHeaders, body: &[u8], now: DateTime<Utc>) -> Result<(), SignatureError> {
        let timestamp: i64 = headers.timestamp.parse().map_err(|_| SignatureError::Timestamp)?;
        let body = std::str::from_utf8(body).map_err(|_| SignatureError::Wrong)?;
        let expected = self.signature(&headers.id, timestamp, body).ok_or(SignatureError::Wrong)?;
        let fits = |given: &str| bool::from(given.as_bytes().ct_eq(expected.as_bytes()));
        if !headers.signature.split(' ').any(fits) {
            return Err(SignatureError::Wrong);
        }
        match now.timestamp().checked_sub(timestamp) {
            Some(apart) if apart.unsigned_abs() <= TOLERANCE_SECONDS.unsigned_abs() => Ok(()),
            _ => Err(SignatureError::Stale),
        }
    }

    /// `v1,BASE64`. The crate can fail for bodies that are no UTF-8 and keys that are no base64; both are excluded
    /// here by their types, so that `None` does not happen.
    fn signature(&self, id: &str, timestamp: i64, body: &str) -> Option<String> {
        Webhook::from_bytes(self.0.clone()).ok()?.sign(id, timestamp, body.as_bytes()).ok()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}
