//! Who asks, about which version, under which key: what every handler that changes something takes.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::{HeaderName, IF_MATCH};
use actix_web::{FromRequest, HttpMessage as _, HttpRequest};

use crate::claim::Actor;
use crate::desk::{Asked, Caller, IdempotencyKey};
use crate::law::Text;

use super::super::problem::WebError;

/// The header that names a request for its repeats.
const KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// Characters that a key may have at most.
const KEY_LENGTH_MAX: usize = 200;

/// Who asks, and what they said about versions and repeats.
#[derive(Clone, Debug)]
pub(super) struct Asking {
    caller: Caller,
    /// The version of `If-Match`; none: whatever it is now.
    pub(super) expected: Option<i64>,
    key: Option<String>,
    method: String,
    path: String,
}

impl Asking {
    /// Who acts.
    pub(super) fn actor(&self) -> &Actor {
        &self.caller.actor
    }

    /// The key of this request, if it has one, for a body of this fingerprint.
    pub(super) fn key(&self, fingerprint: &str) -> Option<IdempotencyKey> {
        self.key.clone().map(|key| IdempotencyKey {
            caller: self.caller.key.clone(),
            method: self.method.clone(),
            path: self.path.clone(),
            key,
            request_hash: fingerprint.to_owned(),
        })
    }
}

impl Asking {
    /// The same about a thing of that name, as the desk takes it.
    pub(super) fn on<'a>(&'a self, thing: &'a str, fingerprint: &str) -> Asked<'a> {
        Asked { thing, actor: self.actor(), expected: self.expected, lenient: false, key: self.key(fingerprint) }
    }
}

impl FromRequest for Asking {
    type Error = WebError;
    type Future = Ready<Result<Self, WebError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(request))
    }
}

fn read(request: &HttpRequest) -> Result<Asking, WebError> {
    let caller = request.extensions().get::<Caller>().cloned().ok_or_else(WebError::unauthorized)?;
    Ok(Asking {
        caller,
        expected: expected(request)?,
        key: key(request)?,
        method: request.method().to_string(),
        path: request.path().to_owned(),
    })
}

fn header<'a>(request: &'a HttpRequest, name: &HeaderName) -> Result<Option<&'a str>, WebError> {
    let value = request.headers().get(name).map(|value| value.to_str());
    value.transpose().map_err(|_| {
        let detail = format!("{name}: ASCII");
        WebError::malformed("header_malformed", Text::new(detail.clone(), detail))
    })
}

/// `"7"`, `W/"7"` or `*`.
fn expected(request: &HttpRequest) -> Result<Option<i64>, WebError> {
    let Some(value) = header(request, &IF_MATCH)? else { return Ok(None) };
    version(value).map_err(|NoVersion| {
        let detail = Text::new(
            "If-Match tidak terbaca; kirim ETag klaim seperti adanya, misalnya \"7\".",
            "If-Match cannot be read; send the claim's ETag as it was given, as \"7\".",
        );
        WebError::malformed("if_match_malformed", detail)
    })
}

fn version(value: &str) -> Result<Option<i64>, NoVersion> {
    let value = value.trim();
    if value == "*" {
        return Ok(None);
    }
    let quoted = value.strip_prefix("W/").unwrap_or(value);
    let digits = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).ok_or(NoVersion)?;
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    if plain { digits.parse().map(Some).map_err(|_| NoVersion) } else { Err(NoVersion) }
}

/// Not the tag of a version.
#[derive(Debug, PartialEq, Eq)]
struct NoVersion;

fn key(request: &HttpRequest) -> Result<Option<String>, WebError> {
    let Some(value) = header(request, &KEY)? else { return Ok(None) };
    let right = (1..=KEY_LENGTH_MAX).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_graphic());
    if right {
        return Ok(Some(value.to_owned()));
    }
    let detail = Text::new(
        format!("Idempotency-Key: 1 sampai {KEY_LENGTH_MAX} huruf ASCII tanpa spasi."),
        format!("Idempotency-Key: 1 to {KEY_LENGTH_MAX} ASCII characters without spaces."),
    );
    Err(WebError::malformed("idempotency_key_malformed", detail))
}

#[cfg(test)]
mod tests {
    use super::{NoVersion, version};

    #[test]
    fn versions_are_read_as_entity_tags() {
        let check =
            |value: &str, expected: Result<Option<i64>, NoVersion>| assert_eq!(version(value), expected, "{value}");
        check("\"7\"", Ok(Some(7)));
        check("W/\"7\"", Ok(Some(7)));
        check(" * ", Ok(None));
        check("7", Err(NoVersion));
        check("\"\"", Err(NoVersion));
        check("\"-7\"", Err(NoVersion));
        check("\"7\", \"8\"", Err(NoVersion));
        check("\"99999999999999999999\"", Err(NoVersion));
    }
}
