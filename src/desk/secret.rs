//! Secrets that are told once and kept only as their SHA-256: tokens of programs, of sessions, of links.
//!
//! They are chance of 192 bits or more, so that a plain hash is enough: there is nothing to guess, and looking one up
//! by its hash takes no time worth measuring. Passwords are another matter (`passwords`).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// A new secret of so many bytes of chance, in the letters that an address takes.
pub(super) fn secret<const BYTES: usize>() -> String
where
    rand::distr::StandardUniform: rand::distr::Distribution<[u8; BYTES]>,
{
    let chance: [u8; BYTES] = rand::random();
    URL_SAFE_NO_PAD.encode(chance)
}

/// What is kept of a secret.
pub(super) fn secret_hash(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

/// Another value that only whoever knows the secret can have, for a purpose of that name.
pub(super) fn derived(purpose: &str, secret: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(purpose.as_bytes());
    hash.update(secret.as_bytes());
    URL_SAFE_NO_PAD.encode(hash.finalize())
}
