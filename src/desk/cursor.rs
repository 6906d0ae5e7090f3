//! Opaque cursors of lists: where the page before ended.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::law::{FieldError, Text};

use super::error::DeskError;

fn wrong() -> DeskError {
    let message = Text::new(
        "Penanda halaman tidak dikenal; mulai lagi dari halaman pertama.",
        "The cursor is not known; begin again at the first page.",
    );
    DeskError::Invalid(vec![FieldError::new("cursor", "wrong_value", message)])
}

fn open(cursor: &str) -> Result<String, DeskError> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| wrong())?;
    String::from_utf8(bytes).map_err(|_| wrong())
}

/// A place in a list by moment and id.
pub(super) fn write_moment(at: DateTime<Utc>, id: Uuid) -> String {
    URL_SAFE_NO_PAD.encode(format!("{}/{id}", at.timestamp_micros()))
}

/// Reads [`write_moment`].
pub(super) fn read_moment(cursor: &str) -> Result<(DateTime<Utc>, Uuid), DeskError> {
    let text = open(cursor)?;
    let (at, id) = text.split_once('/').ok_or_else(wrong)?;
    let at = at.parse().ok().and_then(DateTime::from_timestamp_micros).ok_or_else(wrong)?;
    Ok((at, id.parse().map_err(|_| wrong())?))
}

/// A place in a list by number.
pub(super) fn write_number(number: i64) -> String {
    URL_SAFE_NO_PAD.encode(number.to_string())
}

/// Reads [`write_number`].
pub(super) fn read_number(cursor: &str) -> Result<i64, DeskError> {
    open(cursor)?.parse().map_err(|_| wrong())
}

/// A place in a list by word and id.
pub(super) fn write_word(word: &str, id: Uuid) -> String {
    URL_SAFE_NO_PAD.encode(format!("{id}/{word}"))
}

/// Reads [`write_word`].
pub(super) fn read_word(cursor: &str) -> Result<(String, Uuid), DeskError> {
    let text = open(cursor)?;
    let (id, word) = text.split_once('/').ok_or_else(wrong)?;
    Ok((word.to_owned(), id.parse().map_err(|_| wrong())?))
}
