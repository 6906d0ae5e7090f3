//! Paging by key.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The longest page.
pub const PAGE_LIMIT: i64 = 200;

/// The last row of the page before, by a moment and an id: what a cursor holds.
pub type After = (DateTime<Utc>, Uuid);

/// A page's length within what is allowed, and one more row, by which a caller knows that there is a next page.
pub(super) fn page_size(limit: i64) -> i64 {
    limit.clamp(1, PAGE_LIMIT + 1)
}

/// The pattern that finds `text` anywhere, whatever it contains. The escape is `\`.
pub(super) fn containing(text: &str) -> String {
    format!("%{}%", escaped(text))
}

/// The pattern that finds what begins with `text`. The escape is `\`.
pub(super) fn beginning_with(text: &str) -> String {
    format!("{}%", escaped(text))
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
